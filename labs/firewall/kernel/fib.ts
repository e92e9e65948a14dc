/**
 * `fib`: what routing knows about an address of the packet; the anti-spoofing expression.
 * Models net/ipv4/netfilter/nft_fib_ipv4.c and net/ipv6/netfilter/nft_fib_ipv6.c.
 */
import type { FibExpression } from '../language/ruleset.ts';
import type { Build } from './build.ts';
import * as F from './fields.ts';
import { computed, type Operand } from './operands.ts';
import { isLinkLocal } from './routing.ts';
import type { Skb } from './skb.ts';
import { ANYCAST, BROADCAST, LOCAL, MULTICAST, type Topology, UNICAST } from './topology.ts';

const LOOPBACK_DEVICE = 1;

export function fibOperand(expression: FibExpression, build: Build): Operand {
  const { topology } = build.machine;
  const { selectors, result, present } = expression;
  const at = selectors.includes('daddr') ? F.DADDR : F.SADDR;
  const bound = selectors.includes('iif') ? F.IIF : selectors.includes('oif') ? F.OIF : null;
  return computed(build, 1, (f, slots, skb) => {
    const dev = bound === null ? null : f[bound]!;
    if (result === 'type') f[slots[0]!] = addressType(topology, f, at, dev);
    else {
      const found = outputDevice(topology, skb, at, dev);
      f[slots[0]!] = present ? (found === 0 ? 0 : 1) : found;
    }
    return true;
  });
}

/** RTN_* of the address; with a device, `local` and `broadcast` only count when they belong to that device. */
function addressType(topology: Topology, f: Int32Array, at: number, dev: number | null): number {
  const route = topology.lookupLocal(f, at);
  if (f[F.NFPROTO] === F.IPV4) {
    const word = f[at]!;
    if (word === 0 || word === -1) return BROADCAST;
    if (word >>> 28 === 14) return MULTICAST;
    return route !== null && (dev === null || dev === 0 || dev === route.dev) ? route.type : UNICAST;
  }
  if (route?.type === ANYCAST) return ANYCAST;
  if (route?.type === LOCAL && (dev === null || dev === 0 || dev === route.dev)) return LOCAL;
  return f[at]! >>> 24 === 0xff ? MULTICAST : f[at] === 0 && isZero(f, at) ? 0 : UNICAST;
}

/** Interface number that packets to the address would leave by, 0 when there is none (or not the one asked about). */
function outputDevice(topology: Topology, skb: Skb, at: number, dev: number | null): number {
  const { f } = skb;
  const arriving = skb.hook === F.PREROUTING || skb.hook === F.INPUT;
  if (arriving && f[F.IIF] === LOOPBACK_DEVICE) return f[F.IIF]!;
  if (f[F.NFPROTO] === F.IPV4 && f[F.SADDR] === 0) {
    const target = f[F.DADDR]!;
    if (target === -1 || target >>> 8 === 0xe00000) return f[F.IIF]!;
  }
  const route = topology.lookup(f, at);
  if (route === null || route.type === LOCAL || route.type === ANYCAST) return 0;
  if (f[F.NFPROTO] === F.IPV6 && isOfLink(f, at)) return dev ?? f[F.IIF]!;
  if (dev === null || dev === 0) return route.dev;
  return route.dev === dev ? dev : 0;
}

function isZero(f: Int32Array, at: number): boolean {
  return (f[at]! | f[at + 1]! | f[at + 2]! | f[at + 3]!) === 0;
}

/** fe80::/10, and the groups of the link (ff02::/16): both only have a meaning on one link. */
function isOfLink(f: Int32Array, at: number): boolean {
  return isLinkLocal(f, at) || ((f[at]! >>> 16) & 0xff0f) === 0xff02;
}
