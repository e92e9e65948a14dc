import type { View } from '../file/store.ts';
import { skipBlank } from '../syntax/bytes.ts';
import { Parser } from '../syntax/parser.ts';
import { integerOf, NULL, type PdfValue, pushAll } from '../syntax/values.ts';
import type { Ledger } from './change.ts';

/**
 * Looks at the bytes of an appended revision themselves. Two readers can see two documents where a key is
 * written twice, or where an object stands in the bytes that the cross-reference section does not list and
 * that only a repairing reader finds; incremental saving attacks live on that.
 */
export function inspectIncrement(view: View, ledger: Ledger): void {
  const { store, revision } = view;
  const offsets: number[] = [];
  for (const section of store.links[revision.index]!.sections) {
    const hybrid = integerOf(section.trailer.entries.get('XRefStm') ?? NULL);
    if (hybrid !== null) offsets.push(hybrid);
    for (const [num, entry] of section.entries) {
      if (entry.type === 'free') continue;
      if (entry.type === 'plain') offsets.push(entry.offset);
      const gen = entry.type === 'plain' ? entry.gen : 0;
      if (!hasRepeatedKey(view.get({ kind: 'ref', num, gen, start: -1, end: -1 }))) continue;
      const text = 'Kamus dengan kunci ganda: dua pembaca PDF dapat melihat isi yang berbeda.';
      ledger.illegal('repeated-key', text, { object: `${num} ${gen}` });
    }
  }
  let at = revision.start;
  const reach = (next: number): void => {
    const blank = skipBlank(store.bytes, at);
    store.effort.spend(blank - at, at);
    if (blank >= next) return;
    const text = 'Revisi ini memuat isi yang tidak tercantum di daftar objeknya.';
    ledger.illegal('unlisted-bytes', text, { offset: blank });
  };
  for (const offset of offsets.sort((a, b) => a - b)) {
    if (offset < revision.start) continue;
    reach(offset);
    at = Math.max(at, endOfObject(view, offset));
  }
  reach(revision.xrefOffset);
}

/** The offset behind `endobj`. */
function endOfObject(view: View, offset: number): number {
  const { bytes, effort } = view.store;
  const parser = new Parser(bytes, offset, effort);
  parser.unsigned();
  parser.unsigned();
  parser.keyword('obj');
  const value = parser.indirectValue();
  if (value.kind === 'stream') {
    parser.at = view.dataEnd(value);
    parser.keyword('endstream');
  }
  parser.keyword('endobj');
  return parser.at;
}

/** A signature dictionary has its own rule for this, which knows the entries that matter. */
function hasRepeatedKey(top: PdfValue): boolean {
  const stack = [top];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.kind === 'stream') stack.push(value.dict);
    else if (value.kind === 'array') pushAll(stack, value.items);
    else if (value.kind === 'dict') {
      if (value.repeated.length > 0 && !value.entries.has('ByteRange')) return true;
      pushAll(stack, value.entries.values());
    }
  }
  return false;
}
