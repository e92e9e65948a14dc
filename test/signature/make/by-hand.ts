/** Really signed documents written object by object, with forms, xref streams and object streams as wished. */

import { digest } from '../../../labs/signature/cms/digest.ts';
import { encodeName, makeCertificate, type Profile } from '../../../labs/signature/make/certificate.ts';
import {
  makeContainer,
  makeTimestamp,
  type SignerIdentity,
  timestampAttribute,
} from '../../../labs/signature/make/cms.ts';
import { rsaKey, type SigningKey } from '../../../labs/signature/make/keys.ts';
import { makeCrl } from '../../../labs/signature/make/revocation.ts';
import { EXTENDED_USAGE, KEY_USAGE } from '../../../labs/signature/pki/extensions.ts';
import { bytesOf, lastXref, type Objects, revise, stream, textOf } from '../pdf/build.ts';
import { day, random, SIGNED_AT } from './fixtures.ts';

/** An authority whose keys are all RSA: a hundred thousand verifications must not take a night. */
const caKey = rsaKey(random);
const CA_NAME = encodeName([['CN', 'Akar uji cepat']]);
const CA: Profile = { ca: true, keyUsage: [KEY_USAGE.keyCertSign, KEY_USAGE.crlSign] };
const ca = certify('Akar uji cepat', caKey, CA, 1n);

export const fastAnchors: readonly Uint8Array[] = [ca.raw];

function certify(name: string, key: SigningKey, profile: Profile, serial: bigint) {
  const subject = encodeName([['CN', name]]);
  const dates = { notBefore: day(-300), notAfter: day(900) };
  return makeCertificate({ serial, issuer: CA_NAME, subject, ...dates, spki: key.spki, profile }, caKey);
}

function identity(name: string, profile: Profile, serial: bigint): SignerIdentity {
  const key = rsaKey(random);
  return { key, certificate: certify(name, key, profile, serial), chain: [ca] };
}

const PERSON: Profile = { keyUsage: [KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation] };
const CLOCK: Profile = {
  keyUsage: [KEY_USAGE.digitalSignature],
  extendedUsage: [EXTENDED_USAGE.timeStamping],
  extendedCritical: true,
};

export const first = identity('Kepala Dinas', PERSON, 11n);
export const second = identity('Sekretaris', PERSON, 12n);
const clock = identity('Cap waktu', CLOCK, 13n);

const crl = makeCrl(ca, caKey, [{ serial: 99n, at: day(-9) }], {
  thisUpdate: day(-0.5),
  nextUpdate: day(4000),
});

const ROOM = 10_000;
const RANGE = ' '.repeat(40);

/** A signature dictionary for {@link seal} to finish. */
export function unsealed(extra = '', subFilter = 'ETSI.CAdES.detached'): string {
  const type = subFilter === 'ETSI.RFC3161' ? 'DocTimeStamp' : 'Sig';
  return `<</Type/${type}/Filter/Adobe.PPKLite/SubFilter/${subFilter}${extra}/ByteRange [${RANGE}]/Contents <${'0'.repeat(ROOM)}>>>`;
}

/** Signs the last unfinished signature dictionary for real: PAdES B-T, or a document timestamp. */
export function seal(bytes: Uint8Array, signer: SignerIdentity | 'timestamp' = first): Uint8Array {
  const text = textOf(bytes);
  const range = text.lastIndexOf(`[${RANGE}]`);
  const from = text.indexOf('/Contents <', range) + '/Contents '.length;
  const to = from + ROOM + 2;
  const numbers = `0 ${from} ${to} ${text.length - to}`.padEnd(RANGE.length);
  const ready = bytesOf(`${text.slice(0, range)}[${numbers}]${text.slice(range + RANGE.length + 2)}`);
  const pieces = [ready.subarray(0, from), ready.subarray(to)];
  const value = signer === 'timestamp' ? makeTimestamp(clock, pieces, day(1), 3n) : container(signer, pieces);
  ready.set(bytesOf(Buffer.from(value).toString('hex')), from + 1);
  return ready;
}

function container(signer: SignerIdentity, pieces: readonly Uint8Array[]): Uint8Array {
  return makeContainer(signer, {
    contentType: '1.2.840.113549.1.7.1',
    digest: digest(signer.key.hash, ...pieces),
    content: null,
    unsigned: (signature) => [timestampAttribute(makeTimestamp(clock, [signature], SIGNED_AT, 2n))],
  });
}

const data = (der: Uint8Array): string => stream(textOf(der));

export const RESOURCES = '/Resources<</Font<</F1 5 0 R>>>>';
export const PAGE = `/Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]${RESOURCES}`;
export const CATALOG = '/Type/Catalog/Pages 2 0 R/DSS 13 0 R';
const FORM_DEFAULTS = '/DR<</Font<</F1 5 0 R>>>>/DA(/F1 12 Tf)';
export const form = (fields: string): string => `/AcroForm<</SigFlags 3/Fields[${fields}]${FORM_DEFAULTS}>>`;
export const look = (words: string, width = 200): string =>
  stream(
    `BT /F1 12 Tf 4 6 Td (${words}) Tj ET`,
    `/Type/XObject/Subtype/Form/BBox[0 0 ${width} 20]${RESOURCES}`,
  );
