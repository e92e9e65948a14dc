/**
 * Text -> tokens, by the rules of nftables 1.0.6's scanner (src/scanner.l): the longest match wins; addresses, times
 * and class ids are words of their own; a whole-line comment swallows its newline, a trailing one does not; a
 * carriage return is junk. Words that are keywords only in some places stay plain words: the parser knows the place.
 */
import type { Source } from './source.ts';

export type TokenKind =
  | 'word'
  | 'number'
  | 'quoted'
  | 'wildcard'
  | 'symbol'
  | 'newline'
  | 'comment'
  | 'junk'
  | 'end';

export interface Token {
  kind: TokenKind;
  /** Without the quotes for `quoted`. Operators written as words (`and`, `eq` …) come as their symbol. */
  text: string;
  start: number;
  end: number;
}

const OPERATOR_WORDS: Record<string, string> = {
  eq: '==',
  ne: '!=',
  le: '<=',
  lt: '<',
  ge: '>=',
  gt: '>',
  lshift: '<<',
  rshift: '>>',
  xor: '^',
  and: '&',
  or: '|',
  not: '!',
}; // prettier-ignore

const HEX = '[0-9a-fA-F]{1,4}';
const IPV4 = '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}';
/** Each alternative is tried at the same place; the longest match wins, the first on a tie. */
const NUMERIC = [
  /(?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}/y,
  new RegExp(IPV4, 'y'),
  /(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?/y,
  /0[xX][0-9a-fA-F]+|[0-9]+/y,
  /[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}(?=[ \t\n:\-},])/y,
  /8021ad|8021q/y,
];
/** The forms of an IPv6 address, apart, because the longest must win and alternation takes the first. */
const IPV6_FORMS = ipv6Forms();
const MAYBE_IPV6 = /[0-9a-fA-F]{0,4}:/y;
const NUMBER = /^(?:0[xX][0-9a-fA-F]+|[0-9]+)$/;
/** strtoull stops at the 8 or 9 and nft takes the whole for a word, which a port (`080` is 80) still understands. */
export const BROKEN_OCTAL = /^0[0-7]*[89]/;
const WORD = /[a-zA-Z_.][a-zA-Z0-9/\-_.]*(?:\\?\*)?/y;
const SYMBOL = /==|!=|<=|>=|<<|>>|[,.:;{}[\]()<>^&|!/\-*@$=+]/y;
const MAX_U64 = 18446744073709551615n;

function ipv6Forms(): RegExp[] {
  const forms = [`(?:${HEX}:){7}${HEX}`, `:(?::${HEX}){1,7}`, `::(?:[fF]{4}:)?${IPV4}`, '::'];
  for (let n = 1; n <= 7; n++) {
    forms.push(`(?:${HEX}:){${n}}:`);
    if (n < 7) forms.push(`(?:${HEX}:){${n}}(?::${HEX}){1,${7 - n}}`);
  }
  return forms.map((form) => new RegExp(form, 'y'));
}

function longest(text: string, at: number, forms: readonly RegExp[]): number {
  let best = 0;
  for (const form of forms) {
    form.lastIndex = at;
    const hit = form.exec(text);
    if (hit !== null && hit[0].length > best) best = hit[0].length;
  }
  return best;
}

const SPACE = 32;
const TAB = 9;
const NEWLINE = 10;

/** All tokens of a source, ending with one of kind `end`. Comments only when asked for (an editor wants them). */
export function tokenize(source: Source, withComments = false): Token[] {
  const text = source.text;
  const tokens: Token[] = [];
  let at = 0;
  let lineIsBlank = true;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at++;
      continue;
    }
    if (code === NEWLINE) {
      tokens.push({ kind: 'newline', text: '\n', start: at, end: at + 1 });
      at++;
      lineIsBlank = true;
      continue;
    }
    if (text[at] === '#') {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      if (withComments) tokens.push({ kind: 'comment', text: text.slice(at, end), start: at, end });
      at = lineIsBlank && newline >= 0 ? newline + 1 : end;
      continue;
    }
    if (text[at] === '\\' && text[at + 1] === '\n') {
      at += 2;
      continue;
    }
    lineIsBlank = false;
    const token = scan(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function scan(text: string, at: number): Token {
  const character = text[at]!;
  if (character === '"') {
    const close = text.indexOf('"', at + 1);
    if (close < 0) return { kind: 'junk', text: '"', start: at, end: at + 1 };
    return { kind: 'quoted', text: text.slice(at + 1, close), start: at, end: close + 1 };
  }
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0] ?? '';
  const couldBeAddress = /[0-9a-fA-F:]/.test(character);
  MAYBE_IPV6.lastIndex = at;
  const ipv6 = couldBeAddress && MAYBE_IPV6.test(text) ? longest(text, at, IPV6_FORMS) : 0;
  const numeric = couldBeAddress ? Math.max(longest(text, at, NUMERIC), ipv6) : 0;
  if (numeric > 0 && numeric >= word.length) return numericToken(text.slice(at, at + numeric), at);
  if (character === '[') {
    const inner = longest(text, at + 1, IPV6_FORMS);
    if (inner > 0 && text[at + 1 + inner] === ']') {
      return { kind: 'word', text: text.slice(at + 1, at + 1 + inner), start: at, end: at + inner + 2 };
    }
  }
  SYMBOL.lastIndex = at;
  const symbol = SYMBOL.exec(text)?.[0] ?? '';
  if (word.length > symbol.length) {
    const end = at + word.length;
    const operator = Object.hasOwn(OPERATOR_WORDS, word) ? OPERATOR_WORDS[word]! : null;
    if (operator !== null) return { kind: 'symbol', text: operator, start: at, end };
    return { kind: word.endsWith('*') ? 'wildcard' : 'word', text: word, start: at, end };
  }
  if (symbol.length > 0) return { kind: 'symbol', text: symbol, start: at, end: at + symbol.length };
  return { kind: 'junk', text: character, start: at, end: at + 1 };
}

function numericToken(lexeme: string, start: number): Token {
  const isNumber = NUMBER.test(lexeme) && !BROKEN_OCTAL.test(lexeme) && readNumber(lexeme) <= MAX_U64;
  return { kind: isNumber ? 'number' : 'word', text: lexeme, start, end: start + lexeme.length };
}

/** Value of a number as strtoull(…, 0) reads it: 0x… hexadecimal, a leading 0 octal. */
export function readNumber(lexeme: string): bigint {
  if (/^0[xX]/.test(lexeme)) return BigInt(lexeme);
  if (/^0[0-7]/.test(lexeme)) return BigInt(`0o${lexeme}`);
  return BigInt(lexeme);
}
