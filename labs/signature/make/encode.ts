/** Typed DER values for what the training authority writes. */
import { der, encodeOid } from '../cms/encode.ts';
import { concat } from '../cms/values.ts';

export const sequence = (...parts: Uint8Array[]): Uint8Array => der(0x30, ...parts);
export const set = (...parts: Uint8Array[]): Uint8Array => der(0x31, ...parts);
/** Context tag around a whole element. */
export const explicit = (tag: number, ...parts: Uint8Array[]): Uint8Array => der(0xa0 | tag, ...parts);
/** Context tag in place of a primitive's own. */
export const implicit = (tag: number, body: Uint8Array): Uint8Array => der(0x80 | tag, body);
export const octetString = (body: Uint8Array): Uint8Array => der(0x04, body);
export const bitString = (body: Uint8Array, unused = 0): Uint8Array =>
  der(0x03, new Uint8Array([unused]), body);
export const oid = encodeOid;
export const nullValue = (): Uint8Array => new Uint8Array([5, 0]);
export const bool = (value: boolean): Uint8Array => der(0x01, new Uint8Array([value ? 0xff : 0]));
export const utf8 = (text: string): Uint8Array => der(0x0c, new TextEncoder().encode(text));
export const printable = (text: string): Uint8Array => der(0x13, new TextEncoder().encode(text));
export const enumerated = (value: number): Uint8Array => der(0x0a, new Uint8Array([value]));

/** A non-negative INTEGER. */
export function integer(value: bigint | number): Uint8Array {
  const hex = BigInt(value).toString(16);
  const body = Uint8Array.from((hex.length % 2 ? `0${hex}` : hex).match(/../g)!, (pair) =>
    Number.parseInt(pair, 16),
  );
  return der(0x02, body[0]! & 0x80 ? concat([new Uint8Array([0]), body]) : body);
}

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
export function time(at: Date): Uint8Array {
  const digits = compact(at);
  return at.getUTCFullYear() < 2050
    ? der(0x17, new TextEncoder().encode(`${digits.slice(2)}Z`))
    : generalizedTime(at);
}

export function generalizedTime(at: Date): Uint8Array {
  return der(0x18, new TextEncoder().encode(`${compact(at)}Z`));
}

function compact(at: Date): string {
  return at.toISOString().slice(0, 19).replace(/[-:T]/g, '');
}
