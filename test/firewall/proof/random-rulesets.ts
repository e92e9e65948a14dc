/** Random rulesets and packets from one small world, so that rules and packets meet often. */
import type { PacketDescription } from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';

export type Random = () => number;

/** A small, fast generator with a seed (mulberry32), so that a failing case can be named by a number. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const INTERFACES = ['wan0', 'lan0', 'dmz0', 'lo'];
const NETWORKS = ['192.168.10.0/24', '192.168.20.0/25', '10.0.0.0/8', '203.0.113.0/24', '198.51.100.0/24'];
const ADDRESSES = [
  '192.168.10.7',
  '192.168.20.10',
  '203.0.113.1',
  '203.0.113.9',
  '198.51.100.7',
  '192.168.10.1',
  '10.1.2.3',
];
const NETWORKS6 = ['fd00:10::/64', 'fd00:20::/64', '2001:db8::/32', 'fe80::/10'];
const ADDRESSES6 = ['fd00:10::7', 'fd00:20::10', '2001:db8:1::1', '2001:db8:9::9', 'fd00:10::1', 'fe80::7'];
const PORTS = [22, 53, 80, 443, 3306, 8080, 40112];
const STATES = ['new', 'established', 'related', 'invalid', 'untracked'];
const FLAGS = ['S', 'SA', 'A', 'R', 'FA', 'SE', 'PA', 'FPU', '', 'SU'];

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

function some<T>(random: Random, list: readonly T[]): T[] {
  const kept = list.filter(() => random() < 0.45);
  return kept.length > 0 ? kept : [pick(random, list)];
}

const chance = (random: Random, of: number): boolean => random() < of;

/** A ruleset text that the language accepts: lines it refuses are taken out again. Null when that does not help. */
export function randomRuleset(random: Random): string | null {
  const lines = draft(random).split('\n');
  for (let round = 0; round < 20; round++) {
    const text = lines.join('\n');
    const fault = readRuleset(text).diagnostics.find(({ severity }) => severity !== 'warning');
    if (!fault) return text;
    lines[fault.span.line - 1] = '';
  }
  return null;
}

function draft(random: Random): string {
  const family = pick(random, ['inet', 'inet', 'inet', 'ip', 'ip6']);
  const chains: string[] = [];
  const regular = chance(random, 0.5) ? ['bantu', 'lagi'] : [];
  const sets = [
    `set alamat { type ipv4_addr; flags interval; elements = { ${some(random, NETWORKS).join(', ')} } }`,
    `set pintu { type inet_service; elements = { ${some(random, PORTS).join(', ')} } }`,
    `set pasangan { type ipv4_addr . inet_service; elements = { ${some(random, ADDRESSES)
      .map((address) => `${address} . ${pick(random, PORTS)}`)
      .join(', ')} } }`,
    `set ingat { type ipv4_addr; size 100; flags dynamic,timeout; timeout 1h; }`,
  ];
  if (regular[0]) {
    chains.push(`chain lagi {\n${rules(random, family, 'forward', [], 2)}}`);
    chains.push(`chain bantu {\n${rules(random, family, 'forward', ['lagi'], 3)}}`);
  }
  for (const hook of ['prerouting', 'input', 'forward', 'output', 'postrouting']) {
    if (!chance(random, hook === 'forward' ? 0.95 : 0.5)) continue;
    const priority = pick(random, [0, 0, -150, -300, 10]);
    const policy = pick(random, ['accept', 'accept', 'drop']);
    chains.push(
      `chain f_${hook} {\n type filter hook ${hook} priority ${priority}; policy ${policy};\n${rules(random, family, hook, regular, 5)}}`,
    );
  }
  if (chance(random, 0.5)) {
    for (const hook of ['prerouting', 'postrouting', 'output']) {
      if (!chance(random, 0.6)) continue;
      chains.push(
        `chain n_${hook} {\n type nat hook ${hook} priority ${hook === 'postrouting' ? 100 : -100};\n${nat(random, family, hook)}}`,
      );
    }
  }
  const usable = family === 'ip6' ? sets.filter((set) => set.includes('pintu')) : sets;
  const text = `table ${family} uji {\n${usable.join('\n')}\n${chains.join('\n')}\n}\n`;
  return family === 'ip6' ? text.replaceAll(/^.*@(alamat|pasangan|ingat).*$/gm, '') : text;
}

