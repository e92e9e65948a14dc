/**
 * What may stand in every block and in the file itself: include, define, redefine, undefine.
 * grammar: common_block; nft(8) INCLUDING FILES, SYMBOLIC VARIABLES.
 */
import { say } from '../diagnostics.ts';
import { Source } from './source.ts';
import { findVariable, Parser } from './state.ts';
import type { Node } from './tree.ts';
import { parseInitializer } from './values.ts';

/** nft: MAX_INCLUDE_DEPTH. */
const INCLUDE_DEPTH = 16;

/** Reads one of them and returns true, or returns false. `inner` reads the rest of an included file in this block. */
export function parseCommon(p: Parser, inner: (included: Parser) => void): boolean {
  if (p.token.kind !== 'word') return false;
  switch (p.token.text) {
    case 'include':
      parseInclude(p, inner);
      return true;
    case 'define':
    case 'redefine':
      parseDefine(p);
      return true;
    case 'undefine': {
      p.next();
      const name = p.name('variable');
      p.endStatement();
      p.scope.variables.delete(name.text);
      return true;
    }
    default:
      return false;
  }
}

function parseDefine(p: Parser): void {
  const again = p.next().text === 'redefine';
  const name = p.name('variable');
  p.expectSymbol('=');
  const value = parseInitializer(p);
  p.endStatement();
  if (!again && findVariable(p.scope, name.text) !== null) {
    p.fault(
      name.place,
      [],
      say(
        `Variabel "${name.text}" sudah didefinisikan di atas.`,
        `The variable "${name.text}" has been defined above.`,
      ),
      {
        ...say(
          'Pakai nama lain, atau `redefine` bila memang ingin mengganti.',
          'Use another name, or `redefine` if you mean to change it.',
        ),
      },
    );
  }
  if (weight(value) > WEIGHT_LIMIT) {
    p.fault(
      name.place,
      [],
      say('Variabel ini mengembang terlalu besar.', 'This variable grows too large when it is filled in.'),
    );
  }
  p.scope.variables.set(name.text, value);
}

/** More values than this after filling in variables inside variables is no ruleset but an attack. */
const WEIGHT_LIMIT = 1_000_000;
const weights = new WeakMap<Node, number>();

/** How many values a node stands for once its variables are filled in. */
function weight(node: Node): number {
  const known = weights.get(node);
  if (known !== undefined) return known;
  const sum = (nodes: readonly (Node | null)[]): number =>
    nodes.reduce((total, part) => total + (part === null ? 0 : weight(part)), 1); // prettier-ignore
  let result = 1;
  if (node.kind === 'variable') result = weight(node.value);
  else if (node.kind === 'set') result = sum(node.items.flatMap(({ key, data }) => [key, data]));
  else if (node.kind === 'list' || node.kind === 'concat') result = sum(node.items);
  else if (node.kind === 'binary') result = sum([node.left, node.right]);
  else if (node.kind === 'range') result = sum([node.low, node.high]);
  weights.set(node, result);
  return result;
}

function parseInclude(p: Parser, inner: (included: Parser) => void): void {
  const first = p.next();
  if (p.token.kind !== 'quoted') {
    p.wanted('"path"');
    p.unexpected();
  }
  const path = p.next().text;
  const place = p.since(first);
  p.endStatement();
  if (p.includeDepth >= INCLUDE_DEPTH) {
    p.fault(
      place,
      [],
      say(
        `include bersarang terlalu dalam (lebih dari ${INCLUDE_DEPTH}).`,
        `include nested too deeply (more than ${INCLUDE_DEPTH}).`,
      ),
    );
  }
  const found = p.resolve(path, p.source.file);
  if (found === null && path !== '') {
    p.fault(
      place,
      [],
      say(
        `Berkas "${path}" tidak ditemukan di samping berkas ini.`,
        `The file "${path}" was not found beside this file.`,
      ),
      say(
        'Sertakan juga berkas itu, atau hapus baris include ini.',
        'Give that file too, or remove this include line.',
      ),
    );
  }
  for (const text of found === null ? [] : typeof found === 'string' ? [found] : found) {
    const included = new Parser(
      new Source(text, path),
      p.diagnostics,
      p.scope,
      p.resolve,
      p.includeDepth + 1,
    );
    inner(included);
  }
}
