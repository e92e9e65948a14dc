import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Issued } from '../../../labs/signature/make/authority.ts';
import {
  encodeName,
  extension,
  makeCertificate,
  type NameParts,
  type Profile,
} from '../../../labs/signature/make/certificate.ts';
import { explicit, implicit, integer, sequence } from '../../../labs/signature/make/encode.ts';
import { ecdsaKey } from '../../../labs/signature/make/keys.ts';
import { type CrlOptions, makeCrl } from '../../../labs/signature/make/revocation.ts';
import type { Certificate } from '../../../labs/signature/pki/certificate.ts';
import { KEY_USAGE } from '../../../labs/signature/pki/extensions.ts';
import { pathRevocation, readRevocationPool } from '../../../labs/signature/pki/revocation.ts';
import { authority, day, NOW, person, random } from '../make/fixtures.ts';

const { intermediate, root } = authority;
const WINDOW = { thisUpdate: day(-1), nextUpdate: day(6) };
const AT = day(0).getTime();
const LISTER: NameParts = [['CN', 'Penerbit daftar pencabutan']];

const uri = (text: string): Uint8Array => implicit(6, new TextEncoder().encode(text));
const directory = (parts: NameParts): Uint8Array => explicit(4, encodeName(parts));
/** DistributionPointName with fullName (RFC 5280, 4.2.1.13). */
const fullName = (...names: Uint8Array[]): Uint8Array => explicit(0, explicit(0, ...names));

interface Point {
  readonly at?: string;
  readonly issuer?: NameParts;
  readonly reasons?: boolean;
}

/** A certificate whose distribution points are these. */
function holder(...points: Point[]): Certificate {
  const list = points.map(({ at, issuer, reasons }) =>
    sequence(
      ...(at ? [fullName(uri(at))] : []),
      ...(reasons ? [implicit(1, new Uint8Array([6, 0x40]))] : []),
      ...(issuer ? [explicit(2, directory(issuer))] : []),
    ),
  );
  const more = points.length > 0 ? [extension('2.5.29.31', sequence(...list))] : [];
  return person({ profile: { keyUsage: [KEY_USAGE.nonRepudiation], more } }).certificate;
}

/** IssuingDistributionPoint (5.2.5). */
function scope({
  at,
  indirect,
  reasons,
}: {
  at?: string;
  indirect?: boolean;
  reasons?: boolean;
}): Uint8Array {
  const parts = [
    ...(at ? [fullName(uri(at))] : []),
    ...(reasons ? [implicit(3, new Uint8Array([6, 0x40]))] : []),
    ...(indirect ? [implicit(4, new Uint8Array([0xff]))] : []),
  ];
  return extension('2.5.29.28', sequence(...parts), true);
}

const delta = (base: number): Uint8Array => extension('2.5.29.27', integer(base), true);

function list(
  options: Partial<CrlOptions> = {},
  revoked: bigint[] = [],
  by: Pick<Issued, 'certificate' | 'key'> = intermediate,
): Uint8Array {
  return makeCrl(
    by.certificate,
    by.key,
    revoked.map((serial) => ({ serial, at: day(-3) })),
    { ...WINDOW, ...options },
  );
}

function status(certificate: Certificate, crls: Uint8Array[], more: Certificate[] = []): string {
  // The authority in between is good throughout: whoever lists for others needs a path that is.
  const above = makeCrl(root.certificate, root.key, [], WINDOW);
  const pool = readRevocationPool([], [...crls, above], [intermediate.certificate, ...more]);
  const path = [certificate, intermediate.certificate, root.certificate];
  return pathRevocation(path, pool, AT, NOW.getTime())[0]!.status;
}

const SHARD = 'http://contoh.invalid/1.crl';
const OTHER = 'http://contoh.invalid/2.crl';

