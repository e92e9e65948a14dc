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
      ...candidates.map((candidate) => certificateCard(candidate, zone, now)),
    ),
  );
}

export function certificateCard(
  { summary, isAuthority, isSelfSigned, uses }: AnchorCandidate,
  zone: Zone,
  now: number,
): HTMLElement {
  const kind = isAuthority
    ? isSelfSigned
      ? 'Sertifikat akar'
      : 'Sertifikat penerbit antara'
    : 'Sertifikat pemilik';
  return make(
    'section',
    { class: 'block certificate' },
    make('h3', {}, summary.name),
    term(summary.validFrom, summary.validTo, now),
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

function term(from: string, to: string, now: number): HTMLElement {
  const left = Math.floor((Date.parse(to) - now) / DAY);
  if (now < Date.parse(from)) return status('ingat', 'triangle-alert', 'Belum mulai berlaku');
  if (left < 0) return status('tolak', 'octagon-x', `Lewat masa berlaku ${-left} hari lalu`);
  if (left <= WARN)
    return status('ingat', 'triangle-alert', `Tinggal ${left} hari. Urus penggantinya sekarang.`);
  return status('lolos', 'circle-check', `Masih berlaku, ${left} hari lagi`);
}

function status(tone: string, name: string, words: string): HTMLElement {
  return make('p', { class: `status ${tone}` }, icon(name), words);
}

function row(name: string, value: string): Child[] {
  return [make('dt', {}, name), make('dd', {}, value)];
}
