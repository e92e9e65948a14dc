import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as asn1js from 'asn1js';
import fc from 'fast-check';
import { type Asn1, Asn1Error, decode, decodeFirst } from '../../../labs/signature/cms/asn1.ts';
import { der, derSetOf, encodeOid } from '../../../labs/signature/cms/encode.ts';
import { integer, oid, time } from '../../../labs/signature/cms/values.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));

test('malformed elements are refused, never guessed at', () => {
  const broken: Readonly<Record<string, string>> = {
    'nothing at all': '',
    'a tag without length': '30',
    'a length past the end': '3005 0500',
    'bytes after the element': '0500 00',
    'an indefinite length that is never closed': '3080 0500',
    'a primitive of indefinite length': '0480 0000',
    'a length of nine bytes': '3089 010101010101010101',
    'a sequence without parts': '1000',
    'a constructed object identifier': '2603 2a0304',
    'a tag number of five groups': '3f ff ff ff ff 01 00',
  };
  for (const [what, text] of Object.entries(broken)) {
    assert.throws(() => decode(hex(text)).children.length, Asn1Error, what);
  }
});

test('a child that runs past its parent is refused when the parent is read', () => {
  assert.throws(() => decode(hex('3003 0405 00')).children, Asn1Error);
});

test('nesting deeper than the bound is refused', () => {
  const deep = (levels: number): Uint8Array => {
    let bytes: Uint8Array = hex('0500');
    for (let i = 0; i < levels; i++) bytes = der(0x30, bytes);
    return bytes;
  };
  const walk = (node: Asn1): number => (node.constructed ? 1 + walk(node.children[0]!) : 0);
  assert.equal(walk(decode(deep(50))), 50);
  assert.throws(() => walk(decode(deep(500))), Asn1Error);
});

test('many nested indefinite lengths cost no more than the bound', () => {
  const bytes = new Uint8Array(200_000).fill(0x30);
  for (let at = 1; at < bytes.length; at += 2) bytes[at] = 0x80;
  assert.throws(() => decode(bytes), Asn1Error);
});

test('times that do not exist and odd forms are refused', () => {
  const utc = (text: string) => decode(der(0x17, new TextEncoder().encode(text)));
  for (const text of ['260230000000Z', '261301000000Z', '2611010000', '261101250000Z', 'abc', '']) {
    assert.throws(() => time(utc(text)), Asn1Error, text);
  }
  assert.equal(time(utc('261101030000Z')), Date.UTC(2026, 10, 1, 3));
  assert.equal(time(utc('261101100000+0700')), Date.UTC(2026, 10, 1, 3));
  assert.equal(time(utc('500101000000Z')), Date.UTC(1950, 0, 1));
});

test('integers keep their sign and object identifiers their arcs', () => {
  assert.equal(integer(decode(hex('0201ff'))), -1n);
  assert.equal(integer(decode(hex('020200ff'))), 255n);
  for (const name of [
    '1.2.840.113549.1.7.2',
    '2.16.840.1.101.3.4.2.1',
    '0.4.0.127.0.7.1.1.4.1.3',
    '2.5.29.15',
  ]) {
    assert.equal(oid(decode(encodeOid(name))), name);
  }
  assert.throws(() => oid(decode(hex('0601 80'))), Asn1Error);
});

test('a DER set is sorted by encoding', () => {
  const set = derSetOf(0x31, [hex('020103'), hex('020101'), hex('0500'), hex('020102')]);
  assert.equal(Buffer.from(set).toString('hex'), '310b0201010201020201030500');
});

test('reads the same tree as asn1js from anything asn1js writes', () => {
  const { node } = fc.letrec<{ node: asn1js.AsnType }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((value) => asn1js.Integer.fromBigInt(value)),
      fc
        .uint8Array({ maxLength: 300 })
        .map((value) => new asn1js.OctetString({ valueHex: value.slice().buffer })),
      fc.string().map((value) => new asn1js.Utf8String({ value })),
      fc.array(tie('node'), { maxLength: 5 }).map((value) => new asn1js.Sequence({ value })),
      fc.array(tie('node'), { maxLength: 5 }).map((value) => new asn1js.Set({ value })),
    ),
  }));
  const agree = (ours: Asn1, theirs: asn1js.AsnType): boolean => {
    const children = theirs instanceof asn1js.Constructed ? theirs.valueBlock.value : null;
    if (ours.tag !== theirs.idBlock.tagNumber || ours.constructed !== (children !== null)) return false;
    if (!children) return Buffer.compare(ours.raw, Buffer.from(theirs.toBER())) === 0;
    return (
      ours.children.length === children.length &&
      ours.children.every((child, at) => agree(child, children[at]! as asn1js.AsnType))
    );
  };
  fc.assert(
    fc.property(node, (tree) => agree(decode(new Uint8Array(tree.toBER())), tree)),
    { numRuns: 300 },
  );
});

test('no bytes at all make the reader do anything but answer or refuse', () => {
  const visit = (node: Asn1): void => {
    if (node.constructed) for (const child of node.each()) visit(child);
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      try {
        visit(decodeFirst(bytes));
      } catch (error) {
        assert.ok(error instanceof Asn1Error);
      }
    }),
    { numRuns: 2000 },
  );
});
