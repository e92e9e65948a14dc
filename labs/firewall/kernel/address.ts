/**
 * IPv4 and IPv6 addresses as 32-bit words, the form in which the kernel model compares them.
 * Text forms: RFC 4291 section 2.2 for reading, inet_ntop(3) (RFC 5952) for writing.
 */
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from '../language/check/addresses.ts';

/** Four words, most significant first, as signed 32-bit numbers; an IPv4 address is in the first, the rest are 0. */
export type Words = readonly [number, number, number, number];

export interface Address {
  version: 4 | 6;
  words: Words;
}

/** Reads an address, null when the text is not one. Octets with a leading zero are refused: what they mean is unclear. */
export function parseAddress(text: string): Address | null {
  if (text.includes(':')) {
    const value = parseIpv6(text);
    return value === null ? null : { version: 6, words: wordsOf(value, 4) as unknown as Words };
  }
  const word = /(?:^|\.)0[0-9]/.test(text) ? null : parseIpv4(text);
  return word === null ? null : { version: 4, words: [word | 0, 0, 0, 0] };
}

/** Reads `address/length`, null when it is not one; a bare address is a prefix of its full length. */
export function parsePrefix(text: string): (Address & { length: number }) | null {
  const [head = '', tail] = text.split('/');
  const address = parseAddress(head);
  if (!address) return null;
  const full = address.version === 4 ? 32 : 128;
  const length = tail === undefined ? full : Number(tail);
  return Number.isInteger(length) && length >= 0 && length <= full ? { ...address, length } : null;
}

export function formatAddress(version: 4 | 6, words: Words): string {
  if (version === 4) return formatIpv4(words[0] >>> 0);
  return formatIpv6(words.reduce((value, word) => (value << 32n) | BigInt(word >>> 0), 0n));
}

/** Mask words of a prefix length. */
export function prefixMask(version: 4 | 6, length: number): Words {
  const word = (from: number): number => {
    const bits = Math.min(32, Math.max(0, length - from));
    return bits === 0 ? 0 : (-1 << (32 - bits)) | 0;
  };
  return version === 4 ? [word(0), 0, 0, 0] : [word(0), word(32), word(64), word(96)];
}

/** Unsigned 128-bit (or shorter) number to its words; `count` words, most significant first. */
export function wordsOf(value: bigint, count: number): number[] {
  const words: number[] = [];
  for (let i = count - 1; i >= 0; i--) words.push(Number(BigInt.asIntN(32, value >> BigInt(32 * i))));
  return words;
}
