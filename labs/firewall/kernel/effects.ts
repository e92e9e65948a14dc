/**
 * Statements with a state or an effect: counter, limit, quota, ct count, log, notrack, set, add @set.
 * Models net/netfilter/nft_counter.c, nft_limit.c, nft_quota.c, nft_connlimit.c (nf_conncount.c), nft_ct.c (set,
 * notrack), nft_meta.c (set) and nft_dynset.c.
 */
import type {
  AssignStatement,
  ConnectionLimitStatement,
  CounterStatement,
  LimitStatement,
  QuotaStatement,
  SetUpdateStatement,
  StatefulStatement,
} from '../language/ruleset.ts';
import type { Build, Machine } from './build.ts';
import { CONFIRMED, DYING, type Flow } from './conntrack.ts';
import * as F from './fields.ts';
import { isReadable, operandOf } from './operands.ts';
import { DynamicSet } from './sets.ts';
import type { Skb } from './skb.ts';
import { TIME_WAIT } from './tcp-track.ts';

/** Runs for a packet that reached it; false: the rule does not match. */
export type Effect = (skb: Skb) => boolean;

/** A counter's state, shown beside its rule. */
export interface Counter {
  packets: number;
  bytes: number;
}

export function counterEffect(counter: Counter): Effect {
  return (skb) => {
    counter.packets++;
    counter.bytes += skb.f[F.LENGTH]!;
    return true;
  };
}

/** Fresh state for each call: rules and set elements each have their own. */
export function statefulEffect(statement: StatefulStatement, machine: Machine): Effect {
  switch (statement.kind) {
    case 'counter':
      return counterEffect(startCounter(statement));
    case 'limit':
      return limitEffect(statement, machine);
    case 'quota':
      return quotaEffect(statement);
    case 'connection-limit':
      return connectionLimitEffect(statement, machine);
  }
}

export function startCounter({ packets, bytes }: CounterStatement): Counter {
  return { packets, bytes };
}

/** Token bucket; tokens are nanoseconds, refilled by the virtual clock. */
function limitEffect(statement: LimitStatement, machine: Machine): Effect {
  const { rate, burst, over, unit } = statement;
  const period = statement.perSeconds * 1e9;
  const perPacket = Math.floor(period / rate);
  const full = unit === 'packets' ? perPacket * (burst || 5) : Math.floor((period * (rate + burst)) / rate);
  let tokens = full;
  let last = machine.conntrack.now;
  return (skb) => {
    const { now } = machine.conntrack;
    const cost = unit === 'packets' ? perPacket : Math.floor((period * skb.f[F.LENGTH]!) / rate);
    tokens = Math.min(full, tokens + (now - last) * 1e6);
    last = now;
    const enough = tokens >= cost;
    if (enough) tokens -= cost;
    return enough !== over;
  };
}

function quotaEffect({ bytes, used, over }: QuotaStatement): Effect {
  let consumed = used;
  return (skb) => {
    consumed += skb.f[F.LENGTH]!;
    return consumed >= bytes === over;
  };
}

/** Counts the live connections that came by; a flow that ended or closed is forgotten. */
function connectionLimitEffect({ count, over }: ConnectionLimitStatement, machine: Machine): Effect {
  let seen: { flow: Flow; serial: number }[] = [];
  const isLive = (flow: Flow, serial: number): boolean =>
    flow.serial === serial &&
    (flow.status & (CONFIRMED | DYING)) === CONFIRMED &&
    flow.expires > machine.conntrack.now &&
    (flow.tcp === null || flow.tcp.state < TIME_WAIT);
  return (skb) => {
    const { flow } = skb;
    seen = seen.filter((one) => one.flow === flow || isLive(one.flow, one.serial));
    if (flow !== null && !seen.some((one) => one.flow === flow && one.serial === flow.serial))
      seen.push({ flow, serial: flow.serial });
    const connections = seen.length + (flow === null ? 1 : 0);
    return connections > count === over;
  };
}

/** From now on this packet belongs to no connection; without effect once it has one. */
export const notrack: Effect = (skb) => {
  if (skb.flow === null && !skb.untracked) {
    skb.untracked = true;
    skb.publishFlow();
  }
  return true;
};

const ASSIGNABLE: Readonly<Record<string, number>> = {
  'meta mark': F.MARK,
  'meta priority': F.PRIORITY,
  'ip ttl': F.TTL,
  'ip6 hoplimit': F.TTL,
  'ip dscp': F.DSCP,
  'ip6 dscp': F.DSCP,
};

export function assignEffect(statement: AssignStatement, build: Build): Effect {
  const { target } = statement;
  if (target.kind === 'tcp-option') return (skb) => (skb.f[F.PRESENT]! & F.HAS_TCP) !== 0;
  if (target.kind === 'meta' && target.key === 'nftrace') return () => true;
  const value = operandOf(statement.value, build);
  const slot = value.slots[0]!;
  if (target.kind === 'ct' && target.key === 'mark')
    return (skb) => {
      if (!isReadable(value, skb)) return false;
      if (skb.flow !== null) {
        skb.flow.mark = skb.f[slot]!;
        skb.publishFlow();
      }
      return true;
    };
  const name = target.kind === 'meta' ? `meta ${target.key}` : fieldName(target);
  const register = ASSIGNABLE[name];
  if (register === undefined) return build.unsupported(`${name} set`);
  return (skb) => {
    if (!isReadable(value, skb)) return false;
    skb.f[register] = skb.f[slot]!;
    return true;
  };
}

function fieldName(target: AssignStatement['target']): string {
  if (target.kind === 'payload') return `${target.protocol} ${target.field}`;
  return target.kind === 'ct' ? `ct ${target.key}` : target.kind;
}

export function setUpdateEffect(statement: SetUpdateStatement, build: Build): Effect {
  const set = build.setOf({ kind: 'named', name: statement.set });
  if (!(set instanceof DynamicSet))
    return build.unsupported(`${statement.op} @${statement.set} on an interval set`);
  const { machine } = build;
  const key = operandOf(statement.key, build);
  const data = statement.data === null ? null : operandOf(statement.data, build);
  const { op, timeoutMs } = statement;
  if (op === 'delete')
    return (skb) => {
      if (!isReadable(key, skb)) return false;
      set.delete(skb.f, key.slots);
      return true;
    };
  return (skb) => {
    if (!isReadable(key, skb) || (data !== null && !isReadable(data, skb))) return false;
    const element = set.update(skb.f, key.slots, timeoutMs, op === 'update', () => {
      const words = data === null ? [] : data.slots.map((slot) => skb.f[slot]! >>> 0);
      const statements = statement.statements.length > 0 ? statement.statements : set.definition.statements;
      return { low: words, high: words, effects: statements.map((one) => statefulEffect(one, machine)) };
    });
    return element?.effects.every((effect) => effect(skb)) ?? false;
  };
}
