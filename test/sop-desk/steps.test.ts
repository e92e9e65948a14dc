import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { emptyStep } from '../../src/sop/draft/draft.ts';
import { insertStep, moveStep, removeStep, renameActor, setSymbol } from '../../src/sop/draft/steps.ts';
import { anySop, sampleSop } from '../content/sop-sample.ts';

/** Branches as pairs of wordings instead of numbers: what must survive a change of order. */
function branches(sop: ReturnType<typeof sampleSop>): string[] {
  const name = (no: number) => sop.langkah[no - 1]?.kegiatan ?? 'nowhere';
  return sop.langkah
    .flatMap(({ kegiatan, ya, tidak }) => [
      ...(ya ? [`${kegiatan} ya ${name(ya.ke)}`] : []),
      ...(tidak ? [`${kegiatan} tidak ${name(tidak.ke)}`] : []),
    ])
    .sort();
}

const named = anySop({ steps: [3, 20], actors: [1, 4] }).map((sop) => {
  for (const [place, step] of sop.langkah.entries()) step.kegiatan = `Mencatat ${place}`;
  return sop;
});

test('moving a row anywhere keeps every branch leading to the same row', () => {
  fc.assert(
    fc.property(named, fc.nat(), fc.nat(), (sop, a, b) => {
      const count = sop.langkah.length;
      const moved = moveStep(sop, (a % count) + 1, (b % count) + 1);
      assert.deepEqual(branches(moved), branches(sop));
      assert.deepEqual(moveStep(moved, (b % count) + 1, (a % count) + 1), sop, 'and moving back undoes it');
    }),
  );
});

test('adding a row and taking it out again changes nothing', () => {
  fc.assert(
    fc.property(named, fc.nat(), (sop, a) => {
      const at = (a % sop.langkah.length) + 1;
      const more = insertStep(sop, at, emptyStep('AA'));
      assert.deepEqual(branches(more), branches(sop));
      assert.deepEqual(removeStep(more, at), sop);
    }),
  );
});

test('a branch to a removed row leads nowhere instead of somewhere else', () => {
  const sop = sampleSop();
  assert.equal(removeStep(sop, 3).langkah[1]?.ya?.ke, 0);
  assert.equal(removeStep(sop, 1).langkah[0]?.tidak?.ke, 0);
});

test('a row cannot be moved out of the list', () => {
  const sop = sampleSop();
  for (const to of [0, 5, -1]) assert.equal(moveStep(sop, 2, to), sop);
  assert.equal(moveStep(sop, 9, 1), sop);
});

test('an actor renamed is renamed in the rows', () => {
  const sop = renameActor(sampleSop(), 1, 'PKR');
  assert.deepEqual(
    sop.langkah.map(({ pelaksana }) => pelaksana),
    ['PG', 'PKR', 'PKR', 'PKR'],
  );
});

test('a decision has two exits, and loses them when it becomes something else', () => {
  const step = emptyStep('PG');
  const decision = setSymbol(step, 'keputusan', 3, 5);
  assert.deepEqual([decision.ya?.ke, decision.tidak?.ke], [4, 2]);
  assert.deepEqual(setSymbol(decision, 'proses', 3, 5), step);
  assert.equal('lanjut' in setSymbol({ ...step, lanjut: 2 }, 'selesai', 3, 5), false);
});
