/**
 * What conntrack remembers of a TCP connection, and the table its states follow.
 * Models struct ip_ct_tcp (include/linux/netfilter/nf_conntrack_tcp.h) and tcp_conntracks, tcp_timeouts and
 * tcp_valid_flags of net/netfilter/nf_conntrack_proto_tcp.c.
 */
import * as F from './fields.ts';
import { ORIGINAL } from './tuple.ts';

/** States, numbered as TCP_CONNTRACK_*. */
export const NONE = 0;
export const SYN_SENT = 1;
export const SYN_RECV = 2;
export const ESTABLISHED = 3;
export const FIN_WAIT = 4;
export const CLOSE_WAIT = 5;
export const LAST_ACK = 6;
export const TIME_WAIT = 7;
export const CLOSE = 8;
export const SYN_SENT2 = 9;
export const BAD = 10;
export const IGNORE = 11;

/** Kinds of segment: TCP_SYN_SET … */
export const SEGMENT_SYN = 0;
export const SEGMENT_SYNACK = 1;
export const SEGMENT_FIN = 2;
export const SEGMENT_ACK = 3;
export const SEGMENT_RST = 4;
export const SEGMENT_NONE = 5;

/** Flags of one side. */
export const SIDE_CLOSE_INIT = 1;
export const SIDE_LIBERAL = 2;
export const SIDE_MAXACK = 4;
export const SIDE_UNACKNOWLEDGED = 8;

/** What one end has sent and may send. Sequence numbers are 32-bit and wrap. */
export class TcpSide {
  end = 0;
  maxEnd = 0;
  maxWindow = 0;
  maxAck = 0;
  flags = 0;

  restart(): void {
    this.end = 0;
    this.maxEnd = 0;
    this.maxWindow = 0;
    this.maxAck = 0;
    this.flags = 0;
  }
}

export class TcpTrack {
  state = NONE;
  readonly sides: readonly [TcpSide, TcpSide] = [new TcpSide(), new TcpSide()];
  lastDirection = ORIGINAL;
  lastSegment = SEGMENT_NONE;
  lastSequence = 0;
  lastAck = 0;
  lastEnd = 0;
  lastWindow = 0;
  lastFlags = 0;
  retransmissions = 0;

  /** Back to the state of a track that has seen nothing. */
  restart(): void {
    this.state = NONE;
    this.sides[0].restart();
    this.sides[1].restart();
    this.lastDirection = ORIGINAL;
    this.lastSegment = SEGMENT_NONE;
    this.lastSequence = 0;
    this.lastAck = 0;
    this.lastEnd = 0;
    this.lastWindow = 0;
    this.lastFlags = 0;
    this.retransmissions = 0;
  }
}

/** Next state by direction, segment and state: none, syn-sent, syn-recv, established, fin-wait, close-wait, last-ack, time-wait, close, syn-sent2. */
export const ORIGINAL_TABLE = [
  [SYN_SENT, SYN_SENT, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, SYN_SENT, SYN_SENT, SYN_SENT2],
  [BAD, BAD, SYN_RECV, BAD, BAD, BAD, BAD, BAD, BAD, SYN_RECV],
  [BAD, BAD, FIN_WAIT, FIN_WAIT, LAST_ACK, LAST_ACK, LAST_ACK, TIME_WAIT, CLOSE, BAD],
  [ESTABLISHED, BAD, ESTABLISHED, ESTABLISHED, CLOSE_WAIT, CLOSE_WAIT, TIME_WAIT, TIME_WAIT, CLOSE, BAD],
  [BAD, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE],
  [BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD],
];
export const REPLY_TABLE = [
  [BAD, SYN_SENT2, BAD, BAD, BAD, BAD, BAD, SYN_SENT, BAD, SYN_SENT2],
  [BAD, SYN_RECV, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, SYN_RECV],
  [BAD, BAD, FIN_WAIT, FIN_WAIT, LAST_ACK, LAST_ACK, LAST_ACK, TIME_WAIT, CLOSE, BAD],
  [BAD, IGNORE, SYN_RECV, ESTABLISHED, CLOSE_WAIT, CLOSE_WAIT, TIME_WAIT, TIME_WAIT, CLOSE, IGNORE],
  [BAD, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE],
  [BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD],
];

/** Lifetimes in milliseconds by state, the kernel's defaults. */
export const LIFETIME = [0, 120, 60, 432_000, 120, 60, 30, 120, 10, 120].map((seconds) => seconds * 1000);

/** Flag combinations a sane sender uses; push and the two ECN bits do not count. */
export const SANE_FLAGS = new Uint8Array(64);
for (const flags of [0x02, 0x22, 0x12, 0x04, 0x14, 0x11, 0x31, 0x10, 0x30]) SANE_FLAGS[flags] = 1;
export const COUNTING_FLAGS = 0x37;

export function segmentOf(flags: number): number {
  if (flags & F.RST) return SEGMENT_RST;
  if (flags & F.SYN) return flags & F.ACK ? SEGMENT_SYNACK : SEGMENT_SYN;
  if (flags & F.FIN) return SEGMENT_FIN;
  return flags & F.ACK ? SEGMENT_ACK : SEGMENT_NONE;
}

/** Sequence number behind this segment; SYN and FIN count as one byte each. */
export function segmentEnd(f: Int32Array): number {
  const data = f[F.LENGTH]! - (f[F.NFPROTO] === F.IPV4 ? 40 : 60);
  const flags = f[F.TCP_FLAGS]!;
  return (f[F.SEQUENCE]! + data + (flags & F.SYN ? 1 : 0) + (flags & F.FIN ? 1 : 0)) | 0;
}
