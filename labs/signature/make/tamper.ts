/** Ways to spoil a signed document: what the exercises and the negative tests are made of. */
import { appendRevision, type Draft, latin1, rootObjects, stream } from './pdf-draft.ts';

/** Replaces what the page shows by an appended revision. The signed revision stays whole inside the file. */
export function replacePage(draft: Draft, content: string): Draft {
  const number = draft.next;
  const changed: Draft = { ...draft, content: number, next: number + 1 };
  return appendRevision(changed, [...rootObjects(changed), [number, stream('', latin1(content))]]);
}

/**
 * Overwrites text inside the signed bytes with text of equal length.
 * @throws Error when the texts differ in length or `from` is not there.
 */
export function overwrite(draft: Draft, from: string, to: string): Draft {
  if (from.length !== to.length) throw new Error(`"${from}" and "${to}" must be of equal length`);
  const bytes = draft.bytes.slice();
  const at = String.fromCharCode(...bytes.subarray(0, 60_000)).indexOf(from);
  if (at < 0) throw new Error(`"${from}" is not in the document`);
  bytes.set(latin1(to), at);
  return { ...draft, bytes };
}

/** Appends bytes that belong to no revision. */
export function trail(draft: Draft, text: string): Draft {
  const tail = latin1(text);
  const bytes = new Uint8Array(draft.bytes.length + tail.length);
  bytes.set(draft.bytes);
  bytes.set(tail, draft.bytes.length);
  return { ...draft, bytes };
}
