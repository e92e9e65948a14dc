import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Draft } from '../../src/sop/draft/draft.ts';
import { emptyDraft, soften } from '../../src/sop/draft/draft.ts';
import { judgeDraft } from '../../src/sop/draft/judge.ts';
import { readMdx } from '../../src/sop/draft/mdx.ts';
import { drawDraft, flowchartSvg } from '../../src/sop/draft/picture.ts';
import { removeStep } from '../../src/sop/draft/steps.ts';
import { anySop, sampleSop } from '../content/sop-sample.ts';

const files = globSync('content/sop/*.mdx').sort();
const ids = (file: string) =>
  new Set((parse(readFileSync(file, 'utf8')) as { id: string }[]).map(({ id }) => id));
const known = {
  sop: new Set(files.map((path) => basename(path, '.mdx'))),
  klausul: ids('content/klausul.yaml'),
  peraturan: ids('content/peraturan.yaml'),
  kebijakan: new Set<string>(),
  formulir: new Set<string>(),
};
const registers = {
  instansi: { nama: 'Pemerintah Kota Contoh', diskominfo: { nama: 'Dinas', bidang: 'Bidang' } as never },
  peraturan: [],
  titles: new Map<string, string>(),
};
const of = (sop: Draft['sop']): Draft => ({ slug: 'x', sop, body: '' });

test('the desk finds nothing to mend in any SOP of the library', () => {
  for (const path of files) {
    const { draft } = readMdx(path, readFileSync(path, 'utf8'));
    const remarks = judgeDraft(draft!, known).filter(({ level }) => level !== 'warning');
    assert.deepEqual(remarks, [], path);
  }
});

test('an empty draft is told what is missing, each field once and by its name on the desk', () => {
  const remarks = judgeDraft(emptyDraft('2026-11-22', 'SOP-18'), known);
  const empty = remarks.filter(({ level }) => level === 'empty');
  assert.ok(empty.some(({ label }) => label === 'Nama SOP'));
  assert.equal(new Set(empty.map(({ path }) => path)).size, empty.length);
  assert.ok(remarks.every(({ label, mend }) => label !== 'Berkas' && mend.length > 3));
  assert.deepEqual(
    remarks.filter(({ level }) => level === 'error'),
    [],
    'nothing written yet is no mistake',
  );
});

test('a passive sentence, a lost branch and an unknown clause are errors at their place', () => {
  const sop = removeStep(
    sampleSop((each) => {
      each.identitas.keterkaitan = [];
      each.klausul = ['S1-99'];
      each.langkah[0]!.kegiatan = 'Petugas menerima berkas';
    }),
    3,
  );
  const remarks = judgeDraft(of(sop), known);
  assert.ok(remarks.some(({ step, message }) => step === 1 && /pelaku atau benda/.test(message)));
  assert.ok(remarks.some(({ path, level }) => path === 'langkah.1.ya.ke' && level === 'empty'));
  assert.ok(remarks.some(({ path, message }) => path.startsWith('klausul') && /S1-99/.test(message)));
});

test('what would stop MDX in the guide or the file name is named with its line', () => {
  const body = 'Aman.\n\nBila suhu < 30 derajat\n```\n{ ini kode }\n```\n`<b>` dan \\{ aman\nimport x';
  const remarks = judgeDraft({ slug: 'Listrik Padam', sop: sampleSop(), body }, known);
  const guide = remarks.filter(({ path }) => path === 'body');
  assert.deepEqual(
    guide.map(({ message }) => /^Baris (\d+) memuat "(.+)",/.exec(message)?.slice(1)),
    [
      ['3', '<'],
      ['8', 'import'],
    ],
  );
  assert.ok(remarks.some(({ path, mend }) => path === 'slug' && mend.endsWith('listrik-padam')));
});

test('a half-written draft is judged and drawn without ever failing', () => {
  fc.assert(
    fc.property(
      anySop({ steps: [2, 9], actors: [1, 4] }),
      fc.nat(8),
      fc.constantFrom('a4', 'f4'),
      (sop, no, paper) => {
        const bent = soften({ ...removeStep(sop, (no % sop.langkah.length) + 1), judul: '', kode: '' });
        bent.langkah[0]!.pelaksana = 'ZZ';
        assert.ok(judgeDraft(of(bent), known).length > 0);
        const picture = drawDraft(of(bent), registers, paper as 'a4' | 'f4');
        assert.ok(picture.pages.length > 1 || picture.reason !== '');
      },
    ),
    { numRuns: 60 },
  );
});

test('a draft without actors says what the sheet waits for', () => {
  const { pages, reason } = drawDraft(of(soften({})), registers, 'a4');
  assert.deepEqual(pages, []);
  assert.match(reason, /pelaksana/);
});

test('the flowchart file holds every page of the flowchart and nothing of the identity block', () => {
  const { pages } = drawDraft(of(sampleSop()), registers, 'f4');
  const svg = flowchartSvg(pages);
  assert.equal(svg.match(/<svg /g)?.length, pages.length);
  assert.match(svg, /KEGIATAN/);
  assert.doesNotMatch(svg, /DASAR HUKUM/);
});
