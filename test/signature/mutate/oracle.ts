/** What must hold of a mutated document that is called valid, found out without the verifier's own reading. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../pdf/build.ts';
import type { Source } from './sources.ts';

/** The two pieces around a /Contents, as one hash; null when the range is no range of this text. */
function pieces(text: string, range: RegExpMatchArray): string | null {
  const [a, b, c, d] = range.slice(1, 5).map(Number) as [number, number, number, number];
  if (a !== 0 || b > c || c + d > text.length) return null;
  return createHash('sha256')
    .update(text.slice(0, b), 'latin1')
    .update(text.slice(c, c + d), 'latin1')
    .digest('hex');
}

const ranges = (text: string): RegExpMatchArray[] => [
  ...text.matchAll(/\/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) *\]/g),
];

const signedHashes = new Map<Source, ReadonlySet<string | null>>();

/** Whether at least one range of the mutated file still covers exactly the bytes that were once signed. */
export function holdsSignedBytes(text: string, source: Source): boolean {
  let known = signedHashes.get(source);
  if (!known) {
    known = new Set(ranges(source.text).map((range) => pieces(source.text, range)));
    signedHashes.set(source, known);
  }
  return ranges(text).some((range) => known.has(pieces(text, range)));
}

const directory = mkdtempSync(join(tmpdir(), 'sigap-'));
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
const file = join(directory, 'one.pdf');

export const canDraw = spawnSync('mutool', ['-v']).error === undefined;

/** All pages as another program draws them, annotations and fields included, as one hash. */
function drawn(text: string): string {
  writeFileSync(file, bytesOf(text));
  const { stdout } = spawnSync(
    'mutool',
    ['draw', '-q', '-r', '36', '-c', 'gray', '-F', 'pgm', '-o', '-', file],
    {
      maxBuffer: 1 << 26,
      timeout: 30_000,
    },
  );
  return createHash('sha256').update(stdout).digest('hex');
}

const pictures = new Map<Source, ReadonlySet<string>>();

/** The text without what stands in the room of signatures, which no page shows. */
const withoutContainers = (text: string): string => text.replace(/\/Contents <[0-9a-f]{200,}>/g, '');

/** Whether what is shown is what some signed revision of the source shows. */
export function showsSignedPages(text: string, source: Source): boolean {
  let known = pictures.get(source);
  if (!known) {
    const ends = ranges(source.text).map(([, , , c, d]) => Number(c) + Number(d));
    known = new Set(ends.map((end) => drawn(source.text.slice(0, end))));
    pictures.set(source, known);
  }
  return withoutContainers(text) === withoutContainers(source.text) || known.has(drawn(text));
}
