/**
 * The fields a rule can look at, with nft's data type and width in bits: nft(8) PAYLOAD EXPRESSIONS, META
 * EXPRESSIONS, CONNTRACK EXPRESSIONS, EXTENSION HEADER EXPRESSIONS; types as `nft describe` of 1.0.6 shows them.
 */
import type { DataType } from '../ruleset.ts';

export type FieldType = readonly [DataType, number];

const PORTS = { sport: ['inet_service', 16], dport: ['inet_service', 16] } as const;

export const ARP: Readonly<Record<string, FieldType>> = {
  htype: ['integer', 16],
  ptype: ['ether_type', 16],
  hlen: ['integer', 8],
  plen: ['integer', 8],
  operation: ['arp_op', 16],
  'saddr ether': ['ether_addr', 48],
  'daddr ether': ['ether_addr', 48],
  'saddr ip': ['ipv4_addr', 32],
  'daddr ip': ['ipv4_addr', 32],
};

export const PAYLOAD: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  ip: {
    version: ['integer', 4],
    hdrlength: ['integer', 4],
    dscp: ['dscp', 6],
    ecn: ['ecn', 2],
    length: ['integer', 16],
    id: ['integer', 16],
    'frag-off': ['integer', 16],
    ttl: ['integer', 8],
    protocol: ['inet_proto', 8],
    checksum: ['integer', 16],
    saddr: ['ipv4_addr', 32],
    daddr: ['ipv4_addr', 32],
  },
  ip6: {
    version: ['integer', 4],
    dscp: ['dscp', 6],
    ecn: ['ecn', 2],
    flowlabel: ['integer', 20],
    length: ['integer', 16],
    nexthdr: ['inet_proto', 8],
    hoplimit: ['integer', 8],
    saddr: ['ipv6_addr', 128],
    daddr: ['ipv6_addr', 128],
  },
  tcp: {
    ...PORTS,
    sequence: ['integer', 32],
    ackseq: ['integer', 32],
    doff: ['integer', 4],
    reserved: ['integer', 4],
    flags: ['tcp_flag', 8],
    window: ['integer', 16],
    checksum: ['integer', 16],
    urgptr: ['integer', 16],
  },
  udp: { ...PORTS, length: ['integer', 16], checksum: ['integer', 16] },
  udplite: { ...PORTS, csumcov: ['integer', 16], checksum: ['integer', 16] },
  sctp: { ...PORTS, vtag: ['integer', 32], checksum: ['integer', 32] },
  dccp: { ...PORTS, type: ['dccp_pkttype', 4] },
  th: PORTS,
  icmp: {
    type: ['icmp_type', 8],
    code: ['icmp_code', 8],
    checksum: ['integer', 16],
    id: ['integer', 16],
    sequence: ['integer', 16],
    gateway: ['integer', 32],
    mtu: ['integer', 16],
  },
  icmpv6: {
    type: ['icmpv6_type', 8],
    code: ['icmpv6_code', 8],
    checksum: ['integer', 16],
    'param-problem': ['integer', 32],
    mtu: ['integer', 32],
    id: ['integer', 16],
    sequence: ['integer', 16],
    'max-delay': ['integer', 16],
  },
  igmp: { type: ['igmp_type', 8], mrt: ['integer', 8], checksum: ['integer', 16], group: ['integer', 32] },
  ah: {
    nexthdr: ['inet_proto', 8],
    hdrlength: ['integer', 8],
    reserved: ['integer', 16],
    spi: ['integer', 32],
    sequence: ['integer', 32],
  },
  esp: { spi: ['integer', 32], sequence: ['integer', 32] },
  comp: { nexthdr: ['inet_proto', 8], flags: ['bitmask', 8], cpi: ['integer', 16] },
  ether: { saddr: ['ether_addr', 48], daddr: ['ether_addr', 48], type: ['ether_type', 16] },
  vlan: {
    id: ['integer', 12],
    cfi: ['integer', 1],
    dei: ['integer', 1],
    pcp: ['integer', 3],
    type: ['ether_type', 16],
  },
  arp: ARP,
}; // prettier-ignore

/** meta keys that stand alone (`iif "lo"`), grammar: meta_key_unqualified. */
export const META_ALONE: Readonly<Record<string, FieldType>> = {
  mark: ['mark', 32],
  iif: ['iface_index', 32],
  iifname: ['ifname', 128],
  iiftype: ['iface_type', 16],
  oif: ['iface_index', 32],
  oifname: ['ifname', 128],
  oiftype: ['iface_type', 16],
  skuid: ['uid', 32],
  skgid: ['gid', 32],
  nftrace: ['integer', 1],
  rtclassid: ['realm', 32],
  ibriport: ['ifname', 128],
  obriport: ['ifname', 128],
  ibrname: ['ifname', 128],
  obrname: ['ifname', 128],
  pkttype: ['pkt_type', 8],
  cpu: ['integer', 32],
  iifgroup: ['devgroup', 32],
  oifgroup: ['devgroup', 32],
  cgroup: ['integer', 32],
  ipsec: ['boolean', 1],
  time: ['time', 64],
  day: ['day', 8],
  hour: ['hour', 32],
}; // prettier-ignore

