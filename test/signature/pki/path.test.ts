import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  encodeName,
  extension,
  makeCertificate,
  type NameParts,
  type Profile,
} from '../../../labs/signature/make/certificate.ts';
import { explicit, implicit, integer, oid, sequence } from '../../../labs/signature/make/encode.ts';
import { ecdsaKey, type SigningKey } from '../../../labs/signature/make/keys.ts';
import { seededRandom } from '../../../labs/signature/make/random.ts';
import type { Certificate } from '../../../labs/signature/pki/certificate.ts';
import { KEY_USAGE } from '../../../labs/signature/pki/extensions.ts';
import { findPath } from '../../../labs/signature/pki/path.ts';

const random = seededRandom('paths');
const AT = Date.UTC(2026, 10, 1);
const CA: Profile = { ca: true, keyUsage: [KEY_USAGE.keyCertSign] };
let serial = 1n;

interface Entity {
  readonly name: NameParts;
  readonly key: SigningKey;
  readonly certificate: Certificate;
}

function entity(
  issuer: Entity | null,
  cn: string,
  profile: Profile,
  parts: NameParts = [
    ['O', 'Kota'],
    ['CN', cn],
  ],
): Entity {
  const key = ecdsaKey(random);
  const certificate = makeCertificate(
    {
      serial: serial++,
      issuer: encodeName(issuer?.name ?? parts),
      subject: encodeName(parts),
      notBefore: new Date(AT - 1e10),
      notAfter: new Date(AT + 1e10),
      spki: key.spki,
      profile,
    },
    issuer?.key ?? key,
  );
  return { name: parts, key, certificate };
}

function judge(leaf: Entity, between: readonly Entity[], anchor: Entity, at = AT) {
  return findPath(
    leaf.certificate,
    between.map((one) => one.certificate),
    [anchor.certificate],
    at,
  );
}

const codes = (answer: ReturnType<typeof judge>): string[] => answer.faults.map((fault) => fault.code);
const root = entity(null, 'Akar', CA);

test('an anchor of the same name but another key is not reached', () => {
  const middle = entity(root, 'Antara', CA);
  const leaf = entity(middle, 'Orang', {});
  assert.equal(judge(leaf, [middle, root], entity(null, 'Akar', CA)).status, 'none');
  assert.equal(judge(leaf, [middle, root], root).status, 'pass');
});

test('a certificate that is no authority issues nothing', () => {
  const person = entity(root, 'Orang', { keyUsage: [KEY_USAGE.digitalSignature] });
  const forged = entity(person, 'Palsu', {});
  assert.deepEqual(codes(judge(forged, [person], root)), ['authority']);
});

test('an authority whose key may not sign certificates issues nothing', () => {
  const middle = entity(root, 'Antara', { ca: true, keyUsage: [KEY_USAGE.crlSign] });
  assert.deepEqual(codes(judge(entity(middle, 'Orang', {}), [middle], root)), ['usage']);
});

test('an anchor that is an end certificate vouches for itself alone', () => {
  const person = entity(root, 'Orang', { keyUsage: [KEY_USAGE.digitalSignature] });
  assert.equal(judge(person, [], person).status, 'pass');
  assert.equal(judge(entity(person, 'Palsu', {}), [], person).status, 'none');
});

test('a path longer than an authority allows is refused', () => {
  const first = entity(root, 'Satu', { ...CA, pathLength: 0 });
  const second = entity(first, 'Dua', CA);
  assert.deepEqual(codes(judge(entity(second, 'Orang', {}), [first, second], root)), ['length']);
  assert.equal(judge(entity(first, 'Orang', {}), [first], root).status, 'pass');
});

test('outside its validity a path fails on validity alone', () => {
  const leaf = entity(root, 'Orang', {});
  assert.deepEqual(codes(judge(leaf, [], root, AT + 2e10)), ['validity']);
  assert.deepEqual(codes(judge(leaf, [], root, AT - 2e10)), ['validity']);
});

test('an unknown critical extension is refused, an unknown other one is not', () => {
  const strange = (critical: boolean) => ({ more: [extension('1.2.3.4', integer(1), critical)] });
  assert.deepEqual(codes(judge(entity(root, 'Orang', strange(true)), [], root)), ['critical']);
  assert.equal(judge(entity(root, 'Orang', strange(false)), [], root).status, 'pass');
});

