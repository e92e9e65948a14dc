/** Typed reading of ASN.1 values; every function throws {@link Asn1Error} when the type is another one. */
import { type Asn1, Asn1Error, decode, TAG } from './asn1.ts';

/** Walks the fields of a SEQUENCE in order, so that leftovers and missing fields are both faults. */
export class Fields {
  readonly #items: readonly Asn1[];
  readonly #what: string;
  #next = 0;

  constructor(node: Asn1 | undefined, what: string, tag: number = TAG.sequence) {
    if (!node?.constructed || !node.is(tag)) throw new Asn1Error(`${what}: wrong type`);
    this.#items = node.children;
    this.#what = what;
  }

  /** The next field, whatever it is. */
  take(): Asn1 {
    const item = this.#items[this.#next++];
    if (!item) throw new Asn1Error(`${this.#what}: field missing`);
    return item;
  }

  /** The next field when it has this universal tag. */
  ifTag(...tags: number[]): Asn1 | undefined {
    const item = this.#items[this.#next];
    return item && item.cls === 0 && tags.includes(item.tag) ? this.take() : undefined;
  }

  /** The next field when it has this context tag. */
  ifContext(tag: number): Asn1 | undefined {
    return this.#items[this.#next]?.isContext(tag) ? this.take() : undefined;
  }

  /** Everything not taken yet. */
  rest(): readonly Asn1[] {
    const left = this.#items.slice(this.#next);
    this.#next = this.#items.length;
    return left;
  }

  end(): void {
    if (this.#next < this.#items.length) throw new Asn1Error(`${this.#what}: unexpected field`);
  }
}

export function fields(node: Asn1 | undefined, what: string): Fields {
  return new Fields(node, what);
}

/** The members of a SET OF or SEQUENCE OF. */
export function members(node: Asn1 | undefined, tag: number, what: string): readonly Asn1[] {
  if (!node?.constructed || !node.is(tag)) throw new Asn1Error(`${what}: wrong type`);
  return node.children;
}

/** The one element inside an EXPLICIT tag. */
export function inner(node: Asn1): Asn1 {
  const [only, second] = node.children;
  if (!only || second) throw new Asn1Error('explicit tag must hold one element');
  return only;
}

export function oid(node: Asn1 | undefined): string {
  if (!node?.is(TAG.oid)) throw new Asn1Error('expected an OBJECT IDENTIFIER');
  const { body } = node;
  if (body.length === 0 || body.length > 64 || body.at(-1)! & 0x80)
    throw new Asn1Error('bad OBJECT IDENTIFIER');
  const arcs: number[] = [];
  let value = 0;
  for (const byte of body) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) throw new Asn1Error('OBJECT IDENTIFIER arc too large');
    if ((byte & 0x80) === 0) {
      arcs.push(value);
      value = 0;
    }
  }
  const first = arcs[0]!;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...arcs.slice(1)].join('.');
}

/** INTEGER of at most 2,200 bytes: room for a 16k-bit key and no more. */
export function integer(node: Asn1 | undefined): bigint {
  if (!node?.is(TAG.integer)) throw new Asn1Error('expected an INTEGER');
  const { body } = node;
  if (node.constructed || body.length === 0 || body.length > 2200) throw new Asn1Error('bad INTEGER');
  const value = toBigInt(body);
  return body[0]! & 0x80 ? value - (1n << BigInt(8 * body.length)) : value;
}

export function smallInteger(node: Asn1 | undefined): number {
  const value = integer(node);
  if (value < 0n || value > 0x7fffffffn) throw new Asn1Error('INTEGER out of range');
  return Number(value);
}

/** ENUMERATED of one byte, as status and reason codes are. */
export function enumerated(node: Asn1 | undefined): number {
  if (!node?.is(TAG.enumerated) || node.body.length !== 1) throw new Asn1Error('expected an ENUMERATED');
  return node.body[0]!;
}

export function boolean(node: Asn1 | undefined): boolean {
  if (!node?.is(TAG.boolean) || node.body.length !== 1) throw new Asn1Error('expected a BOOLEAN');
  return node.body[0] !== 0;
}

