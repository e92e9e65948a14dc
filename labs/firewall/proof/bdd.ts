/**
 * Reduced ordered binary decision diagrams (Bryant, 1986): exact sets of packets. A set is the number of a node;
 * equal sets have equal numbers, so comparing two sets is comparing two numbers. No complement edges.
 */
import { FALSE, mix, NodeTable, RETURNED, TRUE } from './node-table.ts';

export { DROPPED, FALSE, RETURNED, TooLarge, TRUE } from './node-table.ts';

/** Third words of cached questions of two operands; no node has such a number. */
const AND = -1;
const OVER = -2;
/** Less the leaves: down to -18. */
const AMONG = -3;

/** Some of the four leaves, for `among`. */
export function leaves(...all: readonly number[]): number {
  return all.reduce((set, leaf) => set | (1 << leaf), 0);
}

export class Bdd extends NodeTable {
  /** The set in which this variable is true. Levels run from 0 to 65,534. */
  variable(level: number): number {
    return this.make(level, FALSE, TRUE);
  }

  /** The diagram that asks this variable first; low and high must ask later ones. */
  choice(level: number, low: number, high: number): number {
    return this.make(level, low, high);
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

  /** What is in both. */
  and(f: number, g: number): number {
    if (f === g || g === TRUE) return f;
    if (f === FALSE || g === FALSE) return FALSE;
    if (f === TRUE) return g;
    if (f > g) return this.and(g, f);
    const at = (mix(f, g, AND) & ((this.cache.length >>> 2) - 1)) << 2;
    const { cache, store } = this;
    if (cache[at] === f && cache[at + 1] === g && cache[at + 2] === AND) return cache[at + 3]!;
    const a = f << 2;
    const b = g << 2;
    const fl = store[a]!;
    const gl = store[b]!;
    const top = fl < gl ? fl : gl;
    const low = this.and(fl === top ? store[a + 1]! : f, gl === top ? store[b + 1]! : g);
    const high = this.and(fl === top ? store[a + 2]! : f, gl === top ? store[b + 2]! : g);
    return this.remember(f, g, AND, this.make(top, low, high));
  }

  /** First match, of diagrams with all four leaves: what f decided, and where it decided nothing (FALSE) what g did. */
  over(f: number, g: number): number {
    if (f === FALSE || f === g) return g;
    if (g === FALSE || f <= RETURNED) return f;
    const at = (mix(f, g, OVER) & ((this.cache.length >>> 2) - 1)) << 2;
    const { cache, store } = this;
    if (cache[at] === f && cache[at + 1] === g && cache[at + 2] === OVER) return cache[at + 3]!;
    const a = f << 2;
    const b = g << 2;
    const fl = store[a]!;
    const gl = store[b]!;
    const top = fl < gl ? fl : gl;
    const low = this.over(fl === top ? store[a + 1]! : f, gl === top ? store[b + 1]! : g);
    const high = this.over(fl === top ? store[a + 2]! : f, gl === top ? store[b + 2]! : g);
    return this.remember(f, g, OVER, this.make(top, low, high));
  }

  /** If f (a set) then g else h. Recursion is as deep as there are variables, a few hundred. */
  ite(f: number, g: number, h: number): number {
    if (f === TRUE || g === h) return g;
    if (f === FALSE) return h;
    if (g === TRUE && h === FALSE) return f;
    const { store } = this;
    const fl = store[f << 2]!;
    const gl = store[g << 2]!;
    const hl = store[h << 2]!;
    if (fl < gl && fl < hl && store[(f << 2) + 1] === FALSE && store[(f << 2) + 2] === TRUE)
      return this.make(fl, h, g);
    if (h === FALSE && g > RETURNED) return this.and(f, g);
    if (g === f) return this.ite(f, TRUE, h);
    if (h === f) return this.and(f, g);
    const { cache } = this;
    const at = (mix(f, g, h) & ((cache.length >>> 2) - 1)) << 2;
    if (cache[at] === f && cache[at + 1] === g && cache[at + 2] === h) return cache[at + 3]!;
    const top = fl < gl ? (fl < hl ? fl : hl) : gl < hl ? gl : hl;
    const low = this.ite(
      fl === top ? store[(f << 2) + 1]! : f,
      gl === top ? store[(g << 2) + 1]! : g,
      hl === top ? store[(h << 2) + 1]! : h,
    );
    const high = this.ite(
      fl === top ? store[(f << 2) + 2]! : f,
      gl === top ? store[(g << 2) + 2]! : g,
      hl === top ? store[(h << 2) + 2]! : h,
    );
    return this.remember(f, g, h, this.make(top, low, high));
  }

  /** The packets of f for which `decided`, a diagram with four leaves, ends in one of these `leaves`. */
  among(f: number, decided: number, wanted: number): number {
    if (f === FALSE) return FALSE;
    if (decided <= RETURNED) return (wanted >>> decided) & 1 ? f : FALSE;
    const question = AMONG - wanted;
    const at = (mix(f, decided, question) & ((this.cache.length >>> 2) - 1)) << 2;
    const { cache, store } = this;
    if (cache[at] === f && cache[at + 1] === decided && cache[at + 2] === question) return cache[at + 3]!;
    const a = f << 2;
    const b = decided << 2;
    const fl = store[a]!;
    const gl = store[b]!;
    const top = fl < gl ? fl : gl;
    const low = this.among(fl === top ? store[a + 1]! : f, gl === top ? store[b + 1]! : decided, wanted);
    const high = this.among(fl === top ? store[a + 2]! : f, gl === top ? store[b + 2]! : decided, wanted);
    return this.remember(f, decided, question, this.make(top, low, high));
  }

  /** Forgets every variable for which `keeps` says no: the result holds when some value of them makes f hold. */
  project(f: number, keeps: (level: number) => boolean): number {
    const known = new Map<number, number>();
    const walk = (node: number): number => {
      if (node <= TRUE) return node;
      const before = known.get(node);
      if (before !== undefined) return before;
      const low = walk(this.low(node));
      const high = walk(this.high(node));
      const level = this.level(node);
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
      const level = this.level(node);
      if (level >= from) return leaf;
      const before = known.get(node);
      if (before !== undefined) return before;
      const result = this.make(level, walk(this.low(node)), walk(this.high(node)));
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
      const level = this.level(node);
      let result: number;
      if (this.level(within) < level) result = walk(node, this.or(this.low(within), this.high(within)));
      else {
        const same = this.level(within) === level;
        const low = same ? this.low(within) : within;
        const high = same ? this.high(within) : within;
        if (low === FALSE) result = walk(this.high(node), high);
        else if (high === FALSE) result = walk(this.low(node), low);
        else result = this.make(level, walk(this.low(node), low), walk(this.high(node), high));
      }
      known.set(key, result);
      return result;
    };
    return walk(f, care);
  }

  /** Is the packet in the set? `isSet` gives the value of each variable. */
  holds(f: number, isSet: (level: number) => boolean): boolean {
    let node = f;
    while (node > TRUE) node = isSet(this.level(node)) ? this.high(node) : this.low(node);
    return node === TRUE;
  }

  /** Variables that are true in the smallest member (0 before 1, in the order of the variables); f must not be empty. */
  smallest(f: number): Set<number> {
    const chosen = new Set<number>();
    let node = f;
    while (node > TRUE) {
      if (this.low(node) === FALSE) {
        chosen.add(this.level(node));
        node = this.high(node);
      } else node = this.low(node);
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
      stack.push(this.low(node), this.high(node));
    }
    return seen.size;
  }

  private remember(f: number, g: number, h: number, result: number): number {
    const { cache } = this;
    const at = (mix(f, g, h) & ((cache.length >>> 2) - 1)) << 2;
    cache[at] = f;
    cache[at + 1] = g;
    cache[at + 2] = h;
    cache[at + 3] = result;
    return result;
  }
}
