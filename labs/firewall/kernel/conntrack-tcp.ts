/**
 * The TCP automaton of connection tracking.
 * Models net/netfilter/nf_conntrack_proto_tcp.c (tcp_conntracks, tcp_error, tcp_new, nf_conntrack_tcp_packet).
 * Without TCP options there is no window scaling and no SACK, so those parts of the kernel are not needed.
 */
import { ASSURED, CONFIRMED, type Conntrack, type Flow, SEEN_REPLY } from './conntrack.ts';
import { IGNORED, inWindow, REJECTED } from './conntrack-window.ts';
import * as F from './fields.ts';
import { ESTABLISHED_REPLY, type Skb } from './skb.ts';
import {
  BAD,
  CLOSE,
  COUNTING_FLAGS,
  ESTABLISHED,
  FIN_WAIT,
  IGNORE,
  LAST_ACK,
  LIFETIME,
  NONE,
  ORIGINAL_TABLE,
  REPLY_TABLE,
  SANE_FLAGS,
  SEGMENT_ACK,
  SEGMENT_FIN,
  SEGMENT_RST,
  SEGMENT_SYN,
  SEGMENT_SYNACK,
  SIDE_CLOSE_INIT,
  SIDE_LIBERAL,
  SIDE_MAXACK,
  SIDE_UNACKNOWLEDGED,
  SYN_RECV,
  SYN_SENT,
  SYN_SENT2,
  segmentEnd,
  segmentOf,
  TcpTrack,
  TIME_WAIT,
} from './tcp-track.ts';
import type { Settings } from './topology.ts';
import { ORIGINAL, REPLY } from './tuple.ts';

/** What a tracker says of a packet. */
export const VALID = 1;
export const INVALID = -1;
/** The flow was closed and this packet opens it anew: look it up again. */
export const REOPEN = 2;

const SIMULTANEOUS_OPEN = 1;
const EXPECT_CHALLENGE_ACK = 2;
const RETRANSMITTED_LIFETIME = 300_000;
const UNACKNOWLEDGED_LIFETIME = 300_000;
const MAX_RETRANSMISSIONS = 3;

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
  // A flow that is not in the table yet stays as it was: its entry may still be confirmed by the answer itself.
  if (flow.tcp === null || flow.original.proto !== F.TCP || (flow.status & CONFIRMED) === 0) return;
  flow.tcp.state = CLOSE;
  conntrack.refresh(flow, LIFETIME[CLOSE]!);
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
  const other = tcp.sides[direction as 0 | 1];
  const liberal = other.flags & SIDE_LIBERAL;
  other.restart();
  other.flags = liberal;
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
