/** What several tests do on the page of the class. */
import type { Locator, Page } from 'playwright/test';

export const PASSWORD = 'Kelas-Latihan 1';

/** What the organiser writes once for all. */
export async function fillSheet(desk: Locator): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  for (const [label, value] of [
    ['Tanggal mulai', today],
    ['Tanggal selesai', today],
    ['Tempat', 'Ruang Rapat 1'],
    ['Nomor', '{no}/BIMTEK/2026'],
    ['Tanggal penetapan', today],
    ['Nama penanda tangan', 'Nama Pejabat Contoh'],
  ] as const)
    await desk.getByLabel(label, { exact: true }).fill(value);
}

/** Presses and waits for the file it gives. @returns its path. */
export async function saved(page: Page, press: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()]);
  return download.path();
}