test('a list for another part of the certificates says nothing of this one', () => {
  const one = holder({ at: SHARD });
  assert.equal(status(one, [list({ more: [scope({ at: OTHER })] })]), 'unknown');
  assert.equal(status(one, [list({ more: [scope({ at: OTHER })] }, [one.serial])]), 'unknown');
  assert.equal(status(holder(), [list({ more: [scope({ at: OTHER })] })]), 'unknown');
  assert.equal(status(one, [list({ more: [scope({ at: SHARD })] })]), 'good');
  assert.equal(status(one, [list({ more: [scope({ at: SHARD })] }, [one.serial])]), 'revoked');
});

test('a list for some reasons only never makes good, but what it revokes is revoked', () => {
  const one = holder();
  assert.equal(status(one, [list({ more: [scope({ reasons: true })] })]), 'unknown');
  assert.equal(status(one, [list({ more: [scope({ reasons: true })] }, [one.serial])]), 'revoked');
  const split = holder({ at: SHARD, reasons: true });
  assert.equal(status(split, [list({ more: [scope({ at: SHARD })] })]), 'unknown');
});

test('a delta list alone never makes good, but what it revokes is revoked', () => {
  const one = holder();
  assert.equal(status(one, [list({ number: 5, more: [delta(4)] })]), 'unknown');
  assert.equal(status(one, [list({ number: 5, more: [delta(4)] }, [one.serial])]), 'revoked');
});

/** A base from before the moment asked for, so that only a delta can speak for it. */
const OLD = { thisUpdate: day(-9), nextUpdate: day(-5) };

test('a delta list does not complete a base that is too old, too new, of another scope or of another key', () => {
  const one = holder({ at: SHARD });
  const newer = list({ number: 7, more: [delta(5)] });
  assert.equal(status(one, [list({ ...OLD, number: 4 }), newer]), 'unknown', 'base before BaseCRLNumber');
  assert.equal(status(one, [list({ ...OLD, number: 8 }), newer]), 'unknown', 'base after the delta');
  assert.equal(
    status(one, [list({ ...OLD, number: 5, more: [scope({ at: SHARD })] }), newer]),
    'unknown',
    'scope',
  );
  const forged = makeCrl(intermediate.certificate, root.key, [], { ...OLD, number: 5 });
  assert.equal(status(one, [forged, newer]), 'unknown', 'key');
  const deltaAsBase = list({ ...OLD, number: 5, more: [delta(4)] });
  assert.equal(status(one, [deltaAsBase, newer]), 'unknown', 'a delta is no base');
});

test('a base with its delta is good as long as neither names the certificate', () => {
  const one = holder();
  const base = (revoked: bigint[] = []): Uint8Array => list({ ...OLD, number: 5 }, revoked);
  const newer = (revoked: bigint[] = []): Uint8Array => list({ number: 7, more: [delta(5)] }, revoked);
  assert.equal(status(one, [base()]), 'unknown', 'the base alone is too old');
  assert.equal(status(one, [base(), newer()]), 'good');
  assert.equal(status(one, [newer(), base()]), 'good', 'in either order');
  assert.equal(status(one, [base([one.serial]), newer()]), 'revoked');
  assert.equal(status(one, [base(), newer([one.serial])]), 'revoked');
});

test('a hold lifted by a delta list stays a revocation here: at that moment nobody could know', () => {
  const one = holder();
  const lifted = makeCrl(
    intermediate.certificate,
    intermediate.key,
    [{ serial: one.serial, at: day(-3), reason: 8 }],
    {
      ...WINDOW,
      number: 7,
      more: [delta(5)],
    },
  );
  assert.equal(status(one, [list({ ...OLD, number: 5 }, [one.serial]), lifted]), 'revoked');
  assert.equal(status(one, [lifted]), 'unknown');
});

/** Somebody who issues lists for the certificates of others. */
function lister(
  profile: Profile,
  by: Issued = intermediate,
): { certificate: Certificate; key: Issued['key'] } {
  const key = ecdsaKey(random);
  const certificate = makeCertificate(
    {
      serial: 4711n,
      issuer: encodeName(by.name),
      subject: encodeName(LISTER),
      notBefore: day(-100),
      notAfter: day(100),
      spki: key.spki,
      profile,
    },
    by.key,
  );
  return { certificate, key };
}

