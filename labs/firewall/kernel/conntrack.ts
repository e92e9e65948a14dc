/**
 * Connection tracking: finding the entry of a packet, making a new one, confirming it when the packet got through.
 * Models net/netfilter/nf_conntrack_core.c (nf_conntrack_in, resolve_normal_ct, __nf_conntrack_confirm) and the UDP,
 * GRE and generic trackers; TCP and ICMP have files of their own.
 */
import { icmpTrack, isErrorAnswered } from './conntrack-icmp.ts';
import { REOPEN, tcpPacket, VALID } from './conntrack-tcp.ts';
import * as F from './fields.ts';
import { ESTABLISHED, ESTABLISHED_REPLY, NEW, type Skb } from './skb.ts';
import type { TcpTrack } from './tcp-track.ts';
import type { Settings } from './topology.ts';
import { copyTuple, hashTuple, invertTuple, ORIGINAL, REPLY, readTuple, sameTuple, Tuple } from './tuple.ts';

/** Bits of a flow's status: IPS_*. */
export const SEEN_REPLY = 2;
export const ASSURED = 4;
export const CONFIRMED = 8;
export const SRC_NAT = 16;
export const DST_NAT = 32;
export const SRC_NAT_DONE = 128;
export const DST_NAT_DONE = 256;
export const DYING = 512;

export class Flow {
  readonly original = new Tuple();
  readonly reply = new Tuple();
  status = 0;
  mark = 0;
  /** Milliseconds on the virtual clock; until confirmed, the lifetime that confirmation will give. */
  expires = 0;
  tcp: TcpTrack | null = null;
  /** Since when a UDP flow counts as a stream. */
  streamFrom = 0;
  /** Tells apart the flows that one object has stood for: an unconfirmed one is used again. */
  serial = 0;
  /** Interface whose address masquerade took, 0 for none. */
  masqueradeDev = 0;

  constructor() {
    this.original.flow = this;
    this.reply.flow = this;
    this.reply.direction = REPLY;
  }
}

/** Lifetimes in milliseconds, the kernel's defaults. */
const UDP_UNREPLIED = 30_000;
const UDP_REPLIED = 120_000;
const UDP_STREAM_AFTER = 2_000;
const ICMP_LIFETIME = 30_000;
const GRE_UNREPLIED = 30_000;
const GRE_REPLIED = 180_000;
const GENERIC_LIFETIME = 600_000;
const GRE = 47;

export class Conntrack {
  /** Virtual time of the packet in hand, in milliseconds. */
  now = 0;
  /** Told of every flow that ends, confirmed or not. */
  onEnd: (flow: Flow) => void = () => {};
  private readonly settings: Settings;
  private readonly limit: number;
  private buckets: (Tuple | null)[] = new Array<Tuple | null>(1024).fill(null);
  private count = 0;
  private serial = 0;
  private spare: Flow | null = null;
  private readonly key = new Tuple();

  constructor(settings: Settings, limit: number) {
    this.settings = settings;
    this.limit = limit;
  }

  /** Entries in the table. */
  get size(): number {
    return this.count;
  }

  /** The conntrack hook. False: the table is full and the packet is dropped. */
  track(skb: Skb): boolean {
    if (skb.flow !== null || skb.untracked) return true;
    const fits = this.findFlow(skb);
    skb.publishFlow();
    return fits;
  }

  find(tuple: Tuple): Tuple | null {
    const { buckets } = this;
    let at: Tuple | null = buckets[hashTuple(tuple) & (buckets.length - 1)]!;
    while (at !== null) {
      const following: Tuple | null = at.next;
      if (sameTuple(at, tuple)) {
        if (at.flow!.expires > this.now) return at;
        this.end(at.flow!);
      }
      at = following;
    }
    return null;
  }

  /** Enters the flow of a packet that got through every hook. False: its answers would clash with another flow's. */
  confirm(skb: Skb): boolean {
    const { flow } = skb;
    if (flow === null || flow.status & CONFIRMED || skb.direction !== ORIGINAL) return true;
    if (flow.status & DYING || this.find(flow.original) !== null || this.find(flow.reply) !== null)
      return false;
    flow.expires += this.now;
    flow.status |= CONFIRMED;
    if (this.count >= this.buckets.length) this.grow();
    this.insert(flow.original);
    this.insert(flow.reply);
    this.count++;
    skb.publishFlow();
    return true;
  }

  /** Takes a flow out of the table (nf_ct_kill). */
  end(flow: Flow): void {
    if (flow.status & DYING) return;
    flow.status |= DYING;
    if (flow.status & CONFIRMED) {
      this.remove(flow.original);
      this.remove(flow.reply);
      this.count--;
    }
    this.onEnd(flow);
  }

  /** Gives back the flow of a packet that was dropped: a first packet that is dropped leaves no entry. */
  release(skb: Skb): void {
    const { flow } = skb;
    if (flow === null || flow.status & CONFIRMED) return;
    this.end(flow);
    flow.status = 0;
    flow.mark = 0;
    flow.masqueradeDev = 0;
    this.spare = flow;
    skb.flow = null;
  }

