/**
 * TCP window tracking: does a segment fit what the other end has announced?
 * Models tcp_in_window and tcp_init_sender of net/netfilter/nf_conntrack_proto_tcp.c (after Guido van Rooij,
 * "Real Stateful TCP Packet Filtering in IP Filter"), without window scaling and SACK.
 */

import * as F from './fields.ts';
import {
  SEGMENT_ACK,
  SIDE_LIBERAL,
  SIDE_MAXACK,
  SIDE_UNACKNOWLEDGED,
  SYN_RECV,
  SYN_SENT,
  segmentEnd,
  type TcpSide,
  type TcpTrack,
} from './tcp-track.ts';
import { REPLY } from './tuple.ts';

export const ACCEPTED = 1;
/** Passes as valid but moves nothing. */
export const IGNORED = 2;
export const REJECTED = 3;

/** An acknowledgement may lag this many bytes even when the window is smaller. */
const MAX_ACK_WINDOW = 66_000;

const after = (a: number, b: number): boolean => ((b - a) | 0) < 0;

export function inWindow(
  tcp: TcpTrack,
  f: Int32Array,
  segment: number,
  direction: number,
  liberal: boolean,
): number {
  const sender = tcp.sides[direction as 0 | 1];
  const receiver = tcp.sides[(1 - direction) as 0 | 1];
  const flags = f[F.TCP_FLAGS]!;
  const window = f[F.WINDOW]!;
  let end = segmentEnd(f);
  let sequence = f[F.SEQUENCE]!;
  let ack = f[F.ACKNOWLEDGE]!;

  if (sender.maxWindow === 0) {
    if (flags & F.SYN) {
      initialize(sender, end, window);
      if ((flags & F.ACK) === 0) return ACCEPTED;
    } else {
      sender.end = end;
      sender.maxWindow = window || 1;
      sender.maxEnd = (end + sender.maxWindow) | 0;
      if (receiver.maxWindow === 0) receiver.end = receiver.maxEnd = ack;
      else if (ack === ((receiver.end + 1) | 0)) receiver.end = ack;
    }
  } else if (flags & F.SYN && after(end, sender.end) && (tcp.state === SYN_SENT || tcp.state === SYN_RECV)) {
    initialize(sender, end, window);
    if (direction === REPLY && (flags & F.ACK) === 0) return ACCEPTED;
  }

  const emptyAckInReset = flags & F.ACK && flags & F.RST && ack === 0;
  if ((flags & F.ACK) === 0 || emptyAckInReset) ack = receiver.end;
  if (flags & F.RST && sequence === 0 && tcp.state === SYN_SENT) sequence = end = sender.end;

  const trouble = misfit(sender, receiver, sequence, end, ack);
  if (trouble !== ACCEPTED) return liberal || sender.flags & SIDE_LIBERAL ? ACCEPTED : trouble;
  update(sender, receiver, flags, window, end, ack);
  if (segment === SEGMENT_ACK) countRetransmission(tcp, direction, sequence, ack, end, window);
  return ACCEPTED;
}

function initialize(sender: TcpSide, end: number, window: number): void {
  sender.end = end;
  sender.maxEnd = end;
  sender.maxWindow = window || 1;
  sender.flags &= SIDE_LIBERAL;
}

/** The four bounds of the window: ACCEPTED, or what becomes of a segment outside of one. */
function misfit(sender: TcpSide, receiver: TcpSide, sequence: number, end: number, ack: number): number {
  const ackWindow = Math.max(sender.maxWindow, MAX_ACK_WINDOW);
  const ackNotTooOld = after(ack, receiver.end - ackWindow - 1);
  const inReceiveWindow = after(end, sender.end - receiver.maxWindow - 1);
  if (after(sequence, sender.maxEnd)) {
    const overshot = (end - sender.maxEnd + 1) >>> 0;
    const littleOver = receiver.maxWindow !== 0 && inReceiveWindow && overshot <= receiver.maxWindow;
    if (!littleOver || !ackNotTooOld || after(ack, receiver.end)) return REJECTED;
    sender.end = end;
    sender.flags |= SIDE_UNACKNOWLEDGED;
    return IGNORED;
  }
  if (after(ack, receiver.end)) return REJECTED;
  if (receiver.maxWindow !== 0 && !inReceiveWindow) return IGNORED;
  return ackNotTooOld ? ACCEPTED : IGNORED;
}

function update(
  sender: TcpSide,
  receiver: TcpSide,
  flags: number,
  window: number,
  end: number,
  ack: number,
): void {
  if (sender.maxWindow < window) sender.maxWindow = window;
  if (after(end, sender.end)) {
    sender.end = end;
    sender.flags |= SIDE_UNACKNOWLEDGED;
  }
  if (flags & F.ACK) {
    if ((sender.flags & SIDE_MAXACK) === 0 || after(ack, sender.maxAck)) sender.maxAck = ack;
    sender.flags |= SIDE_MAXACK;
  }
  if (receiver.maxWindow !== 0 && after(end, sender.maxEnd)) receiver.maxWindow += (end - sender.maxEnd) | 0;
  if (after(ack + window, receiver.maxEnd - 1)) {
    receiver.maxEnd = (ack + window + (window === 0 ? 1 : 0)) | 0;
  }
  if (ack === receiver.end) receiver.flags &= ~SIDE_UNACKNOWLEDGED;
}

function countRetransmission(
  tcp: TcpTrack,
  direction: number,
  sequence: number,
  ack: number,
  end: number,
  window: number,
): void {
  const again =
    tcp.lastDirection === direction &&
    tcp.lastSequence === sequence &&
    tcp.lastAck === ack &&
    tcp.lastEnd === end &&
    tcp.lastWindow === window;
  if (again) {
    tcp.retransmissions++;
    return;
  }
  tcp.lastDirection = direction;
  tcp.lastSequence = sequence;
  tcp.lastAck = ack;
  tcp.lastEnd = end;
  tcp.lastWindow = window;
  tcp.retransmissions = 0;
}
