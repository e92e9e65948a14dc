/**
 * Which rules of a long chain can match a packet at all: bit vectors over its rules, one for each range of values of
 * a field, combined by "and" (after Lakshman and Stiliadis, "High-speed policy-based packet forwarding", SIGCOMM '98).
 * The kernel asks every rule in turn; skipping those whose side-effect-free beginning cannot hold changes nothing.
 */
import * as F from './fields.ts';
import { BIAS, type CompiledChain, EQUAL, MEMBER, type Program, UNEQUAL, WIDTH, WITHIN } from './program.ts';

/** When a chain gets an index: from so many rules on, and after so many of them have been asked one by one. */
export interface Indexing {
  shortest: number;
  after: number;
}
export const USUAL_INDEXING: Indexing = { shortest: 12, after: 4096 };
/** Sets with more ranges than this are left to the rule itself. */
const MOST_RANGES = 256;
const ALL = -1;
/** Fields with their own bit vectors, and fields of few values that are looked at together as the packet's kind. */
const WIDE = [F.SADDR, F.DADDR, F.SPORT, F.DPORT];
const KIND = [F.NFPROTO, F.L4PROTO, F.IIF, F.OIF, F.ICMP_TYPE, F.TCP_FLAGS];

type Range = readonly [low: number, high: number];

/** What a rule's beginning demands of a packet. */
interface Demand {
  wide: Map<number, readonly Range[]>;
  /** [register, mask, value, equal] */
  kind: (readonly [number, number, number, boolean])[];
}

interface FieldIndex {
  slot: number;
  /** Where each range of values begins; the first begins at 0. */
  starts: Float64Array;
  /** For each range, a bit for each rule. */
  rows: Int32Array;
  /** For ports: the range of every value, so that none is searched for. */
  direct: Uint16Array | null;
}

export class RuleIndex {
  private readonly words: number;
  private readonly demands: readonly Demand[];
  private readonly fields: readonly FieldIndex[];
  private readonly kinds = new Map<number, Int32Array>();
  private lastKind = -1;
  private lastRow: Int32Array = new Int32Array(0);

  constructor(program: Program, chain: CompiledChain) {
    const count = chain.last - chain.first;
    this.words = (count + 31) >>> 5;
    this.demands = Array.from({ length: count }, (_, i) => demandOf(program, chain.first + i));
    this.fields = WIDE.flatMap((slot) => indexField(slot, this.demands, this.words) ?? []);
  }

  /** Number of the first rule (counted within the chain) from `from` on that may match, -1 when there is none. */
  next(f: Int32Array, from: number): number {
    const { words, fields } = this;
    const kind = this.kindRow(f);
    let word = from >>> 5;
    let keep = ALL << (from & 31);
    const offsets = OFFSETS;
    for (let i = 0; i < fields.length; i++) offsets[i] = rowOf(fields[i]!, f) * words;
    for (; word < words; word++, keep = ALL) {
      let bits = kind[word]! & keep;
      for (let i = 0; bits !== 0 && i < fields.length; i++) bits &= fields[i]!.rows[offsets[i]! + word]!;
      if (bits !== 0) return (word << 5) + 31 - Math.clz32(bits & -bits);
    }
    return -1;
  }

  /** The bit vector of packets of this kind (at most 63 interfaces; a packet has an ICMP type or TCP flags). There are few kinds, each is made when first met. */
  private kindRow(f: Int32Array): Int32Array {
    const detail = f[F.ICMP_TYPE]! | f[F.TCP_FLAGS]!;
    const ends = (f[F.IIF]! << 6) | f[F.OIF]!;
    const key = (((((f[F.NFPROTO]! & 8) << 5) | f[F.L4PROTO]!) << 20) ^ (ends << 8)) | detail;
    if (key === this.lastKind) return this.lastRow;
    const row = this.kinds.get(key) ?? this.makeRow(key, f);
    this.lastKind = key;
    this.lastRow = row;
    return row;
  }

