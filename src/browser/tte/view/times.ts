/** What is said and what is proved about when the signature was made: on a line, and in words. */
import type { SignatureReport } from '../../../../labs/signature/index.ts';
import { type Child, make } from '../dom.ts';
import { moment, type Zone } from '../words.ts';
import { timeline } from './timeline.ts';

/** @param checked ISO 8601, when the check was made. */
export function times(
  { signingTime, timestamps, signer, revokedAt }: SignatureReport,
  zone: Zone,
  checked: string | null,
): HTMLElement {
  const { claimed, proved } = signingTime;
  const rows: Child[] = [
    ...(claimed ? [] : row('Menurut penanda tangan', 'Waktunya tidak disebutkan')),
    ...(proved ? [] : row('Bukti waktu', 'Tidak ada')),
    ...timestamps.flatMap(({ kind, text, time, authority }) =>
      row(
        kind === 'document' ? 'Cap waktu dokumen' : 'Cap waktu',
        [time && moment(time, zone), authority, text].filter(Boolean).join('. '),
      ),
    ),
  ];
  return make(
    'section',
    { class: 'block times' },
    make('h3', {}, 'Waktu'),
    signer &&
      timeline(
        {
          validFrom: signer.validFrom,
          validTo: signer.validTo,
          claimed,
          proved,
          revoked: revokedAt,
          checked,
        },
        zone,
      ),
    make('dl', { class: 'facts' }, ...rows),
  );
}

function row(name: string, value: string): [HTMLElement, HTMLElement] {
  return [make('dt', {}, name), make('dd', {}, value)];
}
