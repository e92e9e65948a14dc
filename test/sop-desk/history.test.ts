import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { readHistory } from '../../src/build/sop-history.ts';
import type { Sop } from '../../src/schemas/sop.ts';
import { writeMdx } from '../../src/sop/draft/mdx.ts';
import { insertStep, moveStep, removeStep } from '../../src/sop/draft/steps.ts';
import { compareSops } from '../../src/sop/history/compare.ts';
import { anySop, sampleSop } from '../content/sop-sample.ts';

const scratch = mkdtempSync(join(tmpdir(), 'sigap-riwayat-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const compare = (before: Sop, now: Sop) => compareSops({ sop: before, body: '' }, { sop: now, body: '' });
const step = (kegiatan: string) => ({ ...sampleSop().langkah[2]!, kegiatan });

test('a step put in is one change, and the numbers that move with it are none', () => {
  const before = sampleSop();
  const now = { ...before, ...insertStep(before, 3, step('Mengambil foto kunci')) };
  assert.deepEqual(compare(before, now), [{ kind: 'tambah', no: 3, kegiatan: 'Mengambil foto kunci' }]);
});

test('a step taken out is named with the number it had; the branch that led there is named too', () => {
  const before = sampleSop();
  const changes = compare(before, removeStep(before, 3));
  assert.deepEqual(
    changes.map(({ kind }) => kind),
    ['ubah', 'hapus'],
  );
  assert.match(JSON.stringify(changes[0]), /Jalan Ya.*langkah 3: Menyerahkan kunci/);
});

test('a step moved is told as a move', () => {
  const before = sampleSop();
  assert.deepEqual(compare(before, moveStep(before, 4, 2)), [
    { kind: 'pindah', was: 4, no: 2, kegiatan: 'Mencatat pengembalian' },
  ]);
});

test('a changed time, actor and wording are told with what they were', () => {
  const before = sampleSop();
  const now = sampleSop((sop) => {
    sop.langkah[1]!.waktu = { nilai: 2, satuan: 'jam', dasar: 'contoh' };
    sop.langkah[2]!.pelaksana = 'PG';
    sop.langkah[3]!.kegiatan = 'Mencatat jam pengembalian';
    sop.identitas.peralatan = ['Buku kunci', 'Lemari'];
    sop.versi = '1.1';
  });
  assert.deepEqual(
    compare(before, now).map((change) => Object.values(change).join(' | ')),
    [
      'ubah | 2 | Memeriksa hak peminjam | Waktu | 5 menit (contoh) | 2 jam (contoh)',
      'ubah | 3 | Menyerahkan kunci | Pelaksana | Petugas ruang | Pegawai pemohon',
      'ubah | 4 | Mencatat jam pengembalian | Kegiatan | Mencatat pengembalian | Mencatat jam pengembalian',
      'bidang | Versi | 1.0 | 1.1',
      'bidang | Peralatan/perlengkapan |  | Lemari',
    ],
  );
});

test('an SOP compared with itself has not changed, and any other pair is told without fail', () => {
  const any = anySop({ steps: [2, 15], actors: [1, 4] });
  fc.assert(
    fc.property(any, any, (one, other) => {
      assert.deepEqual(compare(one, structuredClone(one)), []);
      const told = compare(one, other).filter(({ kind }) => kind === 'tambah').length;
      const gone = compare(one, other).filter(({ kind }) => kind === 'hapus').length;
      assert.equal(
        other.langkah.length - told,
        one.langkah.length - gone,
        'what stayed is the same on both sides',
      );
    }),
    { numRuns: 60 },
  );
});

/** A repository with three commits to one SOP, the last one also renaming its file. */
function repository(name: string): string {
  const root = join(scratch, name);
  mkdirSync(join(root, 'content/sop'), { recursive: true });
  const git = (...words: string[]) =>
    execFileSync(
      'git',
      [
        '-c',
        'user.name=Penguji',
        '-c',
        'user.email=uji@contoh.go.id',
        '-c',
        'commit.gpgsign=false',
        ...words,
      ],
      {
        cwd: root,
        stdio: 'pipe',
      },
    );
  const write = (file: string, sop: Sop, body = 'Panduan.') =>
    writeFileSync(join(root, 'content/sop', file), writeMdx({ slug: 'kunci', sop, body }));
  git('init', '-q', '-b', 'utama');
  const first = sampleSop();
  write('kunci.mdx', first);
  git('add', '-A');
  git('commit', '-qm', 'one');
  write('kunci.mdx', insertStep(first, 3, step('Mengambil foto kunci')));
  git('commit', '-qam', 'two');
  git('mv', 'content/sop/kunci.mdx', 'content/sop/kunci-ruang.mdx');
  write('kunci-ruang.mdx', insertStep(first, 3, step('Mengambil foto kunci')), 'Panduan baru.');
  git('commit', '-qam', 'three');
  return root;
}

test('the history is read from the repository, newest first, also across a rename', () => {
  const { kind, entries } = readHistory(repository('penuh'));
  assert.equal(kind, 'whole');
  const list = entries.get('kunci-ruang') ?? [];
  assert.deepEqual(
    list.map(({ changes }) => changes.map((change) => change.kind)),
    [['panduan'], ['tambah'], []],
  );
  assert.equal(list.at(-1)?.first, true);
});

test('a shallow clone gives what it has and does not call its oldest version the first', () => {
  const full = repository('asal');
  const root = join(scratch, 'dangkal');
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${full}`, root], { stdio: 'pipe' });
  const { kind, entries } = readHistory(root);
  assert.equal(kind, 'part');
  assert.equal(entries.get('kunci-ruang')?.at(-1)?.first, false);
});

test('a folder without a repository has no history, and that is no error', () => {
  const root = join(scratch, 'arsip');
  mkdirSync(join(root, 'content/sop'), { recursive: true });
  assert.deepEqual(readHistory(root), { kind: 'none', entries: new Map() });
});
