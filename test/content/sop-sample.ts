/** A small lint-clean SOP for tests, and the way to bend it; plus a maker of random SOPs. */
import fc from 'fast-check';
import { type Sop, sop as schema } from '../../src/schemas/sop.ts';
import type { SheetInput } from '../../src/sop/sheet/model.ts';

export function sampleSop(change: (sop: Sop) => void = () => {}): Sop {
  const sop = schema.parse({
    kode: 'SOP-99',
    judul: 'Peminjaman kunci ruang',
    ringkasan: 'Pakai bila ada pegawai yang meminjam kunci.',
    kelompok: 'Akses',
    aspek: ['fisik'],
    status: 'contoh',
    versi: '1.0',
    pemilik: 'Kabid contoh',
    ditinjau: '2026-01-10',
    tinjauLagi: '2026-07-10',
    identitas: {
      pembuatan: '2026-01-10',
      efektif: '2026-02-01',
      disahkan: { jabatan: 'Kepala Dinas' },
      dasarHukum: [{ peraturan: 'R08' }],
      kualifikasi: ['Mengenal ruang yang dijaga'],
      keterkaitan: ['ruang-server'],
      peralatan: ['Buku kunci'],
      peringatan: 'Apabila tidak dilaksanakan, kunci dapat hilang.',
      pencatatan: ['Buku kunci, diisi petugas'],
    },
    kewajiban: { judul: 'Mencatat setiap kunci' },
    pelaksana: [
      { id: 'PG', nama: 'Pegawai pemohon' },
      { id: 'PRS', nama: 'Petugas ruang' },
    ],
    langkah: [
      step('Mengajukan peminjaman kunci', 'PG', 'mulai'),
      { ...step('Memeriksa hak peminjam', 'PRS', 'keputusan'), ya: { ke: 3 }, tidak: { ke: 1 } },
      step('Menyerahkan kunci', 'PRS', 'proses'),
      step('Mencatat pengembalian', 'PRS', 'selesai'),
    ],
    keliru: ['Meminjamkan tanpa mencatat.'],
    darurat: ['Satu baris.', 'Dua baris.', 'Tiga baris.', 'Empat baris.', 'Lima baris.'],
    bukti: [],
    klausul: ['S1-18'],
  });
  change(sop);
  return sop;
}

function step(kegiatan: string, pelaksana: string, simbol: string) {
  return {
    kegiatan,
    pelaksana,
    simbol,
    kelengkapan: 'Formulir',
    waktu: { nilai: 5, satuan: 'menit' },
    output: 'Catatan',
  };
}

export function sheetInput(sop: Sop): SheetInput {
  return {
    sop,
    unit: ['PEMERINTAH KOTA CONTOH', 'DINAS KOMUNIKASI DAN INFORMATIKA', 'BIDANG E-GOVERNMENT'],
    dasarHukum: ['Peraturan contoh nomor 1 tentang ruang'],
    keterkaitan: ['SOP Ruang Server'],
  };
}

const WORDS =
  'berkas laporan permohonan kelengkapan kewenangan ketersediaan pemeliharaan gedung data log'.split(' ');
const phrase = fc
  .array(fc.constantFrom(...WORDS), { minLength: 0, maxLength: 9 })
  .map((words) => words.join(' '));

export interface SopShape {
  steps: [number, number];
  actors: [number, number];
}

/** Random SOPs: every step has a random actor; decisions go on, jump ahead, or return to an earlier row. */
export function anySop({ steps, actors }: SopShape): fc.Arbitrary<Sop> {
  return fc
    .tuple(fc.integer({ min: steps[0], max: steps[1] }), fc.integer({ min: actors[0], max: actors[1] }))
    .chain(([count, actorCount]) =>
      fc
        .array(
          fc.record({
            actor: fc.nat(actorCount - 1),
            decision: fc.double({ min: 0, max: 1, noNaN: true }),
            target: fc.double({ min: 0, max: 0.999, noNaN: true }),
            text: phrase,
            note: phrase,
          }),
          { minLength: count, maxLength: count },
        )
        .map((rows) => randomSop(rows, actorCount)),
    );
}

interface RandomRow {
  actor: number;
  decision: number;
  target: number;
  text: string;
  note: string;
}

function randomSop(rows: RandomRow[], actorCount: number): Sop {
  return sampleSop((sop) => {
    sop.pelaksana = Array.from({ length: actorCount }, (_, i) => ({
      id: `A${String.fromCharCode(65 + i)}`,
      nama: `Pejabat bagian ke-${i + 1}`,
    }));
    sop.langkah = rows.map((row, i) => {
      const no = i + 1;
      const last = no === rows.length;
      const base = {
        kegiatan: `Memeriksa ${row.text}`,
        pelaksana: sop.pelaksana[row.actor]!.id,
        kelengkapan: row.note.slice(0, 40),
        waktu: { nilai: 5, satuan: 'menit' as const, dasar: 'contoh' as const },
        output: row.text.slice(0, 30),
        keterangan: row.note.slice(0, 60),
      };
      if (last) return { ...base, simbol: 'selesai' as const };
      if (no === 1) return { ...base, simbol: 'mulai' as const };
      if (row.decision < 0.55) return { ...base, simbol: 'proses' as const };
      const others = rows.map((_, k) => k + 1).filter((k) => k !== no && k !== no + 1);
      const other = others[Math.floor(row.target * others.length)] ?? 1;
      const [ya, tidak] = row.decision > 0.9 ? [other, no + 1] : [no + 1, other];
      return { ...base, simbol: 'keputusan' as const, ya: { ke: ya }, tidak: { ke: tidak } };
    });
  });
}
