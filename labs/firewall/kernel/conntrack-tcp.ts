/**
 * The TCP automaton of connection tracking.
 * Models net/netfilter/nf_conntrack_proto_tcp.c (tcp_conntracks, tcp_error, tcp_new, nf_conntrack_tcp_packet).
 * Without TCP options there is no window scaling and no SACK, so those parts of the kernel are not needed.
 */
import { ASSURED, CONFIRMED, type Conntrack, type Flow, SEEN_REPLY } from './conntrack.ts';
import { IGNORED, inWindow, REJECTED } from './conntrack-window.ts';
import * as F from './fields.ts';
import { ESTABLISHED_REPLY, type Skb } from './skb.ts';
import type { Settings } from './topology.ts';
import { ORIGINAL, REPLY } from './tuple.ts';

/** What a tracker says of a packet. */
export const VALID = 1;
export const INVALID = -1;
/** The flow was closed and this packet opens it anew: look it up again. */
export const REOPEN = 2;

/** States, numbered as TCP_CONNTRACK_*. */
export const NONE = 0;
export const SYN_SENT = 1;
export const SYN_RECV = 2;
const ESTABLISHED = 3;
const FIN_WAIT = 4;
const CLOSE_WAIT = 5;
const LAST_ACK = 6;
export const TIME_WAIT = 7;
const CLOSE = 8;
const SYN_SENT2 = 9;
const BAD = 10;
const IGNORE = 11;

/** Kinds of segment: TCP_SYN_SET … */
export const SEGMENT_SYN = 0;
export const SEGMENT_SYNACK = 1;
const SEGMENT_FIN = 2;
export const SEGMENT_ACK = 3;
const SEGMENT_RST = 4;
const SEGMENT_NONE = 5;

/** Flags of one side. */
export const SIDE_CLOSE_INIT = 1;
export const SIDE_LIBERAL = 2;
export const SIDE_MAXACK = 4;
export const SIDE_UNACKNOWLEDGED = 8;

const SIMULTANEOUS_OPEN = 1;
const EXPECT_CHALLENGE_ACK = 2;

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
const ORIGINAL_TABLE = [
  [SYN_SENT, SYN_SENT, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, SYN_SENT, SYN_SENT, SYN_SENT2],
  [BAD, BAD, SYN_RECV, BAD, BAD, BAD, BAD, BAD, BAD, SYN_RECV],
  [BAD, BAD, FIN_WAIT, FIN_WAIT, LAST_ACK, LAST_ACK, LAST_ACK, TIME_WAIT, CLOSE, BAD],
  [ESTABLISHED, BAD, ESTABLISHED, ESTABLISHED, CLOSE_WAIT, CLOSE_WAIT, TIME_WAIT, TIME_WAIT, CLOSE, BAD],
  [BAD, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE],
  [BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD],
];
const REPLY_TABLE = [
  [BAD, SYN_SENT2, BAD, BAD, BAD, BAD, BAD, SYN_SENT, BAD, SYN_SENT2],
  [BAD, SYN_RECV, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, SYN_RECV],
  [BAD, BAD, FIN_WAIT, FIN_WAIT, LAST_ACK, LAST_ACK, LAST_ACK, TIME_WAIT, CLOSE, BAD],
  [BAD, IGNORE, SYN_RECV, ESTABLISHED, CLOSE_WAIT, CLOSE_WAIT, TIME_WAIT, TIME_WAIT, CLOSE, IGNORE],
  [BAD, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE],
  [BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD],
];

/** Lifetimes in milliseconds by state, the kernel's defaults. */
const LIFETIME = [0, 120, 60, 432_000, 120, 60, 30, 120, 10, 120].map((seconds) => seconds * 1000);
const RETRANSMITTED_LIFETIME = 300_000;
const UNACKNOWLEDGED_LIFETIME = 300_000;
const MAX_RETRANSMISSIONS = 3;

/** Flag combinations a sane sender uses; push and the two ECN bits do not count. */
const SANE_FLAGS = new Uint8Array(64);
for (const flags of [0x02, 0x22, 0x12, 0x04, 0x14, 0x11, 0x31, 0x10, 0x30]) SANE_FLAGS[flags] = 1;
const COUNTING_FLAGS = 0x37;

