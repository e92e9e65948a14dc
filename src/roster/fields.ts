/** The boxes of the roster page, as a form declares its own. */
import type { FormDefinition } from '../forms/document.ts';
import { formulir } from '../schemas/form.ts';

/** Checked by the form schema like any other form; its paper is the calendar the page draws. */
export const rosterForm: FormDefinition = {
  ...formulir.parse({
    judul: 'Siaga dan pengganti',
    ringkasan: 'Siapa mengerjakan apa, dan siapa menggantikannya.',
    kelompok: 'Orang dan penugasan',
    urutan: 1,
    bentuk: 'Register',
    status: 'contoh',
    pengisi: 'Atasan langsung',
    bagian: [
      {
        judul: 'Tugas dan orangnya',
        bidang: [
          {
            id: 'tugas',
            label: 'Tugas',
            jenis: 'tabel',
            wajib: true,
            satuBaris: 'tugas',
            kolom: [
              { id: 'tugas', label: 'Tugas atau aplikasi', jenis: 'teks', wajib: true },
              { id: 'nama', label: 'Petugas', jenis: 'teks', wajib: true },
              { id: 'pengganti1', label: 'Pengganti pertama', jenis: 'teks', wajib: true },
              { id: 'pengganti2', label: 'Pengganti kedua', jenis: 'teks' },
            ],
          },
        ],
      },
      {
        judul: 'Cuti dan dinas luar',
        bidang: [
          {
            id: 'cuti',
            label: 'Cuti',
            jenis: 'tabel',
            satuBaris: 'cuti',
            kolom: [
              { id: 'nama', label: 'Nama', jenis: 'teks', wajib: true },
              { id: 'mulai', label: 'Mulai', jenis: 'tanggal', wajib: true },
              { id: 'sampai', label: 'Sampai', jenis: 'tanggal', wajib: true },
              {
                id: 'alasan',
                label: 'Alasan',
                jenis: 'pilihan',
                pilihan: ['Cuti', 'Dinas luar', 'Sakit', 'Pelatihan'],
              },
            ],
          },
        ],
      },
      {
        judul: 'Jangka waktu',
        bidang: [
          {
            id: 'mulai',
            label: 'Tampilkan empat minggu mulai',
            jenis: 'tanggal',
            wajib: true,
            lebar: 'setengah',
          },
        ],
      },
    ],
    dokumen: { naskah: 'catatan', isi: [{ tabel: 'tugas' }, { tabel: 'cuti' }, { paragraf: '{{mulai}}' }] },
  }),
  laws: [],
};
