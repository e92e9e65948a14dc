/**
 * Random rulesets from a seed: every construct of the language, mostly valid, with a few traps on purpose.
 * One seed always gives the same text, so a failure can be named by its number.
 */

export interface Random {
  /** Integer in 0 … n-1. */
  below(n: number): number;
  chance(p: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** mulberry32. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick: (items) => items[Math.floor(next() * items.length)]!,
  };
}

type Family = 'inet' | 'ip' | 'ip6';

const V4 = ['10.0.0.1', '192.168.10.5', '203.0.113.7', '8.8.8.8', '172.16.0.9', '10.0.0.200'];
const V4NET = ['10.0.0.0/8', '192.168.0.0/16', '172.16.0.0/12', '203.0.113.0/24', '10.1.2.3/20', '0.0.0.0/0'];
const V6 = ['::1', 'fd00:10::5', '2001:db8::1', 'fe80::1', 'ff02::1'];
const V6NET = ['fe80::/10', 'fd00::/8', '2001:db8::/32', 'ff00::/8'];
const PORTS = ['22', '80', '443', '53', 'ssh', 'http', 'domain', '8080', '0', '65535'];
const IFACES = ['"wan0"', '"lan0"', 'dmz0', '"eth*"', '"lo"', 'ppp0'];
const STATES = ['new', 'established', 'related', 'invalid', 'untracked'];
const FLAGS = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg'];

export class Generator {
  readonly r: Random;
  readonly family: Family;
  private sets: { name: string; key: string }[] = [];
  private chains: string[] = [];

  constructor(seed: number) {
    this.r = random(seed);
    this.family = this.r.pick(['inet', 'inet', 'inet', 'ip', 'ip6']);
  }

  private address(v6: boolean): string {
    const { r } = this;
    const single = v6 ? V6 : V4;
    if (r.chance(0.4)) return r.pick(v6 ? V6NET : V4NET);
    if (r.chance(0.1)) return v6 ? 'fd00::1-fd00::9' : '10.0.0.1-10.0.0.9';
    return r.pick(single);
  }

  private port(): string {
    return this.r.chance(0.2)
      ? this.r.pick(['1-1024', '8000-9000', '1024-65535', '5-5'])
      : this.r.pick(PORTS);
  }

  private some(make: () => string): string {
    const count = 1 + this.r.below(4);
    return `{ ${Array.from({ length: count }, make).join(', ')} }`;
  }

  /** A right side of a match: value, negation, set, now and then an order. */
  private right(make: () => string, ordered = false): string {
    const { r } = this;
    const sign = r.chance(0.15) ? '!= ' : r.chance(0.1) ? '== ' : '';
    if (ordered && r.chance(0.1)) return `${r.pick(['<', '>', '<=', '>='])} ${r.below(200)}`;
    return sign + (r.chance(0.35) ? this.some(make) : make());
  }

  private v6(): boolean {
    return this.family === 'ip6' || (this.family === 'inet' && this.r.chance(0.3));
  }