export const words = (text: string): string => stream(`BT /F1 14 Tf 20 340 Td (${text}) Tj ET`);

/**
 * A one-page letter: 1 catalog, 2 pages, 3 page, 4 content, 5 font, 7 text field "nama" with its look 8, 9 signature
 * field "ttd" with its look 10, 13 validation data with certificate 14 and list 15.
 */
export function letter(replaced: Objects = {}): Objects {
  return {
    1: `<<${CATALOG}${form('7 0 R 9 0 R')}>>`,
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R]>>`,
    4: words('Bayar 1.000.000 ke 0011 2233'),
    5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    7: '<</FT/Tx/T(nama)/V(Ani)/Type/Annot/Subtype/Widget/Rect[20 200 220 220]/P 3 0 R/F 4/DA(/F1 12 Tf)/AP<</N 8 0 R>>>>',
    8: look('Ani'),
    9: '<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[20 100 220 120]/P 3 0 R/F 132>>',
    10: look('Kepala Dinas'),
    13: '<</Type/DSS/Certs[14 0 R]/CRLs[15 0 R]>>',
    14: data(ca.raw),
    15: data(crl),
    ...replaced,
  };
}

export interface Wish {
  /** Objects put in place of those of {@link letter}. */
  readonly replaced?: Objects;
  /** Entries of the signature dictionary, such as a certification. */
  readonly extra?: string;
  /** Entries of the signature field, such as a lock. */
  readonly field?: string;
  /** Entries of the catalog written with the signature. */
  readonly catalog?: string;
  readonly packed?: boolean;
}

export const certified = (level: 1 | 2 | 3): Wish => ({
  extra: `/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P ${level}>>>>]`,
  catalog: '/Perms<</DocMDP 20 0 R>>',
});

/** The letter with field "ttd" signed (dictionary 20) in a revision of its own. */
export function signedLetter({
  replaced = {},
  extra = '',
  field = '',
  catalog = '',
  packed = false,
}: Wish = {}): Uint8Array {
  const write = packed ? revisePacked : revise;
  const objects = letter(replaced);
  const root = objects[1]!.replace(/>>$/, `${catalog}>>`);
  return seal(
    write(write(null, objects), {
      ...(catalog && { 1: root }),
      9: `<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[20 100 220 120]/P 3 0 R/F 132/AP<</N 10 0 R>>/V 20 0 R${field}>>`,
      20: unsealed(extra),
    }),
  );
}

/** Like `revise`, but dictionaries go into an object stream and the list is an xref stream (7.5.7, 7.5.8). */
export function revisePacked(before: Uint8Array | null, objects: Objects, trailer = ''): Uint8Array {
  let out = before ? textOf(before) : '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const prev = before ? `/Prev ${lastXref(out)}` : '';
  const serial = before ? out.split('/ObjStm').length : 0;
  const packNum = 90 + 2 * serial;
  const rows = new Map<number, [number, number, number]>(before ? [] : [[0, [0, 0, 65535]]]);
  const packed: [string, string][] = [];
  for (const [num, body] of Object.entries(objects)) {
    if (body !== null && !body.includes('stream\n') && !body.includes('/ByteRange')) {
      rows.set(Number(num), [2, packNum, packed.length]);
      packed.push([num, body]);
    } else {
      rows.set(Number(num), body === null ? [0, 0, 1] : [1, out.length, 0]);
      if (body !== null) out += `${num} 0 obj\n${body}\nendobj\n`;
    }
  }
  let at = 0;
  const head = packed.map(([num, body]) => {
    const place = `${num} ${at}`;
    at += body.length + 1;
    return place;
  });
  const first = `${head.join(' ')} `;
  rows.set(packNum, [1, out.length, 0]);
  const bodies = packed.map(([, body]) => `${body}\n`).join('');
  out += `${packNum} 0 obj\n${stream(first + bodies, `/Type/ObjStm/N ${packed.length}/First ${first.length}`)}\nendobj\n`;
  const start = out.length;
  rows.set(packNum + 1, [1, start, 0]);
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const index = sorted.map(([num]) => `${num} 1`).join(' ');
  const list = sorted.map(([, [kind, a, b]]) =>
    String.fromCharCode(kind, (a >> 24) & 255, (a >> 16) & 255, (a >> 8) & 255, a & 255, b >> 8, b & 255),
  );
  const root = trailer.includes('/Root') ? '' : '/Root 1 0 R';
  const entries = `/Type/XRef/Size 100/W[1 4 2]/Index[${index}]${root}${prev}${trailer}`;
  out += `${packNum + 1} 0 obj\n${stream(list.join(''), entries)}\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return bytesOf(out);
}
