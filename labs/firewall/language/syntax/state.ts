/**
 * The parser's hands: look at the next token, eat it, expect it, or say what was expected instead.
 * Recovery follows nft's grammar (`error stmt_separator`): a fault ends its statement, the next one is read again.
 */
import { DIAGNOSTIC_LIMIT, type Diagnostic, Fault, type Mend, say } from '../diagnostics.ts';
import { KEYWORDS } from '../words/keywords.ts';
import { nearest } from '../words/suggest.ts';
import { readNumber, type Token, tokenize } from './lexer.ts';
import { type Place, type Source, spanOf, textOf } from './source.ts';
import type { Name, Node } from './tree.ts';

/** Text of an included file, or null when there is none. `from`: path of the including file, null for the main text. */
export type IncludeResolver = (path: string, from: string | null) => string | string[] | null;

/** Variables by name, with the scope around them (a file, a table, a chain). */
export interface Scope {
  variables: Map<string, Node>;
  outer: Scope | null;
}

export function findVariable(scope: Scope, name: string): Node | null {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const found = at.variables.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

const NESTING_LIMIT = 60;
/** NFT_NAME_MAXLEN less the ending zero byte. */
const NAME_LIMIT = 255;

export class Parser {
  readonly source: Source;
  readonly tokens: Token[];
  readonly diagnostics: Diagnostic[];
  readonly resolve: IncludeResolver;
  readonly includeDepth: number;
  scope: Scope;
  /** Names of tables met so far: a line may begin with one of them. */
  readonly tables = new Set<string>();
  at = 0;
  /** Braces eaten and not closed yet: where recovery must climb back to. */
  depth = 0;
  nesting = 0;
  private expectedAt = -1;
  private expected: string[] = [];

  constructor(
    source: Source,
    diagnostics: Diagnostic[],
    scope: Scope,
    resolve: IncludeResolver,
    includeDepth = 0,
  ) {
    this.source = source;
    this.tokens = tokenize(source);
    this.diagnostics = diagnostics;
    this.scope = scope;
    this.resolve = resolve;
    this.includeDepth = includeDepth;
  }

  get token(): Token {
    return this.tokens[this.at]!;
  }

  ahead(n: number): Token {
    return this.tokens[Math.min(this.at + n, this.tokens.length - 1)]!;
  }

  /** Remember what would have been legal at the current token. */
  wanted(...words: string[]): void {
    if (this.expectedAt !== this.at) {
      this.expectedAt = this.at;
      this.expected = [];
    }
    this.expected.push(...words);
  }

  next(): Token {
    const token = this.token;
    if (token.kind === 'symbol') {
      if (token.text === '{') this.depth++;
      else if (token.text === '}') this.depth--;
    }
    if (token.kind !== 'end') this.at++;
    return token;
  }

  isWord(text: string): boolean {
    return this.token.kind === 'word' && this.token.text === text;
  }

  isSymbol(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  eatWord(text: string): boolean {
    if (this.isWord(text)) {
      this.next();
      return true;
    }
    this.wanted(text);
    return false;
  }

  eatSymbol(text: string): boolean {
    if (this.isSymbol(text)) {
      this.next();
      return true;
    }
    this.wanted(text);
    return false;
  }

  expectWord(text: string): void {
    if (!this.eatWord(text)) this.unexpected();
  }

  expectSymbol(text: string): void {
    if (!this.eatSymbol(text)) this.unexpected();
  }

  /** One of the given words, or a fault. */
  oneOf<T extends string>(words: readonly T[]): T {
    if (this.token.kind === 'word' && (words as readonly string[]).includes(this.token.text)) {
      return this.next().text as T;
    }
    this.wanted(...words);
    return this.unexpected();
  }

  /** grammar: identifier (a word that is no keyword). */
  name(what: string): Name {
    const token = this.token;
    if (token.kind === 'word' && !KEYWORDS.has(token.text)) {
      if (token.text.length > NAME_LIMIT && what !== 'variable') {
        this.fault(
          this.place(token),
          [what],
          say(
            `Nama ini terlalu panjang (paling banyak ${NAME_LIMIT} huruf).`,
            `This name is too long (${NAME_LIMIT} characters at most).`,
          ),
        );
      }
      this.next();
      return { text: token.text, place: this.place(token) };
    }
    if (token.kind === 'word' || token.kind === 'quoted') {
      const quoted = token.kind === 'quoted';
      this.fault(
        this.place(token),
        [what],
        quoted
          ? say(`Nama di sini ditulis tanpa tanda kutip.`, `A name is written without quotes here.`)
          : say(
              `"${token.text}" adalah kata milik nft sendiri, jadi tidak bisa menjadi nama (${what}).`,
              `"${token.text}" is a word of nft itself, so it cannot be a name (${what}).`,
            ),
        {
          ...say(
            quoted ? 'Hapus tanda kutipnya.' : `Pakai nama lain, misalnya "${token.text}_saya".`,
            quoted ? 'Remove the quotes.' : `Use another name, for example "my_${token.text}".`,
          ),
          replacement: quoted ? token.text : `${token.text}_saya`,
        },
      );
    }
    this.wanted(what);
    return this.unexpected();
  }

  /** grammar: string (word, quoted text or a word ending in *). */
  string(what: string): Name {
    const token = this.token;
    const plain = token.kind === 'word' && !KEYWORDS.has(token.text);
    if (plain || token.kind === 'quoted' || token.kind === 'wildcard') {
      this.next();
      return { text: token.text, place: this.place(token) };
    }
    this.wanted(what);
    return this.unexpected();
  }

  number(what: string): number {
    if (this.token.kind !== 'number') {
      this.wanted(what);
      this.unexpected();
    }
    return Number(readNumber(this.next().text));
  }

  place(token: Token): Place {
    return { source: this.source, start: token.start, end: token.end };
  }

  /** From a token to the one just eaten. */
  since(first: Token): Place {
    const last = this.tokens[Math.max(0, this.at - 1)]!;
    return { source: this.source, start: first.start, end: Math.max(first.end, last.end) };
  }

  /** Guard against nesting that would exhaust the stack. */
  nested<T>(parse: () => T): T {
    if (++this.nesting > NESTING_LIMIT) {
      this.nesting = 0;
      this.fault(
        this.place(this.token),
        [],
        say('Kurung bertumpuk terlalu dalam.', 'Brackets are nested too deeply.'),
      );
    }
    const value = parse();
    this.nesting--;
    return value;
  }

  isSeparator(): boolean {
    return this.token.kind === 'newline' || this.isSymbol(';');
  }

  isEndOfStatement(): boolean {
    return this.isSeparator() || this.token.kind === 'end' || this.isSymbol('}');
  }

  report(diagnostic: Diagnostic): void {
    if (this.diagnostics.length < DIAGNOSTIC_LIMIT) this.diagnostics.push(diagnostic);
    else this.at = this.tokens.length - 1;
  }

  fault(place: Place, expected: string[], message: Diagnostic['message'], mend?: Mend): never {
    throw new Fault({
      severity: 'error',
      span: spanOf(place),
      token: textOf(place).slice(0, 80),
      expected,
      message,
      ...(mend === undefined ? {} : { mend }),
    });
  }

  /** The current token does not fit: say so, with what would have, and the nearest legal word. */
  unexpected(): never {
    const token = this.token;
    const expected = this.expectedAt === this.at ? [...new Set(this.expected)] : [];
    const place = this.place(token);
    if (token.kind === 'junk') this.junk(token);
    const shown = describe(token);
    const list = expected.slice(0, 12).join(', ') + (expected.length > 12 ? ', …' : '');
    const guess = token.kind === 'word' ? nearest(token.text, expected) : null;
    const mend: Mend | undefined =
      guess === null
        ? undefined
        : { ...say(`Maksud Anda \`${guess}\`?`, `Did you mean \`${guess}\`?`), replacement: guess };
    this.fault(
      place,
      expected,
      expected.length === 0
        ? say(`${shown.id} tidak pada tempatnya di sini.`, `${shown.en} is out of place here.`)
        : say(
            `${shown.id} tidak cocok di sini. Yang ditunggu: ${list}.`,
            `${shown.en} does not fit here. Expected: ${list}.`,
          ),
      mend,
    );
  }

  private junk(token: Token): never {
    const place = this.place(token);
    if (token.text === '\r') {
      this.fault(
        place,
        [],
        say(
          'Berkas ini memakai akhir baris Windows (CR LF); nft menolak karakter CR.',
          'This file has Windows line ends (CR LF); nft refuses the CR character.',
        ),
        {
          ...say(
            'Simpan dengan akhir baris LF, misalnya `dos2unix berkas.nft`.',
            'Save it with LF line ends, for example `dos2unix file.nft`.',
          ),
          replacement: '',
        },
      );
    }
    if (token.text === '"') {
      this.fault(
        place,
        ['"'],
        say('Tanda kutip ini tidak pernah ditutup.', 'This quotation mark is never closed.'),
        say('Tambahkan " penutup.', 'Add the closing ".'),
      );
    }
    this.fault(
      place,
      [],
      say(`Karakter "${token.text}" tidak dikenal nft.`, `nft does not know the character "${token.text}".`),
    );
  }

  /** grammar: stmt_separator, needed after a rule, an option and a block. */
  endStatement(): void {
    if (this.isSeparator()) {
      this.next();
      return;
    }
    const token = this.token;
    if (token.kind === 'end' || this.isSymbol('}')) {
      const shown = describe(token);
      this.fault(
        this.place(token),
        ['newline', ';'],
        say(
          `Sebelum ${token.kind === 'end' ? 'akhir berkas' : '"}"'} nft 1.0.6 meminta baris baru atau ";".`,
          `nft 1.0.6 wants a newline or ";" before ${shown.en}.`,
        ),
        {
          ...say('Tambahkan ";" atau pindah ke baris baru.', 'Add ";" or start a new line.'),
          replacement: token.kind === 'end' ? ';' : '; }',
        },
      );
    }
    this.wanted('newline', ';');
    this.unexpected();
  }

  /** Run one statement of a list; after a fault skip to its end and go on. */
  recover(depth: number, parse: () => void): void {
    const from = this.at;
    try {
      parse();
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      this.nesting = 0;
      this.report(fault.diagnostic);
      this.skipStatement(depth, from);
    }
  }

  private skipStatement(depth: number, from: number): void {
    for (; this.token.kind !== 'end'; this.next()) {
      if (this.depth <= depth && this.isSeparator()) {
        this.next();
        break;
      }
      if (this.depth <= depth && this.isSymbol('}')) break;
      if (this.atBlockStart()) {
        this.depth = depth;
        break;
      }
    }
    if (this.at === from && !this.isSymbol('}') && this.token.kind !== 'end') this.next();
  }

  /** `table`, or `chain x {`, at the start of a line: a brace above was surely forgotten. */
  atBlockStart(): boolean {
    if (this.at === 0 || this.tokens[this.at - 1]!.kind !== 'newline' || this.token.kind !== 'word')
      return false;
    const text = this.token.text;
    if (text === 'table') return true;
    return (text === 'chain' || text === 'set' || text === 'map') && this.ahead(2).text === '{';
  }
}

export function describe(token: Token): { id: string; en: string } {
  if (token.kind === 'end') return say('Akhir berkas', 'The end of the file');
  if (token.kind === 'newline') return say('Akhir baris', 'The end of the line');
  const text = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
  return say(`"${text}"`, `"${text}"`);
}
