/** A certificate file as people need to read it: whose, from whom, for what, until when. */
import type { AnchorCandidate } from '../../../../labs/signature/index.ts';
import { type Child, icon, make } from '../dom.ts';
import { day, grouped, type Zone } from '../words.ts';

const DAY = 86_400_000;
/** Days before the end at which the owner should ask for a new one. */
const WARN = 30;

/** @param now milliseconds since 1970. */
export function certificatesView(
  fileName: string,
  candidates: readonly AnchorCandidate[],
  zone: Zone,
  now: number,
): HTMLElement {
  return make(
    'details',
    { class: 'result', open: true, 'data-file': fileName },
    make(
      'summary',
      {},
      icon('chevron-right', 'turn'),
      make('h2', { class: 'file-name' }, fileName),
      make('span', { class: 'about' }, `${candidates.length} sertifikat`),
    ),
    make(
      'div',
      { class: 'result-body' },
      candidates.length > 1 && chainOf(candidates),
      ...candidates.map((candidate) => certificateCard(candidate, zone, now)),
    ),
  );
}

export function certificateCard(
  { summary, isAuthority, isSelfSigned, uses }: AnchorCandidate,
  zone: Zone,
  now: number,
): HTMLElement {
  const { tone, icon: drawing, words } = termOf(summary.validFrom, summary.validTo, now);
  const kind = isAuthority
    ? isSelfSigned
      ? 'Sertifikat akar'
      : 'Sertifikat penerbit antara'
    : 'Sertifikat pemilik';
  return make(
    'section',
    { class: 'block certificate' },
    make('h3', {}, summary.name),
    make('p', { class: `status ${tone}` }, icon(drawing), words),
    make(
      'dl',
      { class: 'facts' },
      ...row('Jenis', kind),
      ...row('Pemilik', summary.subject),
      ...row('Penerbit', isSelfSigned ? 'dirinya sendiri' : `${summary.issuer} (menurut sertifikat)`),
      ...row('Boleh dipakai untuk', uses.length > 0 ? uses.join(', ') : 'tidak dibatasi'),
      ...row('Berlaku', `${day(summary.validFrom, zone)} sampai ${day(summary.validTo, zone)}`),
      ...row('Kunci', summary.key),
      ...row('Nomor seri', summary.serial),
      ...row('Sidik jari SHA-256', grouped(summary.fingerprint)),
    ),
    make(
      'p',
      { class: 'about' },
      'Membaca sertifikat belum membuktikan penerbitnya; pencabutan tidak diperiksa.',
    ),
  );
}

/** Several certificates drawn from the owner up, as far as each names the next; names only, nothing is proved by it. */
function chainOf(candidates: readonly AnchorCandidate[]): HTMLElement {
  const bySubject = new Map(candidates.map((one) => [one.summary.subject, one]));
  const issuers = new Set(candidates.filter((one) => !one.isSelfSigned).map(({ summary }) => summary.issuer));
  const ordered: AnchorCandidate[] = [];
  let next = candidates.find(({ summary }) => !issuers.has(summary.subject)) ?? candidates[0];
  while (next && !ordered.includes(next)) {
    ordered.push(next);
    next = next.isSelfSigned ? undefined : bySubject.get(next.summary.issuer);
  }
  const items = ordered.map(({ summary, isSelfSigned, isAuthority }, place) =>
    make(
      'li',
      {},
      icon(isSelfSigned ? 'anchor' : isAuthority ? 'award' : 'user-round'),
      make(
        'div',
        {},
        make('b', {}, summary.name),
        make('span', {}, place === 0 ? 'paling bawah' : isSelfSigned ? 'akar' : 'penerbit di atasnya'),
      ),
    ),
  );
  const top = ordered.at(-1);
  if (top && !top.isSelfSigned)
    items.push(
      make(
        'li',
        { class: 'loose' },
        icon('unlink'),
        make(
          'div',
          {},
          make('b', {}, 'Akarnya tidak ada di berkas ini'),
          make('span', {}, top.summary.issuer),
        ),
      ),
    );
  return make(
    'section',
    { class: 'block' },
    make('h3', {}, 'Rantai menurut nama'),
    make('ul', { class: 'chain' }, ...items),
  );
}

interface Term {
  readonly tone: string;
  readonly icon: string;
  readonly words: string;
}

/** How long a certificate still serves. @param now milliseconds since 1970. */
export function termOf(from: string, to: string, now: number): Term {
  const left = Math.floor((Date.parse(to) - now) / DAY);
  if (now < Date.parse(from)) return { tone: 'ingat', icon: 'triangle-alert', words: 'Belum mulai berlaku' };
  if (left < 0) return { tone: 'tolak', icon: 'octagon-x', words: `Lewat masa berlaku ${-left} hari lalu` };
  if (left <= WARN)
    return {
      tone: 'ingat',
      icon: 'triangle-alert',
      words: `Tinggal ${left} hari. Urus penggantinya sekarang.`,
    };
  return { tone: 'lolos', icon: 'circle-check', words: `Masih berlaku, ${left} hari lagi` };
}

function row(name: string, value: string): Child[] {
  return [make('dt', {}, name), make('dd', {}, value)];
}
