/** A folder of two hundred files dropped on the class page, with what systems leave in folders. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { droppedFiles } from '../../src/browser/progress/dropped.ts';

const file = (name: string) => ({
  isDirectory: false,
  name,
  file: (ready: (file: File) => void, fail: (why: Error) => void) =>
    name === 'terkunci.jsonl' ? fail(new Error('locked')) : ready(new File(['x'], name)),
});

/** Gives its entries a hundred at a time, as browsers do. */
const folder = (name: string, entries: object[]) => ({
  isDirectory: true,
  name,
  createReader() {
    let given = 0;
    return {
      readEntries(ready: (some: object[]) => void) {
        ready(entries.slice(given, given + 100));
        given += 100;
      },
    };
  },
});

const dropped = (...entries: object[]) =>
  droppedFiles({
    files: entries.map((entry) => new File([], (entry as { name: string }).name)),
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
  } as unknown as DataTransfer);

test('every file of a folder within a folder is found, and nothing of the system’s own', async () => {
  const many = Array.from({ length: 200 }, (_, place) => file(`${place}.jsonl`));
  const inner = folder('kelas', [
    ...many,
    file('.DS_Store'),
    file('Thumbs.db'),
    file('foto.png'),
    file('terkunci.jsonl'),
  ]);
  const names = (await dropped(folder('semua', [inner]), file('lepas.dat'))).map(({ name }) => name);
  assert.equal(names.length, 202);
  assert.equal(new Set(names).size, 202);
  assert.ok(names.includes('terkunci.jsonl') && names.includes('199.jsonl') && names.includes('lepas.dat'));
});

test('files alone are taken as the browser gives them', async () => {
  assert.deepEqual(
    (await dropped(file('a.jsonl'), file('b.png'))).map(({ name }) => name),
    ['a.jsonl', 'b.png'],
  );
});
