/** Large signed documents: many bytes, many objects, many revisions. */
import {
  CATALOG,
  form,
  letter,
  PAGE,
  seal,
  signedLetter,
  unsealed,
  words,
} from '../signature/make/by-hand.ts';
import { type Objects, revise, stream } from '../signature/pdf/build.ts';

export interface LargeDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SIGNED =
  '<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[20 100 220 120]/P 3 0 R/F 132/AP<</N 10 0 R>>/V 20 0 R>>';

/** The letter with more objects, signed in a revision of its own. */
function signed(more: Objects): Uint8Array {
  const base = revise(revise(null, { ...letter(), ...more }), { 9: SIGNED, 20: unsealed() });
  return seal(base);
}

/** That many objects, all of them reached from the catalog, so that comparing has to read them. */
function manyObjects(count: number): Objects {
  const numbers = [...Array(count).keys()].map((index) => 100 + index);
  const listed = `[${numbers.map((num) => `${num} 0 R`).join(' ')}]`;
  const bodies = numbers.map((num): [number, string] => [num, `<</Nomor ${num}>>`]);
  return { 1: `<<${CATALOG}${form('7 0 R 9 0 R')}${LISTED}>>`, 31: listed, ...Object.fromEntries(bodies) };
}

const LISTED = '/PieceInfo<</Daftar 31 0 R>>';

export function largeDocuments(): LargeDocument[] {
  const image = stream('x'.repeat(60_000_000), '/Type/XObject/Subtype/Image');
  const heavy = signed({ 30: image });
  const note: Objects = { 4: words('Bayar 9.000.000') };
  let revisions = signedLetter();
  for (let left = 200; left > 0; left--) revisions = revise(revisions, { 60: 'null' });
  const countersigned: Objects = {
    1: `<<${CATALOG}${form('7 0 R 9 0 R 12 0 R')}${LISTED}>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 12 0 R]>>`,
    12: '<</FT/Sig/T(dua)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/F 132/V 21 0 R>>',
    21: unsealed(),
  };
  const many = signed(manyObjects(300_000));
  return [
    { name: '60 MB image', bytes: heavy },
    { name: '60 MB image, content changed later', bytes: revise(heavy, note) },
    { name: '300,000 objects', bytes: many },
    { name: '300,000 objects, signed twice', bytes: seal(revise(many, countersigned)) },
    { name: '200 later revisions', bytes: revisions },
  ];
}
