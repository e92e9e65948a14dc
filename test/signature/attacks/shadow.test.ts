/**
 * Shadow attacks (Mainka, Mladenov, Rohlmann: "Shadow Attacks: Hiding and Replacing Content in Signed PDFs", 2021):
 * the attacker prepares the document, somebody else signs it, then the attacker changes what is shown.
 */
import {
  CATALOG,
  form,
  letter,
  look,
  PAGE,
  RESOURCES,
  revisePacked,
  signedLetter,
  words,
} from '../make/by-hand.ts';
import { type Objects, revise, stream } from '../pdf/build.ts';
import { attacks } from './attack.ts';

const COVER = stream('1 1 1 rg 0 0 300 400 re f', '/Type/XObject/Subtype/Form/BBox[0 0 300 400]');

/** The content draws the harmful words, then a cover over them, then the harmless words. */
const covered: Objects = {
  3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<</Font<</F1 5 0 R>>/XObject<</C 30 0 R>>>>/Contents 4 0 R/Annots[7 0 R 9 0 R]>>`,
  4: stream('BT /F1 14 Tf 20 340 Td (Bayar 9.000.000) Tj ET /C Do BT /F1 14 Tf 20 300 Td (Selamat) Tj ET'),
  30: COVER,
};
const hide = signedLetter({ replaced: covered });

/** The signed page shows an image behind which another page waits, referred to by nothing. */
const waiting: Objects = {
  31: `<<${PAGE}/Contents 32 0 R/Annots[7 0 R 9 0 R]>>`,
  32: words('Bayar 9.000.000'),
  33: `<</Type/Catalog/Pages 34 0 R/DSS 13 0 R${form('7 0 R 9 0 R')}>>`,
  34: '<</Type/Pages/Kids[31 0 R]/Count 1>>',
};
const prepared = signedLetter({ replaced: waiting });

/** A field whose value and look differ: readers that draw it anew show the value. */
const twoFaced: Objects = {
  7: '<</FT/Tx/T(nama)/V(Bayar 9.000.000)/Type/Annot/Subtype/Widget/Rect[20 200 220 220]/P 3 0 R/F 4/DA(/F1 12 Tf)/AP<</N 8 0 R>>>>',
  8: look('Selamat'),
};
const masked = signedLetter({ replaced: twoFaced });

/** A checkbox-like layer switch prepared before signing. */
const layered: Objects = {
  1: `<<${CATALOG}${form('7 0 R 9 0 R')}/OCProperties<</OCGs[35 0 R 36 0 R]/D<</ON[35 0 R]/OFF[36 0 R]>>>>>>`,
  3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<</Font<</F1 5 0 R>>/Properties<</A 35 0 R/B 36 0 R>>>>/Contents 4 0 R/Annots[7 0 R 9 0 R]>>`,
  4: stream(
    '/OC /A BDC BT /F1 14 Tf 20 340 Td (Selamat) Tj ET EMC /OC /B BDC BT /F1 14 Tf 20 340 Td (Bayar) Tj ET EMC',
  ),
  35: '<</Type/OCG/Name(A)>>',
  36: '<</Type/OCG/Name(B)>>',
};
const layers = signedLetter({ replaced: layered });

const packed = signedLetter({ packed: true, replaced: waiting });
const plain = signedLetter();
const hidden =
  '<</FT/Tx/T(nama)/V(Ani)/Type/Annot/Subtype/Widget/Rect[20 200 220 220]/P 3 0 R/F 2/DA(/F1 12 Tf)/AP<</N 8 0 R>>>>';
const moved = hidden.replace('/F 2', '/F 4').replace('[20 200 220 220]', '[0 0 1 1]');

