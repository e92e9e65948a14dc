/** Draws the run of one packet over the map that the page was built with. */
import { GATEWAY } from '../../../labs/firewall/policy/model.ts';
import { svg } from './dom.ts';
import { type MapRoute, type NetworkMap, routeOf } from './map-layout.ts';
import type { Tone } from './words.ts';

export interface ShownRoute {
  from: string;
  to: string;
  arrived: boolean;
  tone: Tone;
  /** Line number or a word on the path; null for none. */
  line: number | null;
  /** Sentence for those who do not see the drawing. */
  summary: string;
}

export class MapView {
  private readonly root: SVGSVGElement;
  private readonly layer: SVGElement;
  private readonly map: NetworkMap;
  private readonly onLine: (line: number) => void;

  constructor(root: SVGSVGElement, map: NetworkMap, onLine: (line: number) => void) {
    this.root = root;
    this.map = map;
    this.onLine = onLine;
    this.layer = svg('g', { class: 'route' });
    root.append(this.layer);
  }

  /** @param draw Let the path run once; the stylesheet keeps it still for those who want no motion. */
  show(shown: ShownRoute | null, draw: boolean): void {
    for (const node of this.root.querySelectorAll('.node')) {
      const { id } = (node as SVGElement).dataset;
      node.classList.toggle('is-end', shown !== null && (id === shown.from || id === shown.to));
    }
    const route = shown && routeOf(this.map, shown.from, shown.to, shown.arrived);
    this.root.setAttribute('aria-label', shown?.summary ?? 'Peta jaringan. Belum ada paket yang dipilih.');
    if (!shown || !route) {
      this.layer.replaceChildren();
      return;
    }
    this.layer.setAttribute('class', `route is-${shown.tone}${draw ? ' is-drawn' : ''}`);
    this.layer.replaceChildren(
      svg('path', { class: 'casing', d: route.path }),
      svg('path', { class: 'run', d: route.path, pathLength: 1 }),
      ...this.lineLabel(route, shown.line),
      ...startMark(route),
      ...endMark(route, shown),
    );
  }

  private lineLabel({ label }: MapRoute, line: number | null): SVGElement[] {
    if (line === null) return [];
    const text = `baris ${line}`;
    const width = text.length * 7.6 + 12;
    const group = svg(
      'g',
      { class: 'line-label' },
      svg('rect', { x: label.x - width / 2, y: label.y - 14, width, height: 28, rx: 4 }),
      svg('text', { x: label.x, y: label.y + 4.5 }, text),
    );
    group.addEventListener('click', () => this.onLine(line));
    return [group];
  }
}

function startMark({ start, path }: MapRoute): SVGElement[] {
  const outward = Number(/H(-?[\d.]+)/.exec(path)?.[1] ?? start.x) >= start.x ? 1 : -1;
  return [svg('circle', { class: 'start', cx: start.x + outward * 24, cy: start.y, r: 6 })];
}

/** An arrow head at the destination, a ring with a bar where the packet was stopped; a wrong arrival gets an octagon. */
function endMark({ end, label }: MapRoute, shown: ShownRoute): SVGElement[] {
  if (!shown.arrived) {
    const y = label.y + (shown.line === null ? 0 : 26);
    return [
      svg('circle', { class: 'stop', cx: end.x, cy: y, r: 10 }),
      svg('path', { class: 'stop-bar', d: `M${end.x - 6} ${y - 6}l12 12` }),
    ];
  }
  const wrong = shown.tone === 'wrong';
  if (shown.to === GATEWAY) {
    return wrong ? octagon(end.x, end.y) : [svg('circle', { class: 'head', cx: end.x, cy: end.y, r: 7 })];
  }
  const sign = end.direction === 'right' ? 1 : -1;
  const head = svg('path', { class: 'head', d: `M${end.x - sign} ${end.y}l${-12 * sign}-6.5v13z` });
  return wrong ? [head, ...octagon(end.x - 34 * sign, end.y)] : [head];
}

function octagon(x: number, y: number): SVGElement[] {
  return [
    svg('path', { class: 'octagon', d: `M${x - 5} ${y - 12}h10l7 7v10l-7 7h-10l-7-7v-10z` }),
    svg('path', { class: 'octagon-mark', d: `M${x} ${y - 7}v8M${x} ${y + 5.5}v.5` }),
  ];
}
