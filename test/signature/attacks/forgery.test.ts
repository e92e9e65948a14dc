/**
 * Universal forgery, incremental saving and wrapping (Mladenov, Mainka, Meyer zu Selhausen, Grothe, Schwenk: "1
 * Trillion Dollar Refund: How To Spoof PDF Signatures", 2019).
 */
import { CATALOG, form, letter, look, PAGE, signedLetter, words } from '../make/by-hand.ts';
import { bytesOf, lastXref, revise, textOf } from '../pdf/build.ts';
import { type Attack, attacks, type Catcher, edited } from './attack.ts';

const plain = signedLetter();
const text = textOf(plain);
const RANGE = /\/ByteRange \[[^\]]*\]/;
const CONTENTS = /\/Contents <[0-9a-f]{100,}>/;
const range = RANGE.exec(text)![0];
const [, from, to, rest] = range.match(/\d+/g)!.map(Number) as [number, number, number, number];

/** The signature dictionary written anew by an update, with a part of it replaced. */
function respelled(part: RegExp, value: string): Uint8Array {
  const body = /20 0 obj\n(.*?)\nendobj/s.exec(text)![1]!;
  return revise(plain, { 20: body.replace(part, () => value) });
}

const forged = (name: string, part: RegExp, value: string, caughtBy: Catcher = 'coverage'): Attack[] => [
  {
    name: `${name}, in place,`,
    before: plain,
    after: edited(plain, part, value.padEnd(part === RANGE ? range.length : 0)),
    caughtBy,
  },
  { name: `${name}, by an update,`, before: plain, after: respelled(part, value), caughtBy },
];

attacks('universal forgery', [
  ...forged('/ByteRange missing', RANGE, ''),
  ...forged('/ByteRange null', RANGE, '/ByteRange null'),
  ...forged('/ByteRange empty', RANGE, '/ByteRange []'),
  ...forged('/ByteRange all zero', RANGE, '/ByteRange [0 0 0 0]'),
  ...forged('/ByteRange negative', RANGE, `/ByteRange [0 -${from} ${to} ${rest}]`),
  ...forged('/ByteRange of one number', RANGE, '/ByteRange [0]'),
  ...forged('/ByteRange with fractions', RANGE, `/ByteRange [0.0 ${from}.0 ${to} ${rest}]`),
  ...forged('/ByteRange far beyond the file', RANGE, '/ByteRange [0 9999999999 9999999999 1]'),
  ...forged('/ByteRange overlapping', RANGE, `/ByteRange [0 ${to} ${from} ${rest}]`),
  ...forged('/ByteRange of six numbers', RANGE, `/ByteRange [0 ${from} ${to} ${rest} 0 0]`),
  ...forged('/Contents missing', CONTENTS, '', 'integrity'),
  ...forged('/Contents null', CONTENTS, '/Contents null', 'integrity'),
  ...forged('/Contents empty', CONTENTS, '/Contents <>', 'integrity'),
  ...forged('/Contents one zero', CONTENTS, '/Contents <00>', 'integrity'),
  ...forged('/Contents all zero', CONTENTS, `/Contents <${'0'.repeat(9000)}>`, 'integrity'),
  ...forged('/Contents a name', CONTENTS, '/Contents /Sah', 'integrity'),
]);

const harmful = { 4: words('Bayar 9.000.000 ke 9988 7766') };
const ends = text.lastIndexOf('startxref');
const bare = `4 0 obj\n${harmful[4]}\nendobj\n`;
const copy = /20 0 obj\n(.*?)\nendobj/s.exec(text)![1]!;

