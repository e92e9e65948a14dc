/** Suspend data: everything comes back, 4,096 characters are never passed, and damage is told and contained. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { pack, SUSPEND_ROOM, unpack } from '../../src/lms/suspend.ts';
import { type LearningEvent, makeEvent } from '../../src/progress/event.ts';
import { merge } from '../../src/progress/history.ts';
import { bestPercent, stateOf } from '../../src/progress/state.ts';

const item = fc.integer({ min: 0, max: 5 }).map((place) => `/pelatihan/zona-jaringan/#soal-${place}`);
const nonce = fc.stringMatching(/^[0-9a-f]{16}$/);
const at = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const quiz = fc.record(
  { score: fc.integer({ min: 0, max: 4 }), max: fc.constant(4) },
  { noNullPrototype: true },
);
const event: fc.Arbitrary<LearningEvent> = fc
  .tuple(at, fc.constantFrom('done', 'undone', 'quiz', 'note'), item, quiz, nonce)
  .map(([time, kind, about, data, once]) =>
    makeEvent({ at: time, kind, item: about, data: kind === 'quiz' ? data : {}, nonce: once }),
  );
const entries = fc.dictionary(
  fc.constantFrom('sigap:tes:/pelatihan/tes-akhir/', 'sigap:lab-firewall:ipv6', 'sigap:tabletop'),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);
const kept = fc.record({ events: fc.array(event, { maxLength: 15 }), entries });

test('what fits comes back as it was, to the last event and sign', () => {
  fc.assert(
    fc.property(kept, (all) => {
      const packed = pack(all);
      assert.match(packed.text, /^[\w.-]*$/, 'plain ASCII, safe in any LMS');
      if (packed.eventsLeft > 0 || packed.entriesLeft.length > 0) return;
      const back = unpack(packed.text);
      assert.equal(back.damaged, false);
      assert.deepEqual(back.entries, { ...all.entries });
      assert.deepEqual(back.events, merge(all.events));
    }),
    { numRuns: 200 },
  );
});

/** Text that hardly deflates, the same for the same length. */
const noise = (length: number): string => {
  let seed = length + 1;
  return Array.from({ length }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(33 + (seed % 500));
  }).join('');
};

test('whatever was done, 4,096 characters are never passed, and what is left out is told', () => {
  const huge = fc.record({
    events: fc.array(event, { maxLength: 120 }),
    entries: fc.dictionary(
      fc.constantFrom('sigap:a', 'sigap:b', 'sigap:c'),
      fc.integer({ min: 0, max: 9000 }).map(noise),
    ),
  });
  fc.assert(
    fc.property(huge, fc.constantFrom(SUSPEND_ROOM, 300, 40), (all, room) => {
      const { text, eventsLeft, entriesLeft } = pack(all, room);
      assert.ok(text.length <= room, `${text.length} characters`);
      const back = unpack(text);
      assert.equal(back.damaged, false);
      const present = Object.keys(all.entries).length;
      assert.equal(Object.keys(back.entries).length + entriesLeft.length, present);
      if (eventsLeft === 0) assert.deepEqual(outcome(back.events), outcome(all.events));
    }),
    { numRuns: 40 },
  );
});

/** What status and score are made of. */
const outcome = (events: readonly LearningEvent[]) =>
  [...stateOf(events).items]
    .filter(([, { done, attempts }]) => done || attempts.length > 0)
    .map(([name, { done, attempts }]) => [name, done, bestPercent(attempts), attempts.at(-1)?.score])
    .sort();

test('a learner who tries every question of a module forty times keeps status and score', () => {
  const events = Array.from({ length: 240 }, (_, place) =>
    makeEvent({
      at: new Date(1_790_000_000_000 + place * 61_007).toISOString(),
      kind: 'quiz',
      item: `/pelatihan/cara-peretas-masuk/#soal-${place % 6}`,
      data: { score: ((place * 7) % 10) / 10, max: 1, missed: [`soal-${place % 6}`] },
      nonce: (place * 2_654_435_761).toString(16).padStart(16, '0').slice(0, 16),
    }),
  );
  const packed = pack({ events, entries: {} });
  assert.equal(packed.eventsLeft, 0);
  assert.deepEqual(outcome(unpack(packed.text).events), outcome(events));
});

test('text from anywhere is read or told to be damaged, never thrown at the learner', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 300 }), (text) => {
      const { events, entries: found, damaged } = unpack(text);
      assert.deepEqual({ events, found, damaged }, { events: [], found: {}, damaged: true });
    }),
  );
  assert.deepEqual(unpack(''), { events: [], entries: {}, damaged: false }, 'the first visit');
});

test('one changed sign loses at most its own half, and the page can say so', () => {
  fc.assert(
    fc.property(kept, fc.nat(), fc.constantFrom('A', 'x', '-', '.'), (all, seed, sign) => {
      const { text } = pack(all);
      const place = seed % text.length;
      const hurt = text.slice(0, place) + sign + text.slice(place + 1);
      const back = unpack(hurt);
      const sameEvents = JSON.stringify(back.events) === JSON.stringify(merge(all.events));
      const sameEntries =
        JSON.stringify(Object.entries(back.entries).sort()) ===
        JSON.stringify(Object.entries(all.entries).sort());
      if (hurt === text) assert.equal(back.damaged, false);
      else assert.ok(back.damaged || (sameEvents && sameEntries), 'a change is noticed or harmless');
      if (place > text.split('.', 3).join('.').length + 9 && sign !== '.') assert.ok(sameEvents);
    }),
    { numRuns: 200 },
  );
});

test('an LMS that cuts the text short loses what was typed, not what was answered', () => {
  const events = [
    makeEvent({
      at: '2026-11-23T01:00:00.000Z',
      kind: 'done',
      item: '/lab/firewall/ipv6/',
      data: {},
      nonce: '00ff',
    }),
  ];
  const { text } = pack({ events, entries: { 'sigap:lab-firewall:ipv6': 'aturan '.repeat(50) } });
  const back = unpack(text.slice(0, -5));
  assert.deepEqual(back, { events, entries: {}, damaged: true });
});

test('the work on any level of the firewall lab fits: own text, texts put aside, texts checked', () => {
  const starts = globSync('labs/firewall/exercises/*/start.nft');
  assert.ok(starts.length >= 13);
  for (const start of starts) {
    const folder = dirname(start);
    const wrong = globSync(join(folder, 'wrong/*.nft')).map((file) => readFileSync(file, 'utf8'));
    const work = {
      text: `${readFileSync(join(folder, 'solution.nft'), 'utf8')}\n# catatan saya\n`,
      aside: [readFileSync(start, 'utf8'), ...wrong],
      checked: wrong.slice(0, 2),
    };
    const steps = Array.from({ length: 30 }, (_, step) =>
      ((step + 1) * 2_654_435_761).toString(16).slice(0, 8),
    );
    const done = makeEvent({
      at: '2026-11-23T01:00:00.000Z',
      kind: 'done',
      item: '/lab/firewall/ipv6/',
      data: { mark: { version: '', steps }, seconds: 900, tries: 7 },
      nonce: '00ff00ff00ff00ff',
    });
    const packed = pack({ events: [done], entries: { 'sigap:lab-firewall:ipv6': JSON.stringify(work) } });
    assert.deepEqual([packed.eventsLeft, packed.entriesLeft], [0, []], folder);
  }
});
