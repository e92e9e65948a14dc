/**
 * Zones guessed from a ruleset: which interfaces there are, what network lies behind each, which one leads out. A guess
 * says why it was made, and what nothing in the rules tells is marked as assumed; the practitioner corrects both.
 */
import { formatAddress, parsePrefix, prefixMask } from '../kernel/address.ts';
import type { Ruleset, Span } from '../language/ruleset.ts';
import { addressOf, type Mention, mentionsOf, natTargets } from './mentions.ts';
import { zoneName } from './zone-names.ts';

export interface GuessedZone {
  id: string;
  name: string;
  /** Interface of the gateway, as the rules call it. */
  interface: string;
  /** `10.40.0.0/24`; several where several networks lie behind one interface. */
  networks: string[];
  /** Own addresses of the gateway there that the rules tell. */
  gateways: string[];
  /** Everything that is in no other zone is behind this one. */
  isDefault: boolean;
  /** The first rule that speaks of it; null when none does. */
  seen: Span | null;
  /** True: no rule tells a network of this interface. */
  assumed: boolean;
}

interface Leg {
  name: string;
  networks: Map<string, number>;
  gateways: Set<string>;
  /** Signs that the internet is behind it. */
  outward: number;
  seen: Span | null;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];
const OUTWARD_NAME = /^(wan|ppp|inet|internet|ext|uplink|isp|out|wwan|public|pub)/i;
/** Interface of a machine whose rules name none. */
const ONLY_INTERFACE = 'eth0';

/** @param words Names that the text gives to interfaces and networks (`define LAN_IF = eth1`), value first. */
export function guessZones(ruleset: Ruleset, words: ReadonlyMap<string, string> = new Map()): GuessedZone[] {
  const mentions = mentionsOf(ruleset);
  const legs = legsOf(mentions);
  if (legs.size === 0) legs.set(ONLY_INTERFACE, newLeg(ONLY_INTERFACE, null));
  const outward = outwardLeg([...legs.values()]);
  const loose = looseNetworks(mentions, [...legs.values()]);
  const inner = [...legs.values()].filter((leg) => leg !== outward);
  const free = inner.filter(({ networks }) => networks.size === 0);
  if (free.length === 1 && loose.length === 1) free[0]!.networks.set(loose.pop()!, 1);
  const zones = [...legs.values()].map((leg): GuessedZone => {
    const isDefault = leg === outward;
    const networks = isDefault ? [] : outermost([...leg.networks.keys()]);
    const name =
      isDefault && legs.size === 1 && loose.length > 0
        ? 'Jaringan lain'
        : zoneName(leg.name, isDefault, words);
    const { gateways, seen } = leg;
    const assumed = networks.length === 0 && !isDefault;
    return {
      id: leg.name,
      name,
      interface: leg.name,
      networks,
      gateways: [...gateways],
      isDefault,
      seen,
      assumed,
    };
  });
  const home = inner[0] ?? outward;
  for (const network of loose)
    zones.push({
      id: network,
      name: words.get(network) ?? network,
      interface: home.name,
      networks: [network],
      gateways: [],
      isDefault: false,
      seen:
        mentions.find(({ source, target }) => [...source, ...target].some((one) => within(one, network)))
          ?.rule.span ?? null,
      assumed: false,
    });
  return distinct(zones.sort((a, b) => Number(b.isDefault) - Number(a.isDefault)));
}

function newLeg(name: string, seen: Span | null): Leg {
  return { name, networks: new Map(), gateways: new Set(), outward: OUTWARD_NAME.test(name) ? 2 : 0, seen };
}

