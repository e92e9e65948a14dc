/** Where in a ruleset text a place is: in which kind of block, and after which words of its statement. */
import { type Token, tokenize } from '../language/syntax/lexer.ts';
import { Source } from '../language/syntax/source.ts';
import { fieldsAfter, type Names, type Suggestion } from './complete.ts';
import { WORD_HELP } from './words.ts';

export type Block = 'file' | 'table' | 'chain' | 'set' | 'list';

export interface Context {
  block: Block;
  /** Words of the statement so far, without the one that is being typed. */
  words: string[];
  /** Offset where the word being typed begins. */
  from: number;
}

const OPENERS: Readonly<Record<string, Block>> = { table: 'table', chain: 'chain', set: 'set', map: 'set' };

/** Null inside a comment or a quoted text, where nothing is suggested. */
export function contextAt(text: string, offset: number): Context | null {
  const from = offset - (/[\w@$./:-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (before.includes('#') || (before.split('"').length - 1) % 2 === 1) return null;
  const tokens = tokenize(new Source(text.slice(0, from), null));
  const blocks: Block[] = ['file'];
  let statement: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'end') break;
    if (token.text === '{' && token.kind === 'symbol') {
      const opener =
        OPENERS[statement[0]?.text === 'add' ? (statement[1]?.text ?? '') : (statement[0]?.text ?? '')];
      const here = blocks.at(-1);
      blocks.push(opener && here !== 'chain' && here !== 'list' ? opener : 'list');
      if (blocks.at(-1) === 'list') statement.push(token);
      else statement = [];
    } else if (token.text === '}' && token.kind === 'symbol') {
      const closed = blocks.length > 1 ? blocks.pop() : undefined;
      if (closed !== 'list') statement = [];
    } else if ((token.kind === 'newline' || token.text === ';') && blocks.at(-1) !== 'list') statement = [];
    else statement.push(token);
  }
  return { block: blocks.at(-1) ?? 'file', words: statement.map(({ text: word }) => word), from };
}

const IN_FILE = ['table inet', 'flush ruleset', 'define', 'include', 'add rule', 'add table', 'delete table'];
const IN_TABLE = ['chain', 'set', 'map'];
const IN_SET = ['type ipv4_addr', 'type inet_service', 'flags interval', 'elements = {', 'timeout'];

/** What to offer at a place of the text. */
export function suggestionsAt(
  text: string,
  offset: number,
  names: Names,
): { from: number; list: Suggestion[] } | null {
  const context = contextAt(text, offset);
  if (!context) return null;
  const { block, words, from } = context;
  return { from, list: listFor(block, words, names) };
}

function listFor(block: Block, words: readonly string[], names: Names): Suggestion[] {
  const plain = (word: string): Suggestion => ({
    word,
    tells: WORD_HELP[word.split(' ')[0] ?? '']?.means ?? '',
  });
  switch (block) {
    case 'file':
      return words.length === 0 ? IN_FILE.map(plain) : [];
    case 'table':
      return words.length === 0 ? IN_TABLE.map(plain) : [];
    case 'set':
      return words.length === 0 ? IN_SET.map(plain) : [];
    case 'list': {
      const open = words.lastIndexOf('{');
      return fieldsAfter(open < 0 ? words : words.slice(0, open), names);
    }
    case 'chain': {
      const own = fieldsAfter(words, names);
      return words.length === 0
        ? [...own, { word: 'type filter hook', tells: WORD_HELP['hook']?.means ?? '' }]
        : own;
    }
  }
}
