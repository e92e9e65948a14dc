/** The record SOP-15 asks to keep: what was checked, when, with what, and how it came out. Never the document. */
import type { Report } from '../../../labs/signature/index.ts';
import { button, type Child, make, plain } from './dom.ts';
import { grouped, moment, STATES, size, VERDICTS, type Zone } from './words.ts';

export interface Evidence {
  readonly fileName: string;
  readonly bytes: number;
  /** Empty when the file was not read. */
  readonly sha256: string;
  /** Of the file a detached or carrying signature is over. */
  readonly contentSha256?: string | null;
  readonly report: Report;
  /** ISO 8601. */
  readonly checkedAt: string;
  /** Name and version of this tool. */
  readonly tool: string;
  readonly anchors: readonly { readonly name: string; readonly fingerprint: string }[];
  /** Whether the training authority was among them. */
  readonly trainingAnchor: boolean;
}

type Line = readonly [name: string, value: string];

/** The record as lines, the same for paper and file. */
export function evidenceLines(evidence: Evidence, zone: Zone): Line[] {
  const { report, anchors } = evidence;
  return [
    ['Nama berkas', evidence.fileName],
    ['Ukuran', size(evidence.bytes)],
    ['SHA-256', evidence.sha256 || 'tidak dihitung'],
    ...(evidence.contentSha256 ? [['SHA-256 isi yang ditandatangani', evidence.contentSha256] as Line] : []),
    ...(evidence.trainingAnchor
      ? [['Latihan', 'Penerbit latihan dikenali; hasil ini hanya untuk belajar, bukan bukti.'] as Line]
      : []),
    ['Putusan', `${VERDICTS[report.verdict].word} (${report.verdict})`],
    ['Sebab', report.reason],
    ['Tindakan', report.todo],
    ['Diperiksa pada', moment(evidence.checkedAt, zone)],
    ['Alat', evidence.tool],
    ...(anchors.length === 0
      ? [['Jangkar kepercayaan', 'tidak ada yang dipilih'] as Line]
      : anchors.map(
          ({ name, fingerprint }): Line => ['Jangkar kepercayaan', `${name}, SHA-256 ${fingerprint}`],
        )),
    ...report.signatures.flatMap((signature, place): Line[] => [
      [
        `Tanda tangan ${place + 1}`,
        `${signature.signer?.name ?? 'penanda tangan tidak diketahui'}; ${[signature.indication, signature.subIndication].filter(Boolean).join(' / ')}`,
      ],
      ...signature.explanations.map(
        ({ title, state, text }): Line => [`${place + 1}. ${title}`, `${STATES[state].word}. ${text}`],
      ),
    ]),
    ...report.notChecked.map((point): Line => ['Tidak diperiksa', point]),
  ];
}

const CAVEAT = 'Catatan ini bukan verifikasi resmi dan tidak memuat isi dokumen.';

export function evidenceText(evidence: Evidence, zone: Zone): string {
  const lines = evidenceLines(evidence, zone).map(([name, value]) => plain(`${name}: ${value}`));
  return ['BUKTI PEMERIKSAAN TANDA TANGAN ELEKTRONIK', '', ...lines, '', CAVEAT, ''].join('\r\n');
}

export function evidenceButtons(evidence: Evidence, zone: Zone): HTMLElement {
  return make(
    'div',
    { class: 'evidence-buttons' },
    button('Cetak bukti', () => printEvidence(evidence, zone), '', 'printer'),
    button('Simpan bukti', () => saveEvidence(evidence, zone), '', 'file-down'),
    make(
      'p',
      {},
      'Bukti memuat nama berkas, SHA-256, putusan, waktu, dan versi alat. Isi dokumen tidak ikut.',
    ),
  );
}

function saveEvidence(evidence: Evidence, zone: Zone): void {
  const name = plain(evidence.fileName)
    .replace(/\.(pdf|p7s|p7m)$/i, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-');
  saveText(evidenceText(evidence, zone), `bukti-tte-${name}.txt`);
}

/** Hands text to the browser's own download; it never leaves the device. */
export function saveText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function printEvidence(evidence: Evidence, zone: Zone): void {
  const rows = evidenceLines(evidence, zone).map(([name, value]) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, name),
      make('td', {}, name === 'SHA-256' ? grouped(value) : value),
    ),
  );
  const blanks = ['Nama petugas', 'Jabatan', 'Paraf dan tanggal', 'Nomor register'].map(
    (name): Child => make('tr', {}, make('th', { scope: 'row' }, name), make('td', { class: 'blank' })),
  );
  const sheet = make(
    'section',
    { class: 'evidence-sheet' },
    make('h1', {}, 'Bukti pemeriksaan tanda tangan elektronik'),
    make('table', {}, make('tbody', {}, ...rows, ...blanks)),
    make('p', {}, CAVEAT),
  );
  document.body.append(sheet);
  document.body.classList.add('prints-evidence');
  const clear = (): void => {
    sheet.remove();
    document.body.classList.remove('prints-evidence');
  };
  addEventListener('afterprint', clear, { once: true });
  print();
}
