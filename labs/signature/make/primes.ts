/** RSA keys for training: probable primes by Miller-Rabin (FIPS 186-5, B.3.1) from the random source given. */
import { power } from '../cms/rsa.ts';
import { toBigInt } from '../cms/values.ts';
import type { Random } from './random.ts';

export interface RsaPrivateKey {
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
}

const E = 65_537n;
const SMALL_PRIMES = sieve(2000);
const ROUNDS = 20;

/** @param bits length of the modulus, a multiple of 16. */
export function makeRsaKey(random: Random, bits: number): RsaPrivateKey {
  const p = prime(random, bits / 2);
  const q = prime(random, bits / 2);
  return p === q ? makeRsaKey(random, bits) : { n: p * q, e: E, d: inverse(E, (p - 1n) * (q - 1n)), p, q };
}

/** A prime with its two top bits set, so that two of them make a modulus of full length. */
function prime(random: Random, bits: number): bigint {
  const top = 3n << BigInt(bits - 2);
  for (;;) {
    const start = (toBigInt(random(bits / 8)) % (1n << BigInt(bits - 2))) | top | 1n;
    const remainders = SMALL_PRIMES.map((small) => Number(start % BigInt(small)));
    for (let step = 0; step < 4000; step += 2) {
      if (SMALL_PRIMES.some((small, index) => (remainders[index]! + step) % small === 0)) continue;
      const candidate = start + BigInt(step);
      if ((candidate - 1n) % E !== 0n && isProbablePrime(candidate, random)) return candidate;
    }
  }
}

function isProbablePrime(n: bigint, random: Random): boolean {
  let odd = n - 1n;
  let twos = 0;
  for (; odd % 2n === 0n; odd /= 2n) twos++;
  for (let round = 0; round < ROUNDS; round++) {
    const base = 2n + (toBigInt(random(16)) % (n - 4n));
    if (isWitness(base, n, odd, twos)) return false;
  }
  return true;
}

function isWitness(base: bigint, n: bigint, odd: bigint, twos: number): boolean {
  let value = power(base, odd, n);
  if (value === 1n || value === n - 1n) return false;
  for (let i = 1; i < twos; i++) {
    value = (value * value) % n;
    if (value === n - 1n) return false;
  }
  return true;
}

/** The number that gives 1 when multiplied with `value`, by Euclid's algorithm. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [modulus, value, 0n, 1n];
  while (b > 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

function sieve(limit: number): number[] {
  const composite = new Uint8Array(limit);
  const found: number[] = [];
  for (let n = 2; n < limit; n++) {
    if (composite[n]) continue;
    if (n > 2) found.push(n);
    for (let multiple = n * n; multiple < limit; multiple += n) composite[multiple] = 1;
  }
  return found;
}
