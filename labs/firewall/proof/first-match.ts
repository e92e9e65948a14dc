/**
 * First match over many rules at once. Joining rules two by two makes diagrams that only the next joining reads; here
 * all of them go down the variables together, as a row of what is left of each rule. A row ends behind the first rule
 * that is met for certain, rules that can no longer be met leave it, and equal rows are worked out once.
 */
import { type Bdd, FALSE, RETURNED } from './bdd.ts';
import { mix } from './node-table.ts';

/** Words of rows that are remembered, 32 MB; 5,000 random overlapping rules need less than half of it. */
const ROOM = 1 << 23;
const BUCKETS = 1 << 16;
/** Before the words of a remembered row: its result, the next row of its bucket, its length. */
const HEAD = 3;
const UNKNOWN = -1;
/** Above every variable. */
const NO_VARIABLE = 0x10000;

/**
 * One diagram with four leaves: what the first of these diagrams that does not end in FALSE ends in.
 * @param room Words of rows to remember; where that is too little, the rules are taken in two halves.
 */
export function firstOf(bdd: Bdd, rules: readonly number[], room = ROOM): number {
  const together = new Rows(bdd, room).firstOf(rules);
  if (together !== UNKNOWN) return together;
  const middle = rules.length >>> 1;
  const first = firstOf(bdd, rules.slice(0, middle), room);
  return bdd.over(first, firstOf(bdd, rules.slice(middle), room));
}

class Rows {
  private readonly bdd: Bdd;
  private readonly room: number;
  /** Rows that are being worked out, one behind the other. */
  private working = new Int32Array(1 << 12);
  /** The first variable of each of them: asked once, read in order. */
  private levels = new Int32Array(1 << 12);
  /** Rows whose result is known. */
  private known = new Int32Array(1 << 14);
  private end = 1;
  /** Where in `known` the latest row of each bucket is, 0 for none. */
  private readonly buckets = new Int32Array(BUCKETS);

  constructor(bdd: Bdd, room: number) {
    this.bdd = bdd;
    this.room = room;
  }

  /** UNKNOWN when there is not enough room. */
  firstOf(rules: readonly number[]): number {
    this.reserve(rules.length);
    this.working.set(rules);
    for (let i = 0; i < rules.length; i++) this.levels[i] = this.bdd.level(rules[i]!);
    return this.branch(0, rules.length, NO_VARIABLE, false);
  }

  private reserve(words: number): void {
    while (words > this.working.length) {
      this.working = longer(this.working);
      this.levels = longer(this.levels);
    }
  }

  /** What the row decides where the variable has this value; what is left of it is written behind it. */
  private branch(from: number, to: number, variable: number, value: boolean): number {
    this.reserve(to + to - from);
    const { bdd, working, levels } = this;
    let end = to;
    let last = FALSE;
    let top = NO_VARIABLE;
    let hash = 0;
    for (let i = from; i < to; i++) {
      let rule = working[i]!;
      let level = levels[i]!;
      if (level === variable) {
        rule = value ? bdd.high(rule) : bdd.low(rule);
        level = bdd.level(rule);
      }
      if (rule === FALSE || rule === last) continue;
      working[end] = rule;
      levels[end] = level;
      end++;
      if (level < top) top = level;
      hash = mix(hash, rule, 0);
      last = rule;
      // Met for certain: what stands behind it cannot matter.
      if (rule <= RETURNED) break;
    }
    return this.resultOf(to, end, top, hash & (BUCKETS - 1));
  }

  private resultOf(from: number, to: number, top: number, bucket: number): number {
    const { bdd, working } = this;
    const length = to - from;
    if (length === 0) return FALSE;
    if (length === 1) return working[from]!;
    if (length === 2) return bdd.over(working[from]!, working[from + 1]!);
    const before = this.find(bucket, from, length);
    if (before !== UNKNOWN) return before;
    const low = this.branch(from, to, top, false);
    const high = low === UNKNOWN ? UNKNOWN : this.branch(from, to, top, true);
    if (high === UNKNOWN || this.end + HEAD + length > this.room) return UNKNOWN;
    const result = bdd.choice(top, low, high);
    this.remember(bucket, from, length, result);
    return result;
  }

  private find(bucket: number, from: number, length: number): number {
    const { known, working } = this;
    for (let at = this.buckets[bucket]!; at !== 0; at = known[at + 1]!) {
      if (known[at + 2] !== length) continue;
      let i = 0;
      while (i < length && known[at + HEAD + i] === working[from + i]) i++;
      if (i === length) return known[at]!;
    }
    return UNKNOWN;
  }

  private remember(bucket: number, from: number, length: number, result: number): void {
    const at = this.end;
    this.end = at + HEAD + length;
    while (this.end > this.known.length) this.known = longer(this.known);
    this.known[at] = result;
    this.known[at + 1] = this.buckets[bucket]!;
    this.known[at + 2] = length;
    this.known.set(this.working.subarray(from, from + length), at + HEAD);
    this.buckets[bucket] = at;
  }
}

function longer(words: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const result = new Int32Array(words.length * 2);
  result.set(words);
  return result;
}
