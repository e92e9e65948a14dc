/**
 * Reduced ordered binary decision diagrams (Bryant, 1986): exact sets of packets. A set is the number of a node;
 * equal sets have equal numbers, so comparing two sets is comparing two numbers. No complement edges and no garbage
 * collection: one proof is short-lived, and its size is bounded by `limit` instead.
 */

/** The empty set, and everything. */
export const FALSE = 0;
export const TRUE = 1;

/** The proof would need more nodes than allowed: a clear "too large" instead of a page that hangs. */
export class TooLarge extends Error {
  readonly nodes: number;

  constructor(nodes: number) {
    super(`more than ${nodes} decision nodes`);
    this.nodes = nodes;
  }
}

/** About 40 MB of typed arrays when full. */
const DEFAULT_LIMIT = 2_000_000;
const FIRST_CAPACITY = 1 << 15;
/** The cache of results grows with the nodes up to this many entries. */
const LARGEST_CACHE = 1 << 19;
const TERMINAL_LEVEL = 0xffff;

export class Bdd {
  private readonly limit: number;
  private count = 2;
  /** Variable of each node; smaller ones are asked first. */
  private levels = new Uint16Array(FIRST_CAPACITY);
  private lows = new Int32Array(FIRST_CAPACITY);
  private highs = new Int32Array(FIRST_CAPACITY);
  /** Unique table: open addressing, 0 marks a free place. */
  private table = new Int32Array(FIRST_CAPACITY * 2);
  /** Results of ite, four words an entry: f, g, h, result. A newer result may take an older one's place. */
  private cache = new Int32Array(FIRST_CAPACITY * 4);

  /** @param limit Most nodes that may be made before TooLarge is thrown. */
  constructor(limit: number = DEFAULT_LIMIT) {
    this.limit = limit;
    this.levels[FALSE] = this.levels[TRUE] = TERMINAL_LEVEL;
  }

  /** Nodes made so far, the two leaves included. */
  get nodes(): number {
    return this.count;
  }

  level(node: number): number {
    return this.levels[node]!;
  }

  low(node: number): number {
    return this.lows[node]!;
  }

  high(node: number): number {
    return this.highs[node]!;
  }

  /** The set in which this variable is true. Levels run from 0 to 65,534. */
  variable(level: number): number {
    return this.make(level, FALSE, TRUE);
  }

  and(f: number, g: number): number {
    return f < g ? this.ite(f, g, FALSE) : this.ite(g, f, FALSE);
  }

  or(f: number, g: number): number {
    return f < g ? this.ite(f, TRUE, g) : this.ite(g, TRUE, f);
  }

  not(f: number): number {
    return this.ite(f, FALSE, TRUE);
  }

  /** What is in f and not in g. Costs about the size of g. */
  minus(f: number, g: number): number {
    return this.ite(g, FALSE, f);
  }

  /** Union of many sets, halves first: intermediate results stay small. */
  union(all: readonly number[], from = 0, to: number = all.length): number {
    if (to - from <= 1) return to === from ? FALSE : all[from]!;
    const middle = (from + to) >>> 1;
    return this.or(this.union(all, from, middle), this.union(all, middle, to));
  }

  /** If f then g else h. Recursion is as deep as there are variables, a few hundred. */
  ite(f: number, g: number, h: number): number {
    if (f === TRUE || g === h) return g;
    if (f === FALSE) return h;
    if (g === TRUE && h === FALSE) return f;
    if (g === f) return this.ite(f, TRUE, h);
    if (h === f) return this.ite(f, g, FALSE);
    const { cache, levels } = this;
    const at = (mix(f, g, h) & ((cache.length >>> 2) - 1)) << 2;
    if (cache[at] === f && cache[at + 1] === g && cache[at + 2] === h) return cache[at + 3]!;
    const fl = levels[f]!;
    const gl = levels[g]!;
    const hl = levels[h]!;
    const top = fl < gl ? (fl < hl ? fl : hl) : gl < hl ? gl : hl;
    const low = this.ite(
      fl === top ? this.lows[f]! : f,
      gl === top ? this.lows[g]! : g,
      hl === top ? this.lows[h]! : h,
    );
    const high = this.ite(
      fl === top ? this.highs[f]! : f,
      gl === top ? this.highs[g]! : g,
      hl === top ? this.highs[h]! : h,
    );
    const result = this.make(top, low, high);
    this.remember(f, g, h, result);
    return result;
  }

  /** Forgets every variable for which `keeps` says no: the result holds when some value of them makes f hold. */
  project(f: number, keeps: (level: number) => boolean): number {
    const known = new Map<number, number>();
    const walk = (node: number): number => {
      if (node <= TRUE) return node;
      const before = known.get(node);
      if (before !== undefined) return before;
      const low = walk(this.lows[node]!);
      const high = walk(this.highs[node]!);
      const level = this.levels[node]!;
      const result = keeps(level) ? this.make(level, low, high) : this.or(low, high);
      known.set(node, result);
      return result;
    };
    return walk(f);
  }

