/** Progress must survive everything: two machines, merges in any order, exports, damage, old and future versions. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type LearningEvent, makeEvent, readEvent } from '../../src/progress/event.ts';
import { NotAProgressFile, readProgress, writeProgress } from '../../src/progress/file.ts';
import { countNew, merge } from '../../src/progress/history.ts';
import { migrateFirstVersion } from '../../src/progress/migrate.ts';
import { stateOf } from '../../src/progress/state.ts';

const LEARNER = { id: 'a'.repeat(32), name: 'Peserta 7' };
const RUNS = { numRuns: 1000 };

const item = fc.constantFrom(
  '/sop/listrik-padam/',
  '/lab/firewall/basis-data/',
  '/pelatihan/zona/',
  'jalur/x/1',
);
const event: fc.Arbitrary<LearningEvent> = fc
  .record({
    at: fc
      .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    kind: fc.constantFrom('done', 'undone', 'quiz', 'name', 'note', 'kind-of-next-year'),
    item,
    data: fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
      noNullPrototype: true,
    }),
    nonce: fc.nat().map((n) => n.toString(16)),
  })
  .map(makeEvent);
const history = fc.array(event, { maxLength: 30 });
const ids = (events: readonly LearningEvent[]) => events.map(({ id }) => id).sort();

test('merging is union: order, grouping and repetition of merges never matter', () => {
  fc.assert(
    fc.property(history, history, history, (a, b, c) => {
      assert.deepEqual(merge(a, b, c), merge(c, merge(b, a)));
      assert.deepEqual(merge(a, a), merge(a));
      const all = new Set([...a, ...b, ...c].map(({ id }) => id));
      assert.deepEqual(ids(merge(a, b, c)), [...all].sort());
      assert.equal(countNew(a, merge(a, b)), new Set(ids(b).filter((id) => !ids(a).includes(id))).size);
    }),
    RUNS,
  );
});

test('an exported file read again has every event, also kinds this version does not know', () => {
  fc.assert(
    fc.property(history, (events) => {
      const read = readProgress(writeProgress(LEARNER, events));
      assert.deepEqual(read.learner, LEARNER);
      assert.deepEqual(read.events, merge(events));
      assert.deepEqual(read.damaged, []);
    }),
    RUNS,
  );
});

test('two devices that export to each other at any moment end with the same state', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('one', 'two', 'one to two', 'two to one'), event), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(steps, (moves) => {
      const device = { one: [] as LearningEvent[], two: [] as LearningEvent[] };
      const done: LearningEvent[] = [];
      for (const [move, made] of moves) {
        if (move === 'one' || move === 'two') {
          device[move] = merge(device[move], [made]);
          done.push(made);
        } else {
          const [from, to] = move === 'one to two' ? (['one', 'two'] as const) : (['two', 'one'] as const);
          const { events } = readProgress(writeProgress(LEARNER, device[from]));
          device[to] = merge(device[to], events);
        }
      }
      const end = merge(device.one, device.two);
      assert.deepEqual(ids(end), ids(merge(done)));
      assert.deepEqual(stateOf(end), stateOf(merge(device.two, device.one)));
    }),
    RUNS,
  );
});

test('damage loses only the lines it hits, names them, and never invents anything', () => {
  const cut = fc.record({
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 40 }),
    put: fc.string({ maxLength: 5 }),
  });
  fc.assert(
    fc.property(fc.array(event, { minLength: 2, maxLength: 20 }), cut, (events, { at, length, put }) => {
      const text = writeProgress(LEARNER, events);
      const start = at % text.length;
      const damagedText = text.slice(0, start) + put + text.slice(start + length);
      const whole = merge(events);
      let read: ReturnType<typeof readProgress>;
      try {
        read = readProgress(damagedText);
      } catch (error) {
        // Only when every line was hit.
        assert.ok(error instanceof NotAProgressFile);
        assert.ok(text.split('\n').length <= 2 + whole.length && length >= 1);
        return;
      }
      const known = new Set(ids(whole));
      for (const { id } of read.events) assert.ok(known.has(id), 'an event nobody made');
      const hit = text.slice(start, start + length).split('\n').length + put.split(/\r?\n/).length;
      assert.ok(whole.length - read.events.length <= hit, 'lines beside the damage were lost');
    }),
    RUNS,
  );
});

test('a file cut short keeps every whole line before the cut', () => {
  const events = merge(
    Array.from({ length: 50 }, (_, i) =>
      makeEvent({
        at: `2026-11-22T08:${String(i).padStart(2, '0')}:00.000Z`,
        kind: 'done',
        item: `/x/${i}/`,
        data: {},
        nonce: '0',
      }),
    ),
  );
  const text = writeProgress(LEARNER, events);
  const read = readProgress(text.slice(0, Math.floor(text.length / 2)));
  assert.ok(read.events.length >= 24);
  assert.deepEqual(read.events, events.slice(0, read.events.length));
  assert.equal(read.damaged.length, 1);
});

test('an event whose content was changed is refused, whatever was changed', () => {
  fc.assert(
    fc.property(event, fc.constantFrom('at', 'kind', 'item', 'nonce'), (made, field) => {
      const changed = field === 'at' ? '2020-01-01T00:00:00.000Z' : `${made[field as 'kind']}x`;
      assert.equal(readEvent({ ...made, [field]: changed }), null);
      assert.equal(readEvent({ ...made, data: { ...made.data, added: 1 } }), null);
      assert.deepEqual(readEvent(JSON.parse(JSON.stringify(made))), made);
    }),
    RUNS,
  );
});

test('a foreign file is refused with what to do; a file of a newer version is read and kept whole', () => {
  for (const foreign of ['', '{}', '[1,2]', '<html>', '{"sigap":"lain"}']) {
    assert.throws(() => readProgress(foreign), NotAProgressFile, foreign);
  }
  const made = makeEvent({
    at: '2026-11-22T08:00:00.000Z',
    kind: 'badge',
    item: 'x',
    data: { a: 1 },
    nonce: '1',
  });
  const text = `{"sigap":"kemajuan","versi":9,"pelajar":{"id":"b"}}\n${JSON.stringify(made)}\n`;
  const read = readProgress(text);
  assert.equal(read.newer, true);
  assert.deepEqual(readProgress(writeProgress(read.learner, read.events)).events, [made]);
});

test('what the labs kept before there were events is taken over once, however often it is migrated', () => {
  const storage: [string, string][] = [
    ['sigap:lab-firewall:basis-data', '{"solved":true,"text":"x"}'],
    ['sigap:lab-firewall:sambungan', '{"solved":false}'],
    ['sigap:lab-firewall:rusak', '{"solved":'],
    ['sigap:lab-tte', '{"undangan-rapat":{"right":true},"permintaan-akses":{"right":false}}'],
    ['lain', 'bukan milik kita'],
  ];
  const first = migrateFirstVersion(storage);
  assert.deepEqual(
    first.map(({ item }) => item),
    ['/lab/firewall/basis-data/', '/lab/tte/#undangan-rapat'],
  );
  assert.deepEqual(merge(first, migrateFirstVersion(storage)), merge(first));
  assert.equal(stateOf(first).items.get('/lab/firewall/basis-data/')?.done, true);
});
