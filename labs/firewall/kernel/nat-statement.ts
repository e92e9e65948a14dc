/**
 * snat, dnat, masquerade and redirect as rules.
 * Models net/netfilter/nft_nat.c, nft_masq.c, nft_redir.c, nf_nat_masquerade.c and nf_nat_redirect.c.
 */
import type { Expression, Interval, NatStatement } from '../language/ruleset.ts';
import type { Words } from './address.ts';
import type { Build, Machine } from './build.ts';
import { encodeValue } from './encode.ts';
import * as F from './fields.ts';
import { DESTINATION, type Manip, type NatRange, SOURCE } from './nat-range.ts';
import { isReadable, operandOf } from './operands.ts';
import { ACCEPT, CONTINUE, DROP, type Terminal } from './program.ts';
import { NO_MATCH } from './run-chain.ts';
import type { Skb } from './skb.ts';
import { LOCAL } from './topology.ts';

const LOCALHOST4: Words = [0x7f000001, 0, 0, 0];
const LOCALHOST6: Words = [0, 0, 0, 1];

/** Lowest and highest of something for one packet; null: the rule does not match. */
type Reader<T> = (skb: Skb) => { low: T; high: T } | null;

export function natTerminal(statement: NatStatement, build: Build): Terminal {
  const { machine } = build;
  const manip: Manip =
    statement.action === 'snat' || statement.action === 'masquerade' ? SOURCE : DESTINATION;
  const readAddress = addressReader(statement, build);
  const readPort = portReader(statement, build);
  const random = statement.random || statement.fullyRandom;
  const { persistent } = statement;
  const family = statement.family === null ? null : statement.family === 'ip' ? F.IPV4 : F.IPV6;
  return (skb) => {
    const address = readAddress === null ? null : readAddress(skb);
    const port = readPort === null ? null : readPort(skb);
    if ((readAddress !== null && address === null) || (readPort !== null && port === null)) return NO_MATCH;
    const { flow } = skb;
    if (flow === null || (family !== null && family !== skb.f[F.NFPROTO])) return CONTINUE;
    const ports =
      port === null ? null : ([Math.min(port.low, port.high), Math.max(port.low, port.high)] as const);
    let { low, high } = address ?? { low: null, high: null };
    if (statement.action === 'masquerade') {
      if (skb.f[F.NFPROTO] === F.IPV4 && flow.original.s0 === 0) return ACCEPT;
      low = high = masqueradeAddress(machine, skb);
      if (low !== null) flow.masqueradeDev = skb.f[F.OIF]!;
    } else if (statement.action === 'redirect') low = high = redirectAddress(machine, skb);
    if (low === null && (statement.action === 'masquerade' || statement.action === 'redirect')) return DROP;
    if (statement.prefix && low && high) low = high = mapNetwork(skb, manip, low, high);
    const range: NatRange = { low, high, ports, random, persistent };
    machine.nat.setup(skb, flow, range, manip);
    return ACCEPT;
  };
}

function addressReader(
  { address, concatenated }: NatStatement,
  build: Build,
): Reader<readonly number[]> | null {
  if (address === null) return null;
  if (!('kind' in address)) {
    const range = { low: padded(address.low, build), high: padded(address.high, build) };
    return () => range;
  }
  const words = wordsOfAddress(address);
  const read = dataReader(address, build);
  return (skb) => {
    const data = read(skb);
    if (data === null) return null;
    const parts = concatenated ? words : data.low.length;
    return { low: fill(data.low.slice(0, parts)), high: fill(data.high.slice(0, parts)) };
  };
}

function portReader({ address, port, concatenated }: NatStatement, build: Build): Reader<number> | null {
  if (concatenated && address !== null && 'kind' in address) {
    const at = wordsOfAddress(address);
    const read = dataReader(address, build);
    return (skb) => {
      const data = read(skb);
      return data === null ? null : { low: data.low[at]!, high: data.high[at]! };
    };
  }
  if (port === null) return null;
  if (!('kind' in port)) {
    const range = { low: Number(port.low), high: Number(port.high) };
    return () => range;
  }
  const read = dataReader(port, build);
  return (skb) => {
    const data = read(skb);
    return data === null ? null : { low: data.low[0]!, high: data.high[0]! };
  };
}

/** Data of a map (which may be ranges), or the value of any other expression. */
function dataReader(expression: Expression, build: Build): Reader<readonly number[]> {
  if (expression.kind === 'map') {
    const key = operandOf(expression.key, build);
    const map = build.setOf(expression.map);
    return (skb) => (isReadable(key, skb) ? map.find(skb.f, key.slots) : null);
  }
  const operand = operandOf(expression, build);
  return (skb) => {
    if (!isReadable(operand, skb)) return null;
    const words = operand.slots.map((slot) => skb.f[slot]! >>> 0);
    return { low: words, high: words };
  };
}

function wordsOfAddress(expression: Expression): number {
  return 'bits' in expression && expression.bits >= 128 ? 4 : 1;
}

function padded(value: Interval['low'], build: Build): number[] {
  return fill(encodeValue(value, typeof value === 'bigint' ? 4 : 1, build.machine.topology.interfaces));
}

function fill(words: readonly number[]): number[] {
  return [...words, 0, 0, 0, 0].slice(0, 4).map((word) => word | 0);
}

function masqueradeAddress({ topology }: Machine, skb: Skb): Words | null {
  const { f } = skb;
  if (f[F.NFPROTO] === F.IPV6) {
    // Source address selection prefers the destination itself when it is ours (RFC 6724, rule 1).
    const target: Words = [f[F.DADDR]!, f[F.DADDR + 1]!, f[F.DADDR + 2]!, f[F.DADDR + 3]!];
    return topology.lookupLocal(f, F.DADDR)?.type === LOCAL
      ? target
      : topology.sourceAddress(f[F.OIF]!, 6, null);
  }
  const near = topology.lookup(f, F.DADDR)?.via ?? f[F.DADDR]!;
  return topology.sourceAddress(f[F.OIF]!, 4, near);
}

function redirectAddress({ topology }: Machine, skb: Skb): Words | null {
  const version4 = skb.f[F.NFPROTO] === F.IPV4;
  if (skb.hook === F.OUTPUT) return version4 ? LOCALHOST4 : LOCALHOST6;
  return topology.sourceAddress(skb.f[F.IIF]!, version4 ? 4 : 6, null);
}

/** `snat prefix to 10.1.0.0/16`: the host part stays (NF_NAT_RANGE_NETMAP). */
function mapNetwork(skb: Skb, manip: Manip, low: readonly number[], high: readonly number[]): number[] {
  const at = manip === SOURCE ? F.SADDR : F.DADDR;
  return low.map((word, i) => {
    const network = ~(word ^ high[i]!);
    return (word & network) | (skb.f[at + i]! & ~network);
  });
}
