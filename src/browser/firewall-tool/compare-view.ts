/** What a change opens and closes, as the reader of a change request wants to hear it. */
import { html, icon } from '../dom.ts';
import type { Comparison, SurveyZone } from './protocol.ts';
import { decidedText, filtering, list, packetText, placeName } from './words.ts';

type Change = Comparison['changes'][number];

export interface CompareShown {
  zones: readonly SurveyZone[];
  onLine: (version: 'before' | 'after', file: string | undefined, line: number) => void;
}

const KINDS = {
  opened: { title: 'Membuka', icon: 'arrow-right' },
  closed: { title: 'Menutup', icon: 'minus' },
  answers: { title: 'Memutus jawaban', icon: 'unlink' },
} as const;

export function compareView({ changes }: Comparison, shown: CompareShown): HTMLElement[] {
  if (changes.length === 0)
    return [
      html(
        'p',
        { class: 'verdict', 'data-changes': '0' },
        icon('circle-check'),
        'Tidak ada yang berubah: kedua versi meloloskan dan menolak sambungan baru yang sama persis, untuk semua paket.',
      ),
    ];
  return (['opened', 'closed', 'answers'] as const).flatMap((kind) => {
    const found = changes.filter((change) => change.kind === kind);
    if (found.length === 0) return [];
    const usual = found.filter(({ from }) => from !== null);
    const strange = found.filter(({ from }) => from === null);
    const group = html(
      'section',
      { class: 'change-group', 'data-kind': kind },
      html('h3', {}, KINDS[kind].title),
      html('ul', {}, ...usual.map((one) => item(one, shown))),
    );
    if (strange.length > 0)
      group.append(
        html(
          'details',
          {},
          html(
            'summary',
            {},
            `Juga dari ${strange.length} arah dengan alamat asal yang bukan milik zonanya (alamat palsu atau zona yang belum ditulis)`,
          ),
          html('ul', {}, ...strange.map((one) => item(one, shown))),
        ),
      );
    return [group];
  });
}

/** `LAN kantor ke Server, TCP 3306 (IPv6)`. */
export function changeText(
  { from, to, protocol, ports, version, sources, targets }: Change,
  zones: readonly SurveyZone[],
): string {
  const door =
    protocol === 'other'
      ? 'protokol lain'
      : protocol === 'icmp'
        ? 'ICMP'
        : `${protocol.toUpperCase()} ${ports.length > 0 ? list(ports) : 'semua port'}`;
  const narrowed = [
    sources.length > 0 && from !== null ? `dari ${list(sources, 3)}` : '',
    targets.length > 0 && from !== null ? `ke ${list(targets, 3)}` : '',
  ].filter((one) => one !== '');
  return `${placeName(zones, from)} ke ${placeName(zones, to)}: ${door}, IPv${version}${narrowed.length > 0 ? `, ${narrowed.join(', ')}` : ''}`;
}

function item(change: Change, { zones, onLine }: CompareShown): HTMLElement {
  const { before, after, packet } = change;
  const line = (version: 'before' | 'after', step: Change['before']): HTMLElement | string => {
    if (step === null && !change.played) return 'tidak dapat diputar';
    const text = decidedText(step, false);
    const by = filtering(step);
    if (by === null) return text;
    const to = html('button', { type: 'button', class: 'line-button' }, text);
    to.addEventListener('click', () => onLine(version, by.span.file, by.span.line));
    return to;
  };
  return html(
    'li',
    { class: 'change', 'data-kind': change.kind, 'data-version': change.version },
    icon(KINDS[change.kind].icon),
    html('p', {}, html('strong', {}, changeText(change, zones))),
    html(
      'p',
      { class: 'way-packet' },
      'Contoh: ',
      html('span', { class: 'mono' }, packetText(packet)),
      '. Sebelum: ',
      line('before', before),
      '. Sesudah: ',
      line('after', after),
      '.',
    ),
  );
}
