/** The names a learner may write: from the policy of the level and from the text itself. */
import { addressesOf, networksOf, type Policy } from '../policy/model.ts';
import type { Names } from './complete.ts';

export function namesFor(policy: Policy, text: string): Names {
  const { zones, hosts, services } = policy;
  return {
    interfaces: zones.map((zone) => ({ name: zone.interface, tells: zone.name })),
    addresses: [
      ...hosts.flatMap((host) => addressesOf(host).map((address) => ({ address, tells: host.name }))),
      ...zones.flatMap((zone) => networksOf(zone).map((address) => ({ address, tells: zone.name }))),
    ],
    ports: unique(services.flatMap(({ port, name }) => (port === null ? [] : [{ port, tells: name }]))),
    sets: found(text, /^\s*(?:add\s+)?(?:set|map)\s+(?:\w+\s+\w+\s+)?(\w+)\s*\{/gm).map(
      ([name = '']) => name,
    ),
    variables: found(text, /^\s*define\s+(\w+)\s*=\s*(.*?)\s*(?:#.*)?$/gm).map(([name = '', value = '']) => ({
      name,
      tells: hosts.find(({ address }) => address === value)?.name
        ? `${value} (${hosts.find(({ address }) => address === value)?.name})`
        : value,
    })),
    chains: found(text, /^\s*chain\s+(\w+)\s*\{(?!\s*\n?\s*type\b)/gm).map(([name = '']) => name),
  };
}

function found(text: string, pattern: RegExp): string[][] {
  return [...text.matchAll(pattern)].map((match) => match.slice(1).map(String));
}

function unique(ports: { port: number; tells: string }[]): { port: number; tells: string }[] {
  return ports.filter(({ port }, i) => ports.findIndex((other) => other.port === port) === i);
}
