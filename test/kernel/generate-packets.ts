/**
 * Conversations for the differential test: flows between all sides of the router, with everything that makes
 * connection tracking and routing interesting.
 */
import type { ConversationPacket } from '../../labs/firewall/kernel/index.ts';
import type { Dice } from './dice.ts';

export const HOSTS = {
  wan: { 4: ['203.0.113.9', '8.8.4.4', '198.51.100.20'], 6: ['2001:db8:1::9', '2001:db8:77::1'] },
  lan: { 4: ['192.168.10.4', '192.168.10.5', '192.168.10.130'], 6: ['fd00:10::4', 'fd00:10::5'] },
  dmz: { 4: ['192.168.20.8', '192.168.20.9'], 6: ['fd00:20::8', 'fd00:20::9'] },
} as const;
export const ROUTER = {
  4: ['203.0.113.1', '192.168.10.1', '192.168.20.1'],
  6: ['2001:db8:1::1', 'fd00:10::1', 'fd00:20::1'],
} as const;
export const PORTS = [22, 25, 53, 80, 443, 1000, 3306, 8080, 9090];
const SIDES = ['wan', 'lan', 'dmz'] as const;
/** Few source ports, so that flows meet again and NAT collides. */
const SOURCE_PORTS = [53, 600, 1023, 40000, 40001, 40002];
const STRANGE4 = [
  '0.0.0.0',
  '127.0.0.1',
  '255.255.255.255',
  '224.0.0.5',
  '10.0.0.9',
  '192.168.20.1',
  '240.0.0.1',
];
const STRANGE_TARGETS4 = [
  '192.168.10.255',
  '255.255.255.255',
  '224.0.0.1',
  '224.0.0.251',
  '127.0.0.1',
  '192.168.10.0',
  '0.0.0.1',
];
const STRANGE6 = ['::', '::1', 'ff02::1', 'fe80::99', 'fd00:20::1', '2001:db8:1::1', '64:ff9b::1'];
const STRANGE_TARGETS6 = ['ff02::1', 'ff02::2', 'ff05::2', '::1', 'fd00:10::', 'ff02::1:ff00:5', 'fe80::1'];
const FLAGS = ['S', 'SA', 'A', 'PA', 'FA', 'R', 'RA', 'F', '', 'SF', 'FPU', 'U', 'UA', 'SEC', 'SR', 'FAU'];
const ICMP4 = [0, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 40];
const ICMP6 = [1, 2, 3, 4, 100, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 139, 143, 200];

type Version = 4 | 6;

/** One end to another: from a side to another side, to the router, or from the router. */
export function firstPacket(dice: Dice, version: Version): ConversationPacket {
  const from = dice.pick([...SIDES, 'local'] as const);
  const to = dice.pick([...SIDES, 'router', 'router'] as const);
  const src = from === 'local' ? dice.pick(ROUTER[version]) : dice.pick(HOSTS[from][version]);
  const dst = to === 'router' ? dice.pick(ROUTER[version]) : dice.pick(HOSTS[to][version]);
  const base = { in: from, family: version, src, dst };
  const kind = dice.next();
  if (kind < 0.5)
    return { ...base, proto: 'tcp', sport: dice.pick(SOURCE_PORTS), dport: dice.pick(PORTS), flags: 'S' };
  if (kind < 0.8) return { ...base, proto: 'udp', sport: dice.pick(SOURCE_PORTS), dport: dice.pick(PORTS) };
  if (kind < 0.95) {
    const echo = version === 4 ? 8 : 128;
    return {
      ...base,
      proto: version === 4 ? 'icmp' : 'icmpv6',
      icmp_type: echo,
      icmp_code: 0,
      id: dice.between(1, 4),
    };
  }
  return { ...base, proto: dice.pick(['47', '50', '132', '112']) };
}

