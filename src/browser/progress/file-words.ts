/** Names and sentences around a progress file. */
import type { ProgressFile } from '../../progress/file.ts';

/** `kemajuan-peserta-7-2026-11-22.jsonl` */
export function fileName(name: string, now: Date): string {
  const who = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  const day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  return `kemajuan-${who ? `${who}-` : ''}${day}.jsonl`;
}

const NAMED = 10;

/** `Baris 3, 8 rusak dan dilewati.` @param lines at least one. */
export function damageWords(lines: readonly number[]): string {
  const more = lines.length - NAMED;
  const others = more > 0 ? ` dan ${more.toLocaleString('id-ID')} baris lain` : '';
  return `Baris ${lines.slice(0, NAMED).join(', ')}${others} rusak dan dilewati.`;
}

/** What a merged file brought, and what of it could not be read. */
export function importWords(file: ProgressFile, added: number): string {
  const known = file.events.length - added;
  const parts = [`${added} catatan baru digabungkan, ${known} sudah ada.`];
  if (file.damaged.length > 0) {
    parts.push(`${damageWords(file.damaged)} Simpan berkas aslinya, siapa tahu ada salinan yang utuh.`);
  }
  if (file.newer)
    parts.push('Berkas ini dari versi situs yang lebih baru; catatan yang belum dikenal tetap disimpan.');
  return parts.join(' ');
}