/** One TCP packet of a flow: moves its state. Returns VALID, INVALID or REOPEN. */
export function tcpPacket(conntrack: Conntrack, settings: Settings, skb: Skb, flow: Flow): number {
  const { f } = skb;
  const flags = f[F.TCP_FLAGS]!;
  if (SANE_FLAGS[flags & COUNTING_FLAGS] === 0) return INVALID;
  const segment = segmentOf(flags);
  if ((flow.status & CONFIRMED) === 0 && !openFlow(settings, f, flow, segment)) return INVALID;
  const tcp = flow.tcp!;
  const direction = skb.info === ESTABLISHED_REPLY ? REPLY : ORIGINAL;
  let oldState = tcp.state;
  let newState = (direction === ORIGINAL ? ORIGINAL_TABLE : REPLY_TABLE)[segment]![oldState]!;
  let checkWindow = true;

  if (newState === BAD) return INVALID;
  if (newState === SYN_SENT && oldState >= TIME_WAIT) {
    const closing = (tcp.sides[0].flags | tcp.sides[1].flags) & SIDE_CLOSE_INIT;
    if (closing || (tcp.lastDirection === direction && tcp.lastSegment === SEGMENT_RST)) {
      conntrack.end(flow);
      return REOPEN;
    }
    newState = IGNORE;
  }
  if (newState === IGNORE) {
    if (!answersIgnoredSyn(tcp, f, segment, direction)) {
      ignore(tcp, f, segment, direction, oldState);
      return VALID;
    }
    resynchronize(tcp, direction);
    oldState = SYN_SENT;
    newState = SYN_RECV;
  } else if (newState === TIME_WAIT) {
    if (isChallengeAck(tcp, segment, direction, oldState)) {
      tcp.lastFlags &= ~EXPECT_CHALLENGE_ACK;
      return VALID;
    }
  } else if (newState === SYN_SENT2) {
    tcp.lastFlags |= SIMULTANEOUS_OPEN;
  } else if (newState === SYN_RECV) {
    if (direction === REPLY && segment === SEGMENT_ACK && tcp.lastFlags & SIMULTANEOUS_OPEN)
      newState = ESTABLISHED;
  } else if (newState === CLOSE && segment === SEGMENT_RST) {
    const outcome = judgeReset(flow, tcp, f, direction);
    if (outcome === 'invalid') return INVALID;
    if (outcome === 'keep') newState = oldState;
    if (outcome === 'accept') checkWindow = false;
    else if (outcome !== 'close-now' && answersPassedPacket(flow, tcp, f, direction, oldState))
      checkWindow = false;
  }

  if (checkWindow) {
    const result = inWindow(tcp, f, segment, direction, settings.tcpBeLiberal);
    if (result === IGNORED) return VALID;
    if (result === REJECTED) {
      noteInvalid(conntrack, flow, tcp, segment, direction);
      return INVALID;
    }
  }
  tcp.lastSegment = segment;
  tcp.lastDirection = direction;
  tcp.state = newState;
  if (oldState !== newState && newState === FIN_WAIT) tcp.sides[direction as 0 | 1].flags |= SIDE_CLOSE_INIT;
  settle(conntrack, flow, tcp, segment, oldState, newState);
  return VALID;
}

/** The router itself sent a reset: the flow counts as closed (nf_conntrack_tcp_set_closing). */
export function closeFlow(conntrack: Conntrack, flow: Flow): void {
  if (flow.tcp === null || flow.original.proto !== F.TCP) return;
  flow.tcp.state = CLOSE;
  conntrack.refresh(flow, LIFETIME[CLOSE]!);
}

