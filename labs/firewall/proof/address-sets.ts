/** Sets of packets whose address, in the given words, is one of these or lies in this network. */
import { type Address, formatAddress, parseAddress, parsePrefix, prefixMask } from '../kernel/address.ts';
import { FALSE } from './bdd.ts';
import { inNetwork } from './route-sets.ts';
import type { Version } from './space.ts';
import type { Word } from './word.ts';
import type { World } from './world.ts';

/** Addresses of the other family are left out. */
export function addressSet(
  world: World,
  version: Version,
  words: readonly Word[],
  texts: readonly string[],
): number {
  const parsed = texts.map(parseAddress).filter((one): one is Address => one?.version === version);
  const mask = prefixMask(version, version === 4 ? 32 : 128);
  return world.bdd.union(parsed.map((one) => inNetwork(world, words, { words: one.words, mask })));
}

/** @param text `10.40.0.0/24`; empty for the other family. */
export function networkSet(world: World, version: Version, words: readonly Word[], text: string): number {
  const prefix = parsePrefix(text);
  if (prefix?.version !== version) return FALSE;
  const mask = prefixMask(version, prefix.length);
  const [a, b, c, d] = prefix.words;
  const masked = [a & mask[0], b & mask[1], c & mask[2], d & mask[3]] as const;
  return inNetwork(world, words, { words: masked, mask });
}

/** Addresses of a network that no host has: network and broadcast, in IPv6 the routers' anycast (RFC 4291 §2.6.1). */
export function edgesOf(network: string): string[] {
  const prefix = parsePrefix(network);
  if (!prefix) return [];
  const { version, length, words } = prefix;
  const [a, b, c, d] = prefixMask(version, length);
  const base = formatAddress(version, [words[0] & a, words[1] & b, words[2] & c, words[3] & d]);
  if (version === 6) return length > 126 ? [] : [base];
  return length > 30 ? [] : [base, formatAddress(4, [words[0] | ~a, 0, 0, 0])];
}
