/** Changes to a whole file: objects, lists of objects, revisions, ranges. Each keeps the file looking like a PDF. */

import { revisePacked } from '../make/by-hand.ts';
import { bytesOf, lastXref, type Objects, revise, textOf } from '../pdf/build.ts';
import type { Chance } from './chance.ts';
import { changeBody, ENTRIES, freshBody } from './of-objects.ts';
import type { Source } from './sources.ts';

export type Mutation = (text: string, source: Source, chance: Chance) => string;

/** An incremental update with changed and new objects, and a list that is right. */
const appendRevision: Mutation = (text, source, chance) => {
  const numbers = Object.keys(source.objects).map(Number);
  const bodies = Object.values(source.objects).filter((body) => body.length < 4000);
  const objects: Objects = {};
  for (let left = 1 + chance.below(3); left > 0; left--) {
    const num = chance.pick(numbers);
    const body = changeBody(source.objects[num]!, bodies, chance);
    objects[num] = chance.once(12) ? null : body;
  }
  if (!chance.once(3))
    for (const num of [60, 61, 62].slice(0, 1 + chance.below(3))) objects[num] = freshBody(chance);
  const trailer = chance.once(6)
    ? chance.pick(['/Root 61 0 R', '/Info 60 0 R', '/Encrypt 60 0 R', '/Prev 9', '/XRefStm 15'])
    : '';
  const write = source.packed !== chance.once(8) ? revisePacked : revise;
  try {
    return textOf(write(bytesOf(text), objects, trailer));
  } catch {
    return text;
  }
};

/** One entry put into one object by an update, nothing else: the smallest honest-looking change. */
const appendEntry: Mutation = (text, source, chance) => {
  const num = chance.pick([1, 2, 3, 3, 7, 9, 9, 13]);
  const body = source.objects[num] ?? '<<>>';
  const entry = chance.pick(ENTRIES);
  const key = /^\/\w+/.exec(entry)![0];
  const without = body.replace(new RegExp(`\\${key}(?: ?\\d+ 0 R|\\[[^\\]]*\\]|\\([^)]*\\)|/\\w+)`), '');
  const write = source.packed ? revisePacked : revise;
  const objects = {
    [num]: without.replace(/^<</, `<<${entry}`),
    60: freshBody(chance),
    61: freshBody(chance),
  };
  return textOf(write(bytesOf(text), objects));
};

/** Bodies of two objects change places inside the file. */
const swapObjects: Mutation = (text, _, chance) => {
  const found = [...text.matchAll(/\b\d{1,3} 0 obj\n(.*?)\nendobj/gs)];
  if (found.length < 2) return text;
  const [a, b] = [chance.pick(found), chance.pick(found)].sort((one, two) => one.index - two.index) as [
    RegExpExecArray,
    RegExpExecArray,
  ];
  if (a === b) return text;
  const end = a.index + a[0].length;
  return text.slice(0, a.index) + b[0] + text.slice(end, b.index) + a[0] + text.slice(b.index + b[0].length);
};

/** A body is changed where it stands, padded to its length when it can be. */
const changeInPlace: Mutation = (text, source, chance) => {
  const found = [...text.matchAll(/\b\d{1,3} 0 obj\n(.*?)\nendobj/gs)];
  if (found.length === 0) return text;
  const one = chance.pick(found);
  const body = one[1]!;
  const at = one.index + one[0].indexOf(body);
  const bodies = Object.values(source.objects).filter((other) => other.length < 4000);
  return (
    text.slice(0, at) + changeBody(body, bodies, chance).padEnd(body.length) + text.slice(at + body.length)
  );
};

/** A row of a cross-reference table points elsewhere. */
const editXref: Mutation = (text, _, chance) => {
  const rows = [...text.matchAll(/\d{10} \d{5} [nf]/g)];
  if (rows.length === 0) return text;
  const row = chance.pick(rows);
  const others = [...text.matchAll(/\b\d{1,3} 0 obj/g)];
  const offset = chance.pick([chance.pick(others).index, chance.below(text.length), 0, text.length - 3]);
  const value = `${String(offset).padStart(10, '0')} 0000${chance.pick(['0', '0', '1'])} ${chance.once(5) ? 'f' : 'n'}`;
  return text.slice(0, row.index) + value + text.slice(row.index + value.length);
};

