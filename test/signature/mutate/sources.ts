/** Signed documents of many shapes, each valid as it stands: what mutations start from. */
import {
  CATALOG,
  certified,
  form,
  letter,
  look,
  PAGE,
  seal,
  second,
  signedLetter,
  unsealed,
  words,
} from '../make/by-hand.ts';
import { type Objects, revise, textOf } from '../pdf/build.ts';

export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Newest body of every object, also of those that stand in object streams. */
  readonly objects: Readonly<Record<number, string>>;
  /** Its list of objects is an xref stream. */
  readonly packed: boolean;
  /** Filling its field in is forbidden, so nothing that is shown may change. */
  readonly strict: boolean;
}

/** A second signer in a field of her own. */
function countersigned(before: Uint8Array): Uint8Array {
  const widget =
    '<</FT/Sig/T(dua)/Type/Annot/Subtype/Widget/Rect[20 60 220 80]/P 3 0 R/F 132/AP<</N 11 0 R>>/V 21 0 R>>';
  const objects: Objects = {
    1: `<<${CATALOG}${form('7 0 R 9 0 R 12 0 R')}>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 12 0 R]>>`,
    11: look('Sekretaris'),
    12: widget,
    21: unsealed(),
  };
  return seal(revise(before, objects), second);
}

/** A document timestamp in an invisible field. */
function stamped(before: Uint8Array, perms = ''): Uint8Array {
  const objects: Objects = {
    1: `<<${CATALOG}${form('7 0 R 9 0 R 12 0 R')}${perms}>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 12 0 R]>>`,
    12: '<</FT/Sig/T(cap)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/F 132/V 21 0 R>>',
    21: unsealed('', 'ETSI.RFC3161'),
  };
  return seal(revise(before, objects), 'timestamp');
}

const PERMS = certified(1).catalog!;
const TWO_PAGES: Objects = {
  2: '<</Type/Pages/Kids[3 0 R 16 0 R]/Count 2>>',
  16: `<<${PAGE}/Contents 17 0 R>>`,
  17: words('Halaman dua'),
};
const LOCKED = '/Lock<</Type/SigFieldLock/Action/All>>';

const made: readonly [name: string, bytes: Uint8Array, strict: boolean][] = [
  ['plain', signedLetter(), false],
  ['packed', signedLetter({ packed: true }), false],
  ['certified 1', signedLetter(certified(1)), true],
  ['certified 1, packed', signedLetter({ ...certified(1), packed: true }), true],
  ['certified 2 with two pages', signedLetter({ ...certified(2), replaced: TWO_PAGES }), false],
  ['certified 3', signedLetter(certified(3)), false],
  ['all fields locked', signedLetter({ field: LOCKED, replaced: TWO_PAGES }), true],
  ['two signers', countersigned(signedLetter()), false],
  ['certified 1, archived', stamped(signedLetter(certified(1)), PERMS), true],
];

export const sources: readonly Source[] = made.map(([name, bytes, strict]) => {
  const text = textOf(bytes);
  const plain = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs)].map(([, num, body]) => [
    num,
    body,
  ]);
  const packed = text.includes('/XRef');
  const objects = { ...(packed ? letter() : {}), ...Object.fromEntries(plain) };
  return { name, bytes, text, objects, packed, strict };
});
