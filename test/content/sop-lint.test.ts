import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { type Sop, sop as schema } from '../../src/schemas/sop.ts';
import { lintSop, type RuleId, sayFinding } from '../../src/sop/lint/lint.ts';
import { isActiveVerb, isPassiveVerb } from '../../src/sop/lint/verbs.ts';
import { sampleSop } from './sop-sample.ts';

const slugs = ['ruang-server'];
const lint = (change: (sop: Sop) => void) => lintSop(sampleSop(change), { slugs });

/** The named rule, and no other error, answers the change. */
function finds(rule: RuleId, step: number | undefined, change: (sop: Sop) => void): void {
  const errors = lint(change).filter((finding) => finding.level === 'error');
  assert.ok(
    errors.some((finding) => finding.rule === rule && finding.step === step),
    `wanted ${rule} at step ${step}, got: ${errors.map(sayFinding).join(' | ') || 'nothing'}`,
  );
  for (const finding of errors) assert.ok(finding.message.length > 10 && finding.mend.length > 5);
}

const wording = (step: number, text: string) => (sop: Sop) => {
  sop.langkah[step - 1]!.kegiatan = text;
};

test('the sample SOP has no finding at all', () => {
  assert.deepEqual(
    lint(() => {}),
    [],
  );
});

test('a decision that lacks an exit is refused', () => {
  finds('keputusan', 2, (sop) => void delete sop.langkah[1]!.tidak);
  finds('keputusan', 2, (sop) => void delete sop.langkah[1]!.ya);
});

test('a decision whose two exits lead to one row is refused', () => {
  finds('keputusan', 2, (sop) => {
    sop.langkah[1]!.tidak = { ke: 3 };
  });
});

test('a target that does not exist, or is the row itself, is refused', () => {
  finds('keputusan', 2, (sop) => {
    sop.langkah[1]!.ya = { ke: 9 };
  });
  finds('keputusan', 3, (sop) => {
    sop.langkah[2]!.lanjut = 9;
  });
  finds('keputusan', 3, (sop) => {
    sop.langkah[2]!.lanjut = 3;
  });
});

test('a branch on a step that is no decision is refused', () => {
  finds('keputusan', 3, (sop) => {
    sop.langkah[2]!.ya = { ke: 4 };
  });
});

test('two starts, a start that is not first, and no end are refused', () => {
  finds('mulai-selesai', 3, (sop) => {
    sop.langkah[2]!.simbol = 'mulai';
  });
  finds('mulai-selesai', 1, (sop) => {
    sop.langkah[0]!.simbol = 'proses';
  });
  finds('mulai-selesai', undefined, (sop) => {
    sop.langkah[3]!.simbol = 'proses';
  });
});

test('a row nobody leads to is refused', () => {
  finds('alur', 3, (sop) => {
    sop.langkah[1]!.ya = { ke: 4 };
  });
});

test('a last row that neither ends nor goes on is a dead end', () => {
  finds('alur', 4, (sop) => {
    sop.langkah[2]!.simbol = 'selesai';
    sop.langkah[3]!.simbol = 'proses';
    sop.langkah[1]!.tidak = { ke: 4 };
  });
});

test('a loop without a way out is refused', () => {
  finds('alur', 3, (sop) => {
    sop.langkah[1]!.tidak = { ke: 4 };
    sop.langkah[2]!.lanjut = 2;
    sop.langkah.splice(2, 0, { ...sop.langkah[2]!, lanjut: 4 });
    sop.langkah[3]!.lanjut = 3;
  });
});

test('an actor outside the list of actors is refused', () => {
  finds('pelaksana', 3, (sop) => {
    sop.langkah[2]!.pelaksana = 'XX';
  });
});

test('a missing item of the identity block is refused', () => {
  finds('identitas', undefined, (sop) => {
    sop.identitas.kualifikasi = [];
  });
  finds('identitas', undefined, (sop) => {
    sop.identitas.peralatan = ['  '];
  });
  finds('identitas', undefined, (sop) => {
    sop.identitas.peringatan = '';
  });
  finds('identitas', undefined, (sop) => {
    sop.identitas.disahkan.jabatan = '';
  });
  finds('identitas', undefined, (sop) => {
    sop.judul = 'SOP Peminjaman kunci';
  });
});

test('an SOP that says it is signed needs number, date and signer', () => {
  finds('identitas', undefined, (sop) => {
    sop.status = 'disahkan';
  });
});

