/**
 * The nodes of decision diagrams: each (level, low, high) exists once, so equal diagrams have equal numbers. A node is
 * four words beside each other in one typed array, with the next node of its bucket in the fourth; beside it one cache
 * of results. No garbage collection: one proof is short-lived, and its size is bounded by `limit` instead.
 */

/** The empty set, and everything. */
export const FALSE = 0;
export const TRUE = 1;
/** Two more leaves, for diagrams that tell what rules decided: FALSE no rule matched, TRUE accepted. */
export const DROPPED = 2;
export const RETURNED = 3;

/** The proof would need more nodes than allowed: a clear "too large" instead of a page that hangs. */
export class TooLarge extends Error {
  readonly nodes: number;

  constructor(nodes: number) {
    super(`more than ${nodes} decision nodes`);
    this.nodes = nodes;
  }
}

/** About 140 MB of typed arrays when full; 5,000 random overlapping rules need a quarter of it. */
const DEFAULT_LIMIT = 6_000_000;
const FIRST_CAPACITY = 1 << 16;
/** The cache of results grows with the nodes up to this many entries. */
const LARGEST_CACHE = 1 << 20;
const TERMINAL_LEVEL = 0xffff;

export class NodeTable {
  private readonly limit: number;
  private count = RETURNED + 1;
  private capacity = FIRST_CAPACITY;
  /** Four words a node: variable (smaller ones are asked first), low, high, next of the same bucket. */
  protected store = new Int32Array(FIRST_CAPACITY * 4);
  /** First node of each bucket, 0 for none. */
  private buckets = new Int32Array(FIRST_CAPACITY);
  /** Results: three words of a question, and the answer. A newer answer may take an older one's place. */
  protected cache = new Int32Array(FIRST_CAPACITY * 4);

  /** @param limit Most nodes that may be made before TooLarge is thrown. */
  constructor(limit: number = DEFAULT_LIMIT) {
    this.limit = limit;
    for (let leaf = FALSE; leaf <= RETURNED; leaf++) this.store[leaf << 2] = TERMINAL_LEVEL;
  }

  /** Nodes made so far, the leaves included. */
  get nodes(): number {
    return this.count;
  }

  level(node: number): number {
    return this.store[node << 2]!;
  }

  low(node: number): number {
    return this.store[(node << 2) + 1]!;
  }

  high(node: number): number {
    return this.store[(node << 2) + 2]!;
  }

  /** The node that asks this variable; low and high must be asked later. */
  protected make(level: number, low: number, high: number): number {
    if (low === high) return low;
    const { store, buckets } = this;
    const bucket = mix(level, low, high) & (buckets.length - 1);
    for (let node = buckets[bucket]!; node !== 0; ) {
      const at = node << 2;
      if (store[at + 1] === low && store[at + 2] === high && store[at] === level) return node;
      node = store[at + 3]!;
    }
    if (this.count === this.capacity) {
      this.grow();
      return this.enter(level, low, high);
    }
    if (this.count >= this.limit) throw new TooLarge(this.limit);
    const node = this.count++;
    const at = node << 2;
    store[at] = level;
    store[at + 1] = low;
    store[at + 2] = high;
    store[at + 3] = buckets[bucket]!;
    buckets[bucket] = node;
    return node;
  }

  private enter(level: number, low: number, high: number): number {
    if (this.count >= this.limit) throw new TooLarge(this.limit);
    const node = this.count++;
    this.store.set([level, low, high], node << 2);
    this.link(node);
    return node;
  }

  private link(node: number): void {
    const { store, buckets } = this;
    const at = node << 2;
    const bucket = mix(store[at]!, store[at + 1]!, store[at + 2]!) & (buckets.length - 1);
    store[at + 3] = buckets[bucket]!;
    buckets[bucket] = node;
  }

  /** Four times the room: half the copying of twice, and pages that are never touched cost nothing. */
  private grow(): void {
    this.capacity *= 4;
    const longer = new Int32Array(this.capacity * 4);
    longer.set(this.store);
    this.store = longer;
    this.buckets = new Int32Array(this.capacity);
    for (let node = RETURNED + 1; node < this.count; node++) this.link(node);
    const entries = Math.min(this.capacity, LARGEST_CACHE);
    if (entries * 4 > this.cache.length) this.growCache(entries);
  }

  /** What was worked out stays known. */
  private growCache(entries: number): void {
    const old = this.cache;
    this.cache = new Int32Array(entries * 4);
    for (let at = 0; at < old.length; at += 4) {
      if (old[at] === 0) continue;
      const place = (mix(old[at]!, old[at + 1]!, old[at + 2]!) & (entries - 1)) << 2;
      for (let i = 0; i < 4; i++) this.cache[place + i] = old[at + i]!;
    }
  }
}

/** Spreads three words over the places of a table. */
export function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h ^= h >>> 15;
  return Math.imul(h, 0x2c1b3c6d) ^ (h >>> 13);
}