/** Flows with answers, errors and repetitions. */
export function conversation(dice: Dice, count: number, version: Version | null): ConversationPacket[] {
  const packets: ConversationPacket[] = [];
  while (packets.length < count) {
    const at = packets.length;
    const first = firstPacket(dice, version ?? (dice.chance(0.3) ? 6 : 4));
    packets.push(first);
    if (dice.chance(0.5)) packets.push({ reply_to: at, ...(first.proto === 'tcp' ? { flags: 'SA' } : {}) });
    if (first.proto === 'tcp' && dice.chance(0.5)) packets.push({ ...first, flags: 'A' });
    if (dice.chance(0.2)) packets.push({ ...first });
    if (dice.chance(0.2)) {
      const [type, code] =
        first.family === 6
          ? dice.pick([
              [1, 4],
              [2, 0],
              [3, 0],
            ])
          : dice.pick([
              [3, 3],
              [3, 4],
              [11, 0],
              [5, 1],
              [12, 0],
            ]); // prettier-ignore
      packets.push({ inner_of: at, icmp_type: type!, icmp_code: code! });
    }
    if (first.proto === 'tcp' && dice.chance(0.3))
      packets.push({ reply_to: at, flags: dice.pick(['RA', 'FA', 'PA', 'R']) });
    if (dice.chance(0.1)) packets.push({ reply_to: at, ...(first.proto === 'tcp' ? { flags: 'A' } : {}) });
  }
  return packets;
}

/** One or two TCP connections, torn at from both ends with every kind of segment, number and window. */
export function tcpStorm(dice: Dice, count: number): ConversationPacket[] {
  const version: Version = dice.chance(0.2) ? 6 : 4;
  const flows = Array.from({ length: dice.between(1, 2) }, () => ({
    client: {
      in: 'lan',
      family: version,
      src: dice.pick(HOSTS.lan[version]),
      dst: dice.pick(HOSTS.wan[version]),
    },
    sport: dice.pick(SOURCE_PORTS),
  }));
  const near = [0, 1, 2, 10, -1, -10, 1000, 70_000, -70_000, 5_000_000];
  const number = (usual: number): number => Math.max(0, usual + (dice.chance(0.6) ? 0 : dice.pick(near)));
  return Array.from({ length: count }, (_, i) => {
    const { client, sport } = dice.pick(flows);
    const usual =
      i < 3 && dice.chance(0.7)
        ? ['S', 'SA', 'A'][i]!
        : dice.pick([...FLAGS, 'A', 'PA', 'FA', 'SA', 'S', 'R', 'RA', 'A']);
    const back = usual === 'SA' ? dice.chance(0.85) : dice.chance(i === 0 ? 0.05 : 0.45);
    const ends = back ? { in: 'wan', family: version, src: client.dst, dst: client.src } : client;
    const ports = back ? { sport: 80, dport: sport } : { sport, dport: 80 };
    const packet: ConversationPacket = { ...ends, ...ports, proto: 'tcp', flags: usual };
    if (dice.chance(0.6)) packet.seq = number(usual.includes('S') ? 1000 : 1001);
    if (usual.includes('A') && dice.chance(0.6)) packet.ack = number(1001);
    if (dice.chance(0.1)) packet.seq = 0;
    if (dice.chance(0.15)) packet.win = dice.pick([0, 1, 100, 65535]);
    if (dice.chance(0.3)) packet.len = dice.pick([1, 20, 500, 1400]);
    return packet;
  });
}

/** Packets that nobody should send: strange addresses, types, flags, lifetimes and checksums. */
export function strangePackets(dice: Dice, count: number): ConversationPacket[] {
  return Array.from({ length: count }, () => {
    const version: Version = dice.chance(0.45) ? 6 : 4;
    const packet = firstPacket(dice, version);
    if (packet.in !== 'local') {
      if (dice.chance(0.3)) packet.src = dice.pick(version === 4 ? STRANGE4 : STRANGE6);
      if (dice.chance(0.3)) packet.dst = dice.pick(version === 4 ? STRANGE_TARGETS4 : STRANGE_TARGETS6);
      if (dice.chance(0.15)) packet.bad_checksum = true;
      if (dice.chance(0.15)) packet.ttl = dice.pick([1, 2, 3]);
    }
    if (packet.proto === 'tcp') packet.flags = dice.pick(FLAGS);
    if (packet.proto === 'icmp') packet.icmp_type = dice.pick(ICMP4);
    if (packet.proto === 'icmpv6') packet.icmp_type = dice.pick(ICMP6);
    if (dice.chance(0.1)) packet.dscp = dice.pick([8, 46]);
    return packet;
  });
}