test('an effective date before the making date is refused, and so is a day that does not exist', () => {
  finds('tanggal', undefined, (sop) => {
    sop.identitas.efektif = '2026-01-09';
  });
  finds('tanggal', undefined, (sop) => {
    sop.identitas.revisi = '2025-12-31';
  });
  finds('tanggal', undefined, (sop) => {
    sop.identitas.efektif = '2026-02-30';
  });
  finds('tanggal', undefined, (sop) => {
    sop.tinjauLagi = '2026-01-10';
  });
});

test('a time that cannot be read is refused', () => {
  finds('waktu', 3, (sop) => {
    sop.langkah[2]!.waktu = { teks: '5 mnt', dasar: 'contoh' };
  });
  finds('waktu', 3, (sop) => {
    sop.langkah[2]!.waktu = { teks: ' ', dasar: 'contoh' };
  });
  const [warning] = lint((sop) => {
    sop.langkah[2]!.waktu = { teks: '2 jam', dasar: 'contoh' };
  });
  assert.deepEqual([warning!.rule, warning!.level], ['waktu', 'warning']);
});

test('a relation to an SOP that does not exist is refused and names those that do', () => {
  finds('keterkaitan', undefined, (sop) => void sop.identitas.keterkaitan.push('genset'));
  assert.match(lint((sop) => void sop.identitas.keterkaitan.push('genset'))[0]!.mend, /ruang-server/);
});

test('a step that does not start with an active verb is refused, with the verb to use', () => {
  finds('kata-kerja', 3, wording(3, 'Periksa kunci'));
  assert.match(lint(wording(3, 'Periksa kunci'))[0]!.mend, /Memeriksa/);
  finds('kata-kerja', 3, wording(3, 'Penyerahan kunci'));
  finds('kata-kerja', 3, wording(3, 'Berkas permohonan'));
});

test('passive wording is refused at the start and after a subject', () => {
  finds('kalimat-pasif', 3, wording(3, 'Dicatat dalam buku'));
  finds('kalimat-pasif', 3, wording(3, 'Kunci diserahkan kepada pemohon'));
});

test('a subject before the verb is refused', () => {
  finds('subjek', 3, wording(3, 'Petugas menerima kunci'));
  finds('subjek', 3, wording(3, 'Diskominfo memeriksa laporan'));
});

test('"harus" and its kin at the start are refused', () => {
  finds('keharusan', 3, wording(3, 'Harus menyerahkan kunci'));
  finds('keharusan', 3, wording(3, 'Wajib mencatat'));
});

test('a decision that checks nothing gets a warning, not an error', () => {
  const found = lint(wording(2, 'Menyerahkan kunci cadangan'));
  assert.deepEqual(
    found.map(({ rule, level, step }) => [rule, level, step]),
    [['keputusan-periksa', 'warning', 2]],
  );
});

test('an actor that is a person instead of an office is refused', () => {
  finds('jabatan', undefined, (sop) => {
    sop.pelaksana[1]!.nama = 'Bapak Contoh';
  });
  finds('jabatan', undefined, (sop) => {
    sop.pelaksana[1]!.nama = 'Contoh Nama, S.Kom';
  });
});

test('verbs are told from the words that only look like verbs', () => {
  const verbs =
    'Menerima Memeriksa Mencatat Menyetujui Mengamankan Melaporkan Memutus Menandatangani Membuat Mengecek Merawat ' +
    'Meyakinkan Mewawancarai Menyalin Mengunggah Me-restart Berkoordinasi Bekerja Memfasilitasi Mengajukan Menolak Memuat';
  const nouns =
    'Meja Menteri Berkas Berita Mesin Media Memo Menu Metode Mekanisme Metadata Melalui Menurut Mengenai Bersama ' +
    'Berdasarkan Beberapa Dinas Diskominfo Laporan Petugas Meteran Menara Member Mereka Melainkan Berwenang';
  for (const word of verbs.split(' ')) assert.ok(isActiveVerb(word), word);
  for (const word of nouns.split(' ')) assert.ok(!isActiveVerb(word), word);
  for (const word of ['Dicatat', 'Diperiksa', 'Dilaporkan']) assert.ok(isPassiveVerb(word), word);
  for (const word of ['Dinas', 'Direktur', 'Diskominfo', 'Disposisi']) assert.ok(!isPassiveVerb(word), word);
});

test('every SOP in content/sop is lint clean', () => {
  const folder = new URL('../../content/sop/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.mdx'));
  const known = files.map((name) => name.replace(/\.mdx$/, ''));
  for (const name of files) {
    const sop = schema.parse(parse(readFileSync(new URL(name, folder), 'utf8').split('---\n')[1]!));
    const findings = lintSop(sop, { slugs: known });
    assert.deepEqual(findings.filter((finding) => finding.level === 'error').map(sayFinding), [], name);
    for (const finding of findings) console.log(`${name}: ${sayFinding(finding)}`);
  }
});
