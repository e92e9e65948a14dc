/**
 * What may stand in every block and in the file itself: include, define, redefine, undefine.
 * grammar: common_block; nft(8) INCLUDING FILES, SYMBOLIC VARIABLES.
 */
import { say } from '../diagnostics.ts';
import { Source } from './source.ts';
import { findVariable, Parser } from './state.ts';
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
      if (!p.scope.variables.delete(name.text)) {
        p.fault(
          name.place,
          [],
          say(
            `Variabel "${name.text}" belum didefinisikan di sini.`,
            `The variable "${name.text}" has not been defined here.`,
          ),
        );
      }
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
  p.scope.variables.set(name.text, value);
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
  if (found === null && !/[*?[]/.test(path)) {
    p.fault(
      place,
      [],
      say(
        `Berkas "${path}" tidak ditemukan di samping berkas ini, jadi aturan di dalamnya tidak bisa dibaca.`,
        `The file "${path}" was not found beside this file, so the rules in it cannot be read.`,
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