  private makeRow(key: number, f: Int32Array): Int32Array {
    const row = new Int32Array(this.words);
    for (const [i, { kind }] of this.demands.entries()) {
      const holds = kind.every(([slot, mask, value, equal]) => ((f[slot]! & mask) === value) === equal);
      if (holds) row[i >>> 5]! |= 1 << (i & 31);
    }
    this.kinds.set(key, row);
    return row;
  }
}

const OFFSETS = new Int32Array(WIDE.length);

function rowOf({ starts, slot, direct }: FieldIndex, f: Int32Array): number {
  const value = f[slot]! >>> 0;
  return direct === null ? rangeOf(starts, value) : direct[value]!;
}

function rangeOf(starts: Float64Array, value: number): number {
  let from = 0;
  let to = starts.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >>> 1;
    if (starts[middle]! <= value) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** Reads the instructions of a rule up to the first that does more than compare. */
function demandOf(program: Program, rule: number): Demand {
  const demand: Demand = { wide: new Map(), kind: [] };
  const { code, starts } = program;
  for (let pc = starts[rule]!; pc < starts[rule + 1]!; pc += WIDTH) {
    const [opcode, slot, mask, a, b] = code.subarray(pc, pc + WIDTH) as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    if (opcode > MEMBER) break;
    if (opcode === EQUAL || opcode === UNEQUAL) {
      const isKind = KIND.includes(slot);
      if (isKind) demand.kind.push([slot, mask, a, opcode === EQUAL]);
      else if (opcode === EQUAL && isPrefixMask(mask))
        narrow(demand, slot, [[(a & mask) >>> 0, (a | ~mask) >>> 0]]);
    } else if (opcode === WITHIN && mask === ALL)
      narrow(demand, slot, [[(a ^ BIAS) >>> 0, (b ^ BIAS) >>> 0]]);
    else if (opcode === MEMBER) {
      const set = program.sets[a]!;
      const key = program.keys[slot]!;
      if (set.hasEffects) break;
      const ranges = b === 0 && key.length === 1 ? set.ranges(MOST_RANGES) : null;
      if (ranges !== null) narrow(demand, key[0]!, ranges);
    }
  }
  return demand;
}

/** Only the first demand on a field is used: any one of them is enough to skip a rule. */
function narrow({ wide }: Demand, slot: number, ranges: readonly Range[]): void {
  if (WIDE.includes(slot) && !wide.has(slot)) wide.set(slot, ranges);
}

function isPrefixMask(mask: number): boolean {
  const host = ~mask;
  return (host & (host + 1)) === 0;
}

function indexField(slot: number, demands: readonly Demand[], words: number): FieldIndex | null {
  const bounds = new Set([0]);
  for (const { wide } of demands)
    for (const [low, high] of wide.get(slot) ?? []) {
      bounds.add(low);
      if (high < 0xffffffff) bounds.add(high + 1);
    }
  if (bounds.size === 1) return null;
  const starts = Float64Array.from(bounds).sort();
  const place = new Map(Array.from(starts, (start, i) => [start, i]));
  const free = new Int32Array(words);
  for (const [i, { wide }] of demands.entries()) if (!wide.has(slot)) free[i >>> 5]! |= 1 << (i & 31);
  const rows = new Int32Array(starts.length * words);
  for (let i = 0; i < starts.length; i++) rows.set(free, i * words);
  for (const [i, { wide }] of demands.entries())
    for (const [low, high] of wide.get(slot) ?? []) {
      const last = place.get(high + 1) ?? starts.length;
      for (let row = place.get(low)!; row < last; row++) rows[row * words + (i >>> 5)]! |= 1 << (i & 31);
    }
  const isPort = (slot === F.SPORT || slot === F.DPORT) && starts.length <= 0xffff;
  const direct = isPort ? new Uint16Array(65_536) : null;
  for (let row = 0; direct !== null && row < starts.length; row++)
    direct.fill(row, starts[row], starts[row + 1] ?? 65_536);
  return { slot, starts, rows, direct };
}
