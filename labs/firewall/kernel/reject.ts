/**
 * Answers of the router: resets and ICMP errors.
 * Models net/ipv4/netfilter/nf_reject_ipv4.c and its IPv6 twin, net/ipv4/icmp.c (icmp_send) and net/ipv6/icmp.c, as
 * far as they decide whether an answer is made and what it looks like.
 */
import type { RejectStatement } from '../language/ruleset.ts';
import { symbolOf } from '../language/words/symbols.ts';
import type { Machine } from './build.ts';
import * as F from './fields.ts';
import { DROP, type Terminal } from './program.ts';
import { isLinkLocal } from './routing.ts';
import { NO_MATCH } from './run-chain.ts';
import { RELATED, RELATED_REPLY, Skb } from './skb.ts';
import { ANYCAST, BROADCAST, LOCAL, MULTICAST, type Topology } from './topology.ts';
import { ORIGINAL } from './tuple.ts';

const UNREACHABLE4 = 3;
const UNREACHABLE6 = 1;
/** ICMPv6 code: beyond the scope of the source address. */
const BEYOND_SCOPE = 2;
/** icmpx codes to ICMP and ICMPv6 codes: no route, port unreachable, host unreachable, administratively prohibited. */
const ICMPX4 = [0, 3, 1, 13];
const ICMPX6 = [0, 4, 3, 1];
/** ICMP types that may be answered with an error; every other, known or not, counts as an error itself. */
const ANSWERABLE_ICMP = [0, 8, 13, 14, 15, 16, 17, 18];
/** Protocols whose checksum is verified before an ICMP error is sent, and those that have none to verify. */
const CHECKED = [F.TCP, F.UDP, F.ICMP, F.ICMPV6];
const UNCHECKED = [47, 50, 51, F.SCTP, F.UDPLITE];
/** An ICMP error is never longer than this, header included. */
const LONGEST4 = 576;
const LONGEST6 = 1280;
/** Internetwork control precedence: the DSCP of ICMP errors over IPv4. */
const CONTROL_DSCP = 48;
const LOOPBACK_DEVICE = 1;

export function rejectTerminal(statement: RejectStatement, machine: Machine): Terminal {
  const { type } = statement;
  return (skb) => {
    const { f } = skb;
    if (type === 'icmp' && f[F.NFPROTO] !== F.IPV4) return NO_MATCH;
    if (type === 'icmpv6' && f[F.NFPROTO] !== F.IPV6) return NO_MATCH;
    skb.rejected = true;
    machine.reject(skb, statement);
    return DROP;
  };
}

/** The answer that a reject statement makes for a packet; null where the kernel sends none. */
export function rejectAnswer(topology: Topology, skb: Skb, statement: RejectStatement): Skb | null {
  if (statement.type === 'tcp-reset') return tcpReset(topology, skb);
  const version4 = skb.f[F.NFPROTO] === F.IPV4;
  const { code } = statement;
  const real = statement.type === 'icmpx' ? (version4 ? ICMPX4 : ICMPX6)[code]! : code;
  if (!hasGoodChecksum(skb)) return null;
  return icmpError(topology, skb, version4 ? UNREACHABLE4 : UNREACHABLE6, real);
}

/** The ICMP error of this type and code about a packet; null where none may be sent. */
export function icmpError(topology: Topology, skb: Skb, type: number, code: number): Skb | null {
  const { f } = skb;
  const version4 = f[F.NFPROTO] === F.IPV4;
  if (f[F.PKTTYPE] !== 0 || isRoutedToGroup(topology, skb) || !isAnswerable(f)) return null;
  if (isIcmpError(f) || isUnanswerableSpoof(topology, skb)) return null;
  const answer = answerTo(skb);
  const a = answer.f;
  a[F.L4PROTO] = version4 ? F.ICMP : F.ICMPV6;
  a[F.ICMP_TYPE] = type;
  a[F.ICMP_CODE] = code;
  a[F.PRESENT]! |= F.HAS_ICMP;
  const header = (version4 ? 20 : 40) + 8;
  a[F.LENGTH] = Math.min(version4 ? LONGEST4 : LONGEST6, header + f[F.LENGTH]!);
  if (version4) a[F.DSCP] = CONTROL_DSCP;
  answer.quoted = f.slice();
  answer.answerName = answerName(version4, type, code);
  setIcmpSource(topology, skb, answer);
  return canLeave(topology, a) ? answer : null;
}

