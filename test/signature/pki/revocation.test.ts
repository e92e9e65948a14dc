import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  encodeName,
  extension,
  makeCertificate,
  type Profile,
} from '../../../labs/signature/make/certificate.ts';
import { nullValue } from '../../../labs/signature/make/encode.ts';
import { ecdsaKey } from '../../../labs/signature/make/keys.ts';
import { makeCrl, makeOcsp, type Responder } from '../../../labs/signature/make/revocation.ts';
import type { Certificate } from '../../../labs/signature/pki/certificate.ts';
import { EXTENDED_USAGE, KEY_USAGE } from '../../../labs/signature/pki/extensions.ts';
import { pathRevocation, readRevocationPool } from '../../../labs/signature/pki/revocation.ts';
import { authority, day, NOW, person, random } from '../make/fixtures.ts';

const { intermediate, root } = authority;
const signer = person();
const { certificate } = signer;
const WINDOW = { thisUpdate: day(-1), nextUpdate: day(6) };
const AT = day(0).getTime();

/** Status of the signer from these items, at the signing day unless told otherwise. */
function status(
  items: { ocsps?: Uint8Array[]; crls?: Uint8Array[] },
  at = AT,
  of: Certificate = certificate,
): string {
  const pool = readRevocationPool(items.ocsps ?? [], items.crls ?? [], []);
  return pathRevocation([of, intermediate.certificate], pool, at, NOW.getTime())[0]!.status;
}

function responder(profile: Profile, issuer = intermediate): Responder {
  const key = ecdsaKey(random);
  const made = makeCertificate(
    {
      serial: 77n,
      issuer: encodeName(issuer.name),
      subject: encodeName([['CN', 'Penjawab']]),
      notBefore: day(-10),
      notAfter: day(10),
      spki: key.spki,
      profile,
    },
    issuer.key,
  );
  return { certificate: made, key };
}

const SPEAKS: Profile = {
  keyUsage: [KEY_USAGE.digitalSignature],
  extendedUsage: [EXTENDED_USAGE.ocspSigning],
};
const good = (by: Responder, window = WINDOW) =>
  makeOcsp(certificate, intermediate.certificate, by, null, window);

test('without any statement the status is unknown', () => {
  assert.equal(status({}), 'unknown');
});

test('an OCSP answer by a certificate without the right to answer does not count', () => {
  assert.equal(status({ ocsps: [good(responder({ keyUsage: [KEY_USAGE.digitalSignature] }))] }), 'unknown');
  assert.equal(status({ ocsps: [good(person())] }), 'unknown');
});

test('an OCSP answer by a responder of another authority does not count', () => {
  assert.equal(status({ ocsps: [good(responder(SPEAKS, root))] }), 'unknown');
});

test('an OCSP answer whose signature was changed does not count', () => {
  const answer = good(intermediate);
  const at = Buffer.from(answer).indexOf(Buffer.from('20261031', 'latin1')) + 7;
  answer[at] = answer[at]! ^ 1;
  assert.equal(status({ ocsps: [answer] }), 'unknown');
});

test('an OCSP answer about another certificate does not count', () => {
  const other = makeOcsp(person().certificate, intermediate.certificate, intermediate, null, WINDOW);
  assert.equal(status({ ocsps: [other] }), 'unknown');
});

test('a responder that its issuer has revoked may no longer answer, unless it says that it needs no check', () => {
  const by = responder(SPEAKS);
  const entry = { serial: by.certificate.serial, at: day(-5) };
  const crls = [
    makeCrl(root.certificate, root.key, [entry], WINDOW),
    makeCrl(intermediate.certificate, intermediate.key, [entry], {
      thisUpdate: day(-5),
      nextUpdate: day(-4),
    }),
  ];
  assert.equal(status({ ocsps: [good(by)], crls }), 'unknown');
  const unchecked = responder({ ...SPEAKS, more: [extension('1.3.6.1.5.5.7.48.1.5', nullValue())] });
  assert.equal(status({ ocsps: [good(unchecked)], crls }), 'good');
});

test('an answer signed over SHA-1 does not count', () => {
  const key = ecdsaKey(random, 'P-256', 'SHA-1');
  const own = makeCertificate(
    {
      serial: 78n,
      issuer: encodeName(intermediate.name),
      subject: encodeName([['CN', 'Penjawab lama']]),
      notBefore: day(-10),
      notAfter: day(10),
      spki: key.spki,
      profile: SPEAKS,
    },
    intermediate.key,
  );
  assert.equal(status({ ocsps: [good({ certificate: own, key })] }), 'unknown');
});

test('an authority cannot say of itself that it is never revoked', () => {
  const profile = {
    ca: true,
    keyUsage: [KEY_USAGE.keyCertSign],
    more: [extension('2.5.29.56', nullValue())],
  };
  assert.equal(status({}, AT, person({ profile }).certificate), 'unknown');
});

test('an OCSP answer by the issuer or its responder is good or revoked', () => {
  for (const by of [intermediate, responder(SPEAKS)]) {
    assert.equal(status({ ocsps: [good(by)] }), 'good');
    const revoked = makeOcsp(certificate, intermediate.certificate, by, day(-2), WINDOW);
    assert.equal(status({ ocsps: [revoked] }), 'revoked');
    assert.equal(
      status({ ocsps: [good(by), revoked] }),
      'revoked',
      'one answer of revocation outweighs a good one',
    );
  }
});

test('a statement speaks only for moments it can know of', () => {
  const answer = [good(intermediate)];
  assert.equal(status({ ocsps: answer }, day(3).getTime()), 'good');
  assert.equal(status({ ocsps: answer }, day(-5).getTime()), 'good', 'issued later and still not revoked');
  assert.equal(status({ ocsps: answer }, day(8).getTime()), 'unknown', 'its window has ended');
  const future = good(intermediate, { thisUpdate: day(40), nextUpdate: day(50) });
  assert.equal(status({ ocsps: [future] }), 'unknown', 'from the future of the check');
});

test('a list by another authority, or signed with another key, does not count', () => {
  assert.equal(status({ crls: [makeCrl(root.certificate, root.key, [], WINDOW)] }), 'unknown');
  assert.equal(status({ crls: [makeCrl(intermediate.certificate, root.key, [], WINDOW)] }), 'unknown');
});

test('a list by the issuer is good or revoked, from the day of revocation on', () => {
  const entry = { serial: certificate.serial, at: day(2) };
  const list = [makeCrl(intermediate.certificate, intermediate.key, [entry], WINDOW)];
  assert.equal(status({ crls: list }, day(0).getTime()), 'good');
  assert.equal(status({ crls: list }, day(3).getTime()), 'revoked');
});

test('a certificate that says it is never revoked needs no list, yet a list that names it counts', () => {
  const short = person({
    profile: { keyUsage: [KEY_USAGE.nonRepudiation], more: [extension('2.5.29.56', nullValue())] },
  });
  assert.equal(status({}, AT, short.certificate), 'good');
  const entry = { serial: short.certificate.serial, at: day(-1) };
  const list = [makeCrl(intermediate.certificate, intermediate.key, [entry], WINDOW)];
  assert.equal(status({ crls: list }, AT, short.certificate), 'revoked');
});

test('broken lists and answers are passed over', () => {
  assert.equal(status({ ocsps: [new Uint8Array(20)], crls: [new Uint8Array([0x30, 0x80])] }), 'unknown');
});
