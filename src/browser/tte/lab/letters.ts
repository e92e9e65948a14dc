/** The letters of the lab as the build wrote them, and what can be decided about them. */
import type { CheckName, DocumentVerdict } from '../../../../labs/signature/index.ts';

export type Decision = 'terima' | 'minta-asli' | 'tolak' | 'tolak-lapor';

export interface Letter {
  readonly id: string;
  readonly file: string;
  /** The sender's own copy, for letters whose received file no longer holds what was signed. */
  readonly original: string | null;
  readonly title: string;
  readonly from: string;
  readonly expected: {
    readonly verdict: DocumentVerdict;
    readonly decision: Decision;
    readonly reason: Reason;
    readonly clue: CheckName | 'tanpa-tanda-tangan' | 'isi-surat';
    readonly why: string;
  };
}

/** Who may sign what. */
export interface Official {
  readonly jabatan: string;
  readonly urusan: string;
}

export interface Inbox {
  readonly letters: readonly Letter[];
  readonly officials: readonly Official[];
}

export const DECISIONS: readonly { readonly id: Decision; readonly name: string }[] = [
  { id: 'terima', name: 'Terima dan arsipkan' },
  { id: 'minta-asli', name: 'Minta berkas asli' },
  { id: 'tolak', name: 'Tolak dan kembalikan untuk ditandatangani dengan benar' },
  { id: 'tolak-lapor', name: 'Tolak, amankan berkas, dan laporkan' },
];

export type Reason = 'utuh' | 'tanpa' | 'qr' | 'diubah' | 'penerbit' | 'sertifikat' | 'isi';

export const REASONS: readonly { readonly id: Reason; readonly name: string }[] = [
  { id: 'utuh', name: 'Isinya utuh dan penerbitnya dikenali' },
  { id: 'tanpa', name: 'Tidak ada tanda tangan di dalam berkas' },
  { id: 'qr', name: 'Kode QR atau tautannya menuju alamat yang bukan layanan resmi' },
  { id: 'diubah', name: 'Isinya berubah setelah ditandatangani' },
  { id: 'penerbit', name: 'Penerbit sertifikatnya tidak dapat dipastikan' },
  { id: 'sertifikat', name: 'Sertifikatnya kedaluwarsa, dicabut, atau salah guna' },
  { id: 'isi', name: 'Tanda tangannya sah, tetapi isi atau kewenangannya janggal' },
];

export async function loadInbox(): Promise<Inbox> {
  const response = await fetch('/lab/tte/surat.json');
  return (await response.json()) as Inbox;
}
