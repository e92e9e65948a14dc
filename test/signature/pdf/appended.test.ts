import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { changesAfter, openPdf, PdfError } from '../../../labs/signature/pdf/index.ts';
import { basicObjects, revise, signedDocument } from './build.ts';

/** SIGPDF_MUTATIONS makes this run longer, too. */
const RUNS = Number(process.env['SIGPDF_MUTATIONS'] ?? 600);

const SIGNED = signedDocument();
const BODIES = basicObjects();
/** Everything the shown page of the basic document is made of. */
const SHOWN = [1, 2, 3, 4, 5];

const PIECES = [
  '4 0 R',
  '8 0 R',
  '5 0 R',
  '0',
  '1',
  '90',
  '/Rotate',
  '/Contents',
  '/Resources',
  '/Font',
  '/F2',
  'Td',
  ')',
  '(x)',
];

/** The tokens of an object: two bodies with the same ones say the same. */
const tokens = (body: string): string => body.replace(/\s+/g, ' ').trim();

test('a page object rewritten at random in an appended revision is allowed only when it says the same', () => {
  const change = fc.record({
    num: fc.constantFrom(...SHOWN),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 12 }),
    piece: fc.constantFrom('', ' ', '\n', ...PIECES),
  });
  let allowed = 0;
  const property = fc.property(change, ({ num, at, cut, piece }) => {
    const body = BODIES[num]!;
    const from = Math.floor(at * body.length);
    const changed = body.slice(0, from) + piece + body.slice(from + cut);
    let doc: ReturnType<typeof openPdf>;
    try {
      doc = openPdf(revise(SIGNED, { [num]: changed }));
    } catch (error) {
      assert.ok(error instanceof PdfError, String(error));
      return;
    }
    const [found] = doc.signatures;
    if (!found || !['none', 'allowed', 'annotations'].includes(changesAfter(doc, found).level)) return;
    allowed++;
    const plain = (text: string): string => tokens(text).replace(/ ?([[\]<>/()]) ?/g, '$1');
    assert.equal(plain(changed), plain(body));
  });
  fc.assert(property, { numRuns: RUNS, seed: 7 });
  assert.ok(allowed > 0, 'some changes of mere white space were allowed');
});
