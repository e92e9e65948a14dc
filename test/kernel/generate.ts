/**
 * Random rulesets and packets for the differential test. Each profile goes where mistakes hide: the TCP automaton,
 * NAT and its collisions, the order of chains, sets and maps, packets that nobody should send.
 */
import type { KernelCase } from './converse.ts';
import { Dice } from './dice.ts';
import { conversation, HOSTS, PORTS, ROUTER, strangePackets, tcpStorm } from './generate-packets.ts';

export const PROFILES = ['tcp', 'nat', 'chains', 'sets', 'strange'] as const;
export type Profile = (typeof PROFILES)[number];

const STATES = ['invalid', 'established', 'related', 'new', 'untracked'];
const DEVICES = ['wan0', 'lan0', 'dmz0'];
const HOOKS = ['prerouting', 'input', 'forward', 'output', 'postrouting'];
const NETWORKS4 = [
  '192.168.10.0/24',
  '192.168.20.0/24',
  '203.0.113.0/24',
  '198.51.100.0/25',
  '8.0.0.0/8',
  '192.168.10.4-192.168.10.5',
];
const NETWORKS6 = ['fd00:10::/64', 'fd00:20::/64', '2001:db8::/32', 'fd00:10::4-fd00:10::5', 'fd00::/8'];
const HOSTS4 = [...HOSTS.wan[4], ...HOSTS.lan[4], ...HOSTS.dmz[4], ...ROUTER[4]];
const HOSTS6 = [...HOSTS.wan[6], ...HOSTS.lan[6], ...HOSTS.dmz[6]];

/** Matches by name; `<…>` is filled from the words below. */
const MATCHES = [
  'ct state <state>',
  'ct state <state>,<state>',
  'ct state != <state>',
  'ct state { <state>, <state> }',
  'ct direction reply',
  'ct status seen-reply',
  'ct status assured',
  'ct status confirmed',
  'ct status snat',
  'ct status dnat',
  'ct status ! dnat',
  'ct mark 7',
  'iifname "<dev>"',
  'oifname "<dev>"',
  'iifname != "<dev>"',
  'oif "<dev>"',
  'iif { "<dev>", "lo" }',
  'iifname "*an0"',
  'oifname "w*"',
  'ip saddr <net4>',
  'ip daddr <net4>',
  'ip saddr != <net4>',
  'ip daddr <host4>',
  'ip saddr { <nets4> }',
  'ip saddr & 255.255.255.0 == 192.168.10.0',
  'ip6 saddr <net6>',
  'ip6 daddr <host6>',
  'ip6 daddr != <net6>',
  'ip6 saddr { <host6>, <net6> }',
  'tcp dport <port>',
  'tcp dport != <port>',
  'tcp dport { <ports> }',
  'udp dport <port>',
  'tcp sport 1000-50000',
  'udp sport < 1024',
  'tcp dport >= 1000',

  'meta l4proto { tcp, udp } th dport { <ports> }',
  'meta l4proto tcp',
  'meta l4proto != udp',
  'ip protocol udp',
  'ip protocol { icmp, tcp }',
  'meta nfproto ipv6',
  'tcp flags syn',
  'tcp flags & (syn|ack) == syn',
  'tcp flags ! syn',
  'tcp flags == ack',
  'tcp flags syn / syn,ack',
  'tcp flags & (fin|rst) != 0',
  'icmp type echo-request',
  'icmp type { echo-reply, destination-unreachable }',
  'icmpv6 type { nd-neighbor-solicit, echo-request }',
  'icmp code 0',
  'icmpv6 type != echo-request',
  'meta mark 3',
  'meta mark != 3',
  'meta mark & 0x2 == 0x2',
  'meta pkttype unicast',
  'meta pkttype { broadcast, multicast }',
  'meta length > 60',
  'ip ttl < 64',
  'ip6 hoplimit 64',
  'ip dscp 46',
  'ip length 40-60',
  'fib daddr type local',
  'fib saddr type unicast',
  'fib daddr type { broadcast, multicast, anycast }',
  'ct original ip daddr <host4>',
  'meta l4proto tcp ct original proto-dst <port>',
  'ct reply ip saddr <host4>',
  'ct protocol tcp',
  'meta l4proto udp ct original proto-src 40000',
  'iifname . ip saddr { "<dev>" . <net4> }',
  'ip saddr . tcp dport { <host4> . <port>, <host4> . <port> }',
  'ip daddr . meta l4proto . th dport { <host4> . tcp . <port>, <net4> . udp . 1-1000 }',
]; // prettier-ignore
const ACTIONS = [
  'counter',
  'meta mark set 3',
  'meta mark set meta mark or 0x2',
  'ct mark set 7',
  'ct mark set meta mark',
  'meta mark set ct mark',
  'log prefix "x"',
  'limit rate 2/hour burst 2 packets',
  'limit rate over 1/day burst 3 packets',
  'meta mark set tcp dport map { 22 : 3, 80 : 5, 443 : 3 }',
  'ip ttl set 9',
  'ip dscp set 46',
]; // prettier-ignore
const REJECTS = [
  'reject',
  'reject with tcp reset',
  'reject with icmp host-unreachable',
  'reject with icmpv6 no-route',
  'reject with icmpx admin-prohibited',
]; // prettier-ignore
const ARRIVING_FIB = [
  'fib saddr . iif oif missing',
  'fib saddr . iif oif exists',
  'fib daddr . iif type local',
  'fib saddr oif "<dev>"',
  'fib daddr oifname "<dev>"',
]; // prettier-ignore

