/** Ways to spoil a signed document: what the exercises and the negative tests are made of. */
import {
  appendRevision,
  type Draft,
  fontBody,
  latin1,
  rootObjects,
  SPECIAL_FONT,
  stream,
} from './pdf-draft.ts';

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

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/**
 * Shows other digits without touching the page: only the font /F3 is written anew, with digits exchanged
 * (the "replace" kind of the shadow attacks, 2021). The same digit must always become the same other one.
 * @throws Error when it does not, or when the texts differ in anything but digits.
 */
export function exchangeDigits(draft: Draft, from: string, to: string): Draft {
  const becomes = new Map<string, string>();
  if (from.length !== to.length) throw new Error(`"${from}" and "${to}" must be of equal length`);
  [...from].forEach((char, index) => {
    const wanted = to[index]!;
    const known = becomes.get(char) ?? wanted;
    if (known !== wanted || (char !== wanted && !/\d\d/.test(char + wanted)))
      throw new Error(`"${char}" cannot become "${wanted}" in "${to}"`);
    becomes.set(char, wanted);
  });
  const glyphs = DIGITS.map((_, digit) => `/${DIGITS[Number(becomes.get(String(digit)) ?? digit)]!}`);
  const encoding = `<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [48 ${glyphs.join(' ')}] >>`;
  return appendRevision(draft, [[SPECIAL_FONT, fontBody('Helvetica', encoding)]]);
}
