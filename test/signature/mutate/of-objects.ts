/** Changes to the body of one PDF object that keep it looking like one. */
import { stream } from '../pdf/build.ts';
import type { Chance } from './chance.ts';

/** Entries that attacks and careless writers add. Object 4 is the page's content, 60 to 63 are new. */
export const ENTRIES = [
  '/Annots[7 0 R 9 0 R 60 0 R]',
  '/Annots[]',
  '/Contents 60 0 R',
  '/Contents[4 0 R 60 0 R]',
  '/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>',
  '/OpenAction<</S/URI/URI(http://contoh.invalid)>>',
  '/OpenAction[3 0 R/Fit]',
  '/Names<</EmbeddedFiles<</Names[(a)60 0 R]>>>>',
  '/OCProperties<</OCGs[60 0 R]/D<</OFF[60 0 R]>>>>',
  '/OC 60 0 R',
  '/Kids[3 0 R 61 0 R]/Count 2',
  '/Kids[61 0 R]/Count 1',
  '/Kids[]',
  '/MediaBox[0 0 30 30]',
  '/CropBox[0 0 30 30]',
  '/Rotate 90',
  '/UserUnit 2',
  '/Resources<</Font<</F1 62 0 R>>>>',
  '/Resources 60 0 R',
  '/AcroForm<</Fields[]>>',
  '/AcroForm<</SigFlags 3/Fields[7 0 R]>>',
  '/Perms<<>>',
  '/Perms<</DocMDP 20 0 R>>',
  '/DSS<</Certs[14 0 R]>>',
  '/DSS<</Certs[14 0 R]/CRLs[60 0 R]>>',
  '/V 60 0 R',
  '/V 20 0 R',
  '/V(Budi)',
  '/AP<</N 60 0 R>>',
  '/AP<</N 8 0 R>>',
  '/AS/Off',
  '/F 2',
  '/Rect[0 0 300 400]',
  '/Parent 61 0 R',
  '/P 61 0 R',
  '/T(ttd)',
  '/T(lain)',
  '/FT/Tx',
  '/Ff 1',
  '/MaxLen 1',
  '/Q 2',
  '/DA(/F1 99 Tf)',
  '/SigFlags 0',
  '/NeedAppearances true',
  '/XFA(x)',
  '/Lock<</Action/All>>',
  '/Subtype/FreeText',
  '/Subtype/Highlight',
  '/Type/Catalog',
  '/Pages 61 0 R',
  '/Metadata 60 0 R',
  '/Lang(en)',
  '/ViewerPreferences<</HideToolbar true>>',
  '/PageLabels<</Nums[0<</P(x)>>]>>',
  '/StructTreeRoot<</Type/StructTreeRoot>>',
  '/Version/1.3',
  '/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>',
  '/BaseFont/Courier',
  '/BBox[0 0 10 10]',
  '/Matrix[2 0 0 2 0 0]',
  '/Encoding<</Differences[49/two]>>',
  '/Extends 90 0 R',
  '/SubFilter/adbe.pkcs7.detached',
  '/ByteRange[0 10 20 30]',
  '/Contents<3003020101>',
  '/Reference[]',
  '/Length 5',
  '/Filter/FlateDecode',
  '/F(lampiran.pdf)',
];

const WORDS = ['BT /F1 14 Tf 20 340 Td (Bayar 9.000.000) Tj ET', '1 1 1 rg 0 0 300 400 re f', ''];

/** A body for an object that was not there. */
export function freshBody(chance: Chance): string {
  const draw = '/Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<</Font<</F1 5 0 R>>>>';
  return chance.pick([
    stream(chance.pick(WORDS)),
    stream(chance.pick(WORDS), draw),
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 60 0 R>>',
    '<</Type/Annot/Subtype/FreeText/Rect[0 0 300 400]/AP<</N 60 0 R>>/F 4>>',
    '<</Type/Annot/Subtype/Stamp/Rect[0 0 300 400]/AP<</N 60 0 R>>/F 4>>',
    '<</Type/Annot/Subtype/Highlight/Rect[0 300 300 400]/QuadPoints[0 400 300 400 0 300 300 300]/C[0 0 0]/F 4>>',
    '<</Type/Annot/Subtype/Text/Rect[20 300 60 340]/Contents(x)/F 4>>',
    '<</FT/Tx/T(nama)/V(Budi)/Type/Annot/Subtype/Widget/Rect[20 200 220 220]/P 3 0 R/F 4/AP<</N 60 0 R>>>>',
    '<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[20 100 220 120]/P 3 0 R/F 132/V 20 0 R/AP<</N 60 0 R>>>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Courier>>',
    '<</Type/OCG/Name(a)>>',
    'null',
    '20 0 R',
  ]);
}

/** One change to a body. `others` are bodies to borrow from. */
export function changeBody(body: string, others: readonly string[], chance: Chance): string {
  const close = body.lastIndexOf('>>', body.indexOf('stream\n') < 0 ? body.length : body.indexOf('stream\n'));
  switch (chance.below(10)) {
    case 0:
      return chance.pick(others);
    case 1:
      return freshBody(chance);
    case 2:
      return body.replace(/^<</, `<<${chance.pick(ENTRIES)}`);
    case 3:
      return close < 0 ? body : `${body.slice(0, close)}${chance.pick(ENTRIES)}${body.slice(close)}`;
    case 4:
      return replaceEntry(body, chance);
    case 5:
      return replaceNth(body, /\/[A-Za-z]\w*/g, '', chance);
    case 6:
      return replaceNth(body, /\d+ 0 R/g, `${chance.below(24)} 0 R`, chance);
    case 7:
      return replaceNth(
        body,
        /\d+(?:\.\d+)?/g,
        chance.pick(['0', '-1', '1', '3', '99999999999', '0.5']),
        chance,
      );
    case 8:
      return replaceNth(body, /\([^)]*\)/g, chance.pick(['(Budi)', '()', '(ttd)', '<>', '((']), chance);
    default:
      return replaceNth(body, /[<>[\]()]/g, chance.pick(['', '>', '<', ']', '[[[[', '%']), chance);
  }
}

/** Puts an entry in the place of one with the same key, if there is one. */
function replaceEntry(body: string, chance: Chance): string {
  const entry = chance.pick(ENTRIES);
  const key = /^\/\w+/.exec(entry)![0];
  return body.replace(
    new RegExp(`\\${key}\\b(?: ?\\d+ 0 R|\\[[^\\]]*\\]|\\([^)]*\\)|/\\w+|<<.*?>>| ?\\d+)`),
    entry,
  );
}

function replaceNth(body: string, pattern: RegExp, value: string, chance: Chance): string {
  const found = [...body.matchAll(pattern)];
  if (found.length === 0) return body;
  const one = chance.pick(found);
  return body.slice(0, one.index) + value + body.slice(one.index + one[0].length);
}