/** meta keys that need the word `meta` before them. */
export const META: Readonly<Record<string, FieldType>> = {
  ...META_ALONE,
  length: ['integer', 32],
  protocol: ['ether_type', 16],
  priority: ['classid', 32],
  random: ['integer', 32],
  nfproto: ['nf_proto', 8],
  l4proto: ['inet_proto', 8],
  iifkind: ['ifname', 128],
  oifkind: ['ifname', 128],
  sdif: ['iface_index', 32],
  sdifname: ['ifname', 128],
  secpath: ['boolean', 1],
}; // prettier-ignore

/** Keys of `ct KEY`. */
export const CT: Readonly<Record<string, FieldType>> = {
  l3proto: ['nf_proto', 8],
  protocol: ['inet_proto', 8],
  mark: ['mark', 32],
  state: ['ct_state', 32],
  direction: ['ct_dir', 8],
  status: ['ct_status', 32],
  expiration: ['time', 32],
  helper: ['string', 128],
  saddr: ['invalid', 0],
  daddr: ['invalid', 0],
  'proto-src': ['inet_service', 16],
  'proto-dst': ['inet_service', 16],
  label: ['ct_label', 128],
  event: ['ct_event', 32],
  id: ['ct_id', 32],
  bytes: ['integer', 64],
  packets: ['integer', 64],
  avgpkt: ['integer', 64],
  zone: ['integer', 16],
}; // prettier-ignore

/** Keys of `ct original|reply KEY`. */
export const CT_DIRECTED: readonly string[] = [
  'saddr',
  'daddr',
  'l3proto',
  'protocol',
  'proto-src',
  'proto-dst',
  'bytes',
  'packets',
  'avgpkt',
  'zone',
]; // prettier-ignore

/** tcp option names (nft's aliases point to one name) and the fields each has besides `length`. */
export const TCP_OPTION_NAMES: Readonly<Record<string, string>> = {
  eol: 'eol',
  nop: 'nop',
  noop: 'nop',
  maxseg: 'maxseg',
  mss: 'maxseg',
  window: 'window',
  'sack-permitted': 'sack-perm',
  'sack-perm': 'sack-perm',
  sack: 'sack',
  sack0: 'sack',
  sack1: 'sack1',
  sack2: 'sack2',
  sack3: 'sack3',
  timestamp: 'timestamp',
  echo: 'echo',
  fastopen: 'fastopen',
  md5sig: 'md5sig',
  mptcp: 'mptcp',
}; // prettier-ignore

export const TCP_OPTION_FIELDS: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  maxseg: { size: ['integer', 16] },
  window: { count: ['integer', 8] },
  sack: { left: ['integer', 32], right: ['integer', 32] },
  sack1: { left: ['integer', 32], right: ['integer', 32] },
  sack2: { left: ['integer', 32], right: ['integer', 32] },
  sack3: { left: ['integer', 32], right: ['integer', 32] },
  timestamp: { tsval: ['integer', 32], tsecr: ['integer', 32] },
  mptcp: { subtype: ['integer', 4] },
};

/** Routing header, apart because `rt` also starts routing expressions. */
export const ROUTING_HEADER: Readonly<Record<string, FieldType>> = {
  nexthdr: ['inet_proto', 8],
  hdrlength: ['integer', 8],
  type: ['integer', 8],
  'seg-left': ['integer', 8],
}; // prettier-ignore

/** IPv6 extension headers. */
export const EXTENSION: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  hbh: { nexthdr: ['inet_proto', 8], hdrlength: ['integer', 8] },
  rt: ROUTING_HEADER,
  frag: {
    nexthdr: ['inet_proto', 8],
    reserved: ['integer', 8],
    'frag-off': ['integer', 13],
    reserved2: ['integer', 2],
    'more-fragments': ['integer', 1],
    id: ['integer', 32],
  },
  dst: { nexthdr: ['inet_proto', 8], hdrlength: ['integer', 8] },
  mh: {
    nexthdr: ['inet_proto', 8],
    hdrlength: ['integer', 8],
    type: ['mh_type', 8],
    reserved: ['integer', 8],
    checksum: ['integer', 16],
  },
}; // prettier-ignore

/** `ip option TYPE FIELD`. */
export const IP_OPTION: Readonly<Record<string, FieldType>> = {
  type: ['integer', 8],
  length: ['integer', 8],
  value: ['integer', 8],
  ptr: ['integer', 8],
  addr: ['integer', 32],
}; // prettier-ignore

/** Types that a set can name in `type …`, with their width. */
export const TYPE_BITS: Readonly<Partial<Record<DataType, number>>> = {
  ipv4_addr: 32,
  ipv6_addr: 128,
  ether_addr: 48,
  inet_proto: 8,
  inet_service: 16,
  mark: 32,
  ifname: 128,
  iface_index: 32,
  iface_type: 16,
  ct_state: 32,
  ct_dir: 8,
  ct_status: 32,
  icmp_type: 8,
  icmp_code: 8,
  icmpv6_type: 8,
  icmpv6_code: 8,
  icmpx_code: 8,
  igmp_type: 8,
  tcp_flag: 8,
  dccp_pkttype: 8,
  mh_type: 8,
  dscp: 6,
  ecn: 2,
  ether_type: 16,
  nf_proto: 8,
  pkt_type: 8,
  realm: 32,
  classid: 32,
  devgroup: 32,
  uid: 32,
  gid: 32,
  fib_addrtype: 32,
  arp_op: 16,
  boolean: 1,
  time: 64,
  hour: 32,
  day: 8,
  cgroupsv2: 64,
  ll_addr: 0,
  integer: 0,
  string: 0,
  bitmask: 0,
}; // prettier-ignore