/** `icmp-port-unreachable` and the like; a code that nft has no name for stays a number. */
function answerName(version4: boolean, type: number, code: number): string {
  const family = version4 ? 'icmp' : 'icmpv6';
  if (type !== (version4 ? UNREACHABLE4 : UNREACHABLE6)) return `${family}-time-exceeded`;
  return `${family}-${symbolOf(`${family}_code`, code) ?? (code === BEYOND_SCOPE ? 'beyond-scope' : code)}`;
}

function tcpReset(topology: Topology, skb: Skb): Skb | null {
  const { f } = skb;
  const flags = f[F.TCP_FLAGS]!;
  // Without a guard (`ip protocol { icmp, tcp } … tcp reset`) other packets come here too, and are only dropped.
  if (f[F.L4PROTO] !== F.TCP) return null;
  if (flags & F.RST || skb.badChecksum || isRoutedToGroup(topology, skb)) return null;
  if (f[F.NFPROTO] === F.IPV6 && !isAnswerable(f)) return null;
  if (f[F.NFPROTO] === F.IPV4 && f[F.DADDR]! >>> 24 === 127 && f[F.SADDR]! >>> 24 !== 127 && f[F.IIF] !== 1)
    return null;
  const answer = answerTo(skb);
  const a = answer.f;
  for (let i = 0; i < 4; i++) a[F.SADDR + i] = f[F.DADDR + i]!;
  a[F.L4PROTO] = F.TCP;
  a[F.SPORT] = f[F.DPORT]!;
  a[F.DPORT] = f[F.SPORT]!;
  a[F.PRESENT]! |= F.HAS_TCP | F.HAS_PORTS;
  const header = f[F.NFPROTO] === F.IPV4 ? 40 : 60;
  a[F.LENGTH] = header;
  if (flags & F.ACK) {
    a[F.TCP_FLAGS] = F.RST;
    a[F.SEQUENCE] = f[F.ACKNOWLEDGE]!;
  } else {
    a[F.TCP_FLAGS] = F.RST | F.ACK;
    const used = f[F.LENGTH]! - header + (flags & F.SYN ? 1 : 0) + (flags & F.FIN ? 1 : 0);
    a[F.ACKNOWLEDGE] = f[F.SEQUENCE]! + used;
  }
  answer.answerName = 'tcp-reset';
  return canLeave(topology, a) ? answer : null;
}

/** Nothing from 127.0.0.0/8 leaves by a cable (__mkroute_output). */
function canLeave(topology: Topology, f: Int32Array): boolean {
  if (f[F.NFPROTO] !== F.IPV4 || f[F.SADDR]! >>> 24 !== 127 || f[F.DADDR] === 0) return true;
  return topology.lookup(f, F.DADDR)?.type === LOCAL;
}

/** A packet of the router to the sender of `skb`, attached to the same flow in the other direction (nf_ct_attach). */
function answerTo(skb: Skb): Skb {
  const answer = new Skb();
  const { f } = skb;
  const a = answer.f;
  a[F.NFPROTO] = f[F.NFPROTO]!;
  a[F.PROTOCOL] = f[F.PROTOCOL]!;
  for (let i = 0; i < 4; i++) a[F.DADDR + i] = f[F.SADDR + i]!;
  a[F.TTL] = 64;
  answer.depth = skb.depth + 1;
  if (f[F.NFPROTO] === F.IPV6 && isLinkLocal(f, F.SADDR)) answer.link = f[F.IIF]!;
  if (skb.flow !== null) {
    answer.flow = skb.flow;
    answer.info = skb.direction === ORIGINAL ? RELATED_REPLY : RELATED;
  }
  answer.publishFlow();
  return answer;
}

/**
 * Before routing, IPv4 answers a packet with one of our own addresses (or none) as its source from the address it was
 * sent to; when that is not ours either, no answer can be made.
 */
