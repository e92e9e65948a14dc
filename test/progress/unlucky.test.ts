/** The learner's progress on unlucky devices: a store that fails half way, wrong clocks, neighbours, a tab left behind. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { newLearner, Progress } from '../../src/browser/progress/progress.ts';
import { openStore, type ProgressStore } from '../../src/browser/progress/store.ts';
import { makeEvent } from '../../src/progress/event.ts';
import { makePin } from '../../src/progress/pin.ts';

const ITEM = '/sop/listrik-padam/';
const done = (own: Progress, item = ITEM): boolean => own.state.items.get(item)?.done === true;
const settled = (): Promise<void> => new Promise((ready) => setTimeout(ready, 30));

/** Tabs of one browser hear each other; nobody hears himself. */
class Channel extends EventTarget {
  static open: Channel[] = [];
  constructor() {
    super();
    Channel.open.push(this);
  }
  postMessage(): void {
    for (const other of Channel.open) if (other !== this) other.dispatchEvent(new Event('message'));
  }
}

const entries = new Map<string, string>();
const localStorage = {
  getItem: (key: string) => entries.get(key) ?? null,
  setItem: (key: string, value: string) => void entries.set(key, value),
  removeItem: (key: string) => void entries.delete(key),
};
Object.assign(globalThis, { window: globalThis, BroadcastChannel: Channel });
Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });

beforeEach(async () => {
  Channel.open = [];
  entries.clear();
  delete window.sigapProgressStore;
  await new Promise((ready) => {
    indexedDB.deleteDatabase('sigap-kemajuan').onsuccess = ready;
  });
});

/** A store like the device's, whose writes fail while `full` is set. */
async function failing(): Promise<ProgressStore & { full: boolean; slow: number }> {
  const store = await openStore();
  const faulty = Object.assign(store, { full: false, slow: 0 });
  const add = store.add.bind(store);
  const saveLearner = store.saveLearner.bind(store);
  const refuse = (): void => {
    if (faulty.full) throw new DOMException('full', 'QuotaExceededError');
  };
  faulty.add = async (learner, events) => {
    const full = faulty.full;
    await new Promise((ready) => setTimeout(ready, faulty.slow));
    if (full) refuse();
    await add(learner, events);
  };
  faulty.saveLearner = async (learner) => {
    refuse();
    await saveLearner(learner);
  };
  window.sigapProgressStore = faulty;
  return faulty;
}

test('what a full disk refused is written with the next thing that fits, also when two were under way at once', async () => {
  const store = await failing();
  const own = await Progress.open();
  store.slow = 10;
  const first = own.record('done', '/a/');
  store.full = true;
  const second = own.record('done', '/b/');
  await Promise.all([first, second]);
  assert.equal(own.storing, false);
  store.full = false;
  await own.record('done', '/c/');
  assert.equal(own.storing, true);
  const kept = (await store.events(own.learner.id)).map(({ item }) => item).sort();
  assert.deepEqual(kept, ['/a/', '/b/', '/c/']);
});

test('a name that cannot be stored is no crash, and counts on the page', async () => {
  const store = await failing();
  const own = await Progress.open();
  store.full = true;
  await own.saveLearner({ ...own.learner, name: 'Siti' });
  assert.equal(own.learner.name, 'Siti');
  assert.equal(own.storing, false);
});

test('a store that opens and then answers nothing but errors leaves a page that works in memory', async () => {
  const store = await failing();
  const broken = async (): Promise<never> => {
    throw new DOMException('gone', 'InvalidStateError');
  };
  Object.assign(store, { learners: broken, firstLearner: broken, events: broken, add: broken });
  const own = await Progress.open();
  await own.record('done', ITEM);
  assert.equal(done(own), true);
  assert.equal(own.storing, false);
  assert.equal((await own.learners()).length, 1);
});

test('without any store a second learner begins with nothing, and the first finds everything again', async () => {
  window.sigapProgressStore = undefined as unknown as ProgressStore;
  const real = indexedDB.open;
  indexedDB.open = () => {
    throw new DOMException('refused', 'SecurityError');
  };
  try {
    const own = await Progress.open();
    const first = own.learner;
    await own.record('done', ITEM);
    await own.choose(newLearner('Kedua'));
    assert.equal(done(own), false, 'the progress of a neighbour');
    await own.record('done', '/x/');
    await own.choose(first);
    assert.equal(done(own), true);
    assert.equal(done(own, '/x/'), false);
    assert.equal(own.storing, false);
  } finally {
    indexedDB.open = real;
  }
});

