/**
 * Tables of the iptables reader: where the built-in chains hook (iptables(8), and the priorities of
 * include/uapi/linux/netfilter_ipv4.h) and how names differ between iptables and nft.
 */

export const BUILT_IN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  filter: {
    INPUT: 'type filter hook input priority 0',
    FORWARD: 'type filter hook forward priority 0',
    OUTPUT: 'type filter hook output priority 0',
  },
  nat: {
    PREROUTING: 'type nat hook prerouting priority -100',
    INPUT: 'type nat hook input priority 100',
    OUTPUT: 'type nat hook output priority -100',
    POSTROUTING: 'type nat hook postrouting priority 100',
  },
  mangle: {
    PREROUTING: 'type filter hook prerouting priority -150',
    INPUT: 'type filter hook input priority -150',
    FORWARD: 'type filter hook forward priority -150',
    OUTPUT: 'type route hook output priority -150',
    POSTROUTING: 'type filter hook postrouting priority -150',
  },
  raw: {
    PREROUTING: 'type filter hook prerouting priority -300',
    OUTPUT: 'type filter hook output priority -300',
  },
};

/** `-p` names that nft spells differently. */
export const PROTOCOL_ALIASES: Readonly<Record<string, string>> = {
  icmpv6: 'ipv6-icmp',
  'ipv6-icmp': 'ipv6-icmp',
  all: '0',
};

/** `--reject-with` -> nft. */
export const REJECT_WITH: Readonly<Record<string, string>> = {
  'icmp-net-unreachable': 'icmp net-unreachable',
  'icmp-host-unreachable': 'icmp host-unreachable',
  'icmp-port-unreachable': 'icmp port-unreachable',
  'icmp-proto-unreachable': 'icmp prot-unreachable',
  'icmp-net-prohibited': 'icmp net-prohibited',
  'icmp-host-prohibited': 'icmp host-prohibited',
  'icmp-admin-prohibited': 'icmp admin-prohibited',
  'icmp6-no-route': 'icmpv6 no-route',
  'icmp6-adm-prohibited': 'icmpv6 admin-prohibited',
  'icmp6-addr-unreachable': 'icmpv6 addr-unreachable',
  'icmp6-port-unreachable': 'icmpv6 port-unreachable',
  'tcp-reset': 'tcp reset',
};

/** Numbers of `--log-level`. */
export const LOG_LEVELS: readonly string[] = [
  'emerg',
  'alert',
  'crit',
  'err',
  'warn',
  'notice',
  'info',
  'debug',
];

/** iptables ICMP names that are not nft's (type, and code where the name says one). */
export const ICMP_NAMES: Readonly<Record<string, string>> = {
  'network-unreachable': 'icmp type 3 icmp code 0',
  'host-unreachable': 'icmp type 3 icmp code 1',
  'protocol-unreachable': 'icmp type 3 icmp code 2',
  'port-unreachable': 'icmp type 3 icmp code 3',
  'fragmentation-needed': 'icmp type 3 icmp code 4',
  ping: 'icmp type echo-request',
  pong: 'icmp type echo-reply',
  'ttl-exceeded': 'icmp type time-exceeded',
  'ttl-zero-during-transit': 'icmp type 11 icmp code 0',
  any: 'meta l4proto icmp',
}; // prettier-ignore

export const ICMPV6_NAMES: Readonly<Record<string, string>> = {
  'neighbour-solicitation': 'nd-neighbor-solicit',
  'neighbor-solicitation': 'nd-neighbor-solicit',
  'neighbour-advertisement': 'nd-neighbor-advert',
  'neighbor-advertisement': 'nd-neighbor-advert',
  'router-solicitation': 'nd-router-solicit',
  'router-advertisement': 'nd-router-advert',
  redirect: 'nd-redirect',
}; // prettier-ignore
