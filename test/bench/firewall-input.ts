/** Rulesets of any size and packets for them, like an office would write: hosts, networks, ports, interfaces. */
import type { PacketDescription } from '../../labs/firewall/kernel/index.ts';

const octets = (i: number): string => `${(i >> 8) & 255}.${i & 255}`;

/** The i-th rule, and a packet that it decides. Five kinds take turns. */
function ruleAndPacket(i: number): { rule: string; packet: PacketDescription } {
  const port = 1024 + (i % 50_000);
  const base = { in: 'wan', src: '8.8.4.4', dst: '192.168.20.9', proto: 'tcp', sport: 5000, dport: port };
  switch (i % 5) {
    case 0:
      return {
        rule: `ip saddr 198.51.${octets(i)} tcp dport ${port} accept`,
        packet: { ...base, src: `198.51.${octets(i)}` },
      };
    case 1:
      return {
        rule: `iifname "wan0" ip daddr 192.168.20.${2 + (i % 250)} udp dport ${port} accept`,
        packet: { ...base, proto: 'udp', dst: `192.168.20.${2 + (i % 250)}` },
      };
    case 2:
      return { rule: `tcp dport { ${port}, ${port + 1} } drop`, packet: base };
    case 3:
      return {
        rule: `ip saddr 10.${octets(i)}.0/24 counter drop`,
        packet: { ...base, src: `10.${octets(i)}.7`, dport: 1 },
      };
    default:
      return {
        rule: `iifname "lan0" oifname "dmz0" tcp dport ${port}-${port + 3} accept`,
        packet: { ...base, in: 'lan', src: '192.168.10.5' },
      };
  }
} // prettier-ignore

/** `size` rules in a forward chain: the state first, ordinary web traffic last, policy drop. */
export function rulesetOf(size: number): string {
  const rules = Array.from({ length: size - 2 }, (_, i) => ruleAndPacket(i).rule).join('\n');
  return `table inet filter {
chain forward {
type filter hook forward priority filter; policy drop;
ct state vmap { established : accept, related : accept, invalid : drop }
${rules}
tcp dport 443 accept
}
}
`;
}

/** Packets that the rules decide evenly, or that no rule wants. */
export function packetsFor(size: number, kind: 'spread' | 'dropped'): PacketDescription[] {
  const count = Math.min(size - 2, 1000);
  const step = (size - 2) / count;
  return Array.from({ length: count }, (_, i) => {
    if (kind === 'spread') return ruleAndPacket(Math.floor(i * step)).packet;
    return {
      in: 'dmz',
      src: `192.168.20.${2 + (i % 200)}`,
      dst: '8.8.8.8',
      proto: 'tcp',
      sport: 1024 + i,
      dport: 81,
    };
  });
}

/** One rule with a set of so many elements, and packets of which half are in it. */
export function rulesetWithSet(
  kind: 'addresses' | 'networks' | 'networks of IPv6',
  elements: number,
): { text: string; packets: PacketDescription[] } {
  const six = kind === 'networks of IPv6';
  const element = (i: number): string => {
    if (six) return `2001:db8:${(i * 2).toString(16)}::/48`;
    return kind === 'addresses' ? `100.${64 + (i >> 14)}.${octets(i * 3)}` : `100.${octets(i * 2)}.0/24`;
  };
  const member = (i: number, within: boolean): string => {
    if (six) return `2001:db8:${(i * 2 + (within ? 0 : 1)).toString(16)}::7`;
    if (kind === 'addresses') return within ? element(i) : `9.9.${octets(i)}`;
    return `100.${octets(i * 2 + (within ? 0 : 1))}.7`;
  };
  const list = Array.from({ length: elements }, (_, i) => element(i)).join(', ');
  const type = six ? 'ipv6_addr' : 'ipv4_addr';
  const flags = kind === 'addresses' ? '' : 'flags interval\n';
  const text = `table inet filter {
set s {
type ${type}
${flags}elements = { ${list} }
}
chain forward {
type filter hook forward priority filter; policy drop;
${six ? 'ip6' : 'ip'} saddr @s drop
}
}
`;
  const packets = Array.from({ length: 500 }, (_, i) => {
    const src = member(Math.floor((i * elements) / 500), i % 2 === 0);
    return { in: 'wan', src, dst: six ? 'fd00:20::9' : '192.168.20.9', proto: 'tcp', sport: 5000, dport: 80 };
  });
  return { text, packets };
}
