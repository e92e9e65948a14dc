/**
 * Reads a YAML text into plain values and, instead of throwing, collects every fault with its place and its mend.
 * The messages are Indonesian: the people who write exercises and policies read them.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A fault in a file. Lines and columns count from 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  /** What is wrong. */
  what: string;
  /** What to write instead. */
  mend: string;
}

/** `file:line:column: what Perbaiki: mend`, one line. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.what} Perbaiki: ${problem.mend}`;
}

/** What the readers of one file share: its name, where its lines are, and the faults found so far. */
interface Source {
  file: string;
  lines: LineCounter;
  /** Lines before the YAML in the same file (the `---` of frontmatter). */
  lineOffset: number;
  problems: Problem[];
}

/** Opens the root of a YAML text. Null when it is not a mapping or not YAML at all; `problems` then says so. */
export function openYaml(file: string, text: string, problems: Problem[], lineOffset = 0): YamlMap | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const source: Source = { file, lines, lineOffset, problems };
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    const what = `YAML tidak terbaca: ${error.message.split('\n')[0]}`;
    problems.push({
      file,
      line: line + lineOffset,
      column: col,
      what,
      mend: 'periksa lekukan dan tanda kutip.',
    });
  }
  if (document.errors.length > 0) return null;
  if (isMap(document.contents)) return new YamlMap(source, document.contents, '');
  report(source, document.contents, 'Isi berkas bukan daftar kunci.', 'mulai dengan "kunci: nilai".');
  return null;
}

function report(source: Source, node: Node | null, what: string, mend: string): void {
  const { line, col } = source.lines.linePos(node?.range?.[0] ?? 0);
  const place = { file: source.file, line: Math.max(line, 1) + source.lineOffset, column: Math.max(col, 1) };
  source.problems.push({ ...place, what, mend });
}

/** A mapping of the file. Reading a key marks it as known; `close` reports the keys nobody asked for. */
export class YamlMap {
  private readonly source: Source;
  private readonly node: Node & { items: unknown[]; get(key: string, keep: true): unknown };
  private readonly path: string;
  private readonly known = new Set<string>();

  constructor(source: Source, node: Node, path: string) {
    this.source = source;
    this.node = node as YamlMap['node'];
    this.path = path;
  }

  /** Line of this mapping in the file. */
  get line(): number {
    return this.source.lines.linePos(this.node.range?.[0] ?? 0).line + this.source.lineOffset;
  }

  has(key: string): boolean {
    return this.at(key) !== null;
  }

  /** A text (numbers are taken as written). Reports a missing key and returns ''. */
  text(key: string, example: string): string {
    const node = this.at(key);
    if (isScalar(node) && node.value !== null) return String(node.source ?? node.value).trim();
    this.fault(
      node,
      node ? `"${this.name(key)}" harus berupa teks.` : this.missing(key),
      `${key}: ${example}`,
    );
    return '';
  }

  textOr(key: string, fallback: string): string {
    return this.has(key) ? this.text(key, fallback) : fallback;
  }

  integer(key: string, low: number, high: number): number {
    const node = this.at(key);
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value;
    const what = node ? `"${this.name(key)}" harus bilangan ${low} sampai ${high}.` : this.missing(key);
    this.fault(node, what, `${key}: ${low}`);
    return low;
  }

  flag(key: string): boolean {
    const node = this.at(key);
    if (node === null) return false;
    if (isScalar(node) && typeof node.value === 'boolean') return node.value;
    this.fault(node, `"${this.name(key)}" harus true atau false.`, `${key}: true`);
    return false;
  }

  /** One of the given words. */
  choice<T extends string>(key: string, choices: readonly T[], fallback?: T): T {
    if (fallback !== undefined && !this.has(key)) return fallback;
    const value = this.text(key, choices[0] ?? '');
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    if (value !== '') {
      this.fault(
        this.at(key),
        `"${this.name(key)}: ${value}" tidak dikenal.`,
        `pilih ${choices.join(', ')}.`,
      );
    }
    return choices[0] as T;
  }

  /** A list of texts; a single text counts as a list of one. Empty when the key is missing and `needed` is false. */
  texts(key: string, example: string, needed = true): string[] {
    const node = this.at(key);
    if (node === null && !needed) return [];
    if (isScalar(node) && node.value !== null) return [String(node.source ?? node.value).trim()];
    if (isSeq(node) && node.items.length > 0 && node.items.every((item) => isScalar(item))) {
      return node.items.map((item) => String(item.source ?? item.value).trim());
    }
    const what = node ? `"${this.name(key)}" harus daftar teks yang tidak kosong.` : this.missing(key);
    this.fault(node, what, `${key}: [${example}]`);
    return [];
  }

  /** A list of mappings. */
  maps(key: string, example: string): YamlMap[] {
    const node = this.at(key);
    if (isSeq(node) && node.items.length > 0 && node.items.every((item) => isMap(item))) {
      return node.items.map(
        (item, i) => new YamlMap(this.source, item as Node, `${this.name(key)}[${i + 1}]`),
      );
    }
    this.fault(
      node,
      node ? `"${this.name(key)}" harus daftar.` : this.missing(key),
      `${key}:\n  - ${example}`,
    );
    return [];
  }

  /** One mapping under a key. Reports a missing key and returns null. */
  map(key: string, example: string): YamlMap | null {
    const node = this.at(key);
    if (isMap(node)) return new YamlMap(this.source, node, this.name(key));
    this.fault(
      node,
      node ? `"${this.name(key)}" harus berisi kunci.` : this.missing(key),
      `${key}: ${example}`,
    );
    return null;
  }

  /** The entries of a mapping whose keys are names of the author's choice. */
  entries(key: string, example: string): { id: string; value: YamlMap }[] {
    const node = this.at(key);
    if (!isMap(node)) {
      this.fault(
        node,
        node ? `"${this.name(key)}" harus berisi kunci.` : this.missing(key),
        `${key}:\n  ${example}`,
      );
      return [];
    }
    const entries: { id: string; value: YamlMap }[] = [];
    for (const item of node.items) {
      const id = String(isScalar(item.key) ? item.key.value : item.key);
      if (isMap(item.value)) {
        entries.push({ id, value: new YamlMap(this.source, item.value, `${this.name(key)}.${id}`) });
      } else {
        this.fault(item.value as Node, `"${this.name(key)}.${id}" harus berisi kunci.`, `${example}`);
      }
    }
    return entries;
  }

  /** Reports a fault of meaning at a key of this mapping. */
  reject(key: string, what: string, mend: string): void {
    this.fault(this.at(key), what, mend);
  }

  /** Reports keys that were never read: most often a spelling mistake. */
  close(): void {
    for (const item of this.node.items as { key: Node & { value?: unknown } }[]) {
      const key = String(item.key.value ?? item.key);
      if (this.known.has(key)) continue;
      const mend = `pakai salah satu dari ${[...this.known].join(', ')}.`;
      report(this.source, item.key, `Kunci "${this.name(key)}" tidak dikenal.`, mend);
    }
  }

  private at(key: string): Node | null {
    this.known.add(key);
    return (this.node.get(key, true) as Node | undefined) ?? null;
  }

  private name(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  private missing(key: string): string {
    return `"${this.name(key)}" belum ada.`;
  }

  private fault(node: Node | null, what: string, mend: string): void {
    report(this.source, node ?? this.node, what, mend);
  }
}