const sharded = extension('2.5.29.31', sequence(sequence(fullName(uri(SHARD)))));
const LISTS: Profile = { keyUsage: [KEY_USAGE.crlSign], more: [sharded] };
const INDIRECT = { more: [scope({ indirect: true })] };
const delegate = lister(LISTS);
/** Makes the lister itself good, as its path must be, and says nothing of the certificates asked about. */
const own = list({ more: [scope({ at: SHARD })] });
const entryOf = (issuer: NameParts, serial: bigint) => ({ serial, at: day(-3), issuer });

function indirect(
  entries: { serial: bigint; at: Date; issuer?: NameParts }[],
  by = delegate,
  options: Partial<CrlOptions> = INDIRECT,
): Uint8Array {
  return makeCrl(by.certificate, by.key, entries, { ...WINDOW, ...options });
}

test('an indirect list counts only when the certificate names its issuer and the list says that it is one', () => {
  const named = holder({ issuer: LISTER });
  const more = [delegate.certificate];
  assert.equal(status(named, [own]), 'unknown');
  const unnamed = holder({ at: OTHER });
  assert.equal(status(unnamed, [own, indirect([])], more), 'unknown');
  assert.equal(
    status(unnamed, [own, indirect([entryOf(intermediate.name, unnamed.serial)])], more),
    'unknown',
  );
  assert.equal(status(named, [own, indirect([], delegate, {})], more), 'unknown', 'not marked as indirect');
  assert.equal(status(named, [own, indirect([])], more), 'good');
  assert.equal(status(named, [own, indirect([entryOf(intermediate.name, named.serial)])], more), 'revoked');
});

test('an indirect list by somebody without the right, of another root, or not known to be good says nothing', () => {
  const named = holder({ issuer: LISTER });
  const said = (by: typeof delegate, lists = [own]): string =>
    status(named, [...lists, indirect([], by)], [by.certificate]);
  assert.equal(
    said(lister({ keyUsage: [KEY_USAGE.digitalSignature], more: [sharded] })),
    'unknown',
    'no right',
  );
  const stranger: Issued = { name: LISTER, certificate: root.certificate, key: ecdsaKey(random), chain: [] };
  assert.equal(said(lister(LISTS, stranger)), 'unknown', 'of another root');
  assert.equal(said(delegate, []), 'unknown', 'the lister has no status');
  const out = list({ more: [scope({ at: SHARD })] }, [delegate.certificate.serial]);
  assert.equal(said(delegate, [out]), 'unknown', 'the lister is revoked');
  assert.equal(said(delegate), 'good');
});

test('an entry of an indirect list belongs to the authority it names, or to that of the entry before it', () => {
  const named = holder({ issuer: LISTER });
  const more = [delegate.certificate];
  const other: NameParts = [['CN', 'Penerbit lain']];
  const of = (entries: Parameters<typeof indirect>[0]): string =>
    status(named, [own, indirect(entries)], more);
  assert.equal(of([entryOf(other, named.serial)]), 'good', 'the same number of another authority');
  assert.equal(of([{ serial: named.serial, at: day(-3) }]), 'good', 'of the lister itself');
  assert.equal(
    of([entryOf(other, 1n), { serial: named.serial, at: day(-3) }]),
    'good',
    'carried over from another',
  );
  assert.equal(
    of([entryOf(intermediate.name, 1n), { serial: named.serial, at: day(-3) }]),
    'revoked',
    'carried over',
  );
});

test('a list that only marks its reasons by an entry is read with the reason', () => {
  const one = holder();
  const crl = makeCrl(
    intermediate.certificate,
    intermediate.key,
    [{ serial: one.serial, at: day(-3), reason: 1 }],
    WINDOW,
  );
  const pool = readRevocationPool([], [crl], []);
  const [answer] = pathRevocation([one, intermediate.certificate], pool, AT, NOW.getTime());
  assert.equal(answer?.statement?.reason, 1);
});
