/**
 * The parser's hands: look at the next token, eat it, expect it, or say what was expected instead.
 * Recovery follows nft's grammar (`error stmt_separator`): a fault ends its statement, the next one is read again.
 */
import { DIAGNOSTIC_LIMIT, type Diagnostic, Fault, type Mend, say } from '../diagnostics.ts';
import { KEYWORDS } from '../words/keywords.ts';
import { readNumber, type Token, tokenize } from './lexer.ts';
import { junk, noName, noSeparator, outOfPlace, type Refusal } from './refusals.ts';
import { type Place, type Source, spanOf, textOf } from './source.ts';
import type { Name, Node } from './tree.ts';

/**
 * Text of an included file, texts of all that a pattern matches, or null when that is not known here. `from`: path of
 * the including file, null for the main text.
 */
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
    if (token.kind === 'word' || token.kind === 'quoted') this.refuse(token, noName(token, what));
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

  /** The current token does not fit: say so, with what would have. */
  unexpected(): never {
    const expected = this.expectedAt === this.at ? [...new Set(this.expected)] : [];
    const { token } = this;
    this.refuse(token, token.kind === 'junk' ? junk(token) : outOfPlace(token, expected));
  }

  private refuse(token: Token, { expected, message, mend }: Refusal): never {
    this.fault(this.place(token), expected, message, mend);
  }

  /** grammar: stmt_separator, needed after a rule, an option and a block. */
  endStatement(): void {
    if (this.isSeparator()) {
      this.next();
      return;
    }
    if (this.token.kind === 'end' || this.isSymbol('}')) this.refuse(this.token, noSeparator(this.token));
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
