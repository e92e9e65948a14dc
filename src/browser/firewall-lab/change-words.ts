/** What a change opened or closed, in plain Indonesian. Pure. */
import { addressInNetwork } from '../../../labs/firewall/policy/address.ts';
import {
  addressesOf,
  GATEWAY,
  networksOf,
  type Policy,
  placeName,
} from '../../../labs/firewall/policy/model.ts';
import type { FlowChange } from '../../../labs/firewall/proof/difference.ts';
import type { Change } from './protocol.ts';

const PROTOCOL: Readonly<Record<FlowChange['protocol'], string>> = {
  tcp: 'TCP',
  udp: 'UDP',
  icmp: 'ICMP (ping dan pesan jaringan)',
  other: 'protokol lain',
};
const MOST_PORTS = 4;

/** Flows that differ only in where they come from. */
export interface ChangeGroup {
  verb: 'Membuka' | 'Menutup';
  /** `TCP port 3306 ke Zona data dari Internet dan LAN kantor` */
  sentence: string;
  /** `203.0.113.9 (Internet) ke 10.20.0.5 (Basis data) port 3306` */
  example: string;
  /** Lines that decided about the example before and after; null for the kernel or the policy of a chain. */
  before: number | null;
  after: number | null;
}

/** What was opened stands first: that is where harm comes from. */
export function changeGroups({ opened, closed }: Change, policy: Policy): ChangeGroup[] {
  return [...groups(opened, 'Membuka', policy), ...groups(closed, 'Menutup', policy)];
}

function groups(flows: readonly FlowChange[], verb: ChangeGroup['verb'], policy: Policy): ChangeGroup[] {
  const alike = new Map<string, FlowChange[]>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.protocol, flow.ports, flow.version, flow.to]);
    alike.set(key, [...(alike.get(key) ?? []), flow]);
  }
  return [...alike.values()].flatMap((group): ChangeGroup[] => {
    // An example from outside says most.
    const example =
      group.find(({ from }) => policy.zones.some(({ id, isDefault }) => isDefault && id === from)) ??
      group[0];
    if (!example) return [];
    const { protocol, ports, version, to, packet } = example;
    const from = listWords([...new Set(group.map((flow) => placeOf(policy, flow.from)))]);
    const port = packet.dport === undefined ? '' : ` port ${packet.dport}`;
    return [
      {
        verb,
        sentence: `${PROTOCOL[protocol]}${portWords(ports, protocol)} ke ${placeOf(policy, to)} dari ${from}${version === 6 ? ', lewat IPv6' : ''}`,
        example: `${named(policy, packet.src)} ke ${named(policy, packet.dst)}${port}`,
        before: ruleLine(example.before),
        after: ruleLine(example.after),
      },
    ];
  });
}

function ruleLine(step: FlowChange['before']): number | null {
  return step && step.handle !== null ? step.span.line : null;
}

function portWords(ports: readonly string[], protocol: FlowChange['protocol']): string {
  if (protocol !== 'tcp' && protocol !== 'udp') return '';
  if (ports.length === 0) return ' semua port';
  const shown = ports.slice(0, MOST_PORTS).join(', ');
  return ` port ${shown}${ports.length > MOST_PORTS ? ' dan lainnya' : ''}`;
}

function placeOf(policy: Policy, peer: string): string {
  return placeName(policy, peer === 'local' ? GATEWAY : peer);
}

function named(policy: Policy, address: string): string {
  const host = policy.hosts.find((each) => addressesOf(each).includes(address));
  const zone = policy.zones.find((each) =>
    networksOf(each).some((network) => addressInNetwork(address, network)),
  );
  const name = host?.name ?? zone?.name;
  return name === undefined ? address : `${address} (${name})`;
}

function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  if (words.length <= 1) return last;
  return words.length === 2 ? `${words[0]} dan ${last}` : `${words.slice(0, -1).join(', ')}, dan ${last}`;
}

/** `Membuka 1 hal, menutup 2 hal.` */
export function changeLine(found: readonly ChangeGroup[]): string {
  if (found.length === 0) return 'artinya sama; tidak ada sambungan yang terbuka atau tertutup.';
  const count = (verb: ChangeGroup['verb'], word: string): string[] => {
    const number = found.filter((group) => group.verb === verb).length;
    return number === 0 ? [] : [`${word} ${number} hal`];
  };
  return `${[...count('Membuka', 'membuka'), ...count('Menutup', 'menutup')].join(', ')}.`;
}
