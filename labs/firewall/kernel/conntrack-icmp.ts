/**
 * ICMP in connection tracking: which messages open a flow, which errors are related to one, which are not tracked.
 * Models net/netfilter/nf_conntrack_proto_icmp.c and nf_conntrack_proto_icmpv6.c (nf_conntrack_inet_error,
 * nf_conntrack_icmpv4_error, nf_conntrack_icmpv6_error and the two packet functions).
 */
import { CONFIRMED, type Conntrack, type Flow } from './conntrack.ts';
import * as F from './fields.ts';
import { RELATED, RELATED_REPLY, type Skb } from './skb.ts';
import { invertTuple, REPLY, readTuple, Tuple } from './tuple.ts';

/** Highest ICMP type the tracker knows (NR_ICMP_TYPES). */
const HIGHEST_TYPE = 18;
/** Destination unreachable, source quench, redirect, time exceeded, parameter problem. */
const ERRORS = [3, 4, 5, 11, 12];
/** Requests that may open a flow: echo, timestamp, information, address mask. */
const REQUESTS = [8, 13, 15, 17];
/** ICMPv6: echo and node information requests. */
const REQUESTS6 = [128, 139];
/** Neighbour discovery and multicast listener messages (RFC 4861, 2710, 3810): never tracked. */
const UNTRACKED6 = [130, 131, 132, 133, 134, 135, 136, 143];
const FIRST_INFORMATIONAL6 = 128;

const quotedTuple = new Tuple();

/**
 * Deals with everything about an ICMP packet that needs no flow of its own. True: settled (related to a flow,
 * untracked, or invalid); false: track it like any packet.
 */
export function isErrorAnswered(conntrack: Conntrack, skb: Skb): boolean {
  const type = skb.f[F.ICMP_TYPE]!;
  if (skb.f[F.L4PROTO] === F.ICMPV6) {
    if (UNTRACKED6.includes(type)) {
      skb.untracked = true;
      return true;
    }
    if (type >= FIRST_INFORMATIONAL6) return false;
  } else {
    if (type > HIGHEST_TYPE) return true;
    if (!ERRORS.includes(type)) return false;
  }
  relate(conntrack, skb);
  return true;
}

/** May this flow live? A new one must have been opened by a request. */
export function icmpTrack(flow: Flow): boolean {
  if (flow.status & CONFIRMED) return true;
  const { proto, dport } = flow.original;
  return (proto === F.ICMP ? REQUESTS : REQUESTS6).includes(dport >>> 8);
}

/** Joins an ICMP error to the flow it quotes; leaves it without a flow (invalid) when there is none. */
function relate(conntrack: Conntrack, skb: Skb): void {
  const { quoted, f } = skb;
  if (quoted === null || quoted[F.NFPROTO] !== f[F.NFPROTO]) return;
  if (!readTuple(quoted, quotedTuple) || !invertTuple(quotedTuple, quotedTuple)) return;
  const known = conntrack.find(quotedTuple);
  if (known === null) return;
  const sameTarget =
    known.d0 === f[F.DADDR] &&
    known.d1 === f[F.DADDR + 1] &&
    known.d2 === f[F.DADDR + 2] &&
    known.d3 === f[F.DADDR + 3];
  if (!sameTarget) return;
  skb.flow = known.flow;
  skb.info = known.direction === REPLY ? RELATED_REPLY : RELATED;
}
