/** Rulesets of any size for the bench of the proof, in three shapes. */

export const SHAPES: Readonly<Record<string, (rules: number) => string>> = {
  office,
  'chains a zone, sets, NAT, IPv6': zoned,
  'random, overlapping': random,
};

/** A repeatable stream of numbers below `below`. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const STATES = [' ct state established,related accept', ' ct state invalid drop'];

function forwarding(rules: readonly string[]): string {
  return ` chain forward {\n type filter hook forward priority filter; policy drop;\n${[...STATES, ...rules].join('\n')}\n }\n`;
}

/** One long chain: from a host or a zone to a host and its service. */
function office(size: number): string {
  const n = numbers(7);
  const zones = ['wan0', 'lan0', 'dmz0'];
  const rules = Array.from({ length: Math.max(0, size - 2) }, () => {
    const source = n(2) ? `ip saddr 192.168.10.${n(254)}` : `iifname "${zones[n(3)]}"`;
    const ports = [`{ 80, 443 }`, '22', '3306', '8443', '25', `${1024 + n(9000)}`];
    return ` ${source} ip daddr 192.168.20.${n(254)} ${n(5) ? 'tcp' : 'udp'} dport ${ports[n(6)]} ${n(10) ? 'accept' : 'drop'}`;
  });
  return `table inet filter {\n${forwarding(rules)}}\n`;
}

/** As tools write them: a chain for each pair of zones, named sets, published services, masquerade, both families. */
function zoned(size: number): string {
  const n = numbers(13);
  const pairs = ['lan0 wan0', 'lan0 dmz0', 'wan0 dmz0', 'dmz0 wan0'].map((pair) => pair.split(' '));
  const named = (pair: readonly string[]): string => pair.join('_');
  const published = Math.floor(size / 20);
  const left = Math.max(0, size - 5 - published);
  const rule = (): string => {
    const kind = n(6);
    const to = n(3) ? `ip daddr 192.168.20.${1 + n(250)}` : `ip6 daddr fd00:20::${(1 + n(250)).toString(16)}`;
    if (kind === 0) return ` ip saddr @kantor tcp dport @web accept`;
    if (kind === 1) return ` ${to} udp dport { 53, 123, ${1024 + n(60_000)} } accept`;
    if (kind === 2) return ` ip saddr 10.${n(256)}.${n(256)}.0/24 drop`;
    return ` ${to} tcp dport ${n(2) ? 1024 + n(60_000) : `${20_000 + n(500)}-${21_000 + n(500)}`} ct state new accept`;
  };
  const chains = pairs.map((pair, i) => {
    const rules = Array.from({ length: Math.floor((left + pairs.length - 1 - i) / pairs.length) }, rule);
    return ` chain ${named(pair)} {\n${rules.join('\n')}\n }\n`;
  });
  const sets = ` set kantor {\n type ipv4_addr\n flags interval\n elements = { 192.168.10.0/25, 192.168.10.200-192.168.10.220 }\n }\n set web {\n type inet_service\n elements = { 80, 443, 8080 }\n }\n`;
  const jumps = pairs.map((pair) => `"${pair[0]}" . "${pair[1]}" : jump ${named(pair)}`).join(', ');
  const doors = Array.from(
    { length: published },
    () =>
      ` iifname "wan0" tcp dport ${1024 + n(60_000)} dnat ip to 192.168.20.${1 + n(250)}:${n(2) ? 443 : 8443}`,
  );
  const nat = `table inet nat {\n chain prerouting {\n type nat hook prerouting priority dstnat;\n${doors.join('\n')}\n }\n chain postrouting {\n type nat hook postrouting priority srcnat;\n oifname "wan0" masquerade\n }\n}\n`;
  const forward = forwarding([' ct status dnat accept', ` iifname . oifname vmap { ${jumps} }`]);
  return `table inet filter {\n${sets}${chains.join('')}${forward}}\n${nat}`;
}

/** Prefixes of any length and ranges of ports that overlap anyhow: the hard case. */
function random(size: number): string {
  const n = numbers(11);
  const network = (): string => `${n(224)}.${n(256)}.${n(256)}.0/${8 + n(25)}`;
  const rules = Array.from({ length: Math.max(0, size - 2) }, () => {
    const low = n(60_000);
    const parts = [
      n(2) ? `iifname "${['wan0', 'lan0', 'dmz0'][n(3)]}"` : '',
      n(3) ? `ip saddr ${network()}` : '',
      n(3) ? `ip daddr ${network()}` : '',
      `${n(2) ? 'tcp' : 'udp'} dport ${n(2) ? low : `${low}-${low + n(5000)}`}`,
    ];
    return ` ${parts.join(' ')} ${n(2) ? 'accept' : 'drop'}`;
  });
  return `table inet filter {\n${forwarding(rules)}}\n`;
}
