import assert from 'node:assert/strict';
import test from 'node:test';
import { changesAfter, openPdf } from '../../../labs/signature/pdf/index.ts';
import { basicObjects, bytesOf, type Objects, revise, signedDocument, stream, textOf } from './build.ts';
import { after, CATALOG, codes, FORM, illegal, later, PAGE } from './later.ts';

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
  assert.deepEqual([bare.signatures, bare.findings[0]!.code], [[], 'signature-removed']);
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

test('an entry of the page tree that readers count by may not change', () => {
  illegal(later({ 2: '<</Type/Pages/Kids[3 0 R]/Count 0>>' }), 'page-tree');
});

test('numbers written differently but equal are no change', () => {
  const answer = later({
    3: `<<${PAGE.replace('595 842', '595.0 842.00')}/Contents 4 0 R/Annots[7 0 R 9 0 R]>>`,
  });
  assert.deepEqual([answer.level, answer.findings], ['allowed', []]);
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
