/** Rules 5, 6, 9 and 10: the identity block is whole, times can be read, dates are in order, relations exist. */
import type { Sop } from '../../schemas/sop.ts';
import { parseTime } from '../time.ts';
import type { Finding } from './finding.ts';

export function lintIdentity(sop: Sop, slugs: readonly string[]): Finding[] {
  return [...identity(sop), ...times(sop), ...dates(sop), ...relations(sop, slugs)];
}

function identity(sop: Sop): Finding[] {
  const findings: Finding[] = [];
  const error = (message: string, mend: string) =>
    findings.push({ rule: 'identitas', level: 'error', message, mend });
  const { identitas } = sop;
  if (/^sop\b/i.test(sop.judul.trim()))
    error('Judul tidak perlu diawali "SOP": lembar resmi sudah menyebutnya', 'hapus kata "SOP" dari judul');
  const lists = {
    dasarHukum: 'DASAR HUKUM',
    kualifikasi: 'KUALIFIKASI PELAKSANA',
    peralatan: 'PERALATAN/PERLENGKAPAN',
    pencatatan: 'PENCATATAN DAN PENDATAAN',
  } as const;
  for (const [key, label] of Object.entries(lists)) {
    const items: readonly unknown[] = identitas[key as keyof typeof lists];
    if (items.length === 0 || items.some((item) => typeof item === 'string' && item.trim() === ''))
      error(`${label} kosong`, `isi "identitas.${key}" dengan sekurangnya satu butir`);
  }
  if (identitas.peringatan.trim() === '')
    error('PERINGATAN kosong', 'tulis akibat bila SOP tidak dilaksanakan: "Apabila ... maka ..."');
  if (identitas.disahkan.jabatan.trim() === '')
    error('Jabatan pengesah kosong', 'isi "identitas.disahkan.jabatan"');
  if (sop.status === 'disahkan') {
    const needed = {
      nomor: identitas.nomor,
      efektif: identitas.efektif,
      'disahkan.nama': identitas.disahkan.nama,
      'disahkan.nip': identitas.disahkan.nip,
    };
    for (const [key, value] of Object.entries(needed))
      if (value.trim() === '')
        error(
          `SOP berstatus disahkan, tetapi ${key} kosong`,
          `isi "identitas.${key}", atau tulis "status: contoh"`,
        );
  }
  return findings;
}

function times(sop: Sop): Finding[] {
  const findings: Finding[] = [];
  sop.langkah.forEach((step, i) => {
    if ('nilai' in step.waktu) return;
    const text = step.waktu.teks.trim();
    const read = parseTime(text);
    if (text === '')
      findings.push({
        rule: 'waktu',
        level: 'error',
        step: i + 1,
        message: 'Waktu kosong',
        mend: 'tulis "waktu: { nilai: 5, satuan: menit }"',
      });
    else if (read)
      findings.push({
        rule: 'waktu',
        level: 'warning',
        step: i + 1,
        message: `Waktu "${text}" ditulis sebagai teks, padahal dapat dijumlahkan`,
        mend: 'tulis dengan "nilai" dan "satuan"',
      });
    else if (/^\d+(?:[.,]\d+)?\s*\p{L}*\.?$/u.test(text))
      findings.push({
        rule: 'waktu',
        level: 'error',
        step: i + 1,
        message: `Waktu "${text}" tidak terbaca: satuan hanya menit, jam, atau hari kerja`,
        mend: 'tulis "waktu: { nilai: 5, satuan: menit }"',
      });
  });
  return findings;
}

function dates(sop: Sop): Finding[] {
  const { pembuatan, revisi, efektif } = sop.identitas;
  const findings: Finding[] = [];
  const error = (message: string, mend: string) =>
    findings.push({ rule: 'tanggal', level: 'error', message, mend });
  const all = { pembuatan, revisi, efektif, ditinjau: sop.ditinjau, tinjauLagi: sop.tinjauLagi };
  for (const [key, value] of Object.entries(all))
    if (value !== '' && !exists(value))
      error(`Tanggal ${key} ${value} tidak ada di kalender`, 'periksa harinya');
  if (efektif !== '' && efektif < pembuatan)
    error(
      `Tanggal efektif ${efektif} mendahului tanggal pembuatan ${pembuatan}`,
      'tanggal efektif sama dengan atau sesudah tanggal pembuatan',
    );
  if (revisi !== '' && revisi < pembuatan)
    error(
      `Tanggal revisi ${revisi} mendahului tanggal pembuatan ${pembuatan}`,
      'kosongkan bila belum pernah direvisi',
    );
  if (sop.tinjauLagi <= sop.ditinjau)
    error(
      `Tinjau lagi ${sop.tinjauLagi} tidak sesudah ditinjau ${sop.ditinjau}`,
      'tetapkan tanggal peninjauan berikut',
    );
  return findings;
}

function relations(sop: Sop, slugs: readonly string[]): Finding[] {
  return sop.identitas.keterkaitan
    .filter((slug) => !slugs.includes(slug))
    .map((slug) => ({
      rule: 'keterkaitan' as const,
      level: 'error' as const,
      message: `Keterkaitan "${slug}" tidak menunjuk SOP yang ada`,
      mend: `pilih nama berkas dari content/sop/: ${slugs.join(', ') || 'belum ada berkas'}`,
    }));
}

function exists(date: string): boolean {
  const [year, month, day] = date.split('-').map(Number);
  return (
    month! >= 1 && month! <= 12 && day! >= 1 && day! <= new Date(Date.UTC(year!, month!, 0)).getUTCDate()
  );
}
