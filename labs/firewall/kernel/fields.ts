/**
 * The registers of a packet under way: everything a rule can look at, one 32-bit word each (addresses take four).
 * They stand for the kernel's sk_buff with its headers (include/linux/skbuff.h) and struct nft_pktinfo; keeping
 * them in one Int32Array lets a compiled rule name what it reads by number.
 */

/** Which of the optional parts below exist: a bit set of HAS_*. A rule that reads a missing part does not match. */
export const PRESENT = 0;
/** 2 (IPv4) or 10 (IPv6): NFPROTO_*. */
export const NFPROTO = 1;
export const L4PROTO = 2;
/** Interface numbers of the topology, 0 for none (`iifname` in output, `oifname` in input). */
export const IIF = 3;
export const OIF = 4;
/** ARPHRD_*: 1 ethernet, 772 loopback. */
export const IIFTYPE = 5;
export const OIFTYPE = 6;
/** PACKET_*: 0 to this host, 1 broadcast, 2 multicast. */
export const PKTTYPE = 7;
export const MARK = 8;
/** Bytes of the IP packet with its header. */
export const LENGTH = 9;
export const PRIORITY = 10;
/** Four words each; IPv4 uses the first. */
export const SADDR = 11;
export const DADDR = 15;
/** TTL or hop limit. */
export const TTL = 19;
export const DSCP = 20;
export const ECN = 21;
/** First four bytes of the transport header: ports where the protocol has ports. */
export const SPORT = 22;
export const DPORT = 23;
export const TCP_FLAGS = 24;
export const SEQUENCE = 25;
export const ACKNOWLEDGE = 26;
export const WINDOW = 27;
export const ICMP_TYPE = 28;
export const ICMP_CODE = 29;
export const ICMP_ID = 30;
/** EtherType: 0x0800, 0x86dd. */
export const PROTOCOL = 31;
/** NF_CT_STATE_BIT values; always readable, `invalid` where there is no entry. */
export const CT_STATE = 32;
/** IPS_* bits, 0/1 direction, and mark of the entry; only with HAS_FLOW. */
export const CT_STATUS = 33;
export const CT_DIRECTION = 34;
export const CT_MARK = 35;
/** Results of computed expressions (maps, fib, shifts), written just before they are compared. */
export const SCRATCH = 36;
export const SCRATCH_WORDS = 28;
export const REGISTERS = SCRATCH + SCRATCH_WORDS;

export const HAS_FLOW = 1;
export const HAS_IIF = 2;
export const HAS_OIF = 4;
export const HAS_PORTS = 8;
export const HAS_TCP = 16;
export const HAS_ICMP = 32;
/** Set once the packet belongs to a device: on arrival, or when it leaves. */
export const HAS_DEVICE = 64;

/** IANA protocol numbers. */
export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;
export const SCTP = 132;
export const UDPLITE = 136;

export const IPV4 = 2;
export const IPV6 = 10;

/** Bits of the TCP flags byte (RFC 9293 section 3.1). */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

/** Hooks in the order of the kernel's NF_INET_*. */
export const PREROUTING = 0;
export const INPUT = 1;
export const FORWARD = 2;
export const OUTPUT = 3;
export const POSTROUTING = 4;
export const HOOKS = ['prerouting', 'input', 'forward', 'output', 'postrouting'] as const;
export type HookName = (typeof HOOKS)[number];
