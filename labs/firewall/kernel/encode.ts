/**
 * Values of the checked ruleset as register words. Interface names become the numbers of the topology, so that a
 * name the router does not have matches nothing. Stands for nft's netlink_gen_data (src/netlink.c).
 */
import type { ComponentType, DataType, Interval, Value } from '../language/ruleset.ts';
import { wordsOf } from './address.ts';
import type { WordRange } from './tables.ts';

/** Interface names by number; number 0 is "none". */
export type InterfaceNumbers = readonly { name: string }[];

/** A number that no interface has. */
export const NO_SUCH_INTERFACE = 0x7fffffff;

/** 32-bit words that values of this type take. */
export function wordCount(type: ComponentType): number {
  return type.type === 'ifname' || type.type === 'iface_index' ? 1 : Math.max(1, Math.ceil(type.bits / 32));
}

/** One value as unsigned words, most significant first. */
export function encodeValue(value: Value, words: number, interfaces: InterfaceNumbers): number[] {
  if (typeof value === 'string') return [interfaceNumber(value, interfaces)];
  if (typeof value === 'number' && words === 1) return [value >>> 0];
  return wordsOf(BigInt(value), words).map((word) => word >>> 0);
}

/** An interval as words; a wildcard interface name becomes one entry for each interface it stands for. */
export function encodeInterval(
  interval: Interval,
  type: ComponentType,
  interfaces: InterfaceNumbers,
): WordRange[] {
  const words = wordCount(type);
  if (typeof interval.low === 'string' && interval.low !== interval.high)
    return namesWithin(interval, interfaces).map((number) => ({ low: [number], high: [number] }));
  return [
    {
      low: encodeValue(interval.low, words, interfaces),
      high: encodeValue(interval.high, words, interfaces),
    },
  ];
}

/** `iif` and `oif` are looked up when the ruleset is loaded: the first name that no interface has, or null. */
export function missingInterface(
  type: DataType,
  { low, high }: Interval,
  interfaces: InterfaceNumbers,
): string | null {
  if (type !== 'iface_index') return null;
  const missing = [low, high].find(
    (name) => typeof name === 'string' && !interfaces.some((one) => one.name === name),
  );
  return missing === undefined ? null : String(missing);
}

/** Numbers of the interfaces whose names lie in the interval. */
export function namesWithin(interval: Interval, interfaces: InterfaceNumbers): number[] {
  const { low, high } = interval;
  return interfaces.flatMap(({ name }, number) =>
    number > 0 && name >= low && name <= high ? [number] : [],
  );
}

function interfaceNumber(name: string, interfaces: InterfaceNumbers): number {
  const number = interfaces.findIndex((one, i) => i > 0 && one.name === name);
  return number < 0 ? NO_SUCH_INTERFACE : number;
}
