/**
 * A packet under way through the hooks: its registers, its place in a connection, and what was noted on the way.
 * Models the parts of struct sk_buff that netfilter uses (include/linux/skbuff.h: _nfct, mark, dev).
 */

import type { Flow } from './conntrack.ts';
import * as F from './fields.ts';
import type { Packet } from './packet.ts';
import { REPLY } from './tuple.ts';
import type { Miss, Step } from './verdict.ts';

/** ctinfo, numbered as IP_CT_* (include/uapi/linux/netfilter/nf_conntrack_common.h). */
export const ESTABLISHED = 0;
export const RELATED = 1;
export const NEW = 2;
export const ESTABLISHED_REPLY = 3;
export const RELATED_REPLY = 4;

const STATE_INVALID = 1;
const STATE_UNTRACKED = 64;

export class Skb {
  readonly f = new Int32Array(F.REGISTERS);
  /** Places to go back to after a jump: two for each. The kernel allows 16 jumps. */
  readonly stack = new Int32Array(64);
  flow: Flow | null = null;
  info = NEW;
  untracked = false;
  badChecksum = false;
  quoted: Int32Array | null = null;
  hook = F.PREROUTING;
  /** True once the packet has left the router over `lo` and come in again. */
  looped = false;
  /** NF_CT_STATE bit right after conntrack, 0 before. */
  firstState = 0;
  /** Link that an answer to a link-local address leaves by, 0 for none. */
  link = 0;
  /** Matching rules and policies in order. */
  path: Step[] = [];
  /** Rules passed over, kept only when asked for. */
  misses: Miss[] | null = null;
  /** How deep in answers to answers this packet is: 0 for one that was sent. */
  depth = 0;
  /** The answer that a reject rule or the kernel gave to this packet, and its name. */
  answer: Skb | null = null;
  answerName: string | null = null;
  /** The terminal statement that dropped it was a reject. */
  rejected: boolean = false;
  /** Why the kernel dropped it without a rule. */
  reason: string | null = null;
  /** Peer it came out to, `local`, or null. */
  delivered: string | null = null;

  /** Makes this object carry another packet. */
  restart(packet: Packet, trace: boolean): void {
    this.f.set(packet.registers);
    this.flow = null;
    this.info = NEW;
    this.untracked = false;
    this.badChecksum = packet.badChecksum;
    this.quoted = packet.quoted;
    this.looped = false;
    this.firstState = 0;
    this.path = [];
    this.misses = trace ? [] : null;
    this.answer = null;
    this.rejected = false;
    this.reason = null;
    this.delivered = null;
  }

  get direction(): number {
    return this.info >= ESTABLISHED_REPLY ? REPLY : 0;
  }

  /** Copies what rules may ask about the connection into the registers. */
  publishFlow(): void {
    const { f, flow } = this;
    if (flow === null) {
      f[F.PRESENT]! &= ~F.HAS_FLOW;
      f[F.CT_STATE] = this.untracked ? STATE_UNTRACKED : STATE_INVALID;
      return;
    }
    f[F.PRESENT]! |= F.HAS_FLOW;
    f[F.CT_STATE] = 1 << ((this.info % 3) + 1);
    f[F.CT_STATUS] = flow.status;
    f[F.CT_DIRECTION] = this.info >= ESTABLISHED_REPLY ? 1 : 0;
    f[F.CT_MARK] = flow.mark;
  }
}
