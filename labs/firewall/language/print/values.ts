/** Values as `nft list ruleset` of 1.0.6 writes them, by data type; everything printed here can be read again. */
import { formatIpv4, formatIpv6, formatMac } from '../check/addresses.ts';
import type { ComponentType, DataType, Interval, Value } from '../ruleset.ts';
import { BITMASKS, PROTOCOLS, SYMBOLS, symbolOf } from '../words/symbols.ts';

const PROTOCOL_NAMES = new Map<number, string>();
for (const [name, number] of Object.entries(PROTOCOLS)) {
  if (name === name.toLowerCase() && !PROTOCOL_NAMES.has(number) && name !== 'hopopt')
    PROTOCOL_NAMES.set(number, name);
}

export function quote(text: string): string {
  return `"${text}"`;
}

/** Milliseconds as nft writes times: 1d2h3m4s5ms. */
export function formatTime(ms: number): string {
  const parts: [number, string][] = [
    [86400000, 'd'],
    [3600000, 'h'],
    [60000, 'm'],
    [1000, 's'],
    [1, 'ms'],
  ];
  let rest = ms;
  let text = '';
  for (const [size, unit] of parts) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}

/** Names of the bits of a mask, lowest first; a bit without a name makes the whole a number. */
function bitNames(type: DataType, mask: number): string[] | null {
  const symbols = SYMBOLS[type];
  if (symbols === undefined || mask === 0) return null;
  const names: string[] = [];
  let rest = mask;
  for (const [name, bit] of Object.entries(symbols).sort((a, b) => a[1] - b[1])) {
    if ((rest & bit) !== bit || bit === 0) continue;
    names.push(name);
    rest &= ~bit;
  }
  return rest === 0 ? names : null;
}

/** `glue`: how several bits are joined; a comma after a field, `|` inside a set. */
export function printValue(value: Value, { type, bits }: ComponentType, glue = ','): string {
  if (typeof value === 'string')
    return type === 'ifname' && value.endsWith('*') ? quote(`${value.slice(0, -1)}\\*`) : quote(value);
  const number = Number(value);
  if (BITMASKS.has(type) && type !== 'ct_label') {
    return bitNames(type, number)?.join(glue) ?? `0x${number.toString(16)}`;
  }
  switch (type) {
    case 'ipv4_addr':
      return formatIpv4(number);
    case 'ipv6_addr':
      return formatIpv6(BigInt(value));
    case 'ether_addr':
      return formatMac(number);
    case 'mark':
      return `0x${number.toString(16).padStart(8, '0')}`;
    case 'inet_proto':
      return PROTOCOL_NAMES.get(number) ?? String(number);
    case 'classid':
      return `${Math.floor(number / 65536).toString(16)}:${(number % 65536).toString(16)}`;
    case 'ct_label':
      return String(BigInt(value).toString(2).length - 1);
    case 'hour':
      return printHour(number);
    case 'time':
      return bits === 32 ? formatTime(number) : printDate(BigInt(value));
    case 'day':
      return quote(symbolOf('day', number) ?? String(number));
    case 'realm':
    case 'devgroup':
      return String(number);
    case 'dscp':
      return symbolOf(type, number) ?? `0x${number.toString(16).padStart(2, '0')}`;
    default:
      return symbolOf(type, number) ?? String(value);
  }
}

function printHour(seconds: number): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const text = `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}`;
  return quote(seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`);
}

/** Whole seconds as a date (UTC, see check/constants.ts). */
function printDate(nanoseconds: bigint): string {
  const seconds = nanoseconds / 1000000000n;
  if (seconds > 253402300799n) return String(seconds);
  return quote(new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' '));
}

export function printInterval(interval: Interval, type: ComponentType, glue = ','): string {
  const { low, high, prefix } = interval;
  if (prefix !== undefined && typeof low === 'string') return quote(`${low}*`);
  if (prefix !== undefined) return `${printValue(low, type, glue)}/${prefix}`;
  if (low === high) return printValue(low, type, glue);
  return `${printValue(low, type, glue)}-${printValue(high, type, glue)}`;
}
