/** The test table of a change: what must pass and what must be refused, each proved for all packets. */
import type { PacketDescription, Step } from '../kernel/index.ts';
import { Topology } from '../kernel/index.ts';
import type { Bilingual } from '../language/diagnostics.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { GATEWAY, type Host, type Policy, type Requirement, type Service } from '../policy/model.ts';
import { type ProofStatus, prove } from '../proof/prove.ts';
import { within } from '../reading/guess-zones.ts';
import { mentionsOf, natTargets } from '../reading/mentions.ts';
import { type Network, networkOf, type SurveyZone } from './network.ts';
import { holdsAddress, readDoor, readTarget } from './question.ts';

export interface Expectation {
  id: string;
  /** Zone id or `gerbang`. */
  from: string;
  /** As typed: an address, the name of a zone, `gerbang`. */
  to: string;
  /** As typed: `tcp 443`, `https`, `ping`. */
  door: string;
  expected: 'accept' | 'drop';
}

export interface Judged {
  id: string;
  /** `unclear`: the row could not be understood; `reason` says why and how to mend it. */
  status: ProofStatus | 'unclear';
  reason: Bilingual;
  packet: PacketDescription | null;
  decidedBy: Step | null;
}

/** Throws ZoneError. */
export function judgeExpectations(
  ruleset: Ruleset,
  zones: readonly SurveyZone[],
  ipv6: boolean,
  rows: readonly Expectation[],
): Judged[] {
  const network = networkOf(zones, ipv6);
  const hosts: Host[] = [];
  const services: Service[] = [];
  const requirements: Requirement[] = [];
  const judged = new Map<string, Judged>();
  for (const row of rows) {
    const service = serviceOf(row, network, ruleset, hosts);
    if (typeof service === 'string') {
      judged.set(row.id, {
        id: row.id,
        status: 'unclear',
        reason: { id: service, en: service },
        packet: null,
        decidedBy: null,
      });
      continue;
    }
    services.push(service);
    requirements.push({
      id: row.id,
      expected: row.expected,
      from: partIds(network, row.from),
      to: [service.id],
      sourcePorts: [],
      reason: '',
      line: 0,
    });
  }
  const policy: Policy = { ...network.policy, hosts, services, requirements };
  const proof = prove(ruleset, new Topology(network.topology), policy);
  for (const { id, status, reason, counterexample, decidingRule } of proof.requirements)
    judged.set(id, { id, status, reason, packet: counterexample?.packet ?? null, decidedBy: decidingRule });
  return rows.map(({ id }) => judged.get(id)!);
}

/** The row as a service of a policy, its host added to the list; a text says what is wrong with the row. */
function serviceOf(row: Expectation, network: Network, ruleset: Ruleset, hosts: Host[]): Service | string {
  const { zones } = network;
  if (row.from !== GATEWAY && !zones.some(({ id }) => id === row.from)) return 'Pilih zona asal.';
  const target = readTarget(row.to, zones);
  if (target === null)
    return `Tujuan "${row.to}" belum jelas. Tulis alamat, nama zona, atau "perangkat ini".`;
  const door = readDoor(row.door);
  if (door === null)
    return `Layanan "${row.door}" belum jelas. Tulis misalnya tcp 443, udp 53, https, atau ping.`;
  if ('problem' in door) return door.problem;
  if (door.low !== door.high) return 'Tulis satu port saja pada tiap baris uji.';
  if (target.place === row.from && target.place !== GATEWAY)
    return 'Asal dan tujuan berada di zona yang sama; lalu lintasnya tidak melewati perangkat ini.';
  const six = target.address?.includes(':') ?? false;
  const transport =
    door.protocol === 'tcp' || door.protocol === 'udp' ? door.protocol : six ? 'icmpv6' : 'icmp';
  const port = transport === 'tcp' || transport === 'udp' ? door.low : null;
  const common = {
    id: `layanan-${row.id}`,
    name: `${row.to.trim()} ${row.door.trim()}`,
    transport,
    port,
  } as const;
  if (target.address === null) return { ...common, places: partIds(network, target.place) };
  if (target.place !== GATEWAY)
    return { ...common, places: [hostAt(target.address, target.place, network, hosts)] };
  const behind = port === null ? null : publishedBy(ruleset, target.address, transport, port);
  if (behind === null) return { ...common, places: [GATEWAY] };
  const place = zones.find((zone) => !zone.isDefault && holdsAddress(zone, behind.address));
  if (!place)
    return `Alamat ${target.address} diteruskan ke ${behind.address}, yang tidak ada di zona mana pun.`;
  return {
    ...common,
    port: behind.port,
    published: { address: target.address, port: port! },
    places: [hostAt(behind.address, place.id, network, hosts)],
  };
}

function partIds({ parts }: Network, place: string): string[] {
  return place === GATEWAY ? [GATEWAY] : (parts.get(place) ?? []).map(({ id }) => id);
}

function hostAt(address: string, place: string, { parts }: Network, hosts: Host[]): string {
  const list = parts.get(place) ?? [];
  const part = list.find(({ network, network6 }) =>
    [network, network6 ?? ''].some((one) => within(`${address}/${address.includes(':') ? 128 : 32}`, one)),
  );
  const id = `host-${address}`;
  if (!hosts.some((host) => host.id === id))
    hosts.push({ id, name: address, icon: 'server', zone: (part ?? list[0])?.id ?? place, address });
  return id;
}

/** Server and port behind an own address of the gateway, where one rule translates exactly this door. */
function publishedBy(
  ruleset: Ruleset,
  address: string,
  protocol: string,
  port: number,
): { address: string; port: number } | null {
  for (const mention of mentionsOf(ruleset)) {
    const { nat, target, ports } = mention;
    if (nat?.action !== 'dnat') continue;
    if (
      target.length > 0 &&
      !target.some((network) => within(`${address}/${address.includes(':') ? 128 : 32}`, network))
    )
      continue;
    if (!ports.some((one) => one.protocol === protocol && one.low <= port && port <= one.high)) continue;
    const [host, ...more] = natTargets(mention);
    if (host === undefined || more.length > 0) continue;
    const written = nat.port;
    const inner = written && !('kind' in written) && typeof written.low === 'number' ? written.low : port;
    return { address: host, port: inner };
  }
  return null;
}
