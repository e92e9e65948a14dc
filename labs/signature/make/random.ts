/** Random bytes as an argument: the same seed makes the same authority, letters and signatures. */
import { shake256 } from '@noble/hashes/sha3.js';

/** Gives `length` bytes nobody has seen before. */
export type Random = (length: number) => Uint8Array;

/** A stream of bytes that depends on the seed alone. For fixtures and exercises; never for real keys. */
export function seededRandom(seed: string): Random {
  let counter = 0;
  return (length) => shake256(new TextEncoder().encode(`${seed}/${counter++}`), { dkLen: length });
}
