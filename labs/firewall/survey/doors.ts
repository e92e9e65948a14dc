/** The doors (protocol and port) that a survey asks about: those that the rules speak of. */
import * as F from '../kernel/fields.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { type Bdd, FALSE } from '../proof/bdd.ts';
import { equals, within } from '../proof/bits.ts';
import type { Registers, Version } from '../proof/space.ts';
import { mentionsOf } from '../reading/mentions.ts';

export interface Door {
  id: string;
  name: string;
  /** `ping` is an echo request; `other` every packet that no other door of the survey takes. */
  protocol: 'tcp' | 'udp' | 'ping' | 'other';
  low: number;
  high: number;
}

/** Names that an office uses for well-known ports. */
const NAMES: Readonly<Record<string, string>> = {
  'tcp 21': 'FTP',
  'tcp 22': 'SSH',
  'tcp 23': 'Telnet',
  'tcp 25': 'SMTP',
  'tcp 53': 'DNS',
  'udp 53': 'DNS',
  'udp 67': 'DHCP',
  'tcp 80': 'HTTP',
  'tcp 110': 'POP3',
  'udp 123': 'NTP',
  'tcp 143': 'IMAP',
  'udp 161': 'SNMP',
  'tcp 389': 'LDAP',
  'tcp 443': 'HTTPS',
  'udp 443': 'QUIC',
  'tcp 445': 'SMB',
  'udp 500': 'IKE',
  'udp 514': 'Syslog',
  'tcp 587': 'Kirim surel',
  'tcp 993': 'IMAPS',
  'udp 1194': 'OpenVPN',
  'tcp 1433': 'SQL Server',
  'tcp 1521': 'Oracle',
  'tcp 3128': 'Proksi',
  'tcp 3306': 'MySQL',
  'tcp 3389': 'RDP',
  'tcp 5432': 'PostgreSQL',
  'tcp 5900': 'VNC',
  'tcp 6379': 'Redis',
  'tcp 8080': 'HTTP lain',
  'tcp 8443': 'HTTPS lain',
  'tcp 9200': 'Elasticsearch',
  'tcp 27017': 'MongoDB',
  'udp 51820': 'WireGuard',
};
/** More doors make a table nobody reads; the most spoken of come first. */
const MOST_DOORS = 24;
/** A range this wide is no door but most of the wall. */
const WIDEST = 20_000;

export const PING: Door = { id: 'ping', name: 'Ping', protocol: 'ping', low: 0, high: 0 };
export const OTHER: Door = { id: 'lain', name: 'Selebihnya', protocol: 'other', low: 0, high: 0 };

/** In the order of protocol and port; `left` doors were too many to list and count as "the rest". */
export function doorsOf(ruleset: Ruleset): { doors: Door[]; left: number } {
  const counts = new Map<string, { door: Door; times: number }>();
  for (const { ports } of mentionsOf(ruleset))
    for (const { protocol, low, high } of ports) {
      if (high - low > WIDEST) continue;
      const door = doorAt(protocol, low, high);
      const known = counts.get(door.id);
      if (known) known.times += 1;
      else counts.set(door.id, { door, times: 1 });
    }
  const sorted = [...counts.values()].sort((a, b) => b.times - a.times);
  const doors = sorted.slice(0, MOST_DOORS).map(({ door }) => door);
  doors.sort((a, b) => (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.low - b.low));
  return { doors: [...doors, PING, OTHER], left: Math.max(0, sorted.length - MOST_DOORS) };
}

export function doorAt(protocol: 'tcp' | 'udp', low: number, high = low): Door {
  const ports = low === high ? String(low) : `${low}-${high}`;
  const name = low === high ? NAMES[`${protocol} ${low}`] : undefined;
  return {
    id: `${protocol} ${ports}`,
    name: name ?? `${protocol.toUpperCase()} ${ports}`,
    protocol,
    low,
    high,
  };
}

/** Packets that knock at the door, by fields as they are or as they came out. */
export function knocking(
  bdd: Bdd,
  registers: Registers,
  version: Version,
  door: Door,
  all: readonly Door[],
): number {
  const is = (value: number): number => equals(bdd, registers[F.L4PROTO]!, value);
  switch (door.protocol) {
    case 'ping':
      return bdd.and(
        is(version === 4 ? F.ICMP : F.ICMPV6),
        equals(bdd, registers[F.ICMP_TYPE]!, version === 4 ? 8 : 128),
      );
    case 'other': {
      const icmp = is(version === 4 ? F.ICMP : F.ICMPV6);
      const known = all.flatMap((one) =>
        one.protocol === 'other' ? [] : [knocking(bdd, registers, version, one, all)],
      );
      return bdd.not(bdd.union([icmp, ...known]));
    }
    default: {
      const ports = within(bdd, [registers[F.DPORT]!], [door.low], [door.high]);
      const protocol = is(door.protocol === 'tcp' ? F.TCP : F.UDP);
      return ports === FALSE ? FALSE : bdd.and(protocol, ports);
    }
  }
}
