/** A shuffled order that a reload gives again: decided by a seed, never by the clock. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * @returns the places 0 to `count` - 1, ordered by a digest. Every order is as likely as any other: sparing the order
 * of the file would send a right option written first to the last place more often than to the others.
 */
export function shuffled(count: number, seed: string): number[] {
  const key = (place: number): string => bytesToHex(sha256(utf8ToBytes(`${seed}/${place}`)));
  return Array.from({ length: count }, (_, place) => ({ place, key: key(place) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ place }) => place);
}

/** The same, but never the order of the file, which is the answer where parts are put in order or paired. */
export function disordered(count: number, seed: string): number[] {
  const order = shuffled(count, seed);
  const unmoved = order.every((place, i) => place === i);
  return unmoved ? [...order.slice(1), ...order.slice(0, 1)] : order;
}
