/** Ways from senders to a target, told as sentences with a packet that shows them and the line that decides. */
import type { Step } from '../../../labs/firewall/kernel/index.ts';
import { html, icon } from '../dom.ts';
import type { SurveyZone, Way } from './protocol.ts';
import {
  decidedText,
  dependsText,
  filtering,
  lineOf,
  list,
  PASSING,
  packetText,
  placeName,
} from './words.ts';

export interface WaysShown {
  zones: readonly SurveyZone[];
  several: boolean;
  onLine: (file: string | undefined, line: number) => void;
}

/** @param whole Also those that get nothing through. */
export function waysView(ways: readonly Way[], shown: WaysShown, whole: boolean): HTMLElement {
  const told = ways.filter(({ passing }) => whole || passing !== 'none');
  const items = told.map((way) => wayItem(way, shown));
  const closed = whole ? [] : closedTo(ways, shown.zones);
  if (closed.length > 0)
    items.push(
      html(
        'li',
        { class: 'way', 'data-passing': 'none' },
        icon('minus'),
        html('p', {}, `Tidak ada yang lolos dari ${list(closed, 12)}.`),
      ),
    );
  return html('ul', { class: 'way-list' }, ...items);
}

/** Names of the places from which nothing gets through, in any family. */
export function closedTo(ways: readonly Way[], zones: readonly SurveyZone[]): string[] {
  const open = new Set(ways.filter(({ passing }) => passing !== 'none').map(({ from }) => from));
  const closed = new Set(ways.map(({ from }) => from).filter((from) => from !== null && !open.has(from)));
  return [...closed].map((from) => placeName(zones, from));
}

/** `LAN kantor ke Server, IPv4: lolos. Hanya dari 10.40.0.16/28.` in its two sentences. */
export function wayTexts(way: Way, zones: readonly SurveyZone[]): [string, string] {
  const sender = way.from === null ? `Alamat asal di luar zona lewat ${way.via}` : placeName(zones, way.from);
  const target = placeName(zones, way.to);
  return [`${sender} ke ${target}, IPv${way.version}: ${PASSING[way.passing].word}.`, scope(way)];
}

function wayItem(way: Way, shown: WaysShown): HTMLElement {
  const { zones } = shown;
  const [head, narrowed] = wayTexts(way, zones);
  const item = html(
    'li',
    { class: 'way', 'data-passing': way.passing },
    icon(PASSING[way.passing].icon),
    html('p', {}, html('strong', {}, head), ` ${narrowed}`),
  );
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

function scope({ from, passing, sources, targets, ports, hosts }: Way): string {
  if (from === null) return 'Alamat palsu, atau zona yang belum ditulis di atas.';
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
  const by = filtering(step);
  if (by === null) return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  const to = html('button', { type: 'button', class: 'line-button' }, text);
  to.addEventListener('click', () => onLine(by.span.file, by.span.line));
  return html('span', {}, `${verb} `, to, '.');
}
