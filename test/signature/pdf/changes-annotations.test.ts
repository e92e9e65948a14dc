import assert from 'node:assert/strict';
import test from 'node:test';
import { codes, illegal, later, PAGE } from './later.ts';

test('a comment with a picture of its own is not-checked, and a link that leads elsewhere is illegal', () => {
  const annots = `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 30 0 R]>>`;
  const pictured = later({ 3: annots, 30: '<</Subtype/Highlight/Rect[0 0 595 842]/AP<</N 8 0 R>>>>' });
  assert.deepEqual(
    [pictured.level, codes(pictured, 'unknown')],
    ['not-checked', ['annotation-added', 'annotation-look']],
  );
  const link = (uri: string): string => `<</Subtype/Link/Rect[72 72 99 99]/A<</S/URI/URI(${uri})>>>>`;
  illegal(
    later({ 30: link('https://lain.example') }, { 3: annots, 30: link('https://asli.example') }),
    'annotation-replaced',
  );
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