function rules(
  random: Random,
  family: string,
  hook: string,
  callable: readonly string[],
  most: number,
): string {
  const count = 1 + Math.floor(random() * most);
  let text = '';
  for (let i = 0; i < count; i++) {
    const conditions = Array.from({ length: Math.floor(random() * 3) }, () =>
      condition(random, family, hook),
    );
    const unique = conditions.filter((one, at) => conditions.indexOf(one) === at);
    text += ` ${[...unique, ending(random, family, hook, callable)].join(' ')}\n`;
  }
  return text;
}

function condition(random: Random, family: string, hook: string): string {
  const not = chance(random, 0.25) ? '!= ' : '';
  const v6 = family === 'ip6' || (family === 'inet' && chance(random, 0.3));
  const [ip, networks, addresses] = v6 ? ['ip6', NETWORKS6, ADDRESSES6] : ['ip', NETWORKS, ADDRESSES];
  const side = pick(random, ['saddr', 'daddr']);
  const into = hook !== 'output' ? 'iifname' : 'oifname';
  const out = hook !== 'prerouting' && hook !== 'input' ? 'oifname' : 'iifname';
  const all: (() => string)[] = [
    () => `${pick(random, [into, out])} ${not}"${pick(random, INTERFACES)}"`,
    () =>
      `${pick(random, [into, out])} ${not}{ ${some(random, INTERFACES)
        .map((name) => `"${name}"`)
        .join(', ')} }`,
    () => `${ip} ${side} ${not}${pick(random, networks)}`,
    () => `${ip} ${side} ${not}{ ${some(random, addresses).join(', ')} }`,
    () => `ip ${side} ${not}@alamat`,
    () => `ip ${side} . tcp dport ${not}@pasangan`,
    () => `tcp dport ${not}{ ${some(random, PORTS).join(', ')} }`,
    () => `tcp dport ${not}@pintu`,
    () => `udp dport ${not}${pick(random, PORTS)}`,
    () => `tcp sport ${pick(random, ['>=', '<', '!='])} ${pick(random, PORTS)}`,
    () => `udp dport 20-${pick(random, PORTS)}`,
    () => `meta l4proto ${not}{ ${some(random, ['tcp', 'udp', 'icmp', 'icmpv6', 'gre']).join(', ')} }`,
    () => `ct state ${some(random, STATES).join(',')}`,
    () => `ct state ${not}${pick(random, STATES)}`,
    () =>
      `tcp flags ${pick(random, ['syn', '& (syn | ack) == syn', '& (fin|syn|rst|ack) != syn', '== { syn, ack }'])}`,
    () =>
      v6
        ? `icmpv6 type { ${pick(random, ['echo-request', 'nd-neighbor-solicit, echo-reply'])} }`
        : `icmp type ${not}echo-request`,
    () => `meta mark ${not}${pick(random, [0, 1, 7])}`,
    () =>
      `fib saddr . ${hook === 'output' || hook === 'postrouting' ? 'oif' : 'iif'} oif ${pick(random, ['missing', 'exists'])}`,
    () => `fib daddr type ${not}${pick(random, ['local', 'broadcast', 'multicast', 'unicast'])}`,
    () => `ct status dnat`,
    () => `ct original ip daddr ${pick(random, ADDRESSES)}`,
    () => `ip saddr @ingat`,
    () => `meta pkttype ${not}${pick(random, ['host', 'broadcast', 'multicast'])}`,
    () => `ip ttl ${pick(random, ['<', '>', '=='])} ${pick(random, [1, 63, 64])}`,
    () => `th dport ${pick(random, PORTS)}`,
    () => `meta length > ${pick(random, [40, 60, 100])}`,
  ];
  return pick(random, all)();
}