  match(): string {
    const { r } = this;
    const v6 = this.v6();
    const ip = v6 ? 'ip6' : 'ip';
    const side = r.pick(['saddr', 'daddr']);
    const l4 = r.pick(['tcp', 'udp', 'tcp', 'udp', 'sctp', 'th', 'udplite', 'dccp']);
    const port = r.pick(['dport', 'sport']);
    const options: (() => string)[] = [
      () => `${ip} ${side} ${this.right(() => this.address(v6))}`,
      () => `${l4} ${port} ${this.right(() => this.port(), true)}`,
      () => `${l4} ${port} ${this.right(() => this.port(), true)}`,
      () => `ct state ${r.pick(STATES)}${r.chance(0.5) ? `,${r.pick(STATES)}` : ''}`,
      () => `ct state ${r.pick(['!= ', '! ', '== ', ''])}${r.pick(STATES)}`,
      () => `ct state ${this.some(() => r.pick(STATES))}`,
      () => `${r.pick(['iifname', 'oifname', 'meta iifname'])} ${this.right(() => r.pick(IFACES))}`,
      () => `${r.pick(['iif', 'oif'])} ${this.right(() => r.pick(['lo', '"lo"']))}`,
      () =>
        `meta l4proto ${this.right(() => r.pick(['tcp', 'udp', 'icmp', 'ipv6-icmp', '47', 'sctp', 'esp']))}`,
      () => `ip protocol ${this.right(() => r.pick(['tcp', 'udp', 'icmp', 'gre', '89']))}`,
      () => `ip6 nexthdr ${this.right(() => r.pick(['tcp', 'udp', 'ipv6-icmp', 'icmpv6']))}`,
      () =>
        `icmp type ${this.right(() => r.pick(['echo-request', 'echo-reply', 'time-exceeded', '3', 'redirect']))}`,
      () => `icmp ${r.pick(['code', 'id', 'sequence', 'mtu'])} ${r.below(20)}`,
      () =>
        `icmpv6 type ${this.right(() => r.pick(['echo-request', 'nd-neighbor-solicit', 'nd-router-advert', '1']))}`,
      () => `icmpv6 ${r.pick(['code', 'id', 'sequence', 'mtu', 'max-delay', 'param-problem'])} ${r.below(9)}`,
      () => `tcp flags ${r.pick(['', '!= ', '== ', '! '])}${r.pick(FLAGS)}`,
      () => `tcp flags ${r.pick(FLAGS)},${r.pick(FLAGS)}`,
      () =>
        `tcp flags & (${r.pick(FLAGS)}|${r.pick(FLAGS)}) ${r.pick(['==', '!='])} ${r.pick([...FLAGS, '0'])}`,
      () => `tcp flags ${r.pick(FLAGS)} / ${r.pick(FLAGS)},${r.pick(FLAGS)}`,
      () => `meta mark ${this.right(() => r.pick(['1', '0x10', '255']))}`,
      () => `meta mark & ${r.pick(['0xff', '0xf0'])} == ${r.pick(['0x1', '16'])}`,
      () => `ct mark ${this.right(() => r.pick(['1', '0x10']))}`,
      () => `ct status ${r.pick(['snat', 'dnat', 'assured', 'snat,dnat', '!= dnat'])}`,
      () => `ct direction ${r.pick(['original', 'reply'])}`,
      () => `ct original ${ip} ${side} ${this.address(v6)}`,
      () => `ct ${r.pick(['original', 'reply'])} ${r.pick(['proto-dst', 'proto-src'])} ${r.pick(PORTS)}`,
      () => `ct ${r.pick(['original ', 'reply ', ''])}${r.pick(['packets', 'bytes'])} > ${r.below(5000)}`,
      () => `ct expiration ${r.pick(['10s', '5m', '1h-2h'])}`,
      () => `ct helper ${r.pick(['"ftp"', '"sip"'])}`,
      () => `ct zone ${r.below(5)}`,
      () => `ip ttl ${this.right(() => String(r.below(256)), true)}`,
      () => `ip6 hoplimit ${this.right(() => String(r.below(256)), true)}`,
      () => `${ip} length ${this.right(() => String(r.below(1500)), true)}`,
      () => `${ip} dscp ${this.right(() => r.pick(['cs1', 'ef', 'af41', '0x04']))}`,
      () => `ip ${r.pick(['id', 'frag-off', 'hdrlength', 'version', 'checksum', 'ecn'])} ${r.below(4)}`,
      () => `ip frag-off & 0x1fff ${r.pick(['!=', '=='])} 0`,
      () =>
        `${ip} ${side} & ${v6 ? 'ffff::' : r.pick(['255.255.255.0', '0.0.0.255'])} == ${v6 ? 'fe80::' : r.pick(['10.0.0.0', '0.0.0.5'])}`,
      () => `meta pkttype ${this.right(() => r.pick(['unicast', 'broadcast', 'multicast', 'host']))}`,
      () => `meta length ${this.right(() => String(r.below(1500)), true)}`,
      () => `meta nfproto ${r.pick(['ipv4', 'ipv6'])}`,
      () => `meta protocol ${this.right(() => r.pick(['ip', 'ip6', 'arp']))}`,
      () => `meta skuid ${this.right(() => r.pick(['0', '1000', '"root"', '1-5']))}`,
      () => `meta hour ${r.pick(['"08:00"-"17:00"', '"12:30"', '3600'])}`,
      () => `meta day ${this.right(() => r.pick(['"Monday"', 'Friday', '3']))}`,
      () => `meta time ${r.pick(['< ', '> '])}"2026-01-02 03:04:05"`,
      () => `meta priority ${r.pick(['1:2', '0x10', 'ffff:1'])}`,
      () => `meta ${r.pick(['cpu', 'cgroup', 'random', 'iifgroup', 'rtclassid', 'iiftype'])} ${r.below(4)}`,
      () =>
        `fib ${r.pick(['saddr', 'daddr'])}${r.pick([' . iif', '', ' . mark'])} ${r.pick(['oif missing', 'oif exists', 'oifname "wan0"', 'type local', 'type { broadcast, multicast }', 'oif 0'])}`,
      () => `ether ${side} 00:11:22:33:44:${r.pick(['55', '66'])}`,
      () =>
        `tcp option ${r.pick(['maxseg size', 'window count', 'sack left', 'timestamp tsval', 'sack-perm', 'nop', 'maxseg'])} ${r.pick(['1', '1400', 'exists', 'missing'])}`,
      () =>
        `tcp ${r.pick(['sequence', 'ackseq', 'window', 'checksum', 'urgptr', 'doff'])} ${this.right(() => String(r.below(15)), true)}`,
      () => `udp ${r.pick(['length', 'checksum'])} ${this.right(() => String(r.below(1500)), true)}`,
      () => `${r.pick(['frag', 'hbh', 'dst', 'rt', 'mh'])} nexthdr ${r.pick(['tcp', '17'])}`,
      () => `exthdr ${r.pick(['frag', 'hbh', 'dst', 'rt', 'mh'])} ${r.pick(['exists', 'missing'])}`,
      () => `frag ${r.pick(['frag-off', 'more-fragments', 'id', 'reserved'])} ${r.below(2)}`,
      () => `ip option ${r.pick(['lsrr', 'rr', 'ssrr', 'ra'])} ${r.pick(['exists', 'missing'])}`,
      () => `${r.pick(['ah spi', 'esp spi', 'comp cpi', 'esp sequence', 'ah hdrlength'])} ${r.below(1000)}`,
      () => `igmp type ${r.pick(['membership-query', 'leave-group'])}`,
      () => `rt ${r.pick(['classid 5', 'mtu 1400', `${ip} nexthop ${r.pick(v6 ? V6 : V4)}`])}`,
      () =>
        `${ip} ${side} . ${r.pick(['tcp', 'udp'])} dport ${this.some(() => `${this.address(v6)} . ${this.port()}`)}`,
      () => `iifname . oifname ${this.some(() => `${r.pick(['"a"', '"b*"'])} . ${r.pick(['"c"', '"d"'])}`)}`,
      () => `vlan id ${r.below(4096)}`,
    ];
    if (this.sets.length > 0 && r.chance(0.15)) {
      const set = r.pick(this.sets);
      return `${set.key} ${r.chance(0.2) ? '!= ' : ''}@${set.name}`;
    }
    return r.pick(options)();
  }

