/** The wording rules over all content: no claim, no unsourced "wajib", no sentence too long, no idle exception. */
import { join } from 'node:path';
import type { ContentFault } from '../fault.ts';
import { claimsIn } from './claims.ts';
import { EXCEPTIONS, type Exception } from './exceptions.ts';
import { type Piece, proseOf } from './prose.ts';
import { longSentences, MOST_WORDS } from './sentence.ts';

/** @param exceptions replaced only by tests. */
export function checkWording(root: string, exceptions: readonly Exception[] = EXCEPTIONS): ContentFault[] {
  const pieces = proseOf(root);
  const used = new Set<Exception>();
  const excused = (rule: Exception['rule'], piece: Piece): boolean => {
    const found = exceptions.filter((one) => one.rule === rule && covers(one, piece));
    for (const one of found) used.add(one);
    return found.length > 0;
  };
  const fault = ({ file, line, path }: Piece, message: string, mend: string): ContentFault => ({
    file: join(root, file),
    line,
    field: path,
    message,
    mend,
  });
  const long = longSentences(pieces)
    .filter(({ piece }) => !excused('kalimat-panjang', piece))
    .map(({ piece, sentence, words }) =>
      fault(
        piece,
        `kalimat ${words} kata, paling banyak ${MOST_WORDS}: ${sentence.slice(0, 70)}…`,
        'bagi menjadi dua kalimat',
      ),
    );
  const claims = pieces
    .flatMap(claimsIn)
    .filter(({ piece }) => !excused('klaim', piece))
    .map(({ piece, message, mend }) => fault(piece, message, mend));
  const idle = exceptions
    // A folder without the file at all (a part of the content, checked alone) says nothing about the exception.
    .filter((one) => !used.has(one) && pieces.some(({ file }) => inPlace(one, file)))
    .map((one) => ({
      file: 'src/build/content/wording/exceptions.ts',
      line: 1,
      field: one.file,
      message: `pengecualian "${one.has}" tidak dipakai lagi`,
      mend: 'hapus pengecualian itu',
    }));
  return [...claims, ...long, ...idle];
}

const inPlace = ({ file }: Exception, path: string): boolean =>
  file.endsWith('/') ? path.startsWith(file) : path === file;

function covers(exception: Exception, piece: Piece): boolean {
  const { has } = exception;
  if (!inPlace(exception, piece.file)) return false;
  return has.startsWith('#') ? piece.path.startsWith(has.slice(1)) : piece.text.includes(has);
}