function segmentOf(flags: number): number {
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

/** Starts a track from the first packet seen (tcp_new). False: this packet cannot open a flow. */
function openFlow(settings: Settings, f: Int32Array, flow: Flow, segment: number): boolean {
  const first = ORIGINAL_TABLE[segment]![NONE]!;
  if (first >= BAD || (first !== SYN_SENT && !settings.tcpLoose)) return false;
  const tcp = flow.tcp ?? new TcpTrack();
  tcp.restart();
  const [near, far] = tcp.sides;
  near.end = segmentEnd(f);
  near.maxWindow = f[F.WINDOW]! || 1;
  near.maxEnd = near.end;
  if (first !== SYN_SENT) {
    near.maxEnd = (near.end + near.maxWindow) | 0;
    near.flags = far.flags = SIDE_LIBERAL;
  }
  flow.tcp = tcp;
  return true;
}

function answersIgnoredSyn(tcp: TcpTrack, f: Int32Array, segment: number, direction: number): boolean {
  return (
    segment === SEGMENT_SYNACK &&
    tcp.lastSegment === SEGMENT_SYN &&
    tcp.lastDirection !== direction &&
    f[F.ACKNOWLEDGE] === tcp.lastEnd
  );
}

/** Client and server agree while we did not: take over what the ignored SYN said. */
function resynchronize(tcp: TcpTrack, direction: number): void {
  const sender = tcp.sides[tcp.lastDirection as 0 | 1];
  sender.end = tcp.lastEnd;
  sender.maxEnd = tcp.lastEnd;
  sender.maxWindow = tcp.lastWindow || 1;
  tcp.lastFlags &= ~EXPECT_CHALLENGE_ACK;
  sender.flags = tcp.lastFlags;
  tcp.sides[direction as 0 | 1].restart();
}

function ignore(tcp: TcpTrack, f: Int32Array, segment: number, direction: number, oldState: number): void {
  tcp.lastSegment = segment;
  tcp.lastDirection = direction;
  tcp.lastSequence = f[F.SEQUENCE]!;
  tcp.lastEnd = segmentEnd(f);
  tcp.lastWindow = f[F.WINDOW]!;
  if (segment === SEGMENT_SYN && direction === ORIGINAL)
    tcp.lastFlags = oldState === LAST_ACK ? EXPECT_CHALLENGE_ACK : 0;
  if (oldState === SYN_SENT && segment === SEGMENT_ACK && direction === REPLY)
    tcp.lastAck = f[F.ACKNOWLEDGE]!;
}

function isChallengeAck(tcp: TcpTrack, segment: number, direction: number, oldState: number): boolean {
  return (
    oldState === LAST_ACK &&
    segment === SEGMENT_ACK &&
    tcp.lastDirection !== direction &&
    tcp.lastSegment === SEGMENT_SYN &&
    (tcp.lastFlags & EXPECT_CHALLENGE_ACK) !== 0
  );
}

function isEstablished(flow: Flow, tcp: TcpTrack): boolean {
  return tcp.state === ESTABLISHED && (flow.status & ASSURED) !== 0;
}

/**
 * A reset: `accept` without looking at the window, `invalid`, `keep` the state, `close` unless it answers a packet
 * that was let through, or `close-now`: the sequence number has settled the question.
 */
function judgeReset(
  flow: Flow,
  tcp: TcpTrack,
  f: Int32Array,
  direction: number,
): 'accept' | 'keep' | 'invalid' | 'close' | 'close-now' {
  if (tcp.state >= FIN_WAIT && tcp.state <= CLOSE) return 'accept';
  const other = tcp.sides[(1 - direction) as 0 | 1];
  if ((other.flags & SIDE_MAXACK) === 0 || tcp.lastSegment === SEGMENT_SYN) return 'close';
  const sequence = f[F.SEQUENCE]!;
  const established = isEstablished(flow, tcp);
  if (sequence === 0 && !established) return 'close-now';
  if (((sequence - other.maxAck) | 0) < 0) return 'invalid';
  if (!established || sequence === other.maxAck) return 'close-now';
  const inTrain =
    tcp.lastSegment === SEGMENT_ACK && tcp.lastDirection === direction && sequence === tcp.lastEnd;
  return inTrain ? 'close-now' : 'keep';
}

/** Is this reset the answer to a SYN or ACK that was let through although it did not fit? */
function answersPassedPacket(
  flow: Flow,
  tcp: TcpTrack,
  f: Int32Array,
  direction: number,
  oldState: number,
): boolean {
  const toOther = tcp.lastDirection !== direction;
  const toSyn = (flow.status & SEEN_REPLY) !== 0 && tcp.lastSegment === SEGMENT_SYN && toOther;
  const toAck = (flow.status & ASSURED) === 0 && tcp.lastSegment === SEGMENT_ACK;
  if ((toSyn || toAck) && f[F.ACKNOWLEDGE] === tcp.lastEnd) return true;
  return (
    oldState === SYN_SENT &&
    tcp.lastSegment === SEGMENT_ACK &&
    tcp.lastDirection === REPLY &&
    f[F.SEQUENCE] === tcp.lastAck
  );
}

function noteInvalid(
  conntrack: Conntrack,
  flow: Flow,
  tcp: TcpTrack,
  segment: number,
  direction: number,
): void {
  if ((flow.status & ASSURED) === 0 || (segment !== SEGMENT_RST && segment !== SEGMENT_FIN)) return;
  const closed = tcp.lastSegment === SEGMENT_FIN || tcp.lastSegment === SEGMENT_RST;
  if (tcp.lastDirection !== direction && closed) {
    const latest = conntrack.now + UNACKNOWLEDGED_LIFETIME;
    if (flow.expires > latest) flow.expires = latest;
  } else {
    tcp.lastSegment = segment;
    tcp.lastDirection = direction;
  }
}

/** Lifetime, assurance, and the end of a flow whose only answer is a reset. */
function settle(
  conntrack: Conntrack,
  flow: Flow,
  tcp: TcpTrack,
  segment: number,
  oldState: number,
  newState: number,
): void {
  const usual = LIFETIME[newState]!;
  let lifetime = usual;
  if (tcp.retransmissions >= MAX_RETRANSMISSIONS) lifetime = Math.min(usual, RETRANSMITTED_LIFETIME);
  else if (segment === SEGMENT_RST) lifetime = LIFETIME[CLOSE]!;
  else if ((tcp.sides[0].flags | tcp.sides[1].flags) & SIDE_UNACKNOWLEDGED)
    lifetime = Math.min(usual, UNACKNOWLEDGED_LIFETIME);
  else if (tcp.lastWindow === 0) lifetime = Math.min(usual, RETRANSMITTED_LIFETIME);
  if ((flow.status & SEEN_REPLY) === 0) {
    if (segment === SEGMENT_RST) {
      conntrack.end(flow);
      return;
    }
    if (segment === SEGMENT_SYN && oldState === SYN_SENT) return;
    if (newState === ESTABLISHED) lifetime = Math.min(lifetime, UNACKNOWLEDGED_LIFETIME);
  } else if (
    (flow.status & ASSURED) === 0 &&
    (oldState === SYN_RECV || oldState === ESTABLISHED) &&
    newState === ESTABLISHED
  ) {
    flow.status |= ASSURED;
  }
  conntrack.refresh(flow, lifetime);
}
