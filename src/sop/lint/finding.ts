/** What the linter answers: which rule, where, what is wrong in Indonesian, and how to mend it. */

/** The ten rules of SOP-AP as this project reads them, and the language rules of the KEGIATAN column. */
export type RuleId =
  | 'mulai-selesai'
  | 'pelaksana'
  | 'keputusan'
  | 'alur'
  | 'identitas'
  | 'waktu'
  | 'penghubung'
  | 'bentuk'
  | 'tanggal'
  | 'keterkaitan'
  | 'kata-kerja'
  | 'kalimat-pasif'
  | 'subjek'
  | 'keharusan'
  | 'keputusan-periksa'
  | 'jabatan';

export interface Finding {
  rule: RuleId;
  /** An error stops the build; a warning is for the author to weigh. */
  level: 'error' | 'warning';
  /** Step number from 1, where the finding is about one step. */
  step?: number;
  message: string;
  mend: string;
}

/** One line for a terminal or a list: `langkah 4: ... (keputusan). Perbaiki: ...` */
export function sayFinding(finding: Finding): string {
  const place = finding.step === undefined ? '' : `langkah ${finding.step}: `;
  return `${place}${finding.message} (${finding.rule}). Perbaiki: ${finding.mend}`;
}
