/**
 * Address translation: choosing the translated tuple of a flow, and rewriting its packets both ways.
 * Models net/netfilter/nf_nat_core.c (get_unique_tuple, nf_nat_setup_info, nf_nat_inet_fn, nf_nat_packet) and
 * nf_nat_proto.c (nf_nat_l4proto_unique_tuple, nf_nat_icmp_reply_translation).
 */
import {
  CONFIRMED,
  type Conntrack,
  DST_NAT,
  DST_NAT_DONE,
  type Flow,
  SRC_NAT,
  SRC_NAT_DONE,
} from './conntrack.ts';
import * as F from './fields.ts';
import {
  applyAddress,
  applyTuple,
  chooseAddress,
  DESTINATION,
  invertAddresses,
  type Manip,
  type NatRange,
  portClass,
  portKey,
  SOURCE,
  sourceInRange,
  sourceKey,
} from './nat-range.ts';
import { NEW, RELATED, RELATED_REPLY, type Skb } from './skb.ts';
import { SYN_SENT, TIME_WAIT } from './tcp-track.ts';
import { copyTuple, hasPorts, invertTuple, ORIGINAL, sameSource, sameTuple, Tuple } from './tuple.ts';

/** Tries per round when looking for a free port, and how many of the last may evict a closing flow. */
const ATTEMPTS = 128;
const HARDER = 32;
const DONE = SRC_NAT_DONE | DST_NAT_DONE;

/** Which end a hook may rewrite: the destination before routing, the source after it. */
export function manipOf(hook: number): Manip {
  return hook === F.POSTROUTING || hook === F.INPUT ? SOURCE : DESTINATION;
}

export class Nat {
  private readonly conntrack: Conntrack;
  private readonly random: () => number;
  /** Flows by protocol, source address and port, latest first: what find_appropriate_src walks. */
  private readonly bySource = new Map<number, Flow[]>();
  private readonly current = new Tuple();
  private readonly wanted = new Tuple();
  private readonly probe = new Tuple();

  constructor(conntrack: Conntrack, random: () => number) {
    this.conntrack = conntrack;
    this.random = random;
    conntrack.onEnd = (flow) => this.forget(flow);
  }

  isDone(flow: Flow, manip: Manip): boolean {
    return (flow.status & (manip === SOURCE ? SRC_NAT_DONE : DST_NAT_DONE)) !== 0;
  }

  /** Settles one end of a new flow within `range` (nf_nat_setup_info). */
  setup(skb: Skb, flow: Flow, range: NatRange, manip: Manip): void {
    if (flow.status & CONFIRMED) return;
    const { current, wanted } = this;
    invertTuple(flow.reply, current);
    this.choose(current, wanted, range, flow, manip);
    if (!sameTuple(current, wanted)) {
      invertTuple(wanted, flow.reply);
      flow.status |= manip === SOURCE ? SRC_NAT : DST_NAT;
    }
    if (manip === SOURCE) this.remember(flow);
    flow.status |= manip === SOURCE ? SRC_NAT_DONE : DST_NAT_DONE;
    skb.publishFlow();
  }

  /** No rule wanted to translate: keep the address, and the port unless it is taken (nf_nat_alloc_null_binding). */
  setupUnchanged(skb: Skb, flow: Flow, manip: Manip): void {
    const { reply } = flow;
    const address =
      manip === SOURCE ? [reply.d0, reply.d1, reply.d2, reply.d3] : [reply.s0, reply.s1, reply.s2, reply.s3];
    this.setup(
      skb,
      flow,
      { low: address, high: address, ports: null, random: false, persistent: false },
      manip,
    );
  }

  /** Rewrites the packet as its flow says (nf_nat_packet). */
  rewrite(skb: Skb, flow: Flow, manip: Manip): void {
    if ((flow.status & this.bitFor(skb, manip)) === 0) return;
    const target = this.probe;
    invertTuple(skb.direction === ORIGINAL ? flow.reply : flow.original, target);
    applyTuple(skb.f, target, manip);
  }

  /** Rewrites an ICMP error and the packet it quotes. False: it must be dropped. */
  rewriteError(skb: Skb, flow: Flow, manip: Manip): boolean {
    const redirect = skb.f[F.L4PROTO] === F.ICMP ? skb.f[F.ICMP_TYPE] === 5 : skb.f[F.ICMP_TYPE] === 137;
    if (skb.badChecksum) return false;
    if (redirect && ((flow.status & DONE) !== DONE || flow.status & (SRC_NAT | DST_NAT))) return false;
    if ((flow.status & this.bitFor(skb, manip)) === 0) return true;
    const opposite = skb.direction === ORIGINAL ? flow.reply : flow.original;
    if (skb.quoted) {
      const quoted = skb.quoted.slice();
      applyTuple(quoted, opposite, manip === SOURCE ? DESTINATION : SOURCE);
      skb.quoted = quoted;
    }
    invertAddresses(opposite, this.probe);
    applyAddress(skb.f, this.probe, manip);
    return true;
  }

