import assert from 'node:assert/strict';
import test from 'node:test';
import type { Changes } from '../../../labs/signature/pdf/index.ts';
import { type Objects, revise, seal, signature, signedDocument } from './build.ts';
import {
  after,
  CATALOG,
  codes,
  countersigned,
  DOC_MDP,
  FORM,
  illegal,
  LOOK,
  later,
  PAGE,
  SIGNED,
  TEXT,
} from './later.ts';

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

test('filling in a field is allowed, and left open where nobody certified the document for it', () => {
  const filled = { 7: `<<${TEXT}/V(Ani)/AP<</N 30 0 R>>>>`, 30: LOOK };
  const answer = later(filled);
  assert.deepEqual([answer.level, codes(answer, 'unknown')], ['allowed', ['field-filled']]);
  const asked = after(revise(signedDocument({}, DOC_MDP(2)), filled));
  assert.deepEqual([asked.level, codes(asked, 'info')], ['allowed', ['field-filled']]);
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

test('an empty signature field may be added without a look, not with one, and a visible timestamp is doubted', () => {
  const added = (extra: string, rect = '300 500 400 560'): Objects => ({
    1: `<<${CATALOG}${FORM.replace('9 0 R]', '9 0 R 10 0 R]')}>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 10 0 R]>>`,
    10: `<</FT/Sig/T(dua)/Subtype/Widget/Rect[${rect}]/P 3 0 R${extra}>>`,
  });
  assert.equal(later(added('')).level, 'allowed');
  illegal(later(added('/AP<</N 8 0 R>>')), 'unsigned-look');
  assert.equal(later(added('/AP<</N 8 0 R>>', '0 0 0 0')).level, 'allowed');
  const stamped = after(countersigned(signedDocument(), '300 500 400 560', 'DocTimeStamp'));
  assert.deepEqual([stamped.level, codes(stamped, 'unknown')], ['not-checked', ['timestamp-visible']]);
});
