/** How an official's name stands on paper (Permendagri 1/2023 Pasal 44, as sourced for R30). */
import type { Formulir } from '../schemas/form.ts';
import type { Official } from './values.ts';

/** `Dr. Nama Contoh, S.Kom., M.T.` */
export function fullName({ nama = '', gelarDepan = '', gelarBelakang = '' }: Official): string {
  if (nama.trim() === '') return '';
  const behind = gelarBelakang.trim().replace(/^,\s*/, '');
  return `${`${gelarDepan.trim()} ${nama.trim()}`.trim()}${behind ? `, ${behind}` : ''}`;
}

/** Decrees and rules carry the name without academic titles; letters, assignments and special documents with them. */
export const nameFor = (kind: Formulir['dokumen']['naskah'], official: Official): string =>
  kind === 'penetapan' ? (official.nama ?? '').trim() : fullName(official);

/** Head of region, deputy and regional secretary sign without NIP and rank; every other official carries both. */
export const signsWithoutNip = (position: string): boolean =>
  /^(wakil\s+)?(wali\s?kota|bupati|gubernur)\b|^sekretaris daerah\b/i.test(position.trim());

/** Academic titles typed into the name itself: the boxes for them stand beside it. */
export const carriesTitle = (name: string): boolean =>
  /,|\b(dr|drs|dra|ir|prof)\.|\b[sm]\.(kom|t|ti|si|sos|h|e|pd|ip|ap|m|hum|ak)\b/i.test(name);