function legsOf(mentions: readonly Mention[]): Map<string, Leg> {
  const legs = new Map<string, Leg>();
  const leg = (name: string, { rule }: Mention): Leg => {
    const found = legs.get(name) ?? newLeg(name, rule.span);
    legs.set(name, found);
    return found;
  };
  for (const mention of mentions) {
    const { nat, refuses } = mention;
    for (const [names, networks] of [
      [mention.in, mention.source],
      [mention.out, mention.target],
    ] as const)
      for (const name of names) {
        if (name === 'lo') continue;
        const one = leg(name, mention);
        // A rule that turns private sources away from an interface says that they are not behind it.
        if (refuses || networks.length === 0) continue;
        for (const network of networks)
          if (isPrivate(network) && !isHost(network))
            one.networks.set(network, (one.networks.get(network) ?? 0) + 1);
      }
    if (nat?.action === 'masquerade' || nat?.action === 'snat')
      for (const name of mention.out) {
        const one = leg(name, mention);
        one.outward += 3;
        const address = nat.address;
        if (
          address &&
          !('kind' in address) &&
          typeof address.low !== 'string' &&
          address.low === address.high
        )
          one.gateways.add(addressOf(address.low));
      }
    if (nat?.action === 'dnat')
      for (const name of mention.in) {
        const one = leg(name, mention);
        one.outward += 1;
        for (const network of mention.target) if (isHost(network)) one.gateways.add(network.split('/')[0]!);
      }
  }
  return legs;
}

function outwardLeg(legs: readonly Leg[]): Leg {
  const weight = (leg: Leg): number => leg.outward * 10 - Math.min(9, leg.networks.size);
  return [...legs].sort((a, b) => weight(b) - weight(a))[0]!;
}

/** Private networks that no interface was said to lead to; hosts count as their /24 or /64. */
function looseNetworks(mentions: readonly Mention[], legs: readonly Leg[]): string[] {
  const known = legs.flatMap(({ networks }) => [...networks.keys()]);
  const own = legs.flatMap(({ gateways }) => [...gateways]);
  const found = new Set<string>();
  for (const mention of mentions) {
    const { source, target, refuses, nat } = mention;
    const hosts = nat?.action === 'dnat' ? natTargets(mention) : [];
    const targets = hosts.map((host) => `${host}/${host.includes(':') ? 128 : 32}`);
    for (const network of [...(refuses ? [] : [...source, ...target]), ...targets]) {
      if (!isPrivate(network) || own.includes(network.split('/')[0]!)) continue;
      const wide = isHost(network) ? around(network) : network;
      if (!known.some((one) => within(wide, one) || within(network, one))) found.add(wide);
    }
  }
  return outermost([...found]);
}

/** Networks that lie in no other of the list. */
function outermost(networks: readonly string[]): string[] {
  return networks.filter((one) => !networks.some((other) => other !== one && within(one, other)));
}

function isPrivate(network: string): boolean {
  return PRIVATE.some((wide) => within(network, wide));
}

function isHost(network: string): boolean {
  return network.endsWith(network.includes(':') ? '/128' : '/32');
}

function around(host: string): string {
  const one = parsePrefix(host)!;
  const length = one.version === 4 ? 24 : 64;
  const mask = prefixMask(one.version, length);
  const [a, b, c, d] = one.words;
  return `${formatAddress(one.version, [a & mask[0], b & mask[1], c & mask[2], d & mask[3]])}/${length}`;
}

/** Does the first network lie in the second? */
export function within(inner: string, outer: string): boolean {
  const a = parsePrefix(inner);
  const b = parsePrefix(outer);
  if (!a || !b || a.version !== b.version || a.length < b.length) return false;
  const mask = prefixMask(b.version, b.length);
  return a.words.every((word, i) => ((word ^ b.words[i]!) & mask[i]!) === 0);
}

/** Ids and names that nobody else has. */
function distinct(zones: readonly GuessedZone[]): GuessedZone[] {
  const taken = new Set<string>();
  return zones.map((zone, i) => {
    const name = taken.has(zone.name) ? `${zone.name} (${zone.interface})` : zone.name;
    taken.add(name);
    return { ...zone, id: `zona-${i + 1}`, name };
  });
}
