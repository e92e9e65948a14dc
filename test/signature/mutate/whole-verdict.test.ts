/**
 * The whole verdict on mutated documents. `SIGNATURE_MUTATIONS=0-200000` makes the long run, by the numbers of the
 * mutations, so that several processes can share it; `npm test` makes a short one.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Report, verifyPdf } from '../../../labs/signature/index.ts';
import { fastAnchors } from '../make/by-hand.ts';
import { NOW } from '../make/fixtures.ts';
import { bytesOf, textOf } from '../pdf/build.ts';
import { type Chance, chanceOf } from './chance.ts';
import { changeDer } from './of-der.ts';
import { FILE_MUTATIONS } from './of-files.ts';
import { canDraw, holdsSignedBytes, showsSignedPages } from './oracle.ts';
import { type Source, sources } from './sources.ts';

const asked = process.env['SIGNATURE_MUTATIONS'];
const [from, to] = (asked ?? '0-600').split('-').map(Number) as [number, number];
const MEGABYTE = 1024;
const PERMITTED = /^(field-filled|annotation-)/;

function verify(text: string): Report {
  return verifyPdf(bytesOf(text), { anchors: fastAnchors, at: NOW });
}

function mutate(source: Source, chance: Chance): string {
  let { text } = source;
  for (let left = chance.pick([1, 1, 1, 2, 2, 3, 4]); left > 0; left--) {
    const mutation = chance.once(5) ? changeDer : chance.pick(FILE_MUTATIONS);
    text = mutation(text, source, chance);
  }
  return text;
}

test('every source is valid as it stands, so the mutations below have something to lose', () => {
  for (const { name, bytes } of sources) {
    const { verdict, reason } = verify(textOf(bytes));
    assert.equal(verdict, 'valid', `${name}: ${reason}`);
  }
});

test(`mutations ${from} to ${to}: no crash, and none is valid where signed bytes or shown pages changed`, () => {
  if (!canDraw) console.log('skipped: mutool is not installed, shown pages are not compared');
  const verdicts = new Map<string, number>();
  let slowest = 0;
  for (let index = from; index < to; index++) {
    const chance = chanceOf(index);
    const source = chance.pick(sources);
    const text = mutate(source, chance);
    const started = performance.now();
    const { verdict, signatures } = verify(text);
    slowest = Math.max(slowest, performance.now() - started);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (asked && index % 5000 === 0)
      console.log(index, Object.fromEntries(verdicts), `slowest ${slowest} ms`);
    if (verdict !== 'valid' || text === source.text) continue;
    assert.ok(holdsSignedBytes(text, source), `mutation ${index} of "${source.name}": signed bytes changed`);
    // A field that may be filled in, or a comment that was allowed, is the one change of what is shown that may stay.
    const permitted = signatures.some(({ findings }) => findings.some(({ code }) => PERMITTED.test(code)));
    const shown = !canDraw || (permitted && !source.strict) || showsSignedPages(text, source);
    assert.ok(shown, `mutation ${index} of "${source.name}": shown pages changed`);
  }
  const peak = process.resourceUsage().maxRSS / MEGABYTE;
  console.log(`${to - from} mutations:`, Object.fromEntries(verdicts), `peak ${Math.round(peak)} MB`);
  assert.ok(verdicts.size > 2, 'mutations reach several verdicts');
  assert.ok(peak < 512, `${peak} MB`);
  if (asked) assert.ok(slowest < 5000, `${slowest} ms`);
});