  private limit(): string {
    const { r } = this;
    const rate = r.chance(0.7)
      ? `${1 + r.below(50)}/${r.pick(['second', 'minute', 'hour', 'day', 'week'])}${r.chance(0.4) ? ` burst ${1 + r.below(20)} packets` : ''}`
      : `${1 + r.below(50)} ${r.pick(['bytes', 'kbytes', 'mbytes'])}/${r.pick(['second', 'minute'])}${r.chance(0.4) ? ` burst ${1 + r.below(20)} ${r.pick(['bytes', 'kbytes'])}` : ''}`;
    return `limit rate ${r.chance(0.3) ? 'over ' : ''}${rate}`;
  }

  private stateful(): string {
    const { r } = this;
    return r.pick([
      () => 'counter',
      () => `counter packets ${r.below(9)} bytes ${r.below(999)}`,
      () => this.limit(),
      () =>
        `quota ${r.pick(['over ', 'until ', ''])}${1 + r.below(30)} ${r.pick(['bytes', 'kbytes', 'mbytes'])}`,
      () => `ct count ${r.chance(0.5) ? 'over ' : ''}${1 + r.below(20)}`,
    ])();
  }

  action(nat: boolean): string {
    const { r } = this;
    const v6 = this.family === 'ip6';
    const ip = v6 ? 'ip6' : 'ip';
    const family = this.family === 'inet' ? ` ${r.pick(['ip', 'ip', 'ip6', ''])}` : '';
    const target = family.trim() === 'ip6' || v6 ? r.pick(V6) : r.pick(V4);
    const options: (() => string)[] = [
      () => this.stateful(),
      () => this.stateful(),
      () =>
        `log${r.chance(0.6) ? ` prefix "${r.pick(['drop: ', 'x', 'in '])}"` : ''}${r.chance(0.3) ? ` level ${r.pick(['info', 'warn', 'debug'])}` : ''}`,
      () =>
        `log ${r.pick(['group 3', 'group 1 snaplen 20 queue-threshold 5', 'flags all', 'flags tcp options,sequence', 'flags ip options flags skuid', 'flags ether'])}`,
      () =>
        `meta mark set ${r.pick(['0x5', 'ct mark', 'meta mark & 0xff', 'meta mark | 0x10', `tcp dport map { 22 : 1, 80 : 2 }`])}`,
      () => `ct mark set ${r.pick(['7', 'meta mark', 'mark'])}`,
      () => `${ip} dscp set ${r.pick(['cs1', 'ef', '5'])}`,
      () => `tcp option maxseg size set ${r.pick(['1400', 'rt mtu'])}`,
      () => `meta ${r.pick(['nftrace set 1', 'priority set 1:5', 'pkttype set host'])}`,
      () => 'notrack',
      () => `ct ${r.pick(['zone set 3', 'event set new,destroy', 'label set 5'])}`,
    ];
    if (this.sets.length > 0) {
      options.push(() => {
        const set = r.pick(this.sets);
        const body = `${set.key}${r.chance(0.3) ? ' timeout 1m30s' : ''}${r.chance(0.3) ? ` ${this.limit()}` : ''}`;
        return `${r.pick(['add', 'update', 'delete'])} @${set.name} { ${body} }`;
      });
    }
    if (r.chance(0.1)) {
      return `meter m${r.below(1000)} ${r.chance(0.5) ? 'size 128 ' : ''}{ ${ip} saddr${r.chance(0.3) ? ' timeout 10s' : ''} ${this.limit()} }`;
    }
    if (nat && r.chance(0.4)) {
      return r.pick([
        () => `dnat${family} to ${target}`,
        () => `snat${family} to ${target}`,
        () =>
          `tcp dport 80 dnat${family} to ${target.includes(':') ? `[${target}]` : target}:${r.pick(['8080', '80-90'])}`,
        () => `masquerade ${r.pick(['', 'random', 'fully-random,persistent'])}`,
        () => `udp sport 5 masquerade to :1024-65535`,
        () => `tcp dport 80 redirect to :${r.pick(['8080', '80-90'])}`,
        () => 'redirect',
        () => `dnat${family} to tcp dport map { 80 : ${target}, 81 : ${target} }`,
      ])();
    }
    return r.pick(options)();
  }