const NAT_PREROUTING = [
  'tcp dport <port> dnat to <inner>',
  'udp dport <port> dnat to <inner>:<port>',
  'iifname "<dev>" tcp dport <port> dnat to <inner>:<port>',
  'tcp dport <port> redirect to :<port>',
  'ip daddr 203.0.113.1 dnat to <inner>',
  'tcp dport <port> dnat to 192.168.20.8-192.168.20.9',
  'tcp dport { 80, 443 } dnat to <inner>:8080-8081',
  'dnat to tcp dport map { 80 : <inner>, 443 : <inner> }',
  'dnat to tcp dport map { 80 : <inner> . 8080, 22 : <inner> . 22 }',
  'ip saddr <host4> accept',
  'ip saddr <host4> drop',
  'icmp type echo-request dnat to <inner>',
  'tcp dport <port> counter return',
  'udp dport 53 redirect',
]; // prettier-ignore
const NAT_POSTROUTING = [
  'oifname "<dev>" masquerade',
  'oifname "wan0" snat to 203.0.113.50',
  'ip saddr <net4> snat to 203.0.113.60-203.0.113.63',
  'meta l4proto { tcp, udp } masquerade to :2000-2003',
  'ip protocol tcp snat to 203.0.113.70:4000-4001',
  'ip saddr <net4> ip daddr <net4> masquerade',
  'snat to ip saddr map { 192.168.10.4 : 203.0.113.80, 192.168.10.5 : 203.0.113.81 }',
  'oifname "wan0" masquerade random',
  'ip saddr <host4> accept',
  'ct status dnat masquerade',
  'ip saddr <net4> snat to 203.0.113.90-203.0.113.95 persistent',
]; // prettier-ignore
const NAT_OUTPUT = [
  'tcp dport <port> dnat to 192.168.20.8',
  'udp dport <port> redirect to :5353',
  'tcp dport <port> dnat to <inner>:22',
]; // prettier-ignore
const NAT_INPUT = ['ip saddr <net4> snat to 10.9.9.9', 'tcp dport <port> snat to 10.9.9.1-10.9.9.3'];

/** Case `number` of a seed and profile; always the same. */
export function generateCase(profile: Profile, seed: number, number: number): KernelCase {
  const dice = new Dice(seed * 1_000_003 + number * 101 + PROFILES.indexOf(profile));
  const maker = new RulesetMaker(dice, profile);
  const count = dice.between(10, 18);
  const packets =
    profile === 'tcp'
      ? tcpStorm(dice, count)
      : profile === 'strange'
        ? strangePackets(dice, count)
        : conversation(dice, count, profile === 'nat' ? 4 : null); // prettier-ignore
  return { id: `${profile}-${seed}-${number}`, ruleset: maker.ruleset(), packets };
}

class RulesetMaker {
  private readonly dice: Dice;
  private readonly profile: Profile;
  private readonly subs: string[] = [];
  private readonly sets: string[] = [];

  constructor(dice: Dice, profile: Profile) {
    this.dice = dice;
    this.profile = profile;
  }

  ruleset(): string {
    const { dice, profile } = this;
    if (profile === 'tcp')
      return `table inet t {\nchain c {\ntype filter hook forward priority 0; policy accept;\n${this.stateRules()}\n}\n}\n`; // prettier-ignore
    const tables = Array.from({ length: profile === 'chains' ? dice.between(1, 3) : 1 }, (_, i) =>
      this.filterTable(`t${i}`),
    );
    if (profile === 'nat' || dice.chance(0.15))
      tables.splice(dice.between(0, tables.length), 0, this.natTable());
    return tables.join('');
  }

