/**
 * The network around a real ruleset, from zones that a practitioner names: the gateway with its interfaces and routes,
 * and a policy without requirements, so that the same words (zone, place, service) mean the same sets as in a level.
 */
import { formatAddress, parsePrefix, prefixMask, type Words } from '../kernel/address.ts';
import type { TopologyDescription } from '../kernel/index.ts';
import type { Policy, Zone } from '../policy/model.ts';
import { GATEWAY } from '../policy/model.ts';

export interface SurveyZone {
  /** Never `gerbang`, which is the gateway itself. */
  id: string;
  name: string;
  interface: string;
  /** `10.40.0.0/24`; of both families. Empty: an example network is taken. */
  networks: string[];
  /** Own addresses of the gateway; where none lies in a network, its first address is taken. */
  gateways: string[];
  isDefault: boolean;
}

export interface Network {
  topology: TopologyDescription;
  policy: Policy;
  zones: readonly SurveyZone[];
  /** Zones of the policy, one for each pair of networks, by zone of the survey. */
  parts: ReadonlyMap<string, readonly Zone[]>;
}

/** A zone that cannot be: the message says which and how to mend it, in Indonesian. */
export class ZoneError extends Error {
  readonly zone: string;

  constructor(zone: string, message: string) {
    super(message);
    this.zone = zone;
  }
}

const DEFAULT_NETWORKS = ['203.0.113.0/24', '2001:db8:ffff::/64'] as const;

/** Throws ZoneError. @param ipv6 Does the gateway speak IPv6? Zones without such a network then get an example one. */
export function networkOf(zones: readonly SurveyZone[], ipv6: boolean): Network {
  checkZones(zones);
  const parts = new Map<string, readonly Zone[]>();
  const interfaces = new Map<string, string[]>();
  const routes: TopologyDescription['routes'] = [];
  for (const [i, zone] of zones.entries()) {
    const addresses = interfaces.get(zone.interface) ?? [];
    interfaces.set(zone.interface, addresses);
    const networks = completed(zone, i, ipv6);
    const four = networks.filter((one) => !one.includes(':'));
    const six = networks.filter((one) => one.includes(':'));
    for (const list of [four, six])
      for (const network of list) {
        const first = !addresses.some((one) => one.includes(':') === network.includes(':'));
        if (first && isRoomy(network)) addresses.push(`${gatewayIn(zone, network)}/${network.split('/')[1]}`);
        else routes.push({ to: network, dev: zone.interface });
      }
    for (const gateway of zone.gateways)
      if (!addresses.some((one) => one.startsWith(`${gateway}/`)) && (ipv6 || !gateway.includes(':')))
        addresses.push(`${gateway}/${gateway.includes(':') ? 128 : 32}`);
    if (zone.isDefault) {
      routes.push({ to: '0.0.0.0/0', dev: zone.interface });
      if (ipv6) routes.push({ to: '::/0', dev: zone.interface });
    }
    parts.set(zone.id, partsOf(zone, four, six));
  }
  const own = (name: string, six: boolean): string | undefined =>
    interfaces
      .get(name)
      ?.find((one) => one.includes(':') === six)
      ?.split('/')[0];
  const policyZones = [...parts.values()].flat().map((part): Zone => {
    const version6 = part.network.includes(':');
    const gateway6 = part.network6 === undefined ? undefined : own(part.interface, true);
    return {
      ...part,
      gateway: own(part.interface, version6) ?? part.gateway,
      ...(gateway6 === undefined ? {} : { gateway6 }),
    };
  });
  const topology = {
    interfaces: [...interfaces].map(([name, addresses]) => ({ name, peer: name, addresses })),
    routes,
  };
  const byId = new Map(
    [...parts].map(([id, list]) => [id, list.map((part) => policyZones.find((one) => one.id === part.id)!)]),
  );
  const policy = {
    gatewayName: 'Perangkat ini',
    zones: policyZones,
    hosts: [],
    services: [],
    requirements: [],
  };
  return { topology, policy, zones, parts: byId };
}

