/** What a survey did not look at, said on the page and on paper. */
import { isUnknown } from '../../../labs/firewall/reading/unknown.ts';
import type { CheckResult, SurveyZone } from './protocol.ts';
import { lineOf, list } from './words.ts';

/** What was not looked at: without it a sheet of good news would say too much. */
export function limits({
  zones,
  ipv6,
  result,
}: {
  zones: readonly SurveyZone[];
  ipv6: boolean;
  result: CheckResult;
}): string[] {
  const assumed = zones
    .filter(({ networks, isDefault }) => networks.length === 0 && !isDefault)
    .map(({ name }) => name);
  const unknown = result.matrix.unsupported;
  const open = result.matrix.cells.filter((cell) => Object.values(cell.passing).includes('unsure')).length;
  return [
    'Yang dihitung adalah paket pertama sebuah sambungan, dengan zona seperti tertulis di atas. Aturan di perangkat lain, layanan yang mati, dan isi paket tidak ikut.',
    ...(ipv6 ? [] : ['IPv6 tidak dihitung. Bila perangkat ini ber-IPv6, periksa sekali lagi dengan IPv6.']),
    ...(assumed.length > 0 ? [`Jaringan ${list(assumed)} belum diketahui; dipakai jaringan contoh.`] : []),
    ...(open > 0
      ? [
          `${open} jawaban bergantung pada batas laju, set yang diisi aturan, atau bagian yang belum didukung.`,
        ]
      : []),
    ...unknown.map(
      ({ construct, span, bounded }) =>
        `${isUnknown(construct) ? 'Aturan' : construct} di ${lineOf(span, false)} belum didukung: ${bounded ? 'dihitung sebagai "mungkin cocok, mungkin tidak"' : 'jawaban untuk paket yang sampai ke sana tidak dapat dipegang'}.`,
    ),
  ];
}
