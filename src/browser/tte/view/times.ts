/** What is said and what is proved about when the signature was made. */
import type { SignatureReport } from '../../../../labs/signature/index.ts';
import { type Child, make } from '../dom.ts';
import { day, moment, type Zone } from '../words.ts';

export function times({ signingTime, timestamps, signer }: SignatureReport, zone: Zone): HTMLElement {
  const rows: Child[] = [
    ...row(
      'Menurut penanda tangan',
      signingTime.claimed
        ? `${moment(signingTime.claimed, zone)}; jam komputernya sendiri, bukan bukti`
        : 'Tidak disebutkan',
    ),
    ...row(
      'Terbukti',
      signingTime.proved
        ? `${moment(signingTime.proved, zone)}, oleh cap waktu tepercaya`
        : 'Tidak ada bukti',
    ),
    ...timestamps.flatMap(({ kind, text, time, authority }) =>
      row(
        kind === 'document' ? 'Cap waktu dokumen' : 'Cap waktu',
        [time && moment(time, zone), authority, text].filter(Boolean).join('. '),
      ),
    ),
    ...(signer
      ? row('Sertifikat berlaku', `${day(signer.validFrom, zone)} sampai ${day(signer.validTo, zone)}`)
      : []),
  ];
  return make(
    'section',
    { class: 'block' },
    make('h3', {}, 'Waktu'),
    make('dl', { class: 'facts' }, ...rows),
  );
}

function row(name: string, value: string): [HTMLElement, HTMLElement] {
  return [make('dt', {}, name), make('dd', {}, value)];
}
