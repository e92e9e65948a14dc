/**
 * One typed line -> commands, as a POSIX shell cuts it (XCU 2.2 quoting, 2.9.3 lists): quotes, backslash, `;`, `&&`,
 * `| grep`, `> file`, comments. What the lab's shell does not do it names.
 */

export interface Filter {
  pattern: string;
  invert: boolean;
  ignoreCase: boolean;
}

export interface SimpleCommand {
  words: string[];
  /** `| grep …`, in order. */
  filters: Filter[];
  /** `> file`. */
  output: { file: string; append: boolean } | null;
  /** `&&`: only run when the one before went well. */
  afterSuccess: boolean;
  /** Did the shell take double quotes away? Then a fault may come from that. */
  lostQuotes: boolean;
}

export type ShellLine = { commands: SimpleCommand[]; fault: null } | { commands: null; fault: string };

type Piece = { kind: 'word'; text: string } | { kind: 'sign'; text: string };

const SIGNS = ['&&', '||', '>>', ';', '|', '>', '<', '&'];

export function readLine(input: string): ShellLine {
  const cut = cutPieces(input);
  if (typeof cut === 'string') return { commands: null, fault: cut };
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  let current = emptyCommand(false);
  const finish = (): boolean => {
    if (words.length === 0) return current.filters.length === 0 && current.output === null;
    commands.push({ ...current, words, lostQuotes: cut.lostQuotes });
    words = [];
    return true;
  };
  for (let i = 0; i < cut.pieces.length; i++) {
    const piece = cut.pieces[i] as Piece;
    if (piece.kind === 'word') {
      words.push(piece.text);
      continue;
    }
    if (piece.text === ';' || piece.text === '&&') {
      if (!finish()) return { commands: null, fault: unexpected(piece.text) };
      current = emptyCommand(piece.text === '&&');
    } else if (piece.text === '>' || piece.text === '>>') {
      const file = cut.pieces[++i];
      if (file?.kind !== 'word') return { commands: null, fault: unexpected('newline') };
      current.output = { file: file.text, append: piece.text === '>>' };
    } else if (piece.text === '|') {
      const rest: string[] = [];
      while (cut.pieces[i + 1]?.kind === 'word') rest.push((cut.pieces[++i] as Piece).text);
      const filter = readGrep(rest);
      if (typeof filter === 'string') return { commands: null, fault: filter };
      current.filters.push(filter);
    } else {
      return {
        commands: null,
        fault: `Terminal latihan ini tidak mengenal "${piece.text}". Ketik satu perintah saja.`,
      };
    }
  }
  if (!finish()) return { commands: null, fault: unexpected('newline') };
  return { commands, fault: null };
}

function emptyCommand(afterSuccess: boolean): SimpleCommand {
  return { words: [], filters: [], output: null, afterSuccess, lostQuotes: false };
}

function unexpected(sign: string): string {
  return `bash: syntax error near unexpected token \`${sign}'`;
}

function readGrep(words: readonly string[]): Filter | string {
  const [name, ...rest] = words;
  if (name !== 'grep')
    return 'Sesudah "|" terminal latihan ini hanya mengenal grep, misalnya: nft list ruleset | grep 3306';
  const flags = rest.filter((word) => word.startsWith('-')).join('');
  const [pattern] = rest.filter((word) => !word.startsWith('-'));
  if (pattern === undefined) return 'Usage: grep [OPTION]... PATTERNS [FILE]...';
  return { pattern, invert: flags.includes('v'), ignoreCase: flags.includes('i') };
}

/** Words and signs; a string is a fault. */
function cutPieces(input: string): { pieces: Piece[]; lostQuotes: boolean } | string {
  const pieces: Piece[] = [];
  let lostQuotes = false;
  let word: string | null = null;
  const end = (): void => {
    if (word !== null) pieces.push({ kind: 'word', text: word });
    word = null;
  };
  for (let at = 0; at < input.length; at++) {
    const character = input[at] as string;
    if (character === ' ' || character === '\t') end();
    else if (character === '#' && word === null) break;
    else if (character === '\\') word = (word ?? '') + (input[++at] ?? '');
    else if (character === "'" || character === '"') {
      const close = input.indexOf(character, at + 1);
      if (close < 0) return `bash: unexpected EOF while looking for matching \`${character}'`;
      lostQuotes ||= character === '"';
      word = (word ?? '') + input.slice(at + 1, close);
      at = close;
    } else {
      const sign = SIGNS.find((each) => input.startsWith(each, at));
      if (sign === undefined) word = (word ?? '') + character;
      else {
        end();
        pieces.push({ kind: 'sign', text: sign });
        at += sign.length - 1;
      }
    }
  }
  end();
  return { pieces, lostQuotes };
}

/** The lines a filter lets through. */
export function applyFilters(lines: string, filters: readonly Filter[]): string {
  return filters.reduce((kept, { pattern, invert, ignoreCase }) => {
    const fold = (words: string): string => (ignoreCase ? words.toLowerCase() : words);
    return kept
      .split('\n')
      .slice(0, -1)
      .filter((each) => fold(each).includes(fold(pattern)) !== invert)
      .map((each) => `${each}\n`)
      .join('');
  }, lines);
}
