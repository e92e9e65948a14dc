/** The fields of a rule in plain Indonesian, as they stand in "paket yang …". */
import type { Expression } from '../language/ruleset.ts';

const ENDS: Readonly<Record<string, string>> = {
  saddr: 'alamat asalnya',
  daddr: 'alamat tujuannya',
  sport: 'port asalnya',
  dport: 'port tujuannya',
};

const PROTOCOLS: Readonly<Record<string, string>> = {
  tcp: ' TCP',
  udp: ' UDP',
  sctp: ' SCTP',
  udplite: ' UDP-Lite',
};

const PAYLOAD: Readonly<Record<string, string>> = {
  'ip protocol': 'protokolnya',
  'ip6 nexthdr': 'protokolnya',
  'icmp type': 'jenis pesan ICMP-nya',
  'icmpv6 type': 'jenis pesan ICMPv6-nya',
  'tcp flags': 'bendera TCP-nya',
  'ip ttl': 'sisa lompatannya (TTL)',
};

const META: Readonly<Record<string, string>> = {
  iif: 'masuk lewat antarmuka',
  iifname: 'masuk lewat antarmuka',
  oif: 'keluar lewat antarmuka',
  oifname: 'keluar lewat antarmuka',
  l4proto: 'protokolnya',
  nfproto: 'keluarga alamatnya',
  mark: 'tandanya (mark)',
  length: 'panjangnya dalam byte',
};

/** Words for a field; null for those a newcomer never meets, which are then quoted as written. */
export function fieldWords(left: Expression): string | null {
  if (left.kind === 'meta') return META[left.key] ?? null;
  if (left.kind !== 'payload') return null;
  const end = ENDS[left.field];
  if (end !== undefined) return `${end}${PROTOCOLS[left.protocol] ?? ''}`;
  return PAYLOAD[`${left.protocol} ${left.field}`] ?? null;
}

/** Bits of `ct state` in the kernel's order, as what a packet may be. */
export const STATES: readonly [number, string][] = [
  [8, 'membuka sambungan baru (new)'],
  [2, 'termasuk sambungan yang sudah tercatat (established)'],
  [4, 'terkait dengan sambungan yang tercatat (related)'],
  [1, 'tidak masuk akal bagi sambungan mana pun (invalid)'],
  [64, 'tidak dilacak (untracked)'],
];
