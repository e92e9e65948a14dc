import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Report, verifyPdf } from '../../../labs/signature/index.ts';
import {
  CATALOG,
  certified,
  fastAnchors,
  form,
  look,
  PAGE,
  seal,
  second,
  signedLetter,
  unsealed,
} from '../make/by-hand.ts';
import { NOW } from '../make/fixtures.ts';
import { type Objects, revise } from '../pdf/build.ts';

const verify = (bytes: Uint8Array): Report => verifyPdf(bytes, { anchors: fastAnchors, at: NOW });

/** Field "ttd" without its value, in the form or out of it. */
const EMPTIED: Objects = {
  9: '<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[20 100 220 120]/P 3 0 R/F 132>>',
};
const TAKEN_OUT: Objects = {
  1: `<<${CATALOG}${form('7 0 R')}>>`,
  3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R]>>`,
};

test('a document whose only signature a later revision took away is invalid, and says which version was signed', () => {
  for (const objects of [EMPTIED, TAKEN_OUT]) {
    const { verdict, reason, todo, signatures } = verify(revise(signedLetter(), objects));
    assert.equal(verdict, 'invalid');
    assert.match(reason, /pernah ada \(versi 2\), lalu dilepas/);
    assert.match(todo, /Minta berkas asli/);
    assert.deepEqual(signatures, []);
  }
});

/** Field "ttd" taken away, then field "dua" signed by somebody else over what is left. */
function replacedSigner(type: 'Sig' | 'timestamp'): Uint8Array {
  const widget = '<</FT/Sig/T(dua)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/F 132/V 21 0 R>>';
  const objects: Objects = {
    1: `<<${CATALOG}${form('7 0 R 12 0 R')}>>`,
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 12 0 R]>>`,
    12: widget,
    21: type === 'Sig' ? unsealed() : unsealed('', 'ETSI.RFC3161'),
  };
  const signed = revise(revise(signedLetter(), TAKEN_OUT), objects);
  return seal(signed, type === 'Sig' ? second : 'timestamp');
}

test('a timestamp put over a document whose signature was taken away does not hide that', () => {
  const { verdict, reason } = verify(replacedSigner('timestamp'));
  assert.equal(verdict, 'invalid');
  assert.match(reason, /dilepas/);
});

test('a later signer does not make valid a document from which another signature was taken away before', () => {
  const { verdict, reason, signatures } = verify(replacedSigner('Sig'));
  assert.equal(verdict, 'indeterminate');
  assert.match(reason, /tanda tangan lain pernah ada lalu dilepas/);
  assert.equal(signatures[0]?.indication, 'TOTAL-PASSED');
});

const NOTE: Objects = {
  3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 60 0 R]>>`,
  60: '<</Type/Annot/Subtype/Text/Rect[20 300 40 320]/Contents(Periksa lagi)/F 4>>',
};

test('a comment that no signer allowed leaves the document undecided and points to the signed version', () => {
  const { verdict, reason, todo, signatures } = verify(revise(signedLetter(), NOTE));
  assert.equal(verdict, 'indeterminate');
  assert.match(reason, /tanpa izin tegas/);
  assert.match(todo, /versi 2 yang ditandatangani/);
  assert.equal(signatures[0]?.checks.changesAfter, 'annotations');
  assert.equal(signatures[0]?.subIndication, 'SIG_CONSTRAINTS_FAILURE');
  assert.match(signatures[0]!.explanations[2]!.text, /tanpa izin tegas/);
});

test('a comment on a document certified for fewer rights is invalid', () => {
  for (const level of [1, 2] as const)
    assert.equal(verify(revise(signedLetter(certified(level)), NOTE)).verdict, 'invalid');
});

test('a comment on a document certified for comments stays valid, and is named', () => {
  const { verdict, signatures } = verify(revise(signedLetter(certified(3)), NOTE));
  assert.equal(verdict, 'valid');
  assert.equal(signatures[0]?.checks.changesAfter, 'annotations');
  assert.match(signatures[0]!.explanations[2]!.text, /penanda tangan mengizinkannya/);
});

/** The text field with another value and a look that shows something else again. */
const FILLED: Objects = {
  7: '<</FT/Tx/T(nama)/V(Budi)/Type/Annot/Subtype/Widget/Rect[20 200 220 220]/P 3 0 R/F 4/DA(/F1 12 Tf)/AP<</N 8 0 R>>>>',
  8: look('Bayar 9.000.000'),
};

test('a field filled in that no signer allowed leaves the document undecided, whatever it shows', () => {
  const { verdict, reason, signatures } = verify(revise(signedLetter(), FILLED));
  assert.equal(verdict, 'indeterminate');
  assert.match(reason, /diisi setelah ditandatangani, tanpa izin tegas/);
  assert.equal(signatures[0]?.checks.changesAfter, 'allowed');
  assert.equal(signatures[0]?.subIndication, 'SIG_CONSTRAINTS_FAILURE');
  assert.match(signatures[0]!.explanations[2]!.text, /tidak diizinkan dengan tegas/);
});

test('a field filled in on a document certified for forms stays valid; locked or certified against it, it is invalid', () => {
  assert.equal(verify(revise(signedLetter(certified(2)), FILLED)).verdict, 'valid');
  assert.equal(verify(revise(signedLetter(certified(1)), FILLED)).verdict, 'invalid');
  const locked = signedLetter({
    ...certified(2),
    field: '/Lock<</Type/SigFieldLock/Action/Include/Fields[(nama)]>>',
  });
  assert.equal(verify(revise(locked, FILLED)).verdict, 'invalid');
});
