/** What each field of an SOP is called on the desk, by its path without the numbers. */

const LABELS: Record<string, string> = {
  slug: 'Nama berkas',
  body: 'Panduan',
  kode: 'Kode',
  judul: 'Nama SOP',
  ringkasan: 'Kapan dipakai',
  kelompok: 'Kelompok',
  aspek: 'Aspek',
  status: 'Status',
  versi: 'Versi',
  pemilik: 'Pemilik',
  ditinjau: 'Ditinjau',
  tinjauLagi: 'Tinjau lagi',
  'identitas.nomor': 'Nomor SOP',
  'identitas.pembuatan': 'Tanggal pembuatan',
  'identitas.revisi': 'Tanggal revisi',
  'identitas.efektif': 'Tanggal efektif',
  'identitas.disahkan.jabatan': 'Disahkan oleh (jabatan)',
  'identitas.disahkan.nama': 'Nama pengesah',
  'identitas.disahkan.nip': 'NIP pengesah',
  'identitas.dasarHukum': 'Dasar hukum',
  'identitas.dasarHukum.peraturan': 'Dasar hukum',
  'identitas.dasarHukum.pasal': 'Pasal',
  'identitas.kualifikasi': 'Kualifikasi pelaksana',
  'identitas.keterkaitan': 'Keterkaitan',
  'identitas.peralatan': 'Peralatan/perlengkapan',
  'identitas.peringatan': 'Peringatan',
  'identitas.pencatatan': 'Pencatatan dan pendataan',
  'kewajiban.judul': 'Kewajiban',
  'kewajiban.keterangan': 'Keterangan kewajiban',
  waktuStandar: 'Cakupan waktu standar',
  pelaksana: 'Pelaksana',
  'pelaksana.id': 'Singkatan pelaksana',
  'pelaksana.nama': 'Jabatan pelaksana',
  'pelaksana.singkat': 'Kepala lajur',
  langkah: 'Langkah',
  'langkah.kegiatan': 'Kegiatan',
  'langkah.rincian': 'Rincian',
  'langkah.pelaksana': 'Pelaksana',
  'langkah.simbol': 'Simbol',
  'langkah.kelengkapan': 'Kelengkapan',
  'langkah.waktu': 'Waktu',
  'langkah.waktu.nilai': 'Waktu',
  'langkah.waktu.teks': 'Waktu',
  'langkah.output': 'Output',
  'langkah.keterangan': 'Keterangan',
  'langkah.lanjut': 'Lanjut ke',
  'langkah.ya.ke': 'Jalan Ya',
  'langkah.ya.label': 'Arti Ya',
  'langkah.tidak.ke': 'Jalan Tidak',
  'langkah.tidak.label': 'Arti Tidak',
  keliru: 'Yang sering keliru',
  darurat: 'Bentuk darurat',
  bukti: 'Bukti untuk',
  klausul: 'Klausul',
  formulir: 'Formulir',
  'formulir.judul': 'Judul formulir',
  'formulir.ke': 'Alamat formulir',
  lab: 'Lab',
  'lab.judul': 'Judul lab',
  'lab.ke': 'Alamat lab',
};

/** @param path e.g. `langkah.3.waktu.nilai`. @returns the nearest name, e.g. `Waktu` */
export function labelOf(path: string): string {
  const parts = path.split('.').filter((part) => !/^\d+$/.test(part));
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const label = LABELS[parts.slice(0, depth).join('.')];
    if (label) return label;
  }
  return 'Berkas';
}