function ending(random: Random, family: string, hook: string, callable: readonly string[]): string {
  const verdicts = [
    'accept',
    'accept',
    'drop',
    'return',
    'counter',
    'continue',
    'meta mark set 1',
    'meta mark set meta mark or 6',
  ];
  if (hook !== 'postrouting') verdicts.push('reject', 'reject with tcp reset');
  for (const name of callable) verdicts.push(`jump ${name}`, `goto ${name}`);
  if (hook === 'prerouting' || hook === 'output') verdicts.push('notrack');
  verdicts.push(
    `limit rate ${pick(random, ['', 'over '])}5/hour accept`,
    `tcp dport vmap { ${pick(random, PORTS)} : accept, 9000-9999 : drop${chance(random, 0.3) ? ', * : drop' : ''} }`,
    `ct state vmap { established : accept, invalid : drop, new : ${callable[0] ? `jump ${callable[0]}` : 'continue'} }`,
    'add @ingat { ip saddr } counter',
    'ct mark set 3',
    'meta mark set tcp dport map { 22 : 1, 80-443 : 7 }',
  );
  if (family === 'inet') verdicts.push('meta nfproto ipv6 drop');
  return pick(random, verdicts);
}

function nat(random: Random, family: string, hook: string): string {
  const v6 = family === 'ip6';
  const word = family === 'inet' ? 'ip ' : '';
  const target = v6 ? 'fd00:20::10' : pick(random, ['192.168.20.10', '192.168.10.7', '203.0.113.1']);
  const at = v6 ? `[${target}]` : target;
  const pool =
    hook === 'postrouting'
      ? [
          'oifname "wan0" masquerade',
          `${v6 ? 'ip6' : 'ip'} saddr ${pick(random, v6 ? NETWORKS6 : NETWORKS)} snat ${word}to ${v6 ? '2001:db8:1::1' : '203.0.113.1'}`,
          'meta l4proto tcp masquerade to :2000-3000',
          ...(v6
            ? []
            : [
                `snat ${word}to 203.0.113.5-203.0.113.9`,
                `snat ${word}prefix to ip saddr map { 192.168.10.0/24 : 10.9.9.0/24 }`,
              ]),
        ]
      : [
          `tcp dport ${pick(random, PORTS)} dnat ${word}to ${at}:${pick(random, PORTS)}`,
          `meta l4proto { tcp, udp } th dport ${pick(random, PORTS)} dnat ${word}to ${target}`,
          `tcp dport ${pick(random, PORTS)} redirect to :${pick(random, PORTS)}`,
          ...(v6 ? [] : [`dnat ${word}to tcp dport map { 80 : 192.168.20.10, 443 : 192.168.10.7 }`]),
          `tcp dport 1000-60000 dnat ${word}to ${at}:8000-8080`,
        ];
  return Array.from({ length: 1 + Math.floor(random() * 2) }, () => ` ${pick(random, pool)}\n`).join('');
}

/** A packet from some wire, or from the router itself, without any connection before it. */
export function randomPacket(random: Random): PacketDescription {
  const v6 = chance(random, 0.3);
  const special = v6
    ? ['ff02::1', 'fe80::1', '::1', 'ff02::2']
    : ['255.255.255.255', '192.168.10.255', '224.0.0.1', '127.0.0.1', '0.0.0.0'];
  const address = (): string => pick(random, chance(random, 0.08) ? special : v6 ? ADDRESSES6 : ADDRESSES);
  const proto = pick(random, ['tcp', 'tcp', 'tcp', 'udp', 'udp', v6 ? 'icmpv6' : 'icmp', 'gre', 'sctp']);
  const packet: PacketDescription = {
    in: pick(random, ['wan', 'wan', 'lan', 'lan', 'dmz', 'local']),
    src: address(),
    dst: address(),
    proto,
    ttl: pick(random, [64, 64, 64, 2, 1]),
    len: pick(random, [0, 8, 50]),
  };
  if (proto === 'tcp' || proto === 'udp' || proto === 'sctp')
    Object.assign(packet, { sport: pick(random, PORTS), dport: pick(random, [...PORTS, 9500, 1500]) });
  if (proto === 'tcp') packet.flags = chance(random, 0.5) ? 'S' : pick(random, FLAGS);
  if (proto === 'icmp') packet.icmp_type = pick(random, [8, 8, 0, 3, 13, 30]);
  if (proto === 'icmpv6') packet.icmp_type = pick(random, [128, 128, 129, 135, 1, 143]);
  if (chance(random, 0.03)) packet.bad_checksum = true;
  return packet;
}
