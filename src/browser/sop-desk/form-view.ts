/** The parts of the form beside the steps: the sheet's identity block, the actors, the page of the SOP, the guide. */
import type { Draft } from '../../sop/draft/draft.ts';
import type { Library } from '../../sop/draft/library.ts';
import { type Field, fieldView } from './fields.ts';
import { rowsView } from './rows-view.ts';

const field = (
  path: string,
  label: string,
  kind: Field['kind'] = 'text',
  more: Partial<Field> = {},
): Field => ({
  path,
  label,
  kind,
  ...more,
});

const ONE_A_LINE = 'Satu baris satu butir.';

export function identityPart(draft: Draft, library: Library): HTMLElement[] {
  const laws = library.peraturan.map(({ id, nomor }) => [id, `${id} · ${nomor}`] as const);
  const related = library.sop
    .filter(({ slug }) => slug !== draft.slug)
    .map(({ slug, sop }) => [slug, `${sop.kode} ${sop.judul}`] as const);
  return [
    fieldView(draft, field('judul', 'Nama SOP', 'text', { wide: true, hint: 'Tanpa kata "SOP" di depan.' })),
    fieldView(
      draft,
      field('identitas.nomor', 'Nomor SOP', 'text', { hint: 'Boleh kosong sampai diberi nomor.' }),
    ),
    fieldView(
      draft,
      field('identitas.pembuatan', 'Tanggal pembuatan', 'date', { hint: 'Hari SOP selesai disusun.' }),
    ),
    fieldView(
      draft,
      field('identitas.revisi', 'Tanggal revisi', 'date', { hint: 'Kosong bila belum pernah.' }),
    ),
    fieldView(
      draft,
      field('identitas.efektif', 'Tanggal efektif', 'date', { hint: 'Kosong sampai ditetapkan.' }),
    ),
    fieldView(draft, field('identitas.disahkan.jabatan', 'Disahkan oleh (jabatan)', 'text', { wide: true })),
    fieldView(
      draft,
      field('identitas.disahkan.nama', 'Nama pengesah', 'text', { hint: 'Isi setelah disahkan.' }),
    ),
    fieldView(draft, field('identitas.disahkan.nip', 'NIP pengesah')),
    rowsView({
      draft,
      path: 'identitas.dasarHukum',
      title: 'Dasar hukum',
      add: 'Tambah dasar hukum',
      rows: draft.sop.identitas.dasarHukum.length,
      fieldsOf: (at) => [
        field(`${at}.peraturan`, 'Peraturan', 'choice', { options: [['', 'pilih peraturan'], ...laws] }),
        field(`${at}.pasal`, 'Pasal', 'text', { hint: 'Misalnya "Pasal 15". Boleh kosong.' }),
      ],
    }),
    fieldView(draft, field('identitas.kualifikasi', 'Kualifikasi pelaksana', 'lines', { hint: ONE_A_LINE })),
    fieldView(
      draft,
      field('identitas.keterkaitan', 'Keterkaitan', 'checks', {
        options: related,
        hint: 'SOP lain yang langsung berhubungan.',
      }),
    ),
    fieldView(draft, field('identitas.peralatan', 'Peralatan/perlengkapan', 'lines', { hint: ONE_A_LINE })),
    fieldView(
      draft,
      field('identitas.peringatan', 'Peringatan', 'area', {
        hint: '"Apabila ... tidak dilaksanakan, maka ..."',
      }),
    ),
    fieldView(
      draft,
      field('identitas.pencatatan', 'Pencatatan dan pendataan', 'lines', {
        hint: `${ONE_A_LINE} Sebut apa yang dicatat dan siapa yang mencatat.`,
      }),
    ),
  ];
}

export function actorsPart(draft: Draft): HTMLElement[] {
  return [
    rowsView({
      draft,
      path: 'pelaksana',
      title: 'Lajur pelaksana, dari kiri ke kanan',
      add: 'Tambah pelaksana',
      rows: draft.sop.pelaksana.length,
      moves: true,
      fieldsOf: (at) => [
        field(`${at}.id`, 'Singkatan', 'text', { hint: 'Dua sampai empat huruf besar.' }),
        field(`${at}.nama`, 'Jabatan', 'text', { hint: 'Nama jabatan, bukan nama orang.' }),
        field(`${at}.singkat`, 'Kepala lajur', 'text', { hint: 'Bila nama jabatannya panjang.' }),
      ],
    }),
  ];
}

