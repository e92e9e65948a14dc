/** What stands at a place of the text, for a hover: the word, the variable's value, and the whole rule read aloud. */
import type { Reading } from '../reading/read-aloud.ts';
import type { Names } from './complete.ts';
import { WORD_HELP, type WordHelp } from './words.ts';

export interface Explanation {
  /** Offsets of what is explained. */
  from: number;
  to: number;
  /** As written, e.g. `ip saddr`. */
  title: string;
  help: WordHelp | null;
  /** What a name or address stands for. */
  stands: string | null;
  /** The rule around it, in one sentence. */
  rule: string | null;
}

const WORD = /[\w@$./:-]/;

export function explainAt(
  text: string,
  offset: number,
  names: Names,
  readings: readonly Reading[],
): Explanation | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const comment = text.slice(start, end).indexOf('#');
  if (comment >= 0 && start + comment < offset) return null;
  let from = offset;
  while (from > start && WORD.test(text[from - 1] ?? '')) from--;
  let to = offset;
  while (to < end && WORD.test(text[to] ?? '')) to++;
  const word = text.slice(from, to);
  if (word === '') return null;
  const before = /(\S+)\s+$/.exec(text.slice(start, from));
  const after = /^\s+(\S+)/.exec(text.slice(to, end));
  const line = text.slice(0, offset).split('\n').length;
  const rule = readings.find((each) => each.line <= line && line <= each.endLine)?.sentence ?? null;
  const stands = standsFor(word, names);
  const pairs: [string, number, number][] = [
    ...(after ? [[`${word} ${after[1]}`, from, to + after[0].length] as [string, number, number]] : []),
    ...(before ? [[`${before[1]} ${word}`, from - before[0].length, to] as [string, number, number]] : []),
    [word, from, to],
  ];
  for (const [title, begin, stop] of pairs) {
    const help = WORD_HELP[title];
    if (help) return { from: begin, to: stop, title, help, stands, rule };
  }
  return stands === null && rule === null ? null : { from, to, title: word, help: null, stands, rule };
}

function standsFor(word: string, names: Names): string | null {
  if (word.startsWith('$')) return names.variables.find(({ name }) => `$${name}` === word)?.tells ?? null;
  if (word.startsWith('@')) return names.sets.includes(word.slice(1)) ? 'daftar bernama di berkas ini' : null;
  return (
    names.addresses.find(({ address }) => address === word)?.tells ??
    names.interfaces.find(({ name }) => name === word)?.tells ??
    names.ports.find(({ port }) => String(port) === word)?.tells ??
    null
  );
}
