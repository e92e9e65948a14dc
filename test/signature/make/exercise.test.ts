import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { verifyPdf } from '../../../labs/signature/index.ts';
import {
  type Agency,
  makeExerciseDocuments,
  RecipeError,
  readRecipe,
  seededRandom,
} from '../../../labs/signature/make/index.ts';

const EXERCISES = new URL('../../../labs/signature/exercises/', import.meta.url);
const AT = new Date('2026-11-20T00:00:00Z');
const AGENCY: Agency = {
  pemerintah: 'Pemerintah Kota Seberang',
  kota: 'Kota Seberang',
  diskominfo: 'Dinas Informatika',
  alamat: 'Jalan Lain Nomor 2, Kota Seberang',
  kepalaDaerah: 'Wali Kota',
};

const slugs = readdirSync(EXERCISES).filter((name) => /^\d\d-/.test(name));
const readYaml = (slug: string): unknown =>
  parse(readFileSync(new URL(`${slug}/recipe.yaml`, EXERCISES), 'utf8'));
const make = (slug: string) =>
  makeExerciseDocuments(readRecipe(readYaml(slug)), AGENCY, AT, seededRandom(slug));

test('a recipe with a fault is refused with the place, the fault and the mend', () => {
  const good = readYaml(slugs[0]!) as { surat: Record<string, unknown>[] };
  const broken = (change: Record<string, unknown>) => ({
    judul: 'x',
    surat: [{ ...good.surat[0], ...change }],
  });
  const cases: [unknown, RegExp][] = [
    ['teks', /recipe: not a mapping/],
    [{ judul: 'x', surat: [] }, /surat: empty/],
    [broken({ id: 'Surat Satu' }), /surat\[0\]\.id: .*kebab-case/],
    [broken({ nomor: undefined }), /surat\[0\]\.nomor: missing/],
    [broken({ tandaTangan: 'palsu' }), /surat\[0\]\.tandaTangan: "palsu" is not known.*latihan, tiruan/],
    [broken({ sertifkat: 'berlaku' }), /surat\[0\]\.sertifkat: no such key.*sertifikat/],
    [broken({ isi: 'satu' }), /surat\[0\]\.isi: not a list/],
    [broken({ alasan: undefined }), /surat\[0\]\.alasan: missing.*utuh, tanpa/],
    [broken({ timpa: { dari: 'satu' } }), /surat\[0\]\.timpa\.menjadi: missing/],
    [broken({ qr: { alamat: 'x', gambar: '##\n#' } }), /surat\[0\]\.qr\.gambar: not a square/],
    [{ judul: 'x', surat: [good.surat[0], good.surat[0]] }, /used twice/],
  ];
  for (const [value, message] of cases) {
    assert.throws(
      () => readRecipe(value),
      (error: Error) => error instanceof RecipeError && message.test(error.message),
    );
  }
});

test('a recipe that replaces text its letter does not have is refused', () => {
  const yaml = readYaml(slugs[0]!) as { surat: Record<string, unknown>[] };
  const letter = { ...yaml.surat[0], gantiSesudah: [{ dari: 'tidak ada di surat', menjadi: 'x' }] };
  const recipe = readRecipe({ judul: 'x', surat: [letter] });
  assert.throws(() => makeExerciseDocuments(recipe, AGENCY, AT, seededRandom('x')), /does not occur/);
});

test('an exchanged font that would have to show one digit as two is refused', () => {
  const yaml = readYaml(slugs[0]!) as { surat: Record<string, unknown>[] };
  const letter = { ...yaml.surat[0], hal: 'Rekening 11', bayangan: { dari: '11', menjadi: '23' } };
  const recipe = readRecipe({ judul: 'x', surat: [letter] });
  assert.throws(
    () => makeExerciseDocuments(recipe, AGENCY, AT, seededRandom('x')),
    /undangan-rapat: "1" cannot become "3"/,
  );
});

test('a revocation that came after the proved time is said, and held against nobody', () => {
  const set = make(slugs.find((slug) => slug.startsWith('04'))!);
  const { bytes } = set.documents.find(({ kind }) => kind === 'dicabut-sesudah')!;
  const [signature] = verifyPdf(bytes, { anchors: [set.anchor], at: new Date('2026-11-23') }).signatures;
  assert.equal(signature?.revokedAt, '2026-11-21T03:00:00.000Z');
  const said = signature.explanations.find(({ check }) => check === 'revocation');
  assert.equal(said?.state, 'pass');
  assert.match(said.text, /dicabut pada 2026-11-21 .*tidak membatalkan/);
});

/** What the lab promises to teach. */
const CASES = [
  ...['sah', 'teks-diganti', 'teks-ditimpa', 'halaman-ditambah', 'gambar', 'qr-palsu', 'kedaluwarsa'],
  ...['dicabut-sebelum', 'dicabut-sesudah', 'penerbit-tiruan', 'tidak-berwenang', 'dua-penanda-tangan'],
  ...['bayangan', 'dikompres', 'dipindai', 'digabung', 'pihak-luar'],
];

test('the inbox holds every case it promises, and every decision is right for some letter', () => {
  const letters = slugs.flatMap((slug) => make(slug).documents);
  const kinds = letters.map(({ kind }) => kind);
  assert.deepEqual(
    CASES.filter((one) => !kinds.includes(one)),
    [],
  );
  assert.equal(new Set(kinds).size, kinds.length, 'no case twice');
  assert.equal(new Set(letters.map(({ expected }) => expected.decision)).size, 4);
});

for (const slug of slugs) {
  const set = make(slug);

  test(`${slug}: only the letters said to be valid are valid, months later too`, () => {
    for (const document of set.documents) {
      for (const at of [new Date('2026-11-23'), new Date('2027-08-01'), new Date('2031-01-01')]) {
        const { verdict } = verifyPdf(document.bytes, { anchors: [set.anchor], at });
        assert.equal(verdict, document.expected.verdict, document.name);
      }
    }
  });

  test(`${slug}: is made anew byte for byte from the same seed and date`, () => {
    const again = make(slug);
    set.documents.forEach((document, index) => {
      assert.deepEqual(document.bytes, again.documents[index]?.bytes, document.name);
    });
  });

  test(`${slug}: bears the words of the agency it is made for`, () => {
    const text = Buffer.from(set.documents[0]!.bytes).toString('latin1');
    assert.ok(text.includes('PEMERINTAH KOTA SEBERANG'));
    assert.ok(!/kota contoh/i.test(JSON.stringify(readYaml(slug))));
  });
}
