/** Advice about the rules, one kind after the other, each place with its line. */
import { html } from '../dom.ts';
import type { Advice } from './protocol.ts';
import { lineOf } from './words.ts';

type Kind = Advice['kind'];

/** In the order of how much harm there is in it. */
export const ADVICE: Readonly<Record<Kind, { title: string; grave: boolean }>> = {
  'management-locked-out': { title: 'Anda dapat terkunci di luar', grave: true },
  'any-any': { title: 'Apa saja dari siapa saja', grave: true },
  'ipv6-open': { title: 'Pintu IPv6 terbuka di sebelah IPv4 yang tertutup', grave: true },
  'neighbour-discovery-dropped': { title: 'Penemuan tetangga IPv6 ditolak', grave: true },
  'path-mtu-dropped': { title: 'Pesan ukuran paket (PMTUD) ditolak', grave: true },
  'untranslated-address': { title: 'Alamat sebelum diterjemahkan', grave: true },
  'limit-without-effect': { title: 'Batas laju tanpa pengaruh', grave: false },
  shadowed: { title: 'Tidak pernah tercapai', grave: false },
  'never-matches': { title: 'Tidak pernah cocok', grave: false },
  redundant: { title: 'Tidak mengubah hasil', grave: false },
};
const MOST = 12;

export function adviceView(
  advice: readonly Advice[],
  several: boolean,
  onLine: (file: string | undefined, line: number) => void,
): HTMLElement[] {
  const kinds = (Object.keys(ADVICE) as Kind[]).filter((kind) => advice.some((one) => one.kind === kind));
  return kinds.map((kind) => {
    const found = advice.filter((one) => one.kind === kind);
    const { title, grave } = ADVICE[kind];
    const shown = found.slice(0, MOST).map(({ span, message, by }) => {
      const button = (at: typeof span): HTMLElement => {
        const to = html('button', { type: 'button', class: 'line-button' }, lineOf(at, several));
        to.addEventListener('click', () => onLine(at.file, at.line));
        return to;
      };
      const causes = (by ?? []).flatMap((one, i) => [i === 0 ? ' Lihat ' : ', ', button(one)]);
      return html('li', {}, button(span), html('span', {}, message.id, ...causes));
    });
    if (found.length > MOST)
      shown.push(html('li', {}, html('span', {}, `Dan ${found.length - MOST} baris lain.`)));
    return html(
      'section',
      { class: 'advice', 'data-advice': kind, 'data-grave': grave },
      html('h3', {}, title, html('small', {}, `${found.length}`)),
      html('ul', {}, ...shown),
    );
  });
}
