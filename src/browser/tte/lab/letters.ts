/** The letters of the lab as the build wrote them, and what counts as a good reason. */
import type { DocumentVerdict, Report } from '../../../../labs/signature/index.ts';

export type Decision = 'terima' | 'minta-asli' | 'tolak-lapor';

export interface Letter {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly from: string;
  readonly expected: { readonly verdict: DocumentVerdict; readonly decision: Decision; readonly why: string };
}

export const DECISIONS: readonly { readonly id: Decision; readonly name: string }[] = [
  { id: 'terima', name: 'Terima dan arsipkan' },
  { id: 'minta-asli', name: 'Minta berkas asli' },
  { id: 'tolak-lapor', name: 'Tolak, amankan berkas, dan laporkan' },
];

export type Reason = 'utuh' | 'tanpa' | 'diubah' | 'penerbit' | 'sertifikat' | 'isi';

export const REASONS: readonly { readonly id: Reason; readonly name: string }[] = [
  { id: 'utuh', name: 'Isinya utuh dan penerbitnya dikenali' },
  { id: 'tanpa', name: 'Tidak ada tanda tangan di dalam berkas' },
  { id: 'diubah', name: 'Isinya berubah setelah ditandatangani' },
  { id: 'penerbit', name: 'Penerbit sertifikatnya tidak dapat dipastikan' },
  { id: 'sertifikat', name: 'Sertifikatnya kedaluwarsa, dicabut, atau salah guna' },
  { id: 'isi', name: 'Tanda tangannya sah, tetapi isi atau kewenangannya janggal' },
];

/** Which reason the evidence supports. */
export function reasonOf(report: Report, decision: Decision): Reason {
  if (report.verdict === 'valid') return decision === 'terima' ? 'utuh' : 'isi';
  if (report.verdict === 'no-signature') return 'tanpa';
  if (report.verdict === 'invalid') return 'diubah';
  const sub = report.signatures.find(({ indication }) => indication !== 'TOTAL-PASSED')?.subIndication;
  return sub === 'NO_CERTIFICATE_CHAIN_FOUND' || sub === 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
    ? 'penerbit'
    : 'sertifikat';
}

export async function loadLetters(): Promise<readonly Letter[]> {
  const response = await fetch('/lab/tte/surat.json');
  return (await response.json()) as Letter[];
}
