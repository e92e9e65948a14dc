/** Ways from senders to a target, told as sentences with a packet that shows them and the line that decides. */
import type { Step } from '../../../labs/firewall/kernel/index.ts';
import { html, icon } from '../dom.ts';
import type { SurveyZone, Way } from './protocol.ts';
import { decidedText, dependsText, lineOf, list, PASSING, packetText, placeName } from './words.ts';

export interface WaysShown {
  zones: readonly SurveyZone[];
  several: boolean;
  onLine: (file: string | undefined, line: number) => void;
}

/** @param whole Also those that get nothing through. */
export function waysView(ways: readonly Way[], shown: WaysShown, whole: boolean): HTMLElement {
  const told = ways.filter(({ passing }) => whole || passing !== 'none');
  const refused = ways.filter((way) => !told.includes(way));
  const items = told.map((way) => wayItem(way, shown));
  if (refused.length > 0) {
    const names = [...new Set(refused.map(({ from }) => placeName(shown.zones, from)))];
    const open = new Set(told.map(({ from }) => placeName(shown.zones, from)));
    const closed = names.filter((name) => !open.has(name));
    if (closed.length > 0)
      items.push(
        html(
          'li',
          { class: 'way', 'data-passing': 'none' },
          icon('minus'),
          html('p', {}, `Tidak ada yang lolos dari ${list(closed, 12)}.`),
        ),
      );
  }
  return html('ul', { class: 'way-list' }, ...items);
}

function wayItem(way: Way, shown: WaysShown): HTMLElement {
  const { zones } = shown;
  const { word, icon: drawing } = PASSING[way.passing];
  const head = html(
    'p',
    {},
    html(
      'strong',
      {},
      `${placeName(zones, way.from)} ke ${placeName(zones, way.to)}, IPv${way.version}: ${word}.`,
    ),
    ` ${scope(way)}`,
  );
  const item = html('li', { class: 'way', 'data-passing': way.passing }, icon(drawing), head);
  const packet = (what: string, one: Way['passed']): void => {
    if (one === null) return;
    const line = html(
      'p',
      { class: 'way-packet' },
      `${what}: `,
      html('span', { class: 'mono' }, packetText(one.packet)),
    );
    if (one.became !== null) line.append(', diteruskan ke ', html('span', { class: 'mono' }, one.became));
    line.append(
      '. ',
      decided(
        one.decidedBy,
        one.verdict === 'accept' && what === 'Contoh ditolak'
          ? 'Diteruskan ke tempat lain oleh'
          : 'Diputuskan',
        shown,
      ),
    );
    item.append(line);
  };
  packet('Contoh lolos', way.passed);
  packet('Contoh ditolak', way.refused);
  const places = way.depends.filter(
    ({ span }, i) =>
      way.depends.findIndex((one) => one.span.file === span.file && one.span.line === span.line) === i,
  );
  for (const { what, span } of places) {
    const to = html('button', { type: 'button', class: 'line-button' }, lineOf(span, shown.several));
    to.addEventListener('click', () => shown.onLine(span.file, span.line));
    item.append(
      html(
        'p',
        { class: 'way-packet' },
        `Bergantung pada ${dependsText(what)} di `,
        to,
        ', yang tidak terbaca dari paketnya saja.',
      ),
    );
  }
  return item;
}

function scope({ passing, sources, targets, ports, hosts }: Way): string {
  if (passing === 'none') return '';
  const parts: string[] = [];
  if (sources.length > 0) parts.push(`hanya dari ${list(sources)}`);
  if (hosts.length > 0) parts.push(`sampai ke ${list(hosts)}`);
  if (targets.length > 0 && targets.join() !== hosts.join()) parts.push(`bila ditujukan ke ${list(targets)}`);
  if (ports.length > 1) parts.push(`port ${list(ports)}`);
  const text = parts.join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export function decided(
  step: Step | null,
  verb: string,
  { several, onLine }: Pick<WaysShown, 'several' | 'onLine'>,
): HTMLElement | string {
  const text = decidedText(step, several);
  if (step === null) return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  const to = html('button', { type: 'button', class: 'line-button' }, text);
  to.addEventListener('click', () => onLine(step.span.file, step.span.line));
  return html('span', {}, `${verb} `, to, '.');
}
