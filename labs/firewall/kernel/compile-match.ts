/**
 * Matches to instructions. Models what nft's netlink_linearize.c makes of relational expressions and how
 * nft_cmp.c, nft_range.c, nft_bitwise.c and nft_lookup.c decide them.
 */
import type { Expression, MatchStatement } from '../language/ruleset.ts';
import { type Build, LoadError } from './build.ts';
import { encodeValue, missingInterface, namesWithin } from './encode.ts';
import * as F from './fields.ts';
import { type Operand, operandOf } from './operands.ts';
import { BIAS, EQUAL, MEMBER, OUTSIDE, type Program, UNEQUAL, WITHIN } from './program.ts';
import type { CompiledSet } from './sets.ts';
import { compareRegisters } from './tables.ts';

const ALL = -1;

export function compileMatch(match: MatchStatement, at: number, program: Program, build: Build): void {
  const { left, right, op } = match;
  checkInterfaces(match, build);
  const masked = right.kind === 'value' || right.kind === 'flags' ? singleMask(left) : null;
  const operand = operandOf(masked ? masked.operand : left, build);
  const mask = masked ? masked.mask : ALL;
  emitPresence(operand, at, program);
  const slot = operand.slots[0]!;
  const negated = op === '!=';
  if (right.kind === 'flags') {
    program.emit(at, negated ? EQUAL : UNEQUAL, slot, mask & right.mask, 0, 0);
  } else if (right.kind === 'set') {
    emitLookup(operand, build.setOf(right.set), negated, at, program);
  } else if (right.kind === 'range' && typeof right.low === 'string') {
    const numbers = namesWithin(right, build.machine.topology.interfaces);
    program.emitCall(at, (skb) => numbers.includes(skb.f[slot]!) !== negated);
  } else if (right.kind === 'range') {
    const { interfaces } = build.machine.topology;
    const low = encodeValue(right.low, operand.slots.length, interfaces);
    const high = encodeValue(right.high, operand.slots.length, interfaces);
    emitInterval(operand, low, high, negated, at, program);
  } else {
    const value = encodeValue(right.value, operand.slots.length, build.machine.topology.interfaces);
    emitComparison(operand, mask, value, op, at, program);
  }
}

function checkInterfaces({ left, right, span }: MatchStatement, build: Build): void {
  if (!('type' in left) || (right.kind !== 'value' && right.kind !== 'range')) return;
  const interval = right.kind === 'range' ? right : { low: right.value, high: right.value };
  const missing = missingInterface(left.type, interval, build.machine.topology.interfaces);
  if (missing !== null) throw new LoadError(`Interface "${missing}" does not exist`, span);
}

/** The value must be there and, when computed, be computed. */
export function emitPresence(operand: Operand, at: number, program: Program): void {
  if (operand.needs) program.emit(at, EQUAL, F.PRESENT, operand.needs, operand.needs, 0);
  if (operand.prepare) program.emitCall(at, operand.prepare);
}

function emitLookup(
  operand: Operand,
  set: CompiledSet,
  negated: boolean,
  at: number,
  program: Program,
): void {
  const key = program.keys.push(operand.slots) - 1;
  program.emit(at, MEMBER, key, 0, program.sets.push(set) - 1, negated ? 1 : 0);
}

/** `field & constant` of at most 32 bits folds into the mask of the comparison. */
function singleMask(left: Expression): { operand: Expression; mask: number } | null {
  if (left.kind !== 'bitwise' || left.op !== '&' || typeof left.constant !== 'number' || left.bits > 32)
    return null;
  return left.operand.kind === 'bitwise' ? null : { operand: left.operand, mask: left.constant | 0 };
}

function emitComparison(
  { slots }: Operand,
  mask: number,
  value: readonly number[],
  op: MatchStatement['op'],
  at: number,
  program: Program,
): void {
  if (op === '==') {
    for (const [i, slot] of slots.entries()) program.emit(at, EQUAL, slot, mask, value[i]! | 0, 0);
  } else if (op === '!=' && slots.length === 1) {
    program.emit(at, UNEQUAL, slots[0]!, mask, value[0]! | 0, 0);
  } else if (op === '!=') {
    program.emitCall(at, (skb) => compareRegisters(skb.f, slots, 0, value) !== 0);
  } else if (slots.length === 1) {
    const inclusive = op === '<=' || op === '>=';
    const below = op === '<' || op === '<=';
    const edge = (value[0]! ^ BIAS) | 0;
    const bounds = below ? [BIAS, edge] : [edge, 0x7fffffff];
    if (inclusive) program.emit(at, WITHIN, slots[0]!, mask, bounds[0]!, bounds[1]!);
    else {
      const opposite = below ? [edge, 0x7fffffff] : [BIAS, edge];
      program.emit(at, OUTSIDE, slots[0]!, mask, opposite[0]!, opposite[1]!);
    }
  } else {
    program.emitCall(at, (skb) => {
      const order = compareRegisters(skb.f, slots, 0, value);
      if (op === '<') return order < 0;
      if (op === '<=') return order <= 0;
      return op === '>' ? order > 0 : order >= 0;
    });
  }
}

function emitInterval(
  { slots }: Operand,
  low: readonly number[],
  high: readonly number[],
  negated: boolean,
  at: number,
  program: Program,
): void {
  if (slots.length === 1) {
    const bounds = [(low[0]! ^ BIAS) | 0, (high[0]! ^ BIAS) | 0] as const;
    program.emit(at, negated ? OUTSIDE : WITHIN, slots[0]!, ALL, bounds[0], bounds[1]);
    return;
  }
  const masks = prefixMasks(low, high);
  if (masks && !negated) {
    for (const [i, slot] of slots.entries())
      if (masks[i]) program.emit(at, EQUAL, slot, masks[i]!, low[i]! | 0, 0);
    return;
  }
  program.emitCall(at, (skb) => {
    const inside =
      compareRegisters(skb.f, slots, 0, low) >= 0 && compareRegisters(skb.f, slots, 0, high) <= 0;
    return inside !== negated;
  });
}

/** Masks of the words when the interval is a prefix, else null. */
function prefixMasks(low: readonly number[], high: readonly number[]): number[] | null {
  const masks = low.map((word, i) => ~(word ^ high[i]!));
  const isPrefix = masks.every((mask, i) => {
    const host = ~mask >>> 0;
    const contiguous = (host & (host + 1)) === 0;
    const cut = i > 0 && masks[i - 1] !== ALL ? mask === 0 : contiguous;
    return cut && (low[i]! & host) === 0 && (high[i]! & host) >>> 0 === host;
  });
  return isPrefix ? masks : null;
}