  private verdict(): string {
    const { r } = this;
    const jump = this.chains.length > 0 ? [`jump ${r.pick(this.chains)}`, `goto ${r.pick(this.chains)}`] : [];
    return r.pick([
      'accept',
      'accept',
      'drop',
      'drop',
      'return',
      'continue',
      'reject',
      'reject with tcp reset',
      `reject with icmp ${r.pick(['host-unreachable', 'admin-prohibited', 'type port-unreachable'])}`,
      `reject with icmpv6 ${r.pick(['no-route', 'type admin-prohibited'])}`,
      `reject with icmpx ${r.pick(['port-unreachable', 'type admin-prohibited', 'no-route'])}`,
      ...jump,
      `ct state vmap { established : accept, related : accept, invalid : drop }`,
      `tcp dport vmap { 22 : accept, 80-90 : drop }`,
      `meta l4proto vmap { tcp : accept, udp : ${jump[0] ?? 'drop'} }`,
    ]); // prettier-ignore
  }

  rule(nat = false): string {
    const { r } = this;
    const parts = Array.from({ length: r.below(4) }, () => this.match());
    while (r.chance(0.35)) parts.push(this.action(nat));
    if (parts.length === 0 || r.chance(0.8)) parts.push(this.verdict());
    if (r.chance(0.15)) parts.push('comment "a rule"');
    return parts.join(' ');
  }

  private addRule(
    lines: string[],
    nat: boolean,
    keep: (rule: string, nat: boolean, generator: Generator) => boolean,
  ): void {
    const rule = this.rule(nat);
    if (keep(rule, nat, this)) lines.push(`\t\t${rule}`);
  }

  /** The sets and chains made so far, so that a rule can be tried on its own. */
  preamble(): string {
    const sets = this.sets.map(({ name }, index) => this.setTexts[index] ?? `\tset ${name} {\n\t}`);
    const chains = this.chains.map((name) => `\tchain ${name} {\n\t}`);
    return [...sets, ...chains].join('\n');
  }

  private readonly setTexts: string[] = [];

  private set(index: number): string {
    const text = this.makeSet(index);
    this.setTexts.push(text);
    return text;
  }