attacks('incremental saving', [
  {
    name: 'other content by an honest update',
    before: plain,
    after: revise(plain, harmful),
    caughtBy: 'changesAfter',
  },
  {
    name: 'other content without a list of objects',
    before: plain,
    after: bytesOf(text + bare),
    caughtBy: 'coverage',
  },
  {
    name: 'other content with only a trailer',
    before: plain,
    after: bytesOf(`${text}${bare}trailer\n<</Root 1 0 R/Size 100/Prev ${lastXref(text)}>>\n`),
    caughtBy: 'coverage',
  },
  {
    name: 'other content behind a copy of the old end of the file',
    before: plain,
    after: bytesOf(text + bare + text.slice(ends)),
    caughtBy: 'coverage',
  },
  {
    name: 'other content with a copy of the signature in the update',
    before: plain,
    after: revise(plain, { ...harmful, 20: copy }),
    caughtBy: 'coverage',
  },
  {
    name: 'other content with the copied signature in a field of its own',
    before: plain,
    after: revise(plain, {
      ...harmful,
      1: `<<${CATALOG}${form('7 0 R 60 0 R')}>>`,
      60: '<</FT/Sig/T(ttd)/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/V 61 0 R>>',
      61: copy,
    }),
    caughtBy: 'coverage',
  },
  {
    name: 'an update that is closed by a comment instead of an end',
    before: plain,
    after: bytesOf(textOf(revise(plain, harmful)).replace(/%%EOF\n$/, '%\n')),
    caughtBy: 'coverage',
  },
  {
    name: 'an update whose list calls the content by a wrong number',
    before: plain,
    after: bytesOf(textOf(revise(plain, harmful)).replace(/\n4 1\n(?!.*\n4 1\n)/s, '\n6 1\n')),
    caughtBy: 'changesAfter',
  },
  {
    name: 'an update that takes the change back in a third one',
    before: plain,
    after: revise(revise(plain, harmful), { 4: letter()[4]! }),
    caughtBy: 'changesAfter',
  },
]);

/** The signed second part moved to the end, and something else put into the hole that opens. */
function wrapped(inserted: string, respell: (range: string) => string): Uint8Array {
  const head = text.slice(0, from);
  const contents = text.slice(from, to);
  const tail = text.slice(to);
  const numbers = `0 ${from} ${to + inserted.length} ${rest}`;
  return bytesOf(
    head.replace(RANGE, () =>
      respell(
        `/ByteRange [${numbers}`
          .padEnd(range.length - 1)
          .slice(0, range.length - 1)
          .concat(']'),
      ),
    ) +
      contents +
      inserted +
      tail,
  );
}
const second = `>>\nendobj\n${bare}xref\n4 1\n0000000000 00000 n \ntrailer\n<</Root 1 0 R/Size 100/Prev 9>>\n`;

attacks('signature wrapping', [
  {
    name: 'objects put behind the signature, range moved along,',
    before: plain,
    after: wrapped(second, (moved) => moved),
    caughtBy: 'coverage',
  },
  {
    name: 'white space put behind the signature, range moved along,',
    before: plain,
    after: wrapped('      ', (moved) => moved),
    caughtBy: 'coverage',
  },
  {
    name: 'objects put behind the signature, range left as it was,',
    before: plain,
    after: wrapped(second, () => range),
    caughtBy: 'integrity',
  },
  {
    name: 'objects hidden in the room of the signature',
    before: plain,
    after: edited(plain, /0{400}>/, `>${bare}`.padEnd(401)),
    caughtBy: 'none',
  },
  {
    name: 'data hidden behind the container in the room of the signature',
    before: plain,
    after: edited(plain, /0{400}>/, `${'41'.repeat(200)}>`),
    caughtBy: 'coverage',
  },
]);

/** A field that was never signed shows the signature somebody else made, with a look of the attacker's choice. */
const borrowing = (rect: string): Uint8Array =>
  revise(plain, {
    1: `<<${CATALOG}${form('7 0 R 9 0 R 60 0 R')}>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 60 0 R]>>`,
    60: `<</FT/Sig/T(dua)/Type/Annot/Subtype/Widget/Rect[${rect}]/P 3 0 R/F 132/V 20 0 R/AP<</N 61 0 R>>>>`,
    61: look('Walikota'),
  });
const EMPTY = '<</FT/Sig/T(dua)/Type/Annot/Subtype/Widget/Rect[20 60 220 80]/P 3 0 R/F 132';
const waiting = signedLetter({
  replaced: {
    1: `<<${CATALOG}${form('7 0 R 9 0 R 12 0 R')}>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 12 0 R]>>`,
    12: `${EMPTY}>>`,
  },
});

attacks('signature borrowed by another field', [
  { name: 'an invisible field', before: plain, after: borrowing('0 0 0 0'), caughtBy: 'changesAfter' },
  {
    name: 'a field with a look of its own',
    before: plain,
    after: borrowing('20 60 220 80'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a field that waited empty',
    before: waiting,
    after: revise(waiting, { 12: `${EMPTY}/V 20 0 R/AP<</N 61 0 R>>>>`, 61: look('Walikota') }),
    caughtBy: 'changesAfter',
  },
]);