attacks('shadow hide', [
  {
    name: 'the cover freed in the list of objects',
    before: hide,
    after: revise(hide, { 30: null }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the cover replaced by an empty one',
    before: hide,
    after: revise(hide, { 30: COVER.replace('1 1 1 rg 0 0 300 400 re f', '1 1 1 rg 0 0 000 000 re f') }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the cover made a number',
    before: hide,
    after: revise(hide, { 30: '1' }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the cover taken from the resources',
    before: hide,
    after: revise(hide, { 3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R]>>` }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a covering field hidden by its flags',
    before: plain,
    after: revise(plain, { 7: hidden }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a covering field moved away',
    before: plain,
    after: revise(plain, { 7: moved }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a layer switched over',
    before: layers,
    after: revise(layers, { 1: layered[1]!.replace('/ON[35 0 R]/OFF[36 0 R]', '/ON[36 0 R]/OFF[35 0 R]') }),
    caughtBy: 'changesAfter',
  },
]);

attacks('shadow replace', [
  {
    name: 'the font replaced by one with other letters',
    before: plain,
    after: revise(plain, {
      5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[49/nine]>>>>',
    }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the look of a field swapped while its value stays',
    before: masked,
    after: revise(masked, { 8: look('Bayar 9.000.000') }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the look of a field taken away so that it is drawn anew',
    before: masked,
    after: revise(masked, { 7: twoFaced[7]!.replace('/AP<</N 8 0 R>>', '') }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'readers asked to draw fields anew',
    before: masked,
    after: revise(masked, {
      1: `<<${CATALOG}${form('7 0 R 9 0 R').replace('/SigFlags', '/NeedAppearances true/SigFlags')}>>`,
    }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the look of the signed field swapped',
    before: plain,
    after: revise(plain, { 10: look('Walikota') }),
    caughtBy: 'changesAfter',
  },
]);

/** A transparent, empty field laid over the amount before signing, filled with another amount on a white ground. */
const trap: Objects = {
  7: '<</FT/Tx/T(nama)/Type/Annot/Subtype/Widget/Rect[20 330 220 360]/P 3 0 R/F 4/DA(/F1 12 Tf)/AP<</N 8 0 R>>>>',
  8: stream('/Tx BMC EMC', '/Type/XObject/Subtype/Form/BBox[0 0 200 30]'),
};
const trapped = signedLetter({ replaced: trap });
const sprung: Objects = {
  7: trap[7]!.replace('/P 3', '/V(Bayar 9.000.000)/P 3'),
  8: stream(
    '1 g 0 0 200 30 re f 0 g BT /F1 12 Tf 4 6 Td (Bayar 9.000.000) Tj ET',
    `/Type/XObject/Subtype/Form/BBox[0 0 200 30]${RESOURCES}`,
  ),
};

attacks('shadow replace by form filling', [
  {
    name: 'an empty field over the amount, filled in later,',
    before: trapped,
    after: revise(trapped, sprung),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a field whose value was seen, filled with another one,',
    before: masked,
    after: revise(masked, { 7: twoFaced[7]!.replace('9.000.000', '8.000.000'), 8: look('Bayar 8.000.000') }),
    caughtBy: 'changesAfter',
  },
]);

attacks('shadow hide and replace', [
  {
    name: 'the page object pointed to the waiting content',
    before: prepared,
    after: revise(prepared, { 3: waiting[31]! }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the page tree pointed to the waiting page',
    before: prepared,
    after: revise(prepared, { 2: waiting[34]! }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the trailer pointed to the waiting catalog',
    before: prepared,
    after: revise(prepared, {}, '/Root 33 0 R'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the waiting page added behind the signed one',
    before: prepared,
    after: revise(prepared, { 2: '<</Type/Pages/Kids[3 0 R 31 0 R]/Count 2>>' }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the catalog of an object stream replaced by the waiting one',
    before: packed,
    after: revisePacked(packed, { 1: waiting[33]! }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a font resource added under the name the page uses',
    before: plain,
    after: revise(plain, {
      3: `<<${PAGE.replace(RESOURCES, '/Resources<</Font<</F1 60 0 R>>>>')}/Contents 4 0 R/Annots[7 0 R 9 0 R]>>`,
      60: letter()[5]!.replace('Helvetica', 'Symbol'),
    }),
    caughtBy: 'changesAfter',
  },
]);