  /** Rules that show every part of a flow's state and let all pass or nearly all. */
  private stateRules(): string {
    const shown = STATES.map((state) => `ct state ${state} counter`);
    const more = this.dice.some(
      [
        'ct status assured counter',
        'ct status seen-reply counter',
        'ct direction reply counter',
        'ct state invalid drop',
        'ct state new tcp flags ! syn drop',
        'ct state invalid reject with tcp reset',
      ],
      4,
    ); // prettier-ignore
    return [...shown, ...more].join('\n');
  }

  private filterTable(name: string): string {
    const { dice } = this;
    this.subs.length = 0;
    this.sets.length = 0;
    if (this.profile === 'sets') this.declareSets();
    const family = this.profile === 'sets' || dice.chance(0.8) ? 'inet' : 'ip';
    const subs = Array.from({ length: dice.between(0, 3) }, (_, i) => {
      const body = this.rules('sub', dice.between(1, 4), family);
      this.subs.push(`s${i}`);
      return `chain s${i} {\n${body}\n}`;
    });
    const hooks =
      this.profile === 'chains'
        ? HOOKS.flatMap((hook) => (dice.chance(0.5) ? [hook, hook] : [hook]))
        : dice.some(HOOKS, 3);
    const chains = hooks.map((hook, i) => {
      const priority = dice.pick(['filter', '0', '-10', '10', '-150', '-300', '200']);
      const policy = dice.chance(0.75) ? 'accept' : 'drop';
      const type = `type filter hook ${hook} priority ${priority === 'filter' ? '0' : priority}; policy ${policy};`;
      return `chain c${i} {\n${type}\n${this.rules(hook, dice.between(2, 7), family)}\n}`;
    });
    return `table ${family} ${name} {\n${[...this.sets, ...subs, ...chains].join('\n')}\n}\n`;
  }

  private rules(hook: string, count: number, family: string): string {
    return Array.from({ length: count }, () => this.rule(hook, family)).join('\n');
  }

  private rule(hook: string, family: string): string {
    const { dice } = this;
    if (hook === 'prerouting' && dice.chance(0.06)) return this.fill('udp dport <port> notrack');
    const parts: string[] = [];
    const add = (part: string): void => {
      const v4Only = family === 'ip' && /ip6|icmpv6|nfproto/.test(part);
      if (!v4Only && areCompatible([...parts, part])) parts.push(part);
    };
    if (this.sets.length > 0 && dice.chance(0.5)) add(this.setMatch());
    if (parts.length === 0 || dice.chance(0.4))
      for (const match of dice.some(MATCHES, dice.pick([1, 1, 2]))) add(match);
    if ((hook === 'prerouting' || hook === 'input') && dice.chance(0.12)) add(dice.pick(ARRIVING_FIB));
    if (dice.chance(0.35)) add(dice.pick(ACTIONS));
    add(this.verdict(hook));
    return this.fill(parts.join(' ').trim()) || 'counter';
  }

  private verdict(hook: string): string {
    const { dice } = this;
    const roll = dice.next();
    if (this.subs.length > 0 && roll < 0.2) return `${dice.pick(['jump', 'goto'])} ${dice.pick(this.subs)}`;
    if (roll < 0.28 && hook !== 'postrouting' && hook !== 'sub') return dice.pick(REJECTS);
    if (roll < 0.34) return 'return';
    if (roll < 0.42)
      return dice.pick([
        'tcp dport vmap { 22 : accept, 80 : drop, 1000-2000 : continue }',
        'ct state vmap { invalid : drop, established : accept }',
        'meta l4proto vmap { tcp : accept, udp : return }',
        'iifname vmap { "lan0" : accept, "wan0" : continue }',
      ]); // prettier-ignore
    return dice.pick(['accept', 'accept', 'accept', 'drop', '', '']);
  }

