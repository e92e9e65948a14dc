/** Values of fields, their types as nft(8) names them, and the places they were written at. */

/** Families of the lab. arp, bridge and netdev are reported as unsupported by the checker. */
export type Family = 'inet' | 'ip' | 'ip6';

/** Place in the source text. Offsets count UTF-16 units from 0; lines and columns count from 1; the end is exclusive. */
export interface Span {
  offset: number;
  endOffset: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** Path of the included file this place is in; absent for the main text. */
  file?: string;
}

/**
 * One value of a field.
 * - number: everything up to 48 bits, unsigned and in host order (IPv4 192.168.0.1 = 0xc0a80001, port 22 = 22)
 * - bigint: 64 and 128 bits (IPv6 addresses, ct bytes, ct label), unsigned, first byte of the address most significant
 * - string: interface names (`iifname`, and also `iif`/`oif`: the name stands for the index nft would look up),
 *   `ct helper` names. `iif 3` keeps the number.
 */
export type Value = number | bigint | string;

/** Closed interval; a single value has low === high. Interface wildcard `"eth*"` is ['eth', 'eth\uffff'], compared as strings. */
export interface Interval {
  low: Value;
  high: Value;
  /** Written as a prefix `/n` (or a wildcard name): only the printer looks at it. */
  prefix?: number;
}

/** Data types by nft's own names (`nft describe`). `integer` carries its width in the expression's `bits`. */
export type DataType =
  | 'integer'
  | 'string'
  | 'boolean'
  | 'bitmask'
  | 'ipv4_addr'
  | 'ipv6_addr'
  | 'ether_addr'
  | 'll_addr'
  | 'ether_type'
  | 'inet_proto'
  | 'inet_service'
  | 'nf_proto'
  | 'mark'
  | 'iface_index'
  | 'ifname'
  | 'iface_type'
  | 'devgroup'
  | 'realm'
  | 'classid'
  | 'pkt_type'
  | 'uid'
  | 'gid'
  | 'cgroupsv2'
  | 'time'
  | 'hour'
  | 'day'
  | 'ct_state'
  | 'ct_dir'
  | 'ct_status'
  | 'ct_event'
  | 'ct_label'
  | 'ct_id'
  | 'icmp_type'
  | 'icmp_code'
  | 'icmpv6_type'
  | 'icmpv6_code'
  | 'icmpx_code'
  | 'igmp_type'
  | 'tcp_flag'
  | 'dccp_pkttype'
  | 'mh_type'
  | 'dscp'
  | 'ecn'
  | 'fib_addrtype'
  | 'arp_op'
  | 'invalid'
  | 'verdict'; // prettier-ignore

/** Bits of `ct state` (mask values, as in the kernel's NF_CT_STATE_BIT). */
export const CT_STATE = { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 } as const;
/** Bits of `ct status` (IPS_*). */
export const CT_STATUS = {
  expected: 1,
  'seen-reply': 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512,
} as const;
/** `meta nfproto` values. */
export const NFPROTO = { ipv4: 2, ipv6: 10 } as const;