  private makeSet(index: number): string {
    const { r } = this;
    const v6 = this.family === 'ip6';
    const kinds: [string, string, () => string][] = [
      [v6 ? 'ipv6_addr' : 'ipv4_addr', v6 ? 'ip6 saddr' : 'ip saddr', () => this.address(v6)],
      ['inet_service', 'tcp dport', () => this.port()],
      ['mark', 'meta mark', () => String(r.below(100))],
      ['inet_proto', 'meta l4proto', () => r.pick(['tcp', 'udp', '47'])],
      ['ifname', 'iifname', () => r.pick(IFACES)],
      [
        `${v6 ? 'ipv6_addr' : 'ipv4_addr'} . inet_service`,
        `${v6 ? 'ip6' : 'ip'} saddr . udp dport`,
        () => `${this.address(v6)} . ${this.port()}`,
      ],
    ];
    const [type, key, make] = r.pick(kinds);
    const name = `s${index}`;
    this.sets.push({ name, key });
    const flags = ['interval', 'timeout', 'dynamic', 'constant'].filter((flag) =>
      r.chance(flag === 'interval' ? 0.6 : 0.15),
    );
    return [
      `\tset ${name} {`,
      `\t\ttype ${type}`,
      flags.length > 0 ? `\t\tflags ${flags.join(',')}` : '',
      r.chance(0.15) ? '\t\ttimeout 1h' : '',
      r.chance(0.15) ? '\t\tsize 128' : '',
      r.chance(0.3) && flags.includes('interval') ? '\t\tauto-merge' : '',
      r.chance(0.1) ? '\t\tcounter' : '',
      r.chance(0.1) ? '\t\tcomment "a set"' : '',
      r.chance(0.6) ? `\t\telements = ${this.some(make)}` : '',
      '\t}',
    ]
      .filter((line) => line !== '')
      .join('\n');
  }

  /** `keep`: which rules may stay (a test of valid rulesets drops the ones that contradict themselves). */
  ruleset(keep: (rule: string, nat: boolean, generator: Generator) => boolean = () => true): string {
    const { r } = this;
    const lines = [`table ${this.family} t {`];
    for (let i = r.below(4); i > 0; i--) lines.push(this.set(i));
    const regular = r.below(3);
    for (let i = 0; i < regular; i++) {
      lines.push(`\tchain r${i} {`);
      for (let n = r.below(3); n > 0; n--) this.addRule(lines, false, keep);
      lines.push('\t}');
      this.chains.push(`r${i}`);
    }
    for (let i = 1 + r.below(2); i > 0; i--) {
      const nat = r.chance(0.25);
      const hook = nat
        ? r.pick(['prerouting', 'postrouting', 'output'])
        : r.pick(['prerouting', 'input', 'forward', 'output', 'postrouting']);
      const priority = r.pick([
        '0',
        'filter',
        '-10',
        'filter + 5',
        'mangle',
        '150',
        ...(hook === 'prerouting' ? ['dstnat', 'raw'] : []),
      ]);
      const policy = r.chance(0.6) ? ` policy ${r.pick(['accept', 'drop'])};` : '';
      lines.push(
        `\tchain b${i} {`,
        `\t\ttype ${nat ? 'nat' : 'filter'} hook ${hook} priority ${priority};${policy}`,
      );
      for (let n = r.below(6); n > 0; n--) this.addRule(lines, nat, keep);
      lines.push('\t}');
    }
    lines.push('}');
    return `${lines.join('\n')}\n`;
  }
}

const TOKEN = /"[^"]*"|[A-Za-z0-9_.:*/-]+|\s+|./g;
const SPARE = [
  '{',
  '}',
  ',',
  ';',
  '.',
  '@s1',
  '!=',
  '==',
  '/',
  '-',
  'accept',
  'tcp',
  'dport',
  'ip',
  '22',
  'ct',
  'state',
  '"',
  '#',
  '\\',
  '$x',
  'set',
  'map',
  'vmap',
  ':',
  '&',
  '|',
  '*',
  'type',
  '\n',
  'counter',
  '99999',
  'limit',
]; // prettier-ignore

/** A text with a few tokens removed, doubled, swapped or replaced. */
export function mutate(text: string, r: Random): string {
  const tokens = text.match(TOKEN) ?? [];
  for (let n = 1 + r.below(3); n > 0 && tokens.length > 1; n--) {
    const at = r.below(tokens.length);
    switch (r.below(5)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens.splice(at, 0, r.pick(SPARE));
        break;
      case 2:
        tokens[at] = r.pick(SPARE);
        break;
      case 3: {
        const other = r.below(tokens.length);
        [tokens[at], tokens[other]] = [tokens[other]!, tokens[at]!];
        break;
      }
      default: {
        const word = tokens[at]!;
        const cut = r.below(word.length + 1);
        tokens[at] = word.slice(0, cut) + r.pick(['', 'x', '0', '-', '"']) + word.slice(cut + r.below(2));
      }
    }
  }
  return tokens.join('');
}