  private declareSets(): void {
    const { dice } = this;
    this.sets.push(
      this.fill('set hosts {\ntype ipv4_addr\nelements = { <hosts4> }\n}'),
      this.fill(
        'set nets {\ntype ipv4_addr\nflags interval\nelements = { 192.168.10.0/25, 203.0.113.0/24 }\n}',
      ),
      this.fill('set ports {\ntype inet_service\nflags interval\nelements = { 20-30, 80, 1000-9000 }\n}'),
      'set nets6 {\ntype ipv6_addr\nflags interval\nelements = { fd00:10::/64, 2001:db8:77::/48 }\n}',
      'set pairs {\ntype ipv4_addr . inet_service\nflags interval\nelements = { 192.168.10.0/24 . 20-100, 8.8.4.4 . 53 }\n}',
      `set seen {\ntype ipv4_addr\nsize ${dice.pick([1, 2, 100])}\nflags dynamic\n}`,
      'set knock {\ntype ipv4_addr . inet_service\nflags dynamic,timeout\ntimeout 1h\n}',
      'map acts {\ntype inet_service : verdict\nelements = { 22 : accept, 53 : drop, 80 : continue }\n}',
      'map marks {\ntype ipv4_addr : mark\nelements = { 192.168.10.4 : 3, 192.168.10.5 : 7 }\n}',
    );
  }

  private setMatch(): string {
    return this.dice.pick([
      'ip saddr @hosts',
      'ip daddr != @hosts',
      'ip saddr @nets',
      'tcp dport @ports',
      'udp dport != @ports',
      'ip6 saddr @nets6',
      'ip6 daddr != @nets6',
      'ip saddr . tcp dport @pairs',
      'ip saddr . udp dport @pairs',
      'add @seen { ip saddr }',
      'ip saddr @seen',
      'ip saddr != @seen',
      'add @knock { ip saddr . tcp dport }',
      'ip saddr . tcp dport @knock',
      'update @knock { ip saddr . tcp dport timeout 2h }',
      'delete @seen { ip saddr }',
      'meta mark set ip saddr map @marks',
      'add @seen { ip saddr limit rate over 1/hour burst 2 packets }',
    ]); // prettier-ignore
  }

  private natTable(): string {
    const { dice } = this;
    const some = (list: string[], most: number): string =>
      dice
        .some(list, most)
        .map((rule) => this.fill(rule))
        .join('\n');
    const chains = [
      `chain pre {\ntype nat hook prerouting priority ${dice.pick(['dstnat', '-150', '0'])}; policy accept;\n${some(NAT_PREROUTING, 3)}\n}`,
      `chain post {\ntype nat hook postrouting priority ${dice.pick(['srcnat', '0', '300'])}; policy accept;\n${some(NAT_POSTROUTING, 3)}\n}`,
    ];
    if (dice.chance(0.3))
      chains.push(
        `chain out {\ntype nat hook output priority -100; policy accept;\n${some(NAT_OUTPUT, 2)}\n}`,
      );
    if (dice.chance(0.2))
      chains.push(`chain in {\ntype nat hook input priority 100; policy accept;\n${some(NAT_INPUT, 1)}\n}`);
    if (dice.chance(0.2))
      chains.push(
        `chain pre2 {\ntype nat hook prerouting priority -90; policy accept;\n${some(NAT_PREROUTING, 2)}\n}`,
      );
    return `table ip nat {\n${chains.join('\n')}\n}\n`;
  }

  private fill(template: string): string {
    const { dice } = this;
    return dice.fill(template, (name) => {
      switch (name) {
        case 'state':
          return dice.pick(STATES);
        case 'dev':
          return dice.pick(DEVICES);
        case 'net4':
          return dice.pick(NETWORKS4);
        case 'nets4':
          return dice.some(NETWORKS4.slice(0, 5), 3).join(', ');
        case 'net6':
          return dice.pick(NETWORKS6.slice(0, 3));
        case 'host4':
          return dice.pick(HOSTS4);
        case 'hosts4':
          return dice.some(HOSTS4, 4).join(', ');
        case 'host6':
          return dice.pick(HOSTS6);
        case 'port':
          return String(dice.pick(PORTS));
        case 'ports':
          return dice.some(PORTS, 4).join(', ');
        case 'inner':
          return dice.pick([...HOSTS.dmz[4], ...HOSTS.lan[4]]);
        default:
          throw new RangeError(`<${name}> is no word of the generator`);
      }
    });
  }
}

/** nft refuses rules that ask for two different protocols at the same layer. */
function areCompatible(parts: readonly string[]): boolean {
  const text = parts.join(' ');
  const network = [/\bip6 |icmpv6|<net6>/, /\bip |\bicmp |with icmp |nfproto/].filter((one) =>
    one.test(text),
  );
  const transport = [/\btcp /, /\budp /, /\bicmp (type|code)/, /\bicmpv6 (type|code)/, /l4proto|ip protocol/];
  return network.length < 2 && transport.filter((one) => one.test(text)).length < 2;
}
