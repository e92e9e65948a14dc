/**
 * Documents that two readers see differently: objects shadowed in object streams, hybrid lists, keys written twice,
 * indirect signature entries, objects the list does not name ("Processing Dangerous Paths", Müller et al., 2021, and
 * the PDF differentials collected since).
 */
import { CATALOG, form, letter, look, PAGE, revisePacked, signedLetter, words } from '../make/by-hand.ts';
import { bytesOf, lastXref, revise, stream, textOf } from '../pdf/build.ts';
import { attacks } from './attack.ts';

const plain = signedLetter();
const packed = signedLetter({ packed: true });
const HARMFUL = words('Bayar 9.000.000');

/** An object stream that says what object 4's page, or the field, should be. */
const pack = (bodies: Readonly<Record<number, string>>, extra = ''): string => {
  const entries = Object.entries(bodies);
  let at = 0;
  const head = entries.map(([num, body]) => {
    const place = `${num} ${at}`;
    at += body.length + 1;
    return place;
  });
  const first = `${head.join(' ')} `;
  const data = first + entries.map(([, body]) => `${body}\n`).join('');
  return stream(data, `/Type/ObjStm/N ${entries.length}/First ${first.length}${extra}`);
};
const otherPage = `<<${PAGE}/Contents 60 0 R/Annots[7 0 R 9 0 R]>>`;
const root = letter()[1]!;

/** Bodies of the first object stream (number 90) with the page pointed elsewhere, in the order they have there. */
function shadowed(): string {
  const text = textOf(packed);
  const [, count, first, data] = /\/ObjStm\/N (\d+)\/First (\d+)>>\nstream\n(.*?)\nendstream/s.exec(text)!;
  const numbers = data!.slice(0, Number(first)).trim().split(' ').map(Number);
  const body = data!.slice(Number(first)).replaceAll('/Contents 4 0 R', '/Contents 5 0 R');
  return stream(`${numbers.join(' ')} ${body}`, `/Type/ObjStm/N ${count}/First ${first}`);
}

/** A table that hides an xref stream behind it (7.5.8.4): readers that know hybrids see another page. */
function hybrid(): Uint8Array {
  const text = textOf(plain);
  const page = text.length;
  let out = `${text}60 0 obj\n${HARMFUL}\nendobj\n3 0 obj\n${otherPage}\nendobj\n`;
  const offset = out.indexOf('3 0 obj', page);
  const list = out.length;
  const row = String.fromCharCode(1, offset >> 16, (offset >> 8) & 255, offset & 255, 0);
  out += `61 0 obj\n${stream(row, '/Type/XRef/Size 100/W[1 3 1]/Index[3 1]/Root 1 0 R')}\nendobj\n`;
  const start = out.length;
  const rows = `60 1\n${String(page).padStart(10, '0')} 00000 n\r\n`;
  return bytesOf(
    `${out}xref\n${rows}trailer\n<</Size 100/Root 1 0 R/Prev ${lastXref(text)}/XRefStm ${list}>>\nstartxref\n${start}\n%%EOF\n`,
  );
}