  /** Replaces every node from variable `from` on by `leaf`: TRUE gives "for some value", FALSE "for every value". */
  truncate(f: number, from: number, leaf: typeof TRUE | typeof FALSE): number {
    const known = new Map<number, number>();
    const walk = (node: number): number => {
      if (node <= TRUE) return node;
      const level = this.levels[node]!;
      if (level >= from) return leaf;
      const before = known.get(node);
      if (before !== undefined) return before;
      const result = this.make(level, walk(this.lows[node]!), walk(this.highs[node]!));
      known.set(node, result);
      return result;
    };
    return walk(f);
  }

  /**
   * A set, usually simpler, that agrees with f on every member of `care`; outside it may be anything
   * (the "restrict" of Coudert and Madre, 1990).
   */
  simplify(f: number, care: number): number {
    const known = new Map<number, number>();
    const walk = (node: number, within: number): number => {
      if (node <= TRUE || within === TRUE) return node;
      if (within === FALSE) return FALSE;
      const key = node * 0x4000000 + within;
      const before = known.get(key);
      if (before !== undefined) return before;
      const level = this.levels[node]!;
      let result: number;
      if (this.levels[within]! < level) result = walk(node, this.or(this.lows[within]!, this.highs[within]!));
      else {
        const same = this.levels[within] === level;
        const low = same ? this.lows[within]! : within;
        const high = same ? this.highs[within]! : within;
        if (low === FALSE) result = walk(this.highs[node]!, high);
        else if (high === FALSE) result = walk(this.lows[node]!, low);
        else result = this.make(level, walk(this.lows[node]!, low), walk(this.highs[node]!, high));
      }
      known.set(key, result);
      return result;
    };
    return walk(f, care);
  }

  /** Is the packet in the set? `isSet` gives the value of each variable. */
  holds(f: number, isSet: (level: number) => boolean): boolean {
    let node = f;
    while (node > TRUE) node = isSet(this.levels[node]!) ? this.highs[node]! : this.lows[node]!;
    return node === TRUE;
  }

  /** Variables that are true in the smallest member (0 before 1, in the order of the variables); f must not be empty. */
  smallest(f: number): Set<number> {
    const chosen = new Set<number>();
    let node = f;
    while (node > TRUE) {
      if (this.lows[node] === FALSE) {
        chosen.add(this.levels[node]!);
        node = this.highs[node]!;
      } else node = this.lows[node]!;
    }
    return chosen;
  }

  /** Nodes that these sets share or have for themselves. */
  size(...roots: number[]): number {
    const seen = new Set<number>();
    const stack = roots.filter((root) => root > TRUE);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node <= TRUE || seen.has(node)) continue;
      seen.add(node);
      stack.push(this.lows[node]!, this.highs[node]!);
    }
    return seen.size;
  }

  private make(level: number, low: number, high: number): number {
    if (low === high) return low;
    const { levels, lows, highs, table } = this;
    const mask = table.length - 1;
    let at = mix(level, low, high) & mask;
    for (let node = table[at]!; node !== 0; node = table[at]!) {
      if (lows[node] === low && highs[node] === high && levels[node] === level) return node;
      at = (at + 1) & mask;
    }
    if (this.count >= this.limit) throw new TooLarge(this.limit);
    const node = this.count++;
    if (node === levels.length) this.grow();
    this.levels[node] = level;
    this.lows[node] = low;
    this.highs[node] = high;
    if (this.table === table) table[at] = node;
    else this.enter(node);
    return node;
  }

  private remember(f: number, g: number, h: number, result: number): void {
    const { cache } = this;
    const at = (mix(f, g, h) & ((cache.length >>> 2) - 1)) << 2;
    cache[at] = f;
    cache[at + 1] = g;
    cache[at + 2] = h;
    cache[at + 3] = result;
  }

  private grow(): void {
    const size = this.levels.length * 2;
    this.levels = lengthened(new Uint16Array(size), this.levels);
    this.lows = lengthened(new Int32Array(size), this.lows);
    this.highs = lengthened(new Int32Array(size), this.highs);
    this.table = new Int32Array(size * 2);
    for (let node = 2; node < size / 2; node++) this.enter(node);
    if (size <= LARGEST_CACHE) this.cache = new Int32Array(size * 4);
  }

  private enter(node: number): void {
    const mask = this.table.length - 1;
    let at = mix(this.levels[node]!, this.lows[node]!, this.highs[node]!) & mask;
    while (this.table[at] !== 0) at = (at + 1) & mask;
    this.table[at] = node;
  }
}

function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h ^= h >>> 15;
  return Math.imul(h, 0x2c1b3c6d) ^ (h >>> 13);
}

function lengthened<T extends Uint16Array | Int32Array>(longer: T, old: T): T {
  longer.set(old);
  return longer;
}