test('names outside the permitted subtree, or inside an excluded one, are refused', () => {
  const base = encodeName([['O', 'Kota']]);
  const constraints = (tag: 0 | 1) =>
    extension('2.5.29.30', sequence(explicit(tag, sequence(explicit(4, base)))), true);
  const permitting = entity(root, 'Antara', { ...CA, more: [constraints(0)] });
  const excluding = entity(root, 'Antara', { ...CA, more: [constraints(1)] });
  const inside = (issuer: Entity) => entity(issuer, 'Orang', {});
  const outside = (issuer: Entity) =>
    entity(issuer, 'Orang', {}, [
      ['O', 'Lain'],
      ['CN', 'Orang'],
    ]);
  assert.equal(judge(inside(permitting), [permitting], root).status, 'pass');
  assert.deepEqual(codes(judge(outside(permitting), [permitting], root)), ['names']);
  assert.deepEqual(codes(judge(inside(excluding), [excluding], root)), ['names']);
  assert.equal(judge(outside(excluding), [excluding], root).status, 'pass');
});

test('a subtree compares names without regard to case and spaces', () => {
  const base = encodeName([['O', 'KOTA  ']]);
  const more = [extension('2.5.29.30', sequence(explicit(0, sequence(explicit(4, base)))), true)];
  const middle = entity(root, 'Antara', { ...CA, more });
  assert.equal(judge(entity(middle, 'Orang', {}), [middle], root).status, 'pass');
});

test('mail addresses in the alternative name are held to the permitted host', () => {
  const mail = (address: string) => implicit(1, new TextEncoder().encode(address));
  const more = [extension('2.5.29.30', sequence(explicit(0, sequence(mail('kota.example')))), true)];
  const middle = entity(root, 'Antara', { ...CA, more });
  const leaf = (address: string) =>
    entity(middle, 'Orang', { more: [extension('2.5.29.17', sequence(mail(address)))] });
  assert.equal(judge(leaf('a@kota.example'), [middle], root).status, 'pass');
  assert.deepEqual(codes(judge(leaf('a@lain.example'), [middle], root)), ['names']);
});

test('when an explicit policy is required, a path without a common policy is refused', () => {
  const policies = (...names: string[]) =>
    extension('2.5.29.32', sequence(...names.map((name) => sequence(oid(name)))));
  const required = extension('2.5.29.36', sequence(implicit(0, new Uint8Array([0]))), true);
  const middle = entity(root, 'Antara', { ...CA, more: [policies('1.2.3.1'), required] });
  const leaf = (...names: string[]) =>
    entity(middle, 'Orang', names.length > 0 ? { more: [policies(...names)] } : {});
  assert.equal(judge(leaf('1.2.3.1'), [middle], root).status, 'pass');
  assert.deepEqual(codes(judge(leaf('1.2.3.2'), [middle], root)), ['policy']);
  assert.deepEqual(codes(judge(leaf(), [middle], root)), ['policy']);
});

test('any-policy satisfies a required policy until it is inhibited', () => {
  const any = extension('2.5.29.32', sequence(sequence(oid('2.5.29.32.0'))));
  const own = extension('2.5.29.32', sequence(sequence(oid('1.2.3.1'))));
  const required = extension('2.5.29.36', sequence(implicit(0, new Uint8Array([0]))), true);
  const inhibited = extension('2.5.29.54', integer(0), true);
  const free = entity(root, 'Antara', { ...CA, more: [own, required] });
  const bound = entity(root, 'Antara', { ...CA, more: [own, required, inhibited] });
  assert.equal(judge(entity(free, 'Orang', { more: [any] }), [free], root).status, 'pass');
  assert.deepEqual(codes(judge(entity(bound, 'Orang', { more: [any] }), [bound], root)), ['policy']);
});

test('among several authorities of one name the one whose key fits is found', () => {
  const name: NameParts = [['CN', 'Antara']];
  const twins = [1, 2, 3].map(() => entity(root, 'Antara', CA, name));
  const leaf = entity(twins[2]!, 'Orang', {});
  const answer = judge(leaf, twins, root);
  assert.equal(answer.status, 'pass');
  assert.equal(answer.path[1], twins[2]!.certificate);
});

test('authorities that certify each other in a circle end without a path', () => {
  const a = entity(null, 'A', CA);
  const b = entity(null, 'B', CA);
  const cross = (of: Entity, by: Entity): Entity => ({
    ...of,
    certificate: makeCertificate(
      {
        serial: serial++,
        issuer: encodeName(by.name),
        subject: encodeName(of.name),
        notBefore: new Date(AT - 1e9),
        notAfter: new Date(AT + 1e9),
        spki: of.key.spki,
        profile: CA,
      },
      by.key,
    ),
  });
  assert.equal(judge(entity(a, 'Orang', {}), [cross(a, b), cross(b, a), a, b], root).status, 'none');
});

test('a broken extension is a fault of the path, not a crash', () => {
  const middle = entity(root, 'Antara', { more: [extension('2.5.29.19', integer(1), true)] });
  assert.deepEqual(codes(judge(entity(middle, 'Orang', {}), [middle], root)), ['encoding']);
});
