/** The running text of a content file, piece by piece: values of its YAML, and the paragraphs of its MDX body. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Piece {
  /** Below the content folder. */
  file: string;
  /** From 1; for a YAML value the first line that holds its beginning. */
  line: number;
  /** Path of keys, e.g. `wajib.0.isi`; empty for the body of an MDX file. */
  path: string;
  text: string;
  /** Clauses, laws or the register id that stand beside the text in the same entry. */
  sources: string[];
}

/** Keys whose values are ids, addresses or choices, and no sentences. */
const NO_PROSE =
  /^(id|ke|ikon|jenis|sop|klausul|peraturan|sumber|formulir|kebijakan|alamat|pasal|status|simbol|satuan|isiDari|padanan|situs)$/;

/** @param root the content folder. @returns the prose of every `.mdx` and `.yaml` file below it. */
export function proseOf(root: string): Piece[] {
  return globSync('**/*.{mdx,yaml}', { cwd: root })
    .sort()
    .flatMap((file) => fileProse(file, readFileSync(join(root, file), 'utf8')));
}

export function fileProse(file: string, text: string): Piece[] {
  if (file.endsWith('.yaml')) return yamlProse(file, text, text);
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text);
  if (!match) return [];
  return [...yamlProse(file, match[1]!, text), ...bodyProse(file, match[2]!, text)];
}

function yamlProse(file: string, yaml: string, whole: string): Piece[] {
  const pieces: Piece[] = [];
  const lines = whole.split('\n');
  const walk = (value: unknown, path: string[], sources: string[]): void => {
    if (typeof value === 'string') {
      const key = [...path].reverse().find((part) => !/^\d+$/.test(part)) ?? '';
      if (NO_PROSE.test(key) || !value.includes(' ')) return;
      const start = value.trim().split(/\s+/).slice(0, 3).join(' ');
      const line = lines.findIndex((one) => one.includes(start)) + 1;
      pieces.push({ file, line: Math.max(1, line), path: path.join('.'), text: value.trim(), sources });
    } else if (Array.isArray(value)) {
      for (const [place, item] of value.entries()) walk(item, [...path, String(place)], sources);
    } else if (typeof value === 'object' && value !== null) {
      // What a whole page names covers its blocks only where they name it again.
      const own = path.length === 0 ? [] : sourcesOf(value as Record<string, unknown>);
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key], [...sources, ...own]);
    }
  };
  walk(parse(yaml), [], []);
  return pieces;
}

/** What an entry names as its ground: `sumber`, `klausul`, `peraturan`, or its own id in a register. */
function sourcesOf(entry: Record<string, unknown>): string[] {
  const named = [entry['sumber'], entry['klausul'], entry['peraturan'], entry['id']].flat();
  return named.filter((id): id is string => typeof id === 'string' && /^(S[12]-\d{2}|R\d{2})$/.test(id));
}

function bodyProse(file: string, body: string, whole: string): Piece[] {
  const offset = whole.slice(0, whole.length - body.length).split('\n').length;
  const pieces: Piece[] = [];
  let from = 0;
  let block: string[] = [];
  const close = () => {
    if (block.length > 0)
      pieces.push({ file, line: offset + from, path: '', text: block.join(' ').trim(), sources: [] });
    block = [];
  };
  let code = false;
  for (const [place, line] of body.split('\n').entries()) {
    const fence = /^\s*```/.test(line);
    if (fence) code = !code;
    const starts = /^\s*([-*]|\d+\.|#{1,6}|>|\|)\s/.test(line) || line.startsWith('|');
    if (fence || code || line.trim() === '' || /^(import|export)\s|^\s*[<{]/.test(line)) {
      close();
      continue;
    }
    if (starts) close();
    if (block.length === 0) from = place;
    block.push(line.trim());
  }
  close();
  return pieces.filter(({ text }) => !/^[|\s:-]+$/.test(text));
}

/** Markdown reduced to what is read aloud. */
export const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^(\s*([-*>]|\d+\.|#{1,6})\s+)+/, '')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
