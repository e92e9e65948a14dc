/** The register of one sitting as a table file, so that a secretariat need not type it. */
import type { AnchorCandidate } from '../../../labs/signature/index.ts';
import { plain } from './dom.ts';
import type { Evidence } from './evidence.ts';
import { termOf } from './view/certificates.ts';
import { VERDICTS } from './words.ts';

const HEAD = [
  'Berkas',
  'Ukuran (byte)',
  'SHA-256',
  'Putusan',
  'Sebab',
  'Penanda tangan',
  'Diperiksa pada',
  'Alat',
];

/** CSV as RFC 4180 writes it, with a mark that lets spreadsheets read it as UTF-8. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

export function registerCsv(evidences: readonly Evidence[]): string {
  const rows = evidences.map(({ fileName, bytes, sha256, report, checkedAt, tool }) => [
    fileName,
    String(bytes),
    sha256,
    VERDICTS[report.verdict].word,
    report.reason,
    report.signatures.map(({ signer }) => signer?.name ?? 'tidak diketahui').join('; '),
    checkedAt,
    tool,
  ]);
  return csv([HEAD, ...rows]);
}

const CERTIFICATE_HEAD = [
  'Berkas',
  'Pemilik',
  'Penerbit',
  'Nomor seri',
  'Berlaku mulai',
  'Berlaku sampai',
  'Keadaan',
  'Boleh dipakai untuk',
  'SHA-256',
];

/** The register SOP-14 asks for, of the certificates read in this sitting. @param now milliseconds since 1970. */
export function certificateCsv(read: ReadonlyMap<string, readonly AnchorCandidate[]>, now: number): string {
  const rows = [...read].flatMap(([file, candidates]) =>
    candidates.map(({ summary, uses }) => [
      file,
      summary.subject,
      summary.issuer,
      summary.serial,
      summary.validFrom,
      summary.validTo,
      termOf(summary.validFrom, summary.validTo, now).words,
      uses.join('; '),
      summary.fingerprint,
    ]),
  );
  return csv([CERTIFICATE_HEAD, ...rows]);
}

/** A name that starts like a formula would be run by a spreadsheet; an apostrophe keeps it text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return `"${plain(safe).replaceAll('"', '""')}"`;
}