attacks('object streams', [
  {
    name: 'the page shadowed in a new object stream',
    before: packed,
    after: revisePacked(packed, { 3: otherPage, 60: HARMFUL }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the page of a plain document shadowed in an object stream',
    before: plain,
    after: revisePacked(plain, { 3: otherPage, 60: HARMFUL }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the object stream itself replaced',
    before: packed,
    after: revise(packed, { 90: shadowed() }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the object stream extended by another one',
    before: packed,
    after: revise(packed, { 90: pack({ 3: otherPage }, '/Extends 94 0 R'), 94: pack({ 1: root }) }),
    caughtBy: 'none',
  },
  {
    name: 'a hybrid list that only some readers follow',
    before: plain,
    after: hybrid(),
    caughtBy: 'changesAfter',
  },
]);

const twice = (body: string, entry: string): string => body.replace(/^<</, `<<${entry}`);

attacks('keys and objects written twice', [
  {
    name: 'the catalog names two page trees',
    before: plain,
    after: revise(plain, { 1: twice(root, '/Pages 60 0 R'), 60: '<</Type/Pages/Kids[]/Count 0>>' }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the page names two contents',
    before: plain,
    after: revise(plain, { 3: twice(letter()[3]!, '/Contents 60 0 R'), 60: HARMFUL }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the font named twice',
    before: plain,
    after: revise(plain, { 5: twice(letter()[5]!, '/BaseFont/Courier') }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'an object the list does not name',
    before: plain,
    after: bytesOf(
      textOf(revise(plain, { 60: 'null' })).replace(
        /60 0 obj\nnull\nendobj\n/,
        (one) => `${one}4 0 obj\n${HARMFUL}\nendobj\n`,
      ),
    ),
    caughtBy: 'coverage',
  },
  {
    name: 'the same object twice in one update',
    before: plain,
    after: bytesOf(textOf(plain) + textOf(revise(null, { 4: HARMFUL })).slice(15)),
    caughtBy: 'coverage',
  },
  {
    name: 'another generation of the content',
    before: plain,
    after: bytesOf(
      textOf(revise(plain, { 4: HARMFUL }))
        .replace(/4 0 obj\n(?=<<\/Length 47)/, '4 1 obj\n')
        .replace(/\n4 1\n(\d{10}) 00000(?!.*\n4 1\n)/s, '\n4 1\n$1 00001'),
    ),
    caughtBy: 'changesAfter',
  },
]);

/** Entries of the signature kept in objects of their own, which an update could replace. */
const indirect = (part: RegExp, number: number): string =>
  textOf(plain).replace(part, (whole) => `${whole.split(/[ [<]/)[0]} ${number} 0 R`);

attacks('signature entries in objects of their own', [
  {
    name: '/ByteRange',
    before: plain,
    after: revise(bytesOf(indirect(/\/ByteRange \[[^\]]*\]/, 60)), { 60: '[0 10 20 30]' }),
    caughtBy: 'coverage',
  },
  {
    name: '/Contents',
    before: plain,
    after: revise(bytesOf(indirect(/\/Contents <[^>]*>/, 60)), { 60: '<3003020101>' }),
    caughtBy: 'coverage',
  },
]);

const action = (entry: string): Uint8Array => revise(plain, { 1: root.replace(/>>$/, `${entry}>>`) });
const onPage = (entry: string): Uint8Array => revise(plain, { 3: letter()[3]!.replace(/>>$/, `${entry}>>`) });
const SCRIPT = '<</S/JavaScript/JS(this.getField\\("nama"\\).value="Budi")>>';

attacks('dangerous features added later', [
  {
    name: 'a script on opening',
    before: plain,
    after: action(`/OpenAction${SCRIPT}`),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a script by name',
    before: plain,
    after: action(`/Names<</JavaScript<</Names[(a)${SCRIPT}]>>>>`),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a program to launch',
    before: plain,
    after: action('/OpenAction<</S/Launch/F(kalkulator.exe)>>'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a form sent away',
    before: plain,
    after: action('/AA<</WC<</S/SubmitForm/F(http://contoh.invalid)>>>>'),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a script on the page',
    before: plain,
    after: onPage(`/AA<</O${SCRIPT}>>`),
    caughtBy: 'changesAfter',
  },
  {
    name: 'a script in a field',
    before: plain,
    after: revise(plain, { 7: letter()[7]!.replace(/>>$/, `/AA<</F${SCRIPT}>>>>`) }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'content taken from another file',
    before: plain,
    after: revise(plain, { 4: stream('', '/F(lain.txt)') }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'an attachment',
    before: plain,
    after: action('/Names<</EmbeddedFiles<</Names[(a)60 0 R]>>>>'),
    caughtBy: 'changesAfter',
  },
  { name: 'a page turned', before: plain, after: onPage('/Rotate 180'), caughtBy: 'changesAfter' },
  { name: 'a page cropped', before: plain, after: onPage('/CropBox[0 0 300 100]'), caughtBy: 'changesAfter' },
  {
    name: 'an XFA form',
    before: plain,
    after: revise(plain, {
      1: `<<${CATALOG}${form('7 0 R 9 0 R').replace('<</SigFlags', '<</XFA 60 0 R/SigFlags')}>>`,
      60: stream('<xdp/>'),
    }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the look of the text field drawn with another font',
    before: plain,
    after: revise(plain, {
      8: look('Ani').replace('/F1 5 0 R', '/F1 60 0 R'),
      60: letter()[5]!.replace('Helvetica', 'Symbol'),
    }),
    caughtBy: 'changesAfter',
  },
  {
    name: 'the document encrypted afterwards',
    before: plain,
    after: revise(plain, { 60: '<</Filter/Standard/V 1/R 2/O<00>/U<00>/P -4>>' }, '/Encrypt 60 0 R'),
    caughtBy: 'changesAfter',
  },
]);
