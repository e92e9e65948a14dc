/** Which paper carries out a duty: the form that opens already filled from the answers. */
import type { Duty } from './duties.ts';

export const LETTERS: Partial<Record<Duty['id'], { form: string; name: string }>> = {
  diskominfo: { form: 'laporan-insiden', name: 'Isi laporan insiden' },
  'wali-kota': { form: 'surat-wali-kota', name: 'Buat surat' },
  sektoral: { form: 'laporan-insiden', name: 'Susun laporan' },
  iiv: { form: 'laporan-insiden', name: 'Susun laporan' },
  pdp: { form: 'pemberitahuan-data-pribadi', name: 'Buat pemberitahuan' },
};

export const letterAddress = (form: string): string => `/formulir/${form}/?dari=siapa-diberi-tahu`;
