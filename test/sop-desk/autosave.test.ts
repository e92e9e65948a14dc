import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Autosave, CLOCK_MS, type SaveState } from '../../src/browser/sop-desk/autosave.ts';
import { Conflict, openShelf, PlainShelf, type Shelf, VERSIONS } from '../../src/browser/sop-desk/shelf.ts';
import { Timeline } from '../../src/browser/sop-desk/timeline.ts';
import { type Draft, emptyDraft } from '../../src/sop/draft/draft.ts';

function draft(judul: string): Draft {
  const empty = emptyDraft('2026-11-22', 'SOP-18');
  return { ...empty, sop: { ...empty.sop, judul } };
}

function plain(): Shelf {
  const map = new Map<string, string>();
  return new PlainShelf(
    { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value) },
    true,
  );
}

for (const [name, open] of [
  ['the database', openShelf],
  ['plain storage', async () => plain()],
] as const) {
  test(`${name} refuses to overwrite a draft that was saved elsewhere`, async () => {
    const shelf = await open();
    const id = `${name} a`;
    const first = await shelf.put(id, draft('satu'), 0, 1);
    await shelf.put(id, draft('dua'), first.revision, 2);
    await assert.rejects(shelf.put(id, draft('tiga'), first.revision, 3), (error) => {
      assert.ok(error instanceof Conflict);
      assert.equal(error.stored?.draft.sop.judul, 'dua');
      return true;
    });
    assert.equal((await shelf.get(id))?.draft.sop.judul, 'dua');
    await assert.rejects(shelf.put(id, draft('baru'), 0, 4), Conflict);
  });

  test(`${name} lists the newest first, keeps a bounded number of versions, and forgets all of a draft`, async () => {
    const shelf = await open();
    const id = `${name} b`;
    await shelf.put(id, draft('lama'), 0, 10);
    await shelf.put(`${id} 2`, draft('baru'), 0, 20);
    const ids = (await shelf.list()).map((each) => each.id);
    assert.ok(ids.indexOf(`${id} 2`) < ids.indexOf(id));
    for (let i = 0; i < VERSIONS + 5; i++)
      await shelf.keep({ draftId: id, at: i, why: 'Otomatis', draft: draft(`versi ${i}`) });
    const versions = await shelf.versions(id);
    assert.ok(versions.length <= VERSIONS && versions.length >= VERSIONS / 4);
    assert.equal(versions[0]?.draft.sop.judul, `versi ${VERSIONS + 4}`);
    await shelf.remove(id);
    assert.equal(await shelf.get(id), undefined);
    assert.deepEqual(await shelf.versions(id), []);
  });
}

test('typing without a pause is saved all the same, each time the clock runs out', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const shelf = plain();
  const states: SaveState[] = [];
  const save = new Autosave(shelf, { id: 'x', revision: 0 }, (state) => states.push(state));
  for (let i = 0; i < 30; i++) {
    save.change(draft(`huruf ${i}`));
    t.mock.timers.tick(100);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    const stored = (await shelf.get('x'))?.draft.sop.judul ?? 'huruf -1';
    const behind = i - Number(stored.split(' ')[1]);
    assert.ok(behind * 100 <= CLOCK_MS + 100, `${behind} letters behind at ${i}`);
  }
  await save.flush();
  assert.equal((await shelf.get('x'))?.draft.sop.judul, 'huruf 29');
  assert.equal(states.at(-1)?.kind, 'saved');
});

test('two tabs with one draft: the second to save is told and writes nothing; as a copy it keeps its text', async () => {
  const shelf = await openShelf();
  const states: SaveState[] = [];
  const opened = await shelf.put('bersama', draft('awal'), 0, 1);
  const one = new Autosave(shelf, opened, () => {});
  const two = new Autosave(shelf, opened, (state) => states.push(state));
  one.change(draft('dari tab satu'));
  two.change(draft('dari tab dua'));
  await one.flush();
  await two.flush();
  const last = states.at(-1);
  assert.equal(last?.kind, 'conflict');
  assert.equal((await shelf.get('bersama'))?.draft.sop.judul, 'dari tab satu');
  assert.ok(two.dirty, 'the text of the second tab still waits');
  two.branch('salinan');
  await two.flush();
  assert.equal((await shelf.get('salinan'))?.draft.sop.judul, 'dari tab dua');
});

test('a device that refuses to store is named, and the text stays for the next try', async () => {
  const refusing = new PlainShelf(
    {
      getItem: () => null,
      setItem: () => {
        throw new Error('kuota habis');
      },
    },
    true,
  );
  const states: SaveState[] = [];
  const save = new Autosave(refusing, { id: 'x', revision: 0 }, (state) => states.push(state));
  save.change(draft('teks'));
  await save.flush();
  assert.deepEqual(states.at(-1), { kind: 'failed', reason: 'kuota habis' });
  assert.ok(save.dirty);
});

test('undo takes back quick typing in one field at once, and redo brings it again', () => {
  const timeline = new Timeline(draft('a'));
  timeline.change(draft('ab'), 'judul', 1000);
  timeline.change(draft('abc'), 'judul', 1500);
  timeline.change(draft('abcd'), 'judul', 5000);
  timeline.change(draft('lain'), '', 5100);
  const titles: string[] = [];
  while (timeline.undo()) titles.push(timeline.draft.sop.judul);
  assert.deepEqual(titles, ['abcd', 'abc', 'a']);
  while (timeline.redo()) titles.push(timeline.draft.sop.judul);
  assert.equal(titles.at(-1), 'lain');
  timeline.undo();
  timeline.change(draft('cabang'), '', 9000);
  assert.equal(timeline.canRedo, false);
});
