import assert from 'node:assert/strict';
import test from 'node:test';
import { type Changes, changesAfter, openPdf } from '../../../labs/signature/pdf/index.ts';
import {
  basicObjects,
  bytesOf,
  type Objects,
  revise,
  seal,
  signature,
  signedDocument,
  stream,
  textOf,
} from './build.ts';

const after = (bytes: Uint8Array): Changes => {
  const doc = openPdf(bytes);
  assert.equal(doc.repaired, false);
  return changesAfter(doc, doc.signatures[0]!);
};
const codes = (answer: Changes, weight = 'fail'): string[] =>
  answer.findings.flatMap((finding) => (finding.weight === weight ? [finding.code] : []));

/** What is said of the basic signed document after one more revision with these objects. */
function later(objects: Objects, replaced: Objects = {}, trailer = ''): Changes {
  return after(revise(signedDocument(replaced), objects, trailer));
}

const illegal = (answer: Changes, code: string): void => {
  assert.equal(answer.level, 'illegal');
  assert.ok(codes(answer).includes(code), `${code} not in ${codes(answer)}`);
};

const PAGE = '/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>';
const CATALOG = '/Type/Catalog/Pages 2 0 R';
const FORM = '/AcroForm<</SigFlags 3/Fields[7 0 R 9 0 R]/DR<</Font<</F1 5 0 R>>>>>>';
const SIGNED = '/FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/P 3 0 R';
const TEXT = '/FT/Tx/T(nama)/Type/Annot/Subtype/Widget/Rect[72 600 272 620]/P 3 0 R/DA(/F1 12 Tf)';
const DOC_MDP = (level: number): string =>
  `/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${level}>>>>]`;
const LOOK = stream('/Tx BMC (Ani) Tj EMC', '/Type/XObject/Subtype/Form/BBox[0 0 200 20]');

test('nothing follows the last signature', () => {
  assert.deepEqual(after(signedDocument()), { level: 'none', findings: [] });
});

test('a page added, removed, replaced or moved is illegal', () => {
  illegal(later({ 2: '<</Type/Pages/Kids[3 0 R 30 0 R]/Count 2>>', 30: `<<${PAGE}>>` }), 'page-added');
  illegal(later({ 2: '<</Type/Pages/Kids[]/Count 0>>' }), 'page-removed');
  illegal(
    later({ 2: '<</Type/Pages/Kids[30 0 R]/Count 1>>', 30: `<<${PAGE}/Contents 4 0 R>>` }),
    'page-replaced',
  );
  const two = { 2: '<</Type/Pages/Kids[3 0 R 30 0 R]/Count 2>>', 30: `<<${PAGE}>>` };
  illegal(later({ 2: '<</Type/Pages/Kids[30 0 R 3 0 R]/Count 2>>' }, two), 'pages-reordered');
});

test('page content overwritten under its own number is illegal, and the page is named', () => {
  const answer = later({ 4: stream('BT /F1 12 Tf 72 720 Td (Surat perintah palsu) Tj ET') });
  illegal(answer, 'page-content');
  assert.equal(answer.findings[0]!.page, 1);
  assert.equal(answer.findings[0]!.object, '4 0');
});

