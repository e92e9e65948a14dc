/**
 * Words that nftables 1.0.6's scanner reserves everywhere (src/scanner.l, rules outside a start condition): none of
 * them can be the name of a table, chain, set, variable or object. Words reserved only in some places are not here.
 */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'vmap include define redefine undefine describe hook device devices table chain rule set element map ' +
    'flowtable handle ruleset socket tproxy accept drop continue jump goto return inet netdev add replace ' +
    'update create insert delete get list reset flush rename import export monitor position index comment ' +
    'constant interval dynamic auto-merge timeout gc-interval elements expires policy size flow offload ' +
    'meter counter log queue limit quota hour day reject snat dnat masquerade redirect random th bridge ' +
    'ether type typeof vlan arp ip ecn time icmp icmpv6 igmp ip6 priority ah esp comp flags udp udplite ' +
    'tcp dccp sctp rt rt0 rt2 srh hbh frag dst mh meta mark iif iifname iiftype oif oifname oiftype skuid ' +
    'skgid nftrace rtclassid ibriport ibrname obriport obrname pkttype cpu iifgroup oifgroup cgroup ct ' +
    'numgen jhash symhash dup fwd fib osf synproxy notrack all exists missing exthdr ipsec secmark xt'
  ).split(' '),
);

/** Words with which a statement of a rule can start; the first place to look for a misspelt word. */
export const STATEMENT_WORDS: readonly string[] = [
  'accept',
  'drop',
  'continue',
  'return',
  'jump',
  'goto',
  'reject',
  'counter',
  'limit',
  'quota',
  'log',
  'queue',
  'snat',
  'dnat',
  'masquerade',
  'redirect',
  'notrack',
  'meter',
  'add',
  'update',
  'delete',
  'comment',
  'meta',
  'ct',
  'ip',
  'ip6',
  'tcp',
  'udp',
  'udplite',
  'sctp',
  'dccp',
  'th',
  'icmp',
  'icmpv6',
  'igmp',
  'ether',
  'vlan',
  'arp',
  'ah',
  'esp',
  'comp',
  'fib',
  'rt',
  'exthdr',
  'frag',
  'hbh',
  'dst',
  'mh',
  'iif',
  'iifname',
  'oif',
  'oifname',
  'mark',
  'pkttype',
  'skuid',
  'skgid',
  'iiftype',
  'oiftype',
  'iifgroup',
  'oifgroup',
  'time',
  'hour',
  'day',
  'cpu',
]; // prettier-ignore
