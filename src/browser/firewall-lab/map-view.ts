/** Draws the run of one packet over the map that the page was built with. */
import { GATEWAY } from '../../../labs/firewall/policy/model.ts';
import { svg } from '../dom.ts';
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

interface Drawing {
  root: SVGSVGElement;
  layer: SVGElement;
  map: NetworkMap;
}

/** The map in all its sizes; the stylesheet shows one of them. */
export class MapView {
  private readonly drawings: Drawing[];
  private readonly onLine: (line: number) => void;

  constructor(maps: readonly { root: SVGSVGElement; map: NetworkMap }[], onLine: (line: number) => void) {
    this.onLine = onLine;
    this.drawings = maps.map(({ root, map }) => {
      const layer = svg('g', { class: 'route' });
      root.append(layer);
      return { root, map, layer };
    });
  }

  /** @param draw Let the packet run once; the stylesheet keeps it still for those who want no motion. */
  show(shown: ShownRoute | null, draw: boolean): void {
    for (const drawing of this.drawings) this.showOn(drawing, shown, draw);
  }

  private showOn({ root, map, layer }: Drawing, shown: ShownRoute | null, draw: boolean): void {
    for (const node of root.querySelectorAll('.node')) {
      const { id } = (node as SVGElement).dataset;
      node.classList.toggle('is-end', shown !== null && (id === shown.from || id === shown.to));
    }
    const route = shown && routeOf(map, shown.from, shown.to, shown.arrived);
    root.setAttribute('aria-label', shown?.summary ?? 'Peta jaringan. Belum ada paket yang dipilih.');
    if (!shown || !route) {
      layer.replaceChildren();
      return;
    }
    layer.setAttribute('class', `route is-${shown.tone}${draw ? ' is-drawn' : ''}`);
    layer.replaceChildren(
      svg('path', { class: 'casing', d: route.path }),
      svg('path', { class: 'run', d: route.path, pathLength: 1 }),
      ...startMark(route, map),
      ...endMark(route, shown, map),
      ...(draw ? [traveller(route)] : []),
      ...this.lineLabel(route, shown.line, map),
    );
  }

  private lineLabel({ label }: MapRoute, line: number | null, { measures }: NetworkMap): SVGElement[] {
    if (line === null) return [];
    const text = `baris ${line}`;
    const width = text.length * measures.letter + 10;
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

function startMark({ start, path }: MapRoute, { measures }: NetworkMap): SVGElement[] {
  const outward = Number(/H(-?[\d.]+)/.exec(path)?.[1] ?? start.x) >= start.x ? 1 : -1;
  return [svg('circle', { class: 'start', cx: start.x + outward * measures.startMark, cy: start.y, r: 6 })];
}

/** An arrow head at the destination, a ring with a bar where the packet was stopped; a wrong arrival gets an octagon. */
function endMark({ end }: MapRoute, shown: ShownRoute, { measures }: NetworkMap): SVGElement[] {
  const { warningRadius } = measures;
  if (!shown.arrived) {
    return [
      svg('circle', { class: 'stop', cx: end.x, cy: end.y, r: 10 }),
      svg('path', { class: 'stop-bar', d: `M${end.x - 6} ${end.y - 6}l12 12` }),
    ];
  }
  const wrong = shown.tone === 'wrong';
  if (shown.to === GATEWAY) {
    return wrong
      ? octagon(end.x, end.y, warningRadius)
      : [svg('circle', { class: 'head', cx: end.x, cy: end.y, r: 7 })];
  }
  const sign = end.direction === 'right' ? 1 : -1;
  const head = svg('path', { class: 'head', d: `M${end.x - sign} ${end.y}l${-12 * sign}-6.5v13z` });
  return wrong ? [head, ...octagon(end.x - measures.warning * sign, end.y, warningRadius)] : [head];
}

/** The packet itself, running along the path once; without motion the path alone tells. */
function traveller({ path }: MapRoute): SVGElement {
  const dot = svg('circle', { class: 'traveller', r: 7 });
  dot.style.setProperty('offset-path', `path("${path}")`);
  return dot;
}

function octagon(x: number, y: number, radius: number): SVGElement[] {
  const side = Math.round(radius * 0.42);
  const cut = radius - side;
  const outline = `M${x - side} ${y - radius}h${2 * side}l${cut} ${cut}v${2 * side}l-${cut} ${cut}h-${2 * side}l-${cut}-${cut}v-${2 * side}z`;
  return [
    svg('path', { class: 'octagon', d: outline }),
    svg('path', { class: 'octagon-mark', d: `M${x} ${y - 6}v7M${x} ${y + 5}v.5` }),
  ];
}