  /** Prolongs a flow's life to `lifetime` milliseconds from now (nf_ct_refresh). */
  refresh(flow: Flow, lifetime: number): void {
    flow.expires = flow.status & CONFIRMED ? this.now + lifetime : lifetime;
  }

  /** Entries alive now, newest buckets first; for listing, as conntrack(8) -L. */
  flows(): Flow[] {
    const found: Flow[] = [];
    for (let at of this.buckets)
      for (; at !== null; at = at.next)
        if (at.direction === ORIGINAL && at.flow!.expires > this.now) found.push(at.flow!);
    return found;
  }

  private findFlow(skb: Skb): boolean {
    const proto = skb.f[F.L4PROTO]!;
    if (proto === F.ICMP || proto === F.ICMPV6) {
      if (this.arrivesDamaged(skb) || isErrorAnswered(this, skb)) return true;
    }
    for (;;) {
      const full = this.resolve(skb);
      const { flow } = skb;
      if (flow === null) return !full;
      const result = this.handle(skb, flow);
      if (result === VALID) {
        if (skb.info === ESTABLISHED_REPLY) flow.status |= SEEN_REPLY;
        return true;
      }
      if (result !== REOPEN) this.release(skb);
      skb.flow = null;
      if (result !== REOPEN) return true;
    }
  }

  /** Sets skb.flow and skb.info, making a new flow for a new tuple. True when there is no room for it. */
  private resolve(skb: Skb): boolean {
    const { key } = this;
    if (!readTuple(skb.f, key)) return false;
    const known = this.find(key);
    if (known !== null) {
      const flow = known.flow!;
      skb.flow = flow;
      if (known.direction === REPLY) skb.info = ESTABLISHED_REPLY;
      else skb.info = flow.status & SEEN_REPLY ? ESTABLISHED : NEW;
      return false;
    }
    if (this.count >= this.limit && !this.sweep()) return true;
    const flow = this.spare ?? new Flow();
    if (!invertTuple(key, flow.reply)) return false;
    copyTuple(key, flow.original);
    this.spare = null;
    if (key.proto !== F.TCP) flow.tcp = null;
    flow.serial = ++this.serial;
    skb.flow = flow;
    skb.info = NEW;
    return false;
  }

  /** The tracker of the protocol: VALID, REOPEN, or anything else for invalid. */
  private handle(skb: Skb, flow: Flow): number {
    const proto = skb.f[F.L4PROTO]!;
    const replied = (flow.status & SEEN_REPLY) !== 0;
    switch (proto) {
      case F.TCP:
        return this.arrivesDamaged(skb) ? -1 : tcpPacket(this, this.settings, skb, flow);
      case F.UDP:
      case F.UDPLITE:
        if (this.arrivesDamaged(skb)) return -1;
        this.udpPacket(flow, replied);
        return VALID;
      case F.ICMP:
      case F.ICMPV6:
        if (!icmpTrack(flow)) return -1;
        this.refresh(flow, ICMP_LIFETIME);
        return VALID;
      // Lab packets have no SCTP chunks, and without a chunk the kernel's tracker calls every packet invalid.
      case F.SCTP:
        return -1;
      case GRE:
        this.refresh(flow, replied ? GRE_REPLIED : GRE_UNREPLIED);
        if (replied) flow.status |= ASSURED;
        return VALID;
      default:
        this.refresh(flow, GENERIC_LIFETIME);
        return VALID;
    }
  }

  private udpPacket(flow: Flow, replied: boolean): void {
    if ((flow.status & CONFIRMED) === 0) flow.streamFrom = this.now + UDP_STREAM_AFTER;
    const stream = replied && this.now > flow.streamFrom;
    if (stream) flow.status |= ASSURED;
    this.refresh(flow, stream ? UDP_REPLIED : UDP_UNREPLIED);
  }

  private arrivesDamaged(skb: Skb): boolean {
    return skb.badChecksum && skb.hook === F.PREROUTING && this.settings.checksum;
  }

  private insert(tuple: Tuple): void {
    const at = hashTuple(tuple) & (this.buckets.length - 1);
    tuple.next = this.buckets[at]!;
    this.buckets[at] = tuple;
  }

  private remove(tuple: Tuple): void {
    const at = hashTuple(tuple) & (this.buckets.length - 1);
    let one = this.buckets[at]!;
    if (one === tuple) this.buckets[at] = tuple.next;
    else {
      while (one!.next !== tuple) one = one!.next!;
      one!.next = tuple.next;
    }
    tuple.next = null;
  }

  private grow(): void {
    const old = this.buckets;
    this.buckets = new Array<Tuple | null>(old.length * 2).fill(null);
    for (let at of old) {
      while (at !== null) {
        const following: Tuple | null = at.next;
        this.insert(at);
        at = following;
      }
    }
  }

  /** Drops expired entries; true when that made room. */
  private sweep(): boolean {
    const stale = new Set<Flow>();
    for (let at of this.buckets)
      for (; at !== null; at = at.next) if (at.flow!.expires <= this.now) stale.add(at.flow!);
    for (const flow of stale) this.end(flow);
    return stale.size > 0;
  }
}
