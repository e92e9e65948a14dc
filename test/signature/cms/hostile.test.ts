import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Asn1Error, decode } from '../../../labs/signature/cms/asn1.ts';
import { readAttributes, single } from '../../../labs/signature/cms/attributes.ts';
import { der } from '../../../labs/signature/cms/encode.ts';
import { readSignedData } from '../../../labs/signature/cms/signed-data.ts';
import { concat } from '../../../labs/signature/cms/values.ts';
import { explicit, integer, octetString, oid, sequence, set } from '../../../labs/signature/make/encode.ts';

const attribute = (type: string, ...values: Uint8Array[]): Uint8Array => sequence(oid(type), set(...values));

test('an attribute written twice, or with two values, is refused rather than chosen from', () => {
  const once = attribute('1.2.840.113549.1.9.4', octetString(new Uint8Array(32)));
  const twice = readAttributes(decode(explicit(0, once, once)));
  assert.throws(() => single(twice, '1.2.840.113549.1.9.4'), Asn1Error);
  const two = attribute(
    '1.2.840.113549.1.9.4',
    octetString(new Uint8Array(1)),
    octetString(new Uint8Array(2)),
  );
  assert.throws(() => single(readAttributes(decode(explicit(0, two))), '1.2.840.113549.1.9.4'), Asn1Error);
});

test('a hundred thousand attributes are refused at once', () => {
  const one = attribute('1.2.3', integer(1));
  const many = der(0xa0, concat(Array.from({ length: 100_000 }, () => one)));
  assert.throws(() => readAttributes(decode(many)), /more than/);
});

test('thousands of certificates in one container are refused at once', () => {
  const certificates = der(0xa0, concat(Array.from({ length: 5000 }, () => sequence(integer(1)))));
  const data = sequence(integer(1), set(), sequence(oid('1.2.840.113549.1.7.1')), certificates, set());
  assert.throws(
    () => readSignedData(sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data))),
    /more than 200/,
  );
});

test('containers of another type, empty ones and ones with loose ends are refused', () => {
  const data = sequence(integer(1), set(), sequence(oid('1.2.840.113549.1.7.1')), set());
  const bad = {
    'another content type': sequence(oid('1.2.840.113549.1.7.3'), explicit(0, data)),
    'no content': sequence(oid('1.2.840.113549.1.7.2')),
    'a field too many': sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data), integer(1)),
    'two contents': sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data, data)),
    'an unknown version': sequence(
      oid('1.2.840.113549.1.7.2'),
      explicit(0, sequence(integer(9), set(), sequence(oid('1.2.3')), set())),
    ),
  };
  for (const [what, bytes] of Object.entries(bad))
    assert.throws(() => readSignedData(bytes), Asn1Error, what);
  assert.equal(readSignedData(sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data))).signers.length, 0);
});
