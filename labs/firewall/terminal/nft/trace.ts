/** `nft monitor trace`: a packet's way through the chains, line by line as nft 1.0.6 prints it. */

import { parseAddress } from '../../kernel/address.ts';
import type { PacketDescription, Step, Topology, Verdict } from '../../kernel/index.ts';
import { printRule } from '../../language/print/rules.ts';
import type { Ruleset } from '../../language/ruleset.ts';

const FLAG_NAMES: Readonly<Record<string, string>> = {
  F: 'fin',
  S: 'syn',
  R: 'rst',
  P: 'psh',
  A: 'ack',
  U: 'urg',
};

/** @param id The number nft gives to one packet. */
export function traceLines(
  ruleset: Ruleset,
  topology: Topology,
  packet: PacketDescription,
  verdict: Verdict,
  id: number,
): string[] {
  const head = `trace id ${id.toString(16).padStart(8, '0')}`;
  let chain = '';
  return verdict.path.flatMap((step) => {
    const place = `${head} ${step.family} ${step.table} ${step.chain}`;
    const here = `${place} ${step.hook}`;
    const entered = here !== chain;
    chain = here;
    return [
      ...(entered ? [`${place} packet: ${packetWords(topology, packet, step)}`] : []),
      ...(step.handle === null
        ? [`${place} verdict continue`, `${place} policy ${step.verdict}`]
        : [`${place} rule ${ruleText(ruleset, step)} (verdict ${verdictWord(step)})`]),
    ];
  });
}

/** nft shows a reject as the drop that follows it. */
function verdictWord({ verdict }: Step): string {
  return verdict === 'reject' ? 'drop' : verdict;
}

function ruleText(ruleset: Ruleset, step: Step): string {
  const table = ruleset.tables.find((each) => each.family === step.family && each.name === step.table);
  const rules = table?.chains.find((each) => each.name === step.chain)?.rules ?? [];
  const rule = rules.find((each) => each.handle === step.handle);
  return rule ? printRule(rule, table ?? null) : '';
}

function packetWords(topology: Topology, packet: PacketDescription, { hook }: Step): string {
  const six = packet.src.includes(':');
  const family = six ? 'ip6' : 'ip';
  const arrival =
    packet.in === 'local' ? null : topology.interfaces[topology.interfaceOfPeer(packet.in) ?? 0];
  const target = parseAddress(packet.dst);
  const route = target && topology.routeTo(target);
  const out = hook === 'prerouting' || hook === 'input' ? undefined : topology.interfaces[route?.dev ?? 0];
  const header = six ? 40 : 20;
  const payload = packet.proto === 'tcp' ? 20 + (packet.len ?? 0) : 8 + (packet.len ?? 8);
  return [
    arrival ? `iif "${arrival.name}"` : '',
    out && out.name !== '' ? `oif "${out.name}"` : '',
    `${family} saddr ${packet.src} ${family} daddr ${packet.dst}`,
    six ? 'ip6 hoplimit 64' : 'ip dscp cs0 ip ecn not-ect ip ttl 64 ip id 0',
    six ? `ip6 length ${payload}` : `ip length ${header + payload}`,
    transportWords(packet),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

function transportWords({ proto, sport, dport, flags = 'S', icmp_type, src }: PacketDescription): string {
  if (proto === 'tcp') {
    const names = [...flags].map((letter) => FLAG_NAMES[letter] ?? letter).join(' | ');
    return `tcp sport ${sport} tcp dport ${dport} tcp flags == ${names} tcp window 64240`;
  }
  if (proto === 'udp') return `udp sport ${sport} udp dport ${dport}`;
  const request = src.includes(':') ? 128 : 8;
  const type = icmp_type ?? request;
  const names: Readonly<Record<number, string>> = {
    0: 'echo-reply',
    3: 'destination-unreachable',
    8: 'echo-request',
    128: 'echo-request',
    129: 'echo-reply',
  };
  return `${proto} type ${names[type] ?? type}`;
}