test('page content pointed elsewhere, or a font, box or inherited entry altered, is illegal', () => {
  illegal(later({ 3: `<<${PAGE}/Contents 8 0 R/Annots[7 0 R 9 0 R]>>` }), 'page-content');
  illegal(later({ 5: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>' }), 'page-resources');
  illegal(later({ 2: '<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 180>>' }), 'page-box');
});

test('a hidden object of the signed revision that a later one switches on is illegal', () => {
  const hidden = {
    30: '<</Type/Catalog/Pages 31 0 R>>',
    31: '<</Type/Pages/Kids[32 0 R]/Count 1>>',
    32: `<<${PAGE}>>`,
  };
  const bare = openPdf(revise(signedDocument(hidden), { 40: 'null' }, '/Root 30 0 R'));
  assert.deepEqual([bare.signatures, bare.findings[0]!.code], [[], 'unreached-signature']);
  const shadowForm = { ...hidden, 30: `<</Type/Catalog/Pages 31 0 R${FORM}>>` };
  illegal(after(revise(signedDocument(shadowForm), { 40: 'null' }, '/Root 30 0 R')), 'page-replaced');
});

test('an object freed so that what it covered comes to light is illegal', () => {
  const covered = {
    3: `<<${PAGE}/Contents[4 0 R 30 0 R]/Annots[7 0 R 9 0 R]>>`,
    30: stream('1 1 1 rg 0 0 595 842 re f'),
  };
  illegal(later({ 30: null }, covered), 'page-content');
});

test('a catalog entry added or changed is illegal', () => {
  for (const entry of [
    '/OpenAction<</S/JavaScript/JS(x)>>',
    '/AA<<>>',
    '/Names<<>>',
    '/OCProperties<<>>',
    '/Lain 1',
  ]) {
    illegal(later({ 1: `<<${CATALOG}${FORM}${entry}>>` }), 'catalog-entry');
  }
  const outlined = { 1: `<<${CATALOG}${FORM}/Outlines 30 0 R>>`, 30: '<</Count 0>>' };
  illegal(later({ 30: '<</Count 1>>' }, outlined), 'catalog-entry');
});

test('numbers written differently but equal are no change', () => {
  const answer = later({
    3: `<<${PAGE.replace('595 842', '595.0 842.00')}/Contents 4 0 R/Annots[7 0 R 9 0 R]>>`,
  });
  assert.deepEqual([answer.level, answer.findings], ['allowed', []]);
});

test('a signed field that is removed, emptied, moved or given a new look is illegal', () => {
  illegal(
    later({
      1: `<<${CATALOG}/AcroForm<</SigFlags 3/Fields[7 0 R 9 0 R 30 0 R]>>>>`,
      30: `<<${TEXT}>>`.replace('nama', 'lain'),
    }),
    'field-added',
  );
  const two = seal(
    revise(
      signedDocument({
        10: '<</FT/Sig/T(dua)>>',
        1: `<<${CATALOG}/AcroForm<</SigFlags 3/Fields[7 0 R 9 0 R 10 0 R]>>>>`,
      }),
      {
        10: '<</FT/Sig/T(dua)/V 21 0 R>>',
        21: signature(),
      },
    ),
  );
  illegal(after(revise(two, { 10: '<</FT/Sig/T(dua)>>' })), 'signature-removed');
  illegal(later({ 9: `<<${SIGNED}/Rect[72 100 272 160]/V 20 0 R>>` }), 'signed-field-changed');
  illegal(later({ 9: `<<${SIGNED}/Rect[72 500 272 560]/V 20 0 R/AP<</N 8 0 R>>>>` }), 'signed-field-changed');
});

test('a form field added, removed, renamed or moved is illegal', () => {
  illegal(later({ 1: `<<${CATALOG}/AcroForm<</SigFlags 3/Fields[9 0 R]>>>>` }), 'field-removed');
  illegal(later({ 7: `<<${TEXT}/AP<</N 8 0 R>>>>`.replace('nama', 'lain') }), 'field-renamed');
  illegal(later({ 7: `<<${TEXT}/AP<</N 8 0 R>>/V(a)>>`.replace('600 272', '300 272') }), 'field-changed');
  illegal(later({ 7: `<<${TEXT}/AP<</N 8 0 R>>/F 2>>` }), 'field-changed');
});

test('filling in a field is allowed, and said', () => {
  const answer = later({ 7: `<<${TEXT}/V(Ani)/AP<</N 30 0 R>>>>`, 30: LOOK });
  assert.deepEqual([answer.level, codes(answer, 'info')], ['allowed', ['field-filled']]);
  assert.equal(later({ 7: `<<${TEXT}/V(Ani)/AP<</N 8 0 R>>>>`, 8: LOOK }).level, 'allowed');
});

test('a new look without a new value is illegal, in a text field and in a button', () => {
  illegal(later({ 7: `<<${TEXT}/AP<</N 30 0 R>>>>`, 30: LOOK }), 'field-look-swapped');
  illegal(later({ 8: LOOK }), 'field-look-swapped');
  const button = '<</FT/Btn/T(nama)/Subtype/Widget/Rect[72 600 272 620]/AP<</N 8 0 R>>/V/Off>>';
  illegal(later({ 8: LOOK, 7: button.replace('/Off', '/On') }, { 7: button }), 'button-look-swapped');
});

test('the look of a filled field that page content uses as well cannot be changed through the field', () => {
  const shared = {
    3: `<<${PAGE.replace('/Font', '/XObject<</X 8 0 R>>/Font')}/Contents 4 0 R/Annots[7 0 R 9 0 R]>>`,
  };
  illegal(later({ 7: `<<${TEXT}/V(Ani)/AP<</N 8 0 R>>>>`, 8: LOOK }, shared), 'page-resources');
});

test('fonts of the form that fields are drawn with cannot be replaced, new names may come', () => {
  const form = (fonts: string): Objects => ({
    1: `<<${CATALOG}/AcroForm<</SigFlags 3/Fields[7 0 R 9 0 R]/DR<</Font<<${fonts}>>>>>>>>`,
    30: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>',
  });
  illegal(later(form('/F1 30 0 R')), 'form-resources');
  assert.equal(later(form('/F1 5 0 R/F2 30 0 R')).level, 'allowed');
});

test('DocMDP level 1 forbids filling in, level 2 forbids comments, and no level allows a stamp over the page', () => {
  const fill = { 7: `<<${TEXT}/V(Ani)/AP<</N 8 0 R>>>>`, 8: LOOK };
  const comment = (kind: string): Objects => ({
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 30 0 R]>>`,
    30: `<</Type/Annot/Subtype/${kind}/Rect[72 700 300 730]>>`,
  });
  const certified = (level: number, objects: Objects): Changes =>
    after(revise(signedDocument({}, DOC_MDP(level)), objects));
  illegal(certified(1, fill), 'forbidden-field-filled');
  assert.equal(certified(2, fill).level, 'allowed');
  illegal(certified(2, comment('Highlight')), 'forbidden-annotation-added');
  const noted = certified(3, comment('Highlight'));
  assert.deepEqual([noted.level, noted.findings[0]!.rect], ['annotations', [72, 700, 300, 730]]);
  for (const kind of ['FreeText', 'Stamp', 'Square', 'Redact', 'Ink'])
    illegal(certified(3, comment(kind)), 'annotation-overlay');
});

test('a comment with a picture of its own is not-checked, and a link that leads elsewhere is illegal', () => {
  const annots = `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 30 0 R]>>`;
  const pictured = later({ 3: annots, 30: '<</Subtype/Highlight/Rect[0 0 595 842]/AP<</N 8 0 R>>>>' });
  assert.deepEqual([pictured.level, codes(pictured, 'unknown')], ['not-checked', ['annotation-look']]);
  const link = (uri: string): string => `<</Subtype/Link/Rect[72 72 99 99]/A<</S/URI/URI(${uri})>>>>`;
  illegal(
    later({ 30: link('https://lain.example') }, { 3: annots, 30: link('https://asli.example') }),
    'annotation-replaced',
  );
});

test('fields that a lock or FieldMDP names cannot be filled in any more', () => {
  const fill = { 7: `<<${TEXT}/V(Ani)/AP<</N 8 0 R>>>>`, 8: LOOK };
  const locked = (lock: string): Changes => after(revise(signedDocument({}, '', `/Lock<<${lock}>>`), fill));
  illegal(locked('/Action/All'), 'locked-field-filled');
  illegal(locked('/Action/Include/Fields[(nama)]'), 'locked-field-filled');
  illegal(locked('/Action/Exclude/Fields[(lain)]'), 'locked-field-filled');
  assert.equal(locked('/Action/Include/Fields[(nam)]').level, 'allowed');
  assert.equal(locked('/Action/Exclude/Fields[(nama)]').level, 'allowed');
  illegal(locked('/Action/Include/Fields[(lain)]/P 1'), 'forbidden-field-filled');
});

test('annotations moved between pages, reordered or made of a removed widget are illegal', () => {
  const annotated = {
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 30 0 R]>>`,
    30: '<</Subtype/Stamp/Rect[0 0 9 9]>>',
  };
  illegal(
    later({ 3: `<<${PAGE}/Contents 4 0 R/Annots[30 0 R 7 0 R 9 0 R]>>` }, annotated),
    'annotations-reordered',
  );
  illegal(later({ 30: '<</Subtype/Stamp/Rect[0 0 500 800]>>' }, annotated), 'annotation-replaced');
  illegal(later({ 3: `<<${PAGE}/Contents 4 0 R/Annots[9 0 R]>>` }), 'widget-removed');
  illegal(
    later({
      3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 30 0 R]>>`,
      30: '<</Subtype/Widget/Rect[0 0 9 9]>>',
    }),
    'widget-without-field',
  );
});

/** A further signature in a new field "dua" at the given rectangle. */
function countersigned(before: Uint8Array, rect: string, type = 'Sig'): Uint8Array {
  return seal(
    revise(before, {
      1: `<<${CATALOG}${FORM.replace('9 0 R]', '9 0 R 10 0 R]')}>>`,
      3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 10 0 R]>>`,
      10: `<</FT/Sig/T(dua)/Subtype/Widget/Rect[${rect}]/P 3 0 R/V 21 0 R>>`,
      21: signature('', type),
    }),
  );
}

test('a further signature is allowed where it hides nothing, and a document timestamp always', () => {
  const answer = after(countersigned(signedDocument(), '300 500 400 560'));
  assert.deepEqual([answer.level, codes(answer, 'info')], ['allowed', ['signature-added']]);
  illegal(after(countersigned(signedDocument(), '80 605 90 615')), 'field-overlay');
  illegal(
    after(countersigned(signedDocument({}, DOC_MDP(2)), '300 500 400 560')),
    'forbidden-signature-added',
  );
  assert.equal(after(countersigned(signedDocument({}, DOC_MDP(2)), '0 0 0 0')).level, 'allowed');
  illegal(after(countersigned(signedDocument({}, DOC_MDP(1)), '0 0 0 0')), 'forbidden-signature-added');
  const stamped = after(countersigned(signedDocument({}, DOC_MDP(1)), '0 0 0 0', 'DocTimeStamp'));
  assert.deepEqual([stamped.level, codes(stamped, 'info')], ['allowed', ['timestamp-added']]);
});

test('a new signature spread over the page is not-checked: what it hides cannot be told', () => {
  const wide = after(countersigned(signedDocument({ 7: '<</FT/Tx/T(nama)>>' }), '0 0 595 490'));
  assert.deepEqual([wide.level, codes(wide, 'unknown')], ['not-checked', ['signature-covers-page']]);
});

test('an object that the appended revision does not list, or a key written twice, is illegal', () => {
  const text = textOf(revise(signedDocument(), { 30: 'null' }));
  const hidden = text.replace(/30 0 obj\nnull\nendobj\n/, (listed) => `${listed}4 0 obj\n<<>>\nendobj\n`);
  const moved = hidden.replace(
    /(startxref\n)(\d+)(\n%%EOF\n)$/,
    (_, a, offset, b) => a + (Number(offset) + 20) + b,
  );
  illegal(after(bytesOf(moved)), 'unlisted-bytes');
  illegal(later({ 3: `<<${PAGE}/Contents 8 0 R/Contents 4 0 R/Annots[7 0 R 9 0 R]>>` }), 'repeated-key');
});

test('certifying after a signature is illegal', () => {
  const before = signedDocument();
  illegal(after(revise(before, { 1: `<<${CATALOG}${FORM}/Perms<</DocMDP 20 0 R>>>>` })), 'certified-later');
});

test('validation data, metadata, version and extensions may be added but not lowered or removed', () => {
  const with1 = (extra: string): Objects => ({
    1: `<<${CATALOG}${FORM}${extra}>>`,
    30: stream('x', '/Type/Metadata'),
  });
  for (const extra of [
    '/DSS<</Certs[30 0 R]>>',
    '/Metadata 30 0 R',
    '/Version/2.0',
    '/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>',
  ]) {
    const answer = later(with1(extra));
    assert.equal(answer.level, 'allowed', extra);
    assert.equal(answer.findings.length, 1, extra);
  }
  illegal(later({ 1: `<<${CATALOG}${FORM}>>` }, with1('/DSS<</Certs[30 0 R]>>')), 'validation-data-removed');
  illegal(later({ 1: `<<${CATALOG}${FORM}/Version/1.4>>` }, with1('/Version/1.7')), 'version-lowered');
  illegal(
    later(
      { 1: `<<${CATALOG}${FORM}/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 1>>>>>>` },
      with1('/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>'),
    ),
    'extension-lowered',
  );
});

test('validation data that overwrites a font of the page is illegal for the page', () => {
  illegal(later({ 1: `<<${CATALOG}${FORM}/DSS<</Certs[5 0 R]>>>>`, 5: stream('x') }), 'page-resources');
});

test('a font that turns into an annotation is not taken for an unchanged annotation', () => {
  illegal(
    later({
      3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 5 0 R]>>`,
      5: '<</Subtype/Text/Rect[0 0 9 9]>>',
    }),
    'page-resources',
  );
});

test('a change taken back by a still later revision is illegal all the same', () => {
  const forged = revise(signedDocument(), { 4: stream('(lain)') });
  illegal(after(revise(forged, { 4: basicObjects()[4]! })), 'page-content');
});

test('tags of a document may grow by a new field, not change', () => {
  const tagged = {
    1: `<<${CATALOG}${FORM}/StructTreeRoot 40 0 R>>`,
    40: '<</Type/StructTreeRoot/K 41 0 R/ParentTree<</Nums[0 41 0 R]>>>>',
    41: '<</S/P/P 40 0 R/Pg 3 0 R/K 0/Alt(lama)>>',
  };
  illegal(later({ 41: '<</S/P/P 40 0 R/Pg 3 0 R/K 0/Alt(baru)>>' }, tagged), 'structure-element');
  illegal(
    later({ 40: '<</Type/StructTreeRoot/K[]/ParentTree<</Nums[0 41 0 R]>>>>' }, tagged),
    'structure-element',
  );
  illegal(
    later({ 40: '<</Type/StructTreeRoot/K 41 0 R/ParentTree<</Nums[0 42 0 R]>>>>' }, tagged),
    'structure-parents',
  );
  const grown = {
    1: `<<${CATALOG}${FORM.replace('9 0 R]', '9 0 R 10 0 R]')}/StructTreeRoot 40 0 R>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 10 0 R]>>`,
    10: '<</FT/Sig/T(dua)/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/StructParent 1>>',
    40: '<</Type/StructTreeRoot/K[41 0 R 42 0 R]/ParentTree<</Nums[0 41 0 R 1 42 0 R]>>>>',
    42: '<</S/Form/P 40 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 10 0 R>>>>',
  };
  assert.equal(later(grown, tagged).level, 'allowed');
});

test('what cannot be decided is not-checked, with a reason', () => {
  const xfa = { 1: `<<${CATALOG}${FORM.replace('/SigFlags', '/XFA 30 0 R/SigFlags')}>>`, 30: stream('<a/>') };
  const answer = later({ 30: stream('<b/>') }, xfa);
  assert.deepEqual([answer.level, codes(answer, 'unknown')], ['not-checked', ['form-xfa']]);
  const doc = openPdf(bytesOf(textOf(signedDocument()).replace(/startxref\n\d+/g, 'startxref\n1')));
  assert.equal(changesAfter(doc, doc.signatures[0]!).level, 'not-checked');
});
