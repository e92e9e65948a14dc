/**
 * Bob Jenkins' hash as the kernel has it (include/linux/jhash.h), needed bit for bit: it decides which address of a
 * NAT range a pair of hosts gets (net/netfilter/nf_nat_core.c: find_best_ips_proto).
 */

const GOLDEN = 0xdeadbeef | 0;
const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** jhash2 over four words. */
function jhash4(k: readonly number[], seed: number): number {
  const start = (GOLDEN + (4 << 2) + seed) | 0;
  let a = (start + k[0]!) | 0;
  let b = (start + k[1]!) | 0;
  let c = (start + k[2]!) | 0;
  a = ((a - c) | 0) ^ rotate(c, 4);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 6);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 8);
  b = (b + a) | 0;
  a = ((a - c) | 0) ^ rotate(c, 16);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 19);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 4);
  b = (b + a) | 0;
  a = (a + k[3]!) | 0;
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return c;
}

/** Words in memory are in network order; the kernel hashes them as this little-endian machine reads them. */
const swap = (x: number): number =>
  ((x & 0xff) << 24) | ((x & 0xff00) << 8) | ((x >>> 8) & 0xff00) | (x >>> 24);

/** The high word of a 32 x 32 bit product: scales a hash to 0 … size-1 (reciprocal_scale). */
const scale = (hash: number, size: number): number => Number((BigInt(hash >>> 0) * BigInt(size)) >> 32n);

/**
 * The address of [low, high] for this pair of hosts. All addresses are four words; `count` of them matter.
 */
export function spread(
  source: readonly number[],
  target: readonly number[],
  low: readonly number[],
  high: readonly number[],
  count: number,
  persistent: boolean,
): number[] {
  let hash = jhash4(source.map(swap), persistent ? 0 : swap(target[count - 1]!));
  const chosen = [0, 0, 0, 0];
  let free = false;
  for (let i = 0; i < count; i++) {
    const start = free ? 0 : low[i]! >>> 0;
    const size = free ? 0xffffffff : (high[i]! >>> 0) - start + 1;
    chosen[i] = (start + scale(hash, size)) | 0;
    if (chosen[i] !== high[i]) free = true;
    if (!persistent) hash ^= swap(target[i]!);
  }
  return chosen;
}