function checkZones(zones: readonly SurveyZone[]): void {
  if (zones.length === 0) throw new ZoneError('', 'Tulis paling sedikit satu zona.');
  for (const zone of zones) {
    const { id, name } = zone;
    if (id === GATEWAY || zones.filter((other) => other.id === id).length > 1)
      throw new ZoneError(id, `Zona "${name}" ditulis dua kali.`);
    if (!/^[\w.@:-]{1,15}$/.test(zone.interface))
      throw new ZoneError(id, `Zona "${name}": tulis nama antarmuka seperti di aturan, misalnya eth0.`);
    for (const network of zone.networks)
      if (!parsePrefix(network) || !network.includes('/'))
        throw new ZoneError(id, `Zona "${name}": "${network}" bukan jaringan. Tulis seperti 10.40.0.0/24.`);
    for (const gateway of zone.gateways)
      if (!parsePrefix(gateway) || gateway.includes('/'))
        throw new ZoneError(id, `Zona "${name}": "${gateway}" bukan alamat. Tulis seperti 10.40.0.1.`);
  }
  const defaults = zones.filter(({ isDefault }) => isDefault);
  if (defaults.length !== 1)
    throw new ZoneError(
      defaults[1]?.id ?? '',
      'Tandai tepat satu zona sebagai jalan ke luar (internet atau jaringan lain).',
    );
}

/** The zone's networks, base addresses made exact, with examples for a family of which none is known. */
function completed(zone: SurveyZone, i: number, ipv6: boolean): string[] {
  const networks = zone.networks.map(exact).filter((one) => ipv6 || !one.includes(':'));
  const examples = zone.isDefault
    ? exampleOut(zone)
    : [`10.${200 + (i % 50)}.0.0/24`, `fd00:${(i + 1).toString(16)}::/64`];
  const has = (six: boolean): boolean => networks.some((one) => one.includes(':') === six);
  // A zone that is one network of one family, among others on its interface, is left as it is.
  if (!has(false) && (zone.isDefault || !has(true))) networks.push(examples[0]!);
  if (ipv6 && !has(true) && (zone.isDefault || zone.networks.length === 0 || isRoomy(networks[0]!)))
    networks.push(examples[1]!);
  return networks;
}

/** Around the gateway's own outer address when it is known. */
function exampleOut({ gateways }: SurveyZone): string[] {
  const four = gateways.find((one) => !one.includes(':'));
  const six = gateways.find((one) => one.includes(':'));
  return [four ? exact(`${four}/24`) : DEFAULT_NETWORKS[0], six ? exact(`${six}/64`) : DEFAULT_NETWORKS[1]];
}

function partsOf(zone: SurveyZone, four: readonly string[], six: readonly string[]): Zone[] {
  return Array.from({ length: Math.max(four.length, six.length) }, (_, i): Zone => {
    const network = four[i] ?? six[i]!;
    const second = four[i] === undefined ? undefined : six[i];
    return {
      id: i === 0 ? zone.id : `${zone.id}~${i + 1}`,
      name: zone.name,
      icon: 'globe',
      interface: zone.interface,
      network,
      gateway: gatewayIn(zone, network),
      people: peopleIn(network, zone.isDefault && i === 0),
      ...(second === undefined
        ? {}
        : {
            network6: second,
            gateway6: gatewayIn(zone, second),
            people6: peopleIn(second, zone.isDefault),
          }),
      isDefault: zone.isDefault && i === 0,
    };
  });
}

function peopleIn(network: string, isDefault: boolean): string[] {
  if (isDefault) return network.includes(':') ? ['2001:db8:9::7'] : ['198.51.100.7'];
  return isRoomy(network) ? [nth(network, 21), nth(network, 5)] : [network.split('/')[0]!];
}

function gatewayIn(zone: SurveyZone, network: string): string {
  const prefix = parsePrefix(network)!;
  const mask = prefixMask(prefix.version, prefix.length);
  const inside = zone.gateways.find((text) => {
    const one = parsePrefix(text);
    return (
      one?.version === prefix.version &&
      one.words.every((word, i) => ((word ^ prefix.words[i]!) & mask[i]!) === 0)
    );
  });
  return inside ?? nth(network, 1);
}

/** Room for an own address beside those of others. */
function isRoomy(network: string): boolean {
  const { version, length } = parsePrefix(network)!;
  return length <= (version === 4 ? 29 : 120);
}

function exact(network: string): string {
  const { version, words, length } = parsePrefix(network)!;
  const mask = prefixMask(version, length);
  const [a, b, c, d] = words.map((word, i) => word & mask[i]!) as unknown as Words;
  return `${formatAddress(version, [a, b, c, d])}/${length}`;
}

/** The n-th address of a network that has one. */
function nth(network: string, n: number): string {
  const { version, words } = parsePrefix(exact(network))!;
  const last = version === 4 ? 0 : 3;
  const [a, b, c, d] = words.map((word, i) => (i === last ? word + n : word)) as unknown as Words;
  return formatAddress(version, [a, b, c, d]);
}
