/** The tables of one sitting that can be kept: of verified documents, and of certificates read. */
import type { AnchorCandidate } from '../../../labs/signature/index.ts';
import { button, type Child } from './dom.ts';
import type { Evidence } from './evidence.ts';

/** @param certificates by the name of the file they came from. */
export function registerButtons(
  evidences: readonly Evidence[],
  certificates: ReadonlyMap<string, readonly AnchorCandidate[]>,
): Child[] {
  return [
    evidences.length > 1 &&
      saveButton('Simpan register (CSV)', 'register-verifikasi-tte.csv', async () => {
        const { registerCsv } = await import('./register.ts');
        return registerCsv(evidences);
      }),
    certificates.size > 0 &&
      saveButton('Simpan register sertifikat (CSV)', 'register-sertifikat.csv', async () => {
        const { certificateCsv } = await import('./register.ts');
        return certificateCsv(certificates, Date.now());
      }),
  ];
}

function saveButton(name: string, file: string, table: () => Promise<string>): HTMLButtonElement {
  const save = async (): Promise<void> => {
    const [text, { saveText }] = await Promise.all([table(), import('./evidence.ts')]);
    saveText(text, file);
  };
  return button(name, () => void save(), 'small', 'file-down');
}
