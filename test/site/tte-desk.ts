/** What the tests of the verification tool share: documents of ours, and the way to hand one in. */
import { expect, type Page } from 'playwright/test';
import { exerciseDocuments } from '../../src/build/exercise-documents.ts';

const { exercises } = exerciseDocuments();
export const letters = exercises.flatMap(({ letters }) => letters);
export const sound = letters.find(({ name }) => name === 'undangan-rapat.pdf')!;
export const altered = letters.find(({ name }) => name === 'pembayaran-servis-genset.pdf')!;
export const address = '/alat/verifikasi-tte/';

export const pdf = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(bytes),
});

export async function check(page: Page, ...files: ReturnType<typeof pdf>[]): Promise<void> {
  await page.setInputFiles('#berkas', files);
  await expect(page.locator('.desk-status')).toContainText('Selesai', { timeout: 25_000 });
}

/** Everything the browser complained about; a policy violation is one. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}
