import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkProcedure } from '../../src/build/content/procedure.ts';
import { readSource } from '../../src/build/content/source.ts';

const FILE = 'content/sop/listrik-padam.mdx';
const text = readFileSync(FILE, 'utf8');

/** The build's answer to a changed SOP, with the changed file's lines. */
function check(from: string | RegExp, to: string) {
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, 'the change took place');
  return { faults: checkProcedure(FILE, readSource(FILE, changed, 'mdx'), []), lines: changed.split('\n') };
}

test('the build refuses a step that does not start with an active verb, at its line', () => {
  const { faults, lines } = check('kegiatan: Menerima tanda', 'kegiatan: Petugas menerima tanda');
  assert.deepEqual(
    faults.map(({ field, line }) => [field, lines[line - 1]!.includes('Petugas menerima')]),
    [['langkah.0', true]],
  );
  assert.match(faults[0]!.message, /subjek/);
});

test('the build refuses a decision that lacks an exit', () => {
  const { faults } = check(/\n {4}tidak: .*/, '');
  // The row that only "tidak" led to is lost as well, and is named too.
  assert.deepEqual(
    faults.map(({ message }) => /\((.*)\)$/.exec(message)?.[1]),
    ['keputusan', 'alur'],
  );
  assert.match(faults[0]!.field, /^langkah\.\d+$/);
});

test('the build refuses an effective date before the making date', () => {
  const { faults } = check(/efektif: '.*'/, "efektif: '2020-01-01'");
  assert.match(faults[0]!.message, /mendahului tanggal pembuatan/);
});

test('an SOP as it stands passes the build, whatever its relations', () => {
  assert.deepEqual(checkProcedure(FILE, readSource(FILE, text, 'mdx'), []), []);
});