/** OCTET STRING, also in the constructed form that BER allows (X.690, 8.7). */
export function octets(node: Asn1 | undefined): Uint8Array {
  if (!node?.is(TAG.octetString)) throw new Asn1Error('expected an OCTET STRING');
  return stringContents(node);
}

/** Contents of an octet string behind an IMPLICIT tag. */
export function stringContents(node: Asn1): Uint8Array {
  if (!node.constructed) return node.body;
  return concat(node.children.map(octets));
}

/** BIT STRING with a whole number of octets. */
export function bits(node: Asn1 | undefined): Uint8Array {
  const { unused, bytes } = bitString(node);
  if (unused !== 0) throw new Asn1Error('BIT STRING with unused bits');
  return bytes;
}

export function bitString(node: Asn1 | undefined): { unused: number; bytes: Uint8Array } {
  if (!node?.is(TAG.bitString) || node.constructed) throw new Asn1Error('expected a BIT STRING');
  const unused = node.body[0];
  if (unused === undefined || unused > 7) throw new Asn1Error('bad BIT STRING');
  return { unused, bytes: node.body.subarray(1) };
}

/** Numbers of the set bits of a named-bit list such as KeyUsage. */
export function namedBits(body: Uint8Array): ReadonlySet<number> {
  const set = new Set<number>();
  body.subarray(1).forEach((byte, index) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) set.add(index * 8 + bit);
  });
  return set;
}

/** UTCTime or GeneralizedTime as milliseconds since 1970 (RFC 5280, 4.1.2.5: years 50 to 99 are 19xx). */
export function time(node: Asn1 | undefined): number {
  if (!node?.is(TAG.utcTime) && !node?.is(TAG.generalizedTime)) throw new Asn1Error('expected a time');
  const text = String.fromCharCode(...node.body.subarray(0, 40));
  const form = node.is(TAG.utcTime)
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?()(Z|[+-]\d{4})$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d{4})$/;
  const match = form.exec(text);
  if (!match) throw new Asn1Error('malformed time');
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const short = Number(year);
  const full = year!.length === 4 ? short : short < 50 ? 2000 + short : 1900 + short;
  const millis = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  const moment = Date.UTC(
    full,
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
    millis,
  );
  const plain = new Date(moment);
  if (plain.getUTCMonth() !== Number(month) - 1 || plain.getUTCDate() !== Number(day) || Number(hour) > 23) {
    throw new Asn1Error('time does not exist');
  }
  const offset = zone === 'Z' ? 0 : Number(zone!.slice(1, 3)) * 60 + Number(zone!.slice(3));
  return zone!.startsWith('+') ? moment - offset * 60_000 : moment + offset * 60_000;
}

/** Any of the string types a name may hold. */
export function text(node: Asn1): string {
  if (node.constructed) throw new Asn1Error('constructed string');
  if (node.is(TAG.bmpString)) return new TextDecoder('utf-16be').decode(node.body);
  const latin = node.is(TAG.t61String);
  return new TextDecoder(latin ? 'latin1' : 'utf-8').decode(node.body);
}

/** An AlgorithmIdentifier (RFC 5280, 4.1.1.2). NULL parameters and absent ones are both `null`. */
export interface AlgorithmId {
  readonly oid: string;
  readonly parameters: Asn1 | null;
}

export function algorithmId(node: Asn1 | undefined): AlgorithmId {
  const parts = fields(node, 'AlgorithmIdentifier');
  const name = oid(parts.take());
  const parameters = parts.rest();
  if (parameters.length > 1) throw new Asn1Error('AlgorithmIdentifier: unexpected field');
  const [only] = parameters;
  return { oid: name, parameters: only && !only.is(TAG.null) ? only : null };
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += byte.toString(16).padStart(2, '0');
  return out;
}

/** Big-endian, without sign. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** Decodes `bytes` and reads its fields: for a DER value wrapped in an OCTET STRING. */
export function fieldsOf(bytes: Uint8Array, what: string): Fields {
  return fields(decode(bytes), what);
}
