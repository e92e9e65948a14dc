/**
 * One readable packet out of a set: an ordinary first packet when there is one (a SYN to a well-known port from a
 * typical host), and of what is left the smallest.
 */
import { formatAddress } from '../kernel/address.ts';
import * as F from '../kernel/fields.ts';
import type { PacketDescription } from '../kernel/packet.ts';
import type { Topology } from '../kernel/topology.ts';
import { type Bdd, FALSE } from './bdd.ts';
import { atLeast, equals } from './bits.ts';
import { badChecksum, fieldWord, oneOf, registersOf, type Version } from './space.ts';

const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  1: 'icmp',
  2: 'igmp',
  6: 'tcp',
  17: 'udp',
  47: 'gre',
  50: 'esp',
  51: 'ah',
  58: 'icmpv6',
  132: 'sctp',
  136: 'udplite',
};
const FLAG_LETTERS = 'FSRPAUEC';
const USUAL_PORTS = [22, 53, 80, 443, 445, 3306, 3389, 5432, 8080];
const USUAL_UDP_PORTS = [53, 123, 161, 514];
const USUAL_SOURCE_PORT = 40_112;
const IP_HEADER = { 4: 20, 6: 40 } as const;
const TCP_HEADER = 20;
const SHORT_HEADER = 8;
const USUAL_DATA = 8;

/** A packet of the set, null when it is empty. `prefer` are sets to stay within as far as possible, first ones first. */
export function witness(
  bdd: Bdd,
  topology: Topology,
  version: Version,
  set: number,
  prefer: readonly number[] = [],
): PacketDescription | null {
  const field = (slot: number) => fieldWord(bdd, slot);
  const is = (slot: number, value: number): number => equals(bdd, field(slot), value);
  const longerThan = (header: number): number =>
    atLeast(bdd, [field(F.LENGTH)], [IP_HEADER[version] + header]);
  const whole = bdd.ite(is(F.L4PROTO, F.TCP), longerThan(TCP_HEADER), longerThan(SHORT_HEADER));
  let left = bdd.and(set, whole);
  if (left === FALSE) return null;
  const narrow = (wish: number): void => {
    const narrowed = bdd.and(left, wish);
    if (narrowed !== FALSE) left = narrowed;
  };
  narrow(bdd.not(badChecksum(bdd)));
  for (const protocol of [F.TCP, F.UDP, version === 4 ? F.ICMP : F.ICMPV6]) {
    if (bdd.and(left, is(F.L4PROTO, protocol)) === FALSE) continue;
    narrow(is(F.L4PROTO, protocol));
    break;
  }
  for (const flags of [F.SYN, F.ACK, F.SYN | F.ACK]) narrow(is(F.TCP_FLAGS, flags));
  narrow(is(F.ICMP_TYPE, version === 4 ? 8 : 128));
  const udp = bdd.and(left, is(F.L4PROTO, F.UDP)) === left;
  narrow(oneOf(bdd, field(F.DPORT), udp ? USUAL_UDP_PORTS : USUAL_PORTS));
  for (const wish of prefer) narrow(wish);
  const sizes = [TCP_HEADER, SHORT_HEADER + USUAL_DATA].map((size) =>
    is(F.LENGTH, IP_HEADER[version] + size),
  );
  narrow(bdd.ite(is(F.L4PROTO, F.TCP), sizes[0]!, sizes[1]!));
  const usual: readonly (readonly [number, number])[] = [
    [F.SPORT, USUAL_SOURCE_PORT],
    [F.TTL, 64],
    [F.DSCP, 0],
    [F.ICMP_ID, 7],
    [F.SEQUENCE, 1000],
    [F.SEQUENCE, 1001],
    [F.ACKNOWLEDGE, 0],
    [F.ACKNOWLEDGE, 1001],
    [F.WINDOW, 64_240],
  ];
  for (const [slot, value] of usual) narrow(is(slot, value));
  return describe(topology, version, registersOf(bdd.smallest(left)));
}

function describe(
  topology: Topology,
  version: Version,
  { registers: f, badChecksum: damaged }: { registers: Int32Array; badChecksum: boolean },
): PacketDescription {
  const protocol = f[F.L4PROTO]!;
  const text = (at: number): string => formatAddress(version, [f[at]!, f[at + 1]!, f[at + 2]!, f[at + 3]!]);
  const tcp = protocol === F.TCP;
  const icmp = protocol === F.ICMP || protocol === F.ICMPV6;
  const data = f[F.LENGTH]! - IP_HEADER[version] - (tcp ? TCP_HEADER : SHORT_HEADER);
  const packet: PacketDescription = {
    in: f[F.IIF] === 0 ? 'local' : (topology.interfaces[f[F.IIF]!]?.peer ?? 'local'),
    family: version,
    src: text(F.SADDR),
    dst: text(F.DADDR),
    proto: PROTOCOL_NAMES[protocol] ?? protocol,
  };
  if (icmp) {
    packet.icmp_type = f[F.ICMP_TYPE]!;
    if (f[F.ICMP_CODE] !== 0) packet.icmp_code = f[F.ICMP_CODE]!;
    if (f[F.ICMP_ID] !== 7) packet.id = f[F.ICMP_ID]!;
  } else if (tcp || protocol === F.UDP || protocol === F.UDPLITE || f[F.PRESENT]! & F.HAS_PORTS) {
    packet.sport = f[F.SPORT]!;
    packet.dport = f[F.DPORT]!;
  }
  if (tcp) {
    packet.flags = [...FLAG_LETTERS].filter((_, bit) => (f[F.TCP_FLAGS]! >>> bit) & 1).join('');
    const opening = (f[F.TCP_FLAGS]! & F.SYN) !== 0;
    if (f[F.SEQUENCE] !== (opening ? 1000 : 1001)) packet.seq = f[F.SEQUENCE]! >>> 0;
    const acknowledges = (f[F.TCP_FLAGS]! & F.ACK) !== 0;
    if (f[F.ACKNOWLEDGE] !== (acknowledges ? 1001 : 0)) packet.ack = f[F.ACKNOWLEDGE]! >>> 0;
    if (f[F.WINDOW] !== 64_240) packet.win = f[F.WINDOW]!;
  }
  if (data >= 0 && data !== (tcp ? 0 : USUAL_DATA)) packet.len = data;
  if (f[F.TTL] !== 64) packet.ttl = f[F.TTL]!;
  if (f[F.DSCP] !== 0) packet.dscp = f[F.DSCP]!;
  if (damaged) packet.bad_checksum = true;
  return packet;
}
