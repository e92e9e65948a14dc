/** The twelve role paths as they stand in the content: three stages, and practice of every kind in each. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { checkShape } from '../../src/build/content/shape.ts';
import { readSource } from '../../src/build/content/source.ts';
import { itemOfTask } from '../../src/progress/item.ts';
import { jalur } from '../../src/schemas/policy.ts';

const files = globSync('content/jalur/*.yaml').sort();
const paths = files.map((file) => ({
  role: basename(file, '.yaml'),
  path: jalur.parse(parse(readFileSync(file, 'utf8'))),
}));
const tasksOf = ({ path }: (typeof paths)[number]) => [
  ...path.jamPertama,
  ...path.mingguPertama,
  ...path.tigaPuluhHari,
];

test('there are twelve role paths, and none gives one item two names', () => {
  assert.equal(paths.length, 12);
  for (const entry of paths) {
    const items = tasksOf(entry).map((task) => itemOfTask(entry.role, task));
    assert.deepEqual([...new Set(items)], items, entry.role);
  }
});

for (const entry of paths) {
  test(`the path of ${entry.role} reads, practises, asks and fills in a form`, () => {
    const kinds = new Set<string>(tasksOf(entry).map(({ jenis }) => jenis));
    for (const kind of ['baca', 'lab', 'kuis', 'isi', 'kerjakan'])
      assert.ok(kinds.has(kind), `lacks ${kind}`);
  });
}

test('a lab item names one level or letter, a quiz item its questions, a form item its form', () => {
  const [file = ''] = files;
  const text = readFileSync(file, 'utf8');
  const faultsWith = (jenis: string, ke: string) => {
    const changed = text.replace(/jenis: \w+\n {4}ke: \S+/, `jenis: ${jenis}\n    ke: ${ke}`);
    assert.notEqual(changed, text);
    return checkShape(file, readSource(file, changed, 'yaml'), jalur).map(({ field }) => field);
  };
  for (const [jenis, ke] of [
    ['lab', '/lab/firewall/'],
    ['lab', '/lab/tte/'],
    ['kuis', '/pelatihan/membaca-log/'],
    ['isi', '/sop/listrik-padam/'],
  ] as const)
    assert.deepEqual(faultsWith(jenis, ke), ['jamPertama.0.ke'], `${jenis} ${ke}`);
  for (const [jenis, ke] of [
    ['lab', '/lab/firewall/basis-data/'],
    ['lab', '/lab/tte/#undangan-rapat'],
    ['lab', '/pelatihan/tabletop/#permainan'],
    ['kuis', '/pelatihan/tes-awal/'],
    ['isi', '/formulir/laporan-insiden/'],
  ] as const)
    assert.deepEqual(faultsWith(jenis, ke), [], `${jenis} ${ke}`);
});