export function pagePart(draft: Draft): HTMLElement[] {
  const links = (path: 'formulir' | 'lab', title: string, add: string) =>
    rowsView({
      draft,
      path,
      title,
      add,
      rows: draft.sop[path].length,
      fieldsOf: (at) => [
        field(`${at}.judul`, 'Judul'),
        field(`${at}.ke`, 'Alamat', 'text', { hint: 'Misalnya /lab/firewall/' }),
      ],
    });
  const groups = ['Pemulihan', 'Insiden', 'Akses', 'Jaringan', 'Dokumen dan TTE', 'Tata kelola'];
  return [
    fieldView(
      draft,
      field('ringkasan', 'Kapan dipakai', 'area', {
        hint: 'Satu atau dua kalimat: "Pakai SOP ini bila ..."',
      }),
    ),
    fieldView(draft, field('kode', 'Kode', 'text', { hint: 'SOP- dan dua angka.' })),
    fieldView(
      draft,
      field('slug', 'Nama berkas', 'text', { hint: 'Huruf kecil dan tanda hubung, tanpa .mdx.' }),
    ),
    fieldView(
      draft,
      field('kelompok', 'Kelompok', 'choice', { options: groups.map((name) => [name, name] as const) }),
    ),
    fieldView(
      draft,
      field('status', 'Status', 'choice', {
        options: [
          ['contoh', 'Contoh, belum disahkan'],
          ['disahkan', 'Disahkan'],
        ],
      }),
    ),
    fieldView(draft, field('versi', 'Versi', 'text', { hint: 'Dua angka dengan titik, misalnya 1.0.' })),
    fieldView(draft, field('pemilik', 'Pemilik (jabatan)')),
    fieldView(draft, field('ditinjau', 'Ditinjau', 'date')),
    fieldView(draft, field('tinjauLagi', 'Tinjau lagi', 'date')),
    fieldView(
      draft,
      field('aspek', 'Aspek', 'checks', {
        options: [
          ['administratif', 'Administratif'],
          ['fisik', 'Fisik'],
          ['teknis', 'Teknis'],
        ],
      }),
    ),
    fieldView(
      draft,
      field('kewajiban.judul', 'Kewajiban', 'text', { wide: true, hint: 'Sesuai bunyi sumbernya.' }),
    ),
    fieldView(draft, field('kewajiban.keterangan', 'Keterangan kewajiban', 'text', { wide: true })),
    fieldView(
      draft,
      field('waktuStandar', 'Cakupan waktu standar', 'text', { wide: true, hint: 'Boleh kosong.' }),
    ),
    fieldView(draft, field('keliru', 'Yang sering keliru', 'lines', { hint: ONE_A_LINE })),
    fieldView(
      draft,
      field('darurat', 'Bentuk darurat', 'lines', {
        rows: 6,
        hint: 'Tepat lima baris, untuk ponsel atau dinding.',
      }),
    ),
    fieldView(
      draft,
      field('klausul', 'Klausul', 'codes', {
        wide: true,
        hint: 'Nomor klausul S1 atau S2, dipisah koma: S1-18, S2-10.',
      }),
    ),
    fieldView(
      draft,
      field('bukti', 'Bukti untuk indikator Pemdi (pembacaan kami)', 'checks', {
        options: [
          ['I9', 'I9 audit keamanan'],
          ['I10', 'I10 keamanan'],
          ['I11', 'I11 kriptografi'],
          ['I12', 'I12 penanganan insiden'],
        ],
      }),
    ),
    links('formulir', 'Formulir', 'Tambah formulir'),
    links('lab', 'Lab', 'Tambah lab'),
  ];
}

export function guidePart(draft: Draft): HTMLElement[] {
  const view = fieldView(
    draft,
    field('body', 'Panduan dengan bahasa sehari-hari', 'area', {
      rows: 16,
      hint: 'Markdown: baris "## " menjadi subjudul, "- " menjadi butir, **dua bintang** menjadi tebal. Jangan pakai tanda < dan {.',
    }),
  );
  view.querySelector('textarea')!.dataset.kind = 'body';
  return [view];
}
