/**
 * Attacks on certified documents (Rohlmann, Mladenov, Mainka, Schwenk: "Breaking the Specification: PDF
 * Certification", 2021): Evil Annotation and Sneaky Signature, and what goes further.
 */
import {
  CATALOG,
  certified,
  form,
  look,
  PAGE,
  seal,
  second,
  signedLetter,
  unsealed,
} from '../make/by-hand.ts';
import { type Objects, revise } from '../pdf/build.ts';
import { type Attack, attacks } from './attack.ts';

const [one, two, three] = [
  signedLetter(certified(1)),
  signedLetter(certified(2)),
  signedLetter(certified(3)),
] as const;
const PERMS = certified(1).catalog!;

const annotated = (body: string): Objects => ({
  3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 60 0 R]>>`,
  60: `<</Type/Annot/Rect[0 0 300 400]/P 3 0 R/F 4${body}>>`,
  61: look('Bayar 9.000.000', 300),
});

/** Kinds of annotation that paint over the page (table 2 of the paper), each with a look of its own. */
const PAINTING = [
  'FreeText',
  'Stamp',
  'Redact',
  'Square',
  'Circle',
  'Line',
  'Polygon',
  'PolyLine',
  'Ink',
  'FileAttachment',
  'Screen',
  'Watermark',
  '3D',
  'RichMedia',
  'Movie',
  'Sound',
  'PrinterMark',
  'TrapNet',
  'Projection',
];

attacks('evil annotation', [
  ...PAINTING.map(
    (kind): Attack => ({
      name: `${kind} with a look of its own, on a document certified for comments,`,
      before: three,
      after: revise(three, annotated(`/Subtype/${kind}/AP<</N 61 0 R>>`)),
      caughtBy: 'changesAfter',
    }),
  ),
  ...['Highlight', 'Underline', 'StrikeOut', 'Squiggly', 'Caret', 'Text', 'Popup', 'Link'].map(
    (kind): Attack => ({
      name: `${kind} with a picture that covers the page`,
      before: three,
      after: revise(three, annotated(`/Subtype/${kind}/QuadPoints[0 400 300 400 0 0 300 0]/AP<</N 61 0 R>>`)),
      caughtBy: 'changesAfter',
    }),
  ),
  {
    name: 'an annotation without a kind',
    before: three,
    after: revise(three, annotated('/AP<</N 61 0 R>>')),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a comment on a document certified for forms',
    before: two,
    after: revise(two, annotated('/Subtype/Text')),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a widget that belongs to no field',
    before: three,
    after: revise(three, annotated('/Subtype/Widget/AP<</N 61 0 R>>')),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a text field over the page',
    before: two,
    after: revise(two, {
      ...annotated('/Subtype/Widget/FT/Tx/T(lain)/V(x)/AP<</N 61 0 R>>'),
      1: `<<${CATALOG}${form('7 0 R 9 0 R 60 0 R')}${PERMS}>>`,
    }),
    caughtBy: 'changesAfter',
  },
]);

/** A field of the attacker's own, signed with a certificate of hers, with a look that covers the page. */
function sneaky(before: Uint8Array, rect: string, perms = PERMS): Uint8Array {
  return seal(
    revise(before, {
      1: `<<${CATALOG}${form('7 0 R 9 0 R 60 0 R')}${perms}>>`,
      3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 60 0 R]>>`,
      60: `<</FT/Sig/T(dua)/Type/Annot/Subtype/Widget/Rect[${rect}]/P 3 0 R/F 132/AP<</N 61 0 R>>/V 21 0 R>>`,
      61: look('Bayar 9.000.000', 300),
      21: unsealed(),
    }),
    second,
  );
}
const uncertified = signedLetter();

attacks('sneaky signature', [
  {
    name: 'a visible signature on a document certified against changes',
    before: one,
    after: sneaky(one, '20 60 220 80'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a visible signature on a document certified for forms',
    before: two,
    after: sneaky(two, '20 60 220 80'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a signature over the whole page',
    before: three,
    after: sneaky(three, '0 0 300 400'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a signature over the text field',
    before: three,
    after: sneaky(three, '20 195 220 225'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a signature over the whole page of a document nobody certified',
    before: uncertified,
    after: sneaky(uncertified, '0 0 300 400', ''),
    caughtBy: 'changesAfter',
  },
  {
    name: 'an unsigned signature field with a look that covers the page',
    before: two,
    after: revise(two, {
      1: `<<${CATALOG}${form('7 0 R 9 0 R 60 0 R')}${PERMS}>>`,
      ...annotated('/Subtype/Widget/FT/Sig/T(dua)/AP<</N 61 0 R>>'),
    }),
    caughtBy: 'changesAfter',
  },
]);

attacks('certification taken back', [
  {
    name: 'the permission dropped from the catalog',
    before: one,
    after: revise(one, { 1: `<<${CATALOG}${form('7 0 R 9 0 R')}>>` }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the permission dropped and a comment added',
    before: one,
    after: revise(revise(one, { 1: `<<${CATALOG}${form('7 0 R 9 0 R')}>>` }), annotated('/Subtype/Text')),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a field filled in although certified against it',
    before: one,
    after: revise(one, {
      7: '<</FT/Tx/T(nama)/V(Budi)/Type/Annot/Subtype/Widget/Rect[20 200 220 220]/P 3 0 R/F 4/DA(/F1 12 Tf)/AP<</N 8 0 R>>>>',
      8: look('Budi'),
    }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a script run when the certified document opens',
    before: three,
    after: revise(three, {
      1: `<<${CATALOG}${form('7 0 R 9 0 R')}${PERMS}/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>`,
    }),
    caughtBy: 'changesAfter',
  },
]);