function isUnanswerableSpoof(topology: Topology, skb: Skb): boolean {
  const { f } = skb;
  if (!isUnrouted(skb)) return false;
  return leadsBack(topology, f) && topology.lookupLocal(f, F.DADDR)?.type !== LOCAL;
}

/** Is the sender of an IPv4 packet the router itself? The kernel routes an answer to 0.0.0.0 to itself too. */
function leadsBack(topology: Topology, f: Int32Array): boolean {
  return f[F.SADDR] === 0 || topology.lookupLocal(f, F.SADDR)?.type === LOCAL;
}

/**
 * The router's own address when the packet was for it. Else IPv4 takes that of the interface towards the sender, IPv6
 * that of the interface where the packet came in, of the scope of the sender.
 */
function setIcmpSource(topology: Topology, skb: Skb, answer: Skb): void {
  const { f } = skb;
  const a = answer.f;
  const version4 = f[F.NFPROTO] === F.IPV4;
  // Before routing IPv4 has no route of the packet itself and asks the way back to its source instead.
  const own = isUnrouted(skb) ? leadsBack(topology, f) : topology.lookupLocal(f, F.DADDR)?.type === LOCAL;
  const back = topology.lookup(a, F.DADDR);
  const arrived = f[F.IIF]! > LOOPBACK_DEVICE ? f[F.IIF]! : (back?.dev ?? 0);
  for (let i = 0; i < 4; i++) {
    if (own) a[F.SADDR + i] = f[F.DADDR + i]!;
    else if (back?.type === LOCAL) a[F.SADDR + i] = a[F.DADDR + i]!;
    else if (!version4) a[F.SADDR + i] = topology.sourceAddress6(arrived, isLinkLocal(a, F.DADDR))?.[i] ?? 0;
    else if (back) a[F.SADDR + i] = topology.sourceAddress(back.dev, 4, back.via ?? a[F.DADDR]!)?.[i] ?? 0;
  }
  if (version4 && a[F.DADDR] === 0) a[F.DADDR] = a[F.SADDR]!;
}

/**
 * nf_reject_verify_csum. The data of a protocol that the kernel does not know is summed as if it held a checksum;
 * lab packets carry filler there, which never adds up.
 */
function hasGoodChecksum({ f, badChecksum }: Skb): boolean {
  const protocol = f[F.L4PROTO]!;
  if (UNCHECKED.includes(protocol)) return true;
  return CHECKED.includes(protocol) && !badChecksum;
}

function isIcmpError(f: Int32Array): boolean {
  if (f[F.L4PROTO] === F.ICMP) return f[F.NFPROTO] === F.IPV4 && !ANSWERABLE_ICMP.includes(f[F.ICMP_TYPE]!);
  return f[F.L4PROTO] === F.ICMPV6 && f[F.NFPROTO] === F.IPV6 && f[F.ICMP_TYPE]! < 128;
}

/**
 * Is the route that the kernel holds for the packet one to a group? Before routing IPv4 holds the route back to the
 * sender (nf_reject_fill_skb_dst), so there a group as target is no obstacle, and one as source is.
 */
function isRoutedToGroup(topology: Topology, skb: Skb): boolean {
  return isGroup(topology, skb.f, isUnrouted(skb) ? F.SADDR : F.DADDR);
}

/** An IPv4 packet before routing; one that the router sent to itself brings its route along. */
function isUnrouted({ f, hook, looped }: Skb): boolean {
  return f[F.NFPROTO] === F.IPV4 && hook === F.PREROUTING && !looped;
}

function isGroup(topology: Topology, f: Int32Array, at: number): boolean {
  const first = f[at]!;
  if (f[F.NFPROTO] === F.IPV6) return first >>> 24 === 0xff;
  const type = topology.lookupLocal(f, at)?.type;
  return first === -1 || first >>> 28 === 14 || type === BROADCAST || type === MULTICAST || type === ANYCAST;
}

/** Does the source name one host that can be answered? */
function isAnswerable(f: Int32Array): boolean {
  const first = f[F.SADDR]!;
  if (f[F.NFPROTO] === F.IPV4) return first !== -1 && first >>> 28 !== 14;
  return first >>> 24 !== 0xff && (first | f[F.SADDR + 1]! | f[F.SADDR + 2]! | f[F.SADDR + 3]!) !== 0;
}
