/**
 * IPv4 and IPv6 addresses as 32-bit words, the form in which the kernel model compares them.
 * Text forms: RFC 4291 section 2.2 for reading, inet_ntop(3) (RFC 5952) for writing.
 */

/** Four words, most significant first, as signed 32-bit numbers; an IPv4 address is in the first, the rest are 0. */
export type Words = readonly [number, number, number, number];

export interface Address {
  version: 4 | 6;
  words: Words;
}

/** Reads an address, null when the text is not one. */
export function parseAddress(text: string): Address | null {
  if (text.includes(':')) {
    const words = parseVersion6(text);
    return words ? { version: 6, words } : null;
  }
  const word = parseVersion4(text);
  return word === null ? null : { version: 4, words: [word, 0, 0, 0] };
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
  return version === 4 ? formatVersion4(words[0]) : formatVersion6(words);
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

function parseVersion4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let word = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    word = (word << 8) | Number(part);
  }
  return word;
}

function parseVersion6(text: string): Words | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0] ?? '');
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array<number>(missing).fill(0), ...tail];
  const word = (i: number): number => (groups[i]! << 16) | groups[i + 1]!;
  return [word(0), word(2), word(4), word(6)];
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (part.includes('.') && i === parts.length - 1) {
      const word = parseVersion4(part);
      if (word === null) return null;
      groups.push(word >>> 16, word & 0xffff);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

function formatVersion4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

function formatVersion6(words: Words): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && groups[i + length] === 0) length++;
    if (length > bestLength) [best, bestLength] = [i, length];
  }
  const mapped = best === 0 && (bestLength === 6 || (bestLength === 5 && groups[5] === 0xffff));
  if (mapped) return `::${bestLength === 5 ? 'ffff:' : ''}${formatVersion4(words[3])}`;
  const hex = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  if (best < 0) return hex(groups);
  return `${hex(groups.slice(0, best))}::${hex(groups.slice(best + bestLength))}`;
}