  private bitFor(skb: Skb, manip: Manip): number {
    const forward = skb.direction === ORIGINAL;
    return (manip === SOURCE) === forward ? SRC_NAT : DST_NAT;
  }

  /** The translated tuple of a flow (get_unique_tuple). */
  private choose(from: Tuple, to: Tuple, range: NatRange, flow: Flow, manip: Manip): void {
    copyTuple(from, to);
    if (manip === SOURCE && !range.random) {
      if (sourceInRange(from, range)) {
        if (!this.taken(from, flow)) return;
      } else if (this.reuseSource(from, to, range) && !this.taken(to, flow)) return;
    }
    copyTuple(from, to);
    chooseAddress(to, range, manip);
    if (!range.random) {
      if (range.ports === null) {
        if (!this.taken(to, flow)) return;
      } else {
        const [low, high] = range.ports;
        const port = portKey(to, manip);
        if (port >= low && port <= high && (low === high || !this.taken(to, flow))) return;
      }
    }
    this.choosePort(to, range, flow, manip);
  }

  /** A host that already has a translated address and port keeps them for its next target. */
  private reuseSource(from: Tuple, to: Tuple, range: NatRange): boolean {
    for (const other of this.bySource.get(sourceKey(from)) ?? []) {
      const { original } = other;
      if (!sameSource(original, from) || original.sport !== from.sport) continue;
      invertTuple(other.reply, to);
      to.d0 = from.d0;
      to.d1 = from.d1;
      to.d2 = from.d2;
      to.d3 = from.d3;
      to.dport = from.dport;
      if (sourceInRange(to, range)) return true;
    }
    return false;
  }

  private choosePort(to: Tuple, range: NatRange, flow: Flow, manip: Manip): void {
    const icmp = to.proto === F.ICMP || to.proto === F.ICMPV6;
    if (!icmp && !hasPorts(to.proto)) return;
    if (!range.ports && manip === DESTINATION && !icmp) return;
    const key = icmp ? to.sport : portKey(to, manip);
    const [low, high] = range.ports ?? (icmp ? [0, 65535] : portClass(key));
    const size = high - low + 1;
    let offset = range.random || manip === SOURCE ? this.random16() : 0;
    for (let attempts = Math.min(size, ATTEMPTS); ; attempts >>= 1) {
      for (let i = 0; i < attempts; i++, offset++) {
        const port = low + (offset % size);
        if (manip === SOURCE || icmp) to.sport = port;
        else to.dport = port;
        if (!this.takenHarder(to, flow, attempts - i)) return;
      }
      if (attempts >= size || attempts < 16) return;
      offset = this.random16();
    }
  }

  private random16(): number {
    return Math.floor(this.random() * 65536);
  }

  /** Would the answers to `tuple` be taken for another flow's? */
  private taken(tuple: Tuple, flow: Flow): boolean {
    const other = this.clash(tuple);
    return other !== null && !sameTuple(other.original, flow.original);
  }

  /** The same, but near the end of the search a closing TCP flow gives way to a new one (nf_nat_used_tuple_harder). */
  private takenHarder(tuple: Tuple, flow: Flow, left: number): boolean {
    if (left > HARDER || tuple.proto !== F.TCP || flow.tcp?.state !== SYN_SENT)
      return this.taken(tuple, flow);
    const other = this.clash(tuple);
    if (other === null) return false;
    const older = other.tcp;
    const ended = older !== null && older.state === TIME_WAIT;
    const newer = ended && ((flow.tcp.sides[0].end - older.sides[0].end) | 0) > 0;
    const untranslated = (other.status & (SRC_NAT | DST_NAT)) === 0;
    if (!newer || untranslated !== ((flow.status & (SRC_NAT | DST_NAT)) === 0))
      return this.taken(tuple, flow);
    this.conntrack.end(other);
    return false;
  }

  private clash(tuple: Tuple): Flow | null {
    invertTuple(tuple, this.probe);
    return this.conntrack.find(this.probe)?.flow ?? null;
  }

  private remember(flow: Flow): void {
    const key = sourceKey(flow.original);
    const list = this.bySource.get(key);
    if (list) list.unshift(flow);
    else this.bySource.set(key, [flow]);
  }

  private forget(flow: Flow): void {
    if ((flow.status & SRC_NAT_DONE) === 0) return;
    const key = sourceKey(flow.original);
    const rest = (this.bySource.get(key) ?? []).filter((one) => one !== flow);
    if (rest.length > 0) this.bySource.set(key, rest);
    else this.bySource.delete(key);
  }
}

/** May a packet of this kind still be looked at by NAT rules? Only the first of a flow, or one related to it. */
export function opensFlow(skb: Skb): boolean {
  return skb.info === NEW || isRelated(skb);
}

export function isRelated(skb: Skb): boolean {
  return skb.info === RELATED || skb.info === RELATED_REPLY;
}
