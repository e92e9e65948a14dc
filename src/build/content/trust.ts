/** Whether a root in `content/kepercayaan/` is what it says: the certificate against its fingerprint, name and dates. */
import { type AnchorCandidate, readAnchorFile } from '../../../labs/signature/index.ts';
import { type Jangkar, jangkar } from '../../schemas/trust.ts';
import type { ContentFault } from './fault.ts';
import type { ContentSource } from './source.ts';

/** Said for every doubt about the certificate itself: the file must not be made to fit. */
const AGAIN =
  'Jangan menyesuaikan salah satunya. Unduh ulang dari situs resmi penerbit, minta sidik jarinya lewat jalur kedua, lalu bandingkan lagi berdua.';

export function checkTrust(file: string, source: ContentSource): ContentFault[] {
  const entry = jangkar.parse(source.data);
  const fault = (field: string, message: string, mend: string): ContentFault => ({
    file,
    line: source.lineOf([field]),
    field,
    message,
    mend,
  });
  let found: AnchorCandidate[];
  try {
    found = readAnchorFile(new TextEncoder().encode(entry.pem));
  } catch (error) {
    return [fault('pem', (error as Error).message, AGAIN)];
  }
  const [one, second] = found;
  if (!one || second)
    return [fault('pem', `memuat ${found.length} sertifikat`, 'Satu berkas untuk satu sertifikat akar.')];
  const faults: ContentFault[] = [];
  const { summary } = one;
  if (summary.fingerprint !== entry.sidikJari)
    faults.push(
      fault('sidikJari', `tidak cocok: sertifikat di bidang pem bersidik jari ${summary.fingerprint}`, AGAIN),
    );
  if (summary.name !== entry.nama)
    faults.push(fault('nama', `sertifikatnya bernama "${summary.name}"`, `nama: ${summary.name}`));
  if (!one.isAuthority || !one.isSelfSigned)
    faults.push(
      fault(
        'pem',
        'ini bukan sertifikat akar (penerbit yang menandatangani dirinya sendiri)',
        'Pilih sertifikat akar; sertifikat antara dibawa oleh dokumennya.',
      ),
    );
  if (!inForce(entry, summary))
    faults.push(
      fault(
        'diperiksa',
        `di luar masa berlaku sertifikat, ${summary.validFrom.slice(0, 10)} sampai ${summary.validTo.slice(0, 10)}`,
        AGAIN,
      ),
    );
  if (entry.diperiksaOleh.toLowerCase() === entry.disaksikanOleh.toLowerCase())
    faults.push(
      fault('disaksikanOleh', 'sama dengan pemeriksa', 'disaksikanOleh: jabatan lain daripada diperiksaOleh'),
    );
  return faults;
}

function inForce({ diperiksa }: Jangkar, { validFrom, validTo }: AnchorCandidate['summary']): boolean {
  return diperiksa >= validFrom.slice(0, 10) && diperiksa <= validTo.slice(0, 10);
}