/** startxref, /Prev, /Size, /Root, /Index or /W get another value of the same length or not. */
const editTrailer: Mutation = (text, _, chance) => {
  const found = [
    ...text.matchAll(/(startxref\n|\/Prev |\/Size |\/Root |\/Index\[|\/W\[1 |\/N |\/First )(\d+)/g),
  ];
  if (found.length === 0) return text;
  const one = chance.pick(found);
  const starts = [...text.matchAll(/\nxref\n|\n\d{1,3} 0 obj\n<<\/Length \d+\/Type\/XRef/g)].map(
    (start) => start.index + 1,
  );
  const value = chance.pick([
    chance.pick(starts.length > 0 ? starts : [0]),
    chance.below(text.length),
    0,
    1,
    61,
  ]);
  const at = one.index + one[1]!.length;
  return text.slice(0, at) + value + text.slice(at + one[2]!.length);
};

const editRange: Mutation = (text, _, chance) => {
  const found = [...text.matchAll(/\/ByteRange ?\[(\d+) (\d+) (\d+) (\d+) *\]/g)];
  if (found.length === 0) return text;
  const one = chance.pick(found);
  const numbers = one.slice(1, 5).map(Number);
  const index = chance.below(4);
  numbers[index] = chance.pick([
    numbers[index]! + chance.below(9) - 4,
    chance.below(text.length),
    -1,
    2 ** 40,
  ]);
  const value = `/ByteRange [${numbers.join(' ')}`.padEnd(one[0].length - 1).slice(0, one[0].length - 1);
  return text.slice(0, one.index) + value + text.slice(one.index + value.length);
};

const bytesAdded: Mutation = (text, _, chance) => {
  const gap = /\/Contents <[0-9a-f]{200,}/.exec(text)?.index ?? 0;
  const at = chance.pick([chance.below(text.length + 1), text.length, gap + 11, gap + 10]);
  const piece = chance.pick([
    ' ',
    '\n',
    '0',
    '00',
    '%',
    '>',
    '%%EOF\n',
    '\0',
    '60 0 obj\nnull\nendobj\n',
    '<</V 20 0 R>>',
    'startxref\n9\n%%EOF\n',
  ]);
  return text.slice(0, at) + piece + text.slice(at);
};

const bytesChanged: Mutation = (text, _, chance) => {
  const at = chance.below(text.length);
  const value = String.fromCharCode(
    chance.once(2) ? chance.below(256) : text.charCodeAt(at) ^ (1 << chance.below(8)),
  );
  return text.slice(0, at) + value + text.slice(at + 1);
};

const bytesRemoved: Mutation = (text, _, chance) => {
  const at = chance.below(text.length);
  return text.slice(0, at) + text.slice(at + 1 + chance.below(chance.pick([2, 40, 4000])));
};

/** Cut off behind a revision, or anywhere. */
const cutShort: Mutation = (text, _, chance) => {
  const ends = [...text.matchAll(/%%EOF\n/g)].map((end) => end.index + 6);
  return text.slice(0, chance.once(3) ? chance.below(text.length) : chance.pick(ends));
};

/** What was appended to the file is appended again. */
const repeatTail: Mutation = (text, _, chance) => {
  const ends = [...text.matchAll(/%%EOF\n/g)].map((end) => end.index + 6);
  return text + text.slice(chance.pick(ends.slice(0, -1).length > 0 ? ends.slice(0, -1) : [0]));
};

/** A list of objects is appended that names old objects under other numbers. */
const appendBareXref: Mutation = (text, _, chance) => {
  const found = [...text.matchAll(/\b(\d{1,3}) 0 obj/g)];
  const rows = [...Array(1 + chance.below(3)).keys()].map(() => {
    const target = chance.pick(found);
    const num = chance.once(2) ? target[1]! : String(chance.below(24));
    return `${num} 1\n${String(target.index).padStart(10, '0')} 00000 n \n`;
  });
  const prev = chance.once(6) ? '' : `/Prev ${lastXref(text)}`;
  const root = chance.pick(['1', '1', '1', '61']);
  return `${text}xref\n${rows.join('')}trailer\n<</Size 100/Root ${root} 0 R${prev}>>\nstartxref\n${text.length}\n%%EOF\n`;
};

export const FILE_MUTATIONS: readonly Mutation[] = [
  appendRevision,
  appendRevision,
  appendRevision,
  appendEntry,
  appendEntry,
  swapObjects,
  changeInPlace,
  changeInPlace,
  editXref,
  editTrailer,
  editRange,
  bytesAdded,
  bytesChanged,
  bytesRemoved,
  cutShort,
  repeatTail,
  appendBareXref,
];