test('changing learners while the disk is full loses nothing of the one who leaves', async () => {
  const store = await failing();
  const own = await Progress.open();
  const first = own.learner;
  store.full = true;
  await own.record('done', ITEM);
  await own.choose(newLearner('Kedua'));
  assert.equal(done(own), false);
  store.full = false;
  await own.choose(first);
  assert.equal(done(own), true);
  await own.record('done', '/x/');
  assert.equal((await store.events(first.id)).length, 2);
});

test('a clock set back neither undoes a tick nor keeps one from being taken back', async (context) => {
  const own = await Progress.open();
  context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2030-01-01T00:00:00Z') });
  await own.record('done', ITEM);
  await own.record('name', '', { name: 'Lama' });
  context.mock.timers.setTime(Date.parse('2026-11-22T00:00:00Z'));
  await own.record('undone', ITEM);
  assert.equal(done(own), false);
  await own.record('done', ITEM);
  assert.equal(done(own), true);
  await own.record('name', '', { name: 'Baru' });
  assert.equal(own.state.name, 'Baru');
  for (const score of [1, 2])
    await own.recordOutcome({
      item: '/q/',
      done: false,
      score: { points: score, max: 2, missed: [] },
      seconds: 1,
      tries: 1,
    });
  assert.deepEqual(
    own.state.items.get('/q/')?.attempts.map(({ score }) => score),
    [1, 2],
  );
  await own.record('done', '/lain/');
  assert.match(own.state.items.get('/lain/')?.doneAt ?? '', /^2026-/);
});

test('a time at the end of all times does not make the next event unreadable', async () => {
  const own = await Progress.open();
  const at = '9999-12-31T23:59:59.999Z';
  await own.add([makeEvent({ at, kind: 'done', item: ITEM, data: {}, nonce: '0' })]);
  await own.record('undone', ITEM);
  assert.ok(own.events.every((event) => event.at.length === at.length));
});

test('a tab whose learner was removed in another tab goes on as somebody who exists', async () => {
  const [one, two] = [await Progress.open(), await Progress.open()];
  await one.record('done', ITEM);
  await settled();
  assert.equal(done(two), true);
  await one.remove(one.learner.id);
  await settled();
  assert.equal(done(two), false);
  await two.record('done', '/x/');
  const ids = (await two.learners()).map(({ id }) => id);
  assert.ok(ids.includes(two.learner.id), 'written for nobody');
  const again = await Progress.open();
  assert.equal(done(again, '/x/'), true);
});

test('removal never opens the record of a neighbour who has a PIN', async () => {
  const own = await Progress.open();
  const safe = { ...own.learner, name: 'Aman', pin: makePin('2580', new Uint8Array(16)) };
  await own.saveLearner(safe);
  await own.record('done', ITEM);
  await own.choose(newLearner('Kedua'));
  await own.remove(own.learner.id);
  assert.notEqual(own.learner.id, safe.id);
  assert.equal(done(own), false);
  assert.equal((await own.learners()).filter(({ id }) => id === safe.id).length, 1);
});

test('a database that the browser closed is opened again for the next event', async () => {
  const store = await openStore();
  window.sigapProgressStore = store;
  const own = await Progress.open();
  await own.record('done', ITEM);
  store.close();
  await own.record('done', '/x/');
  assert.equal(own.storing, true);
  assert.equal((await Progress.open()).events.length, 2);
});

test('a newer site that holds the database makes this page say so, and it goes on in memory', async () => {
  const own = await Progress.open();
  await new Promise<void>((ready, fail) => {
    const request = indexedDB.open('sigap-kemajuan', 2);
    request.onsuccess = () => {
      request.result.close();
      ready();
    };
    request.onerror = fail;
  });
  await own.record('done', ITEM);
  assert.equal(done(own), true);
  assert.equal(own.storing, false);
  assert.equal(own.outdated, true);
  const later = await Progress.open();
  assert.equal(later.storing, false);
  assert.equal(later.outdated, true);
});

test('a reading of the store that is overtaken by a change of learner shows nobody the progress of another', async () => {
  const store = await failing();
  const own = await Progress.open();
  await own.record('done', ITEM);
  const events = store.events.bind(store);
  const first = own.learner.id;
  store.events = async (id) => {
    const read = await events(id);
    if (id === first) await new Promise((ready) => setTimeout(ready, 20));
    return read;
  };
  new Channel().postMessage();
  await own.choose(newLearner('Kedua'));
  await settled();
  assert.equal(done(own), false);
});
