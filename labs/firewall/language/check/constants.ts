/**
 * A word, number or expression of constants -> the value of a data type. Models nft's `expr_evaluate_symbol` and the
 * parse function of each type (nft(8) DATA TYPES). Names that depend on a machine (users, interfaces) are kept as
 * text; host names are refused, because their address depends on a network.
 */
import { say } from '../diagnostics.ts';
import type { ComponentType, DataType, Value } from '../ruleset.ts';
import { BROKEN_OCTAL, readNumber } from '../syntax/lexer.ts';
import type { Place } from '../syntax/source.ts';
import type { Node } from '../syntax/tree.ts';
import { SERVICES } from '../words/services.ts';
import { PROTOCOL_KEYWORDS, PROTOCOLS, SYMBOLS } from '../words/symbols.ts';
import { parseIpv4, parseIpv6, parseMac } from './addresses.ts';
import { fault, suggestion } from './fault.ts';
import { hourValue, timeValue } from './times.ts';

/** What a learner calls each type. */
const TYPE_WORDS: Partial<Record<DataType, readonly [string, string]>> = {
  ipv4_addr: ['alamat IPv4', 'an IPv4 address'],
  ipv6_addr: ['alamat IPv6', 'an IPv6 address'],
  ether_addr: ['alamat MAC', 'a MAC address'],
  inet_service: ['nomor atau nama port', 'a port number or service name'],
  inet_proto: ['nama atau nomor protokol', 'a protocol name or number'],
  ifname: ['nama antarmuka', 'an interface name'],
  iface_index: ['nama antarmuka', 'an interface name'],
};

export function typeWords(type: DataType): readonly [string, string] {
  return TYPE_WORDS[type] ?? [`nilai bertipe ${type}`, `a value of type ${type}`];
}

/** Follow variables to what they stand for. */
export function plain(node: Node): Node {
  let at = node;
  while (at.kind === 'variable') at = at.value;
  return at;
}

export function constantValue(node: Node, want: ComponentType): Value {
  const at = plain(node);
  const place = node.place;
  switch (at.kind) {
    case 'number':
      return numberValue(at.value, want, place);
    case 'boolean':
      if (want.type !== 'boolean') return mismatch(place, want.type, 'boolean');
      return at.value;
    case 'protocol':
      if (at.text === 'redirect' && want.type === 'icmp_type') return 5;
      if (at.text === 'redirect' || want.type !== 'inet_proto')
        return mismatch(place, want.type, 'inet_proto');
      return PROTOCOL_KEYWORDS[at.text]!;
    case 'symbol':
      return symbolValue(at.text, want, place);
    case 'binary':
      return binaryValue(at, want);
    default:
      return fault(
        place,
        `Di sini dibutuhkan ${typeWords(want.type)[0]}.`,
        `${capital(typeWords(want.type)[1])} is needed here.`,
      );
  }
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

export function mismatch(place: Place, want: DataType, got: DataType): never {
  return fault(
    place,
    `Tipe tidak cocok: di sini dibutuhkan ${typeWords(want)[0]}, bukan ${typeWords(got)[0]}.`,
    `The types do not fit: ${typeWords(want)[1]} is needed here, not ${typeWords(got)[1]}.`,
  );
}

/** Values up to 53 bits are numbers, wider ones bigints (see ruleset.ts). */
function sized(value: bigint, want: ComponentType): Value {
  return want.bits > 53 ? value : Number(value);
}

/** Largest value where it is not all bits set. */
const MAXIMUM: Partial<Record<DataType, bigint>> = { day: 6n };

function numberValue(value: bigint, want: ComponentType, place: Place): Value {
  if (want.type === 'ifname' || want.type === 'string') return symbolValue(value.toString(), want, place);
  if (want.type === 'ether_addr' || want.type === 'll_addr' || want.type === 'cgroupsv2') {
    return symbolValue(value.toString(), want, place);
  }
  if (want.type === 'ct_label') {
    if (value > 127n) return outOfRange(value, 127n, place);
    return 1n << value;
  }
  if (want.type === 'ipv6_addr' || want.type === 'invalid' || want.type === 'verdict') {
    return symbolValue(value.toString(), want, place);
  }
  if (want.type === 'hour') return hourValue(value.toString(), place);
  const maximum = MAXIMUM[want.type] ?? (1n << BigInt(want.bits)) - 1n;
  if (want.bits > 0 && (value > maximum || value < 0n)) return outOfRange(value, maximum, place);
  if (want.type === 'time') return want.bits > 32 ? value * 1000000000n : Number(value) * 1000;
  return sized(value, want);
}

function outOfRange(value: bigint, maximum: bigint, place: Place): never {
  return fault(
    place,
    `Nilai ${value} terlalu besar: di sini hanya 0 sampai ${maximum}.`,
    `The value ${value} is too large: only 0 to ${maximum} fits here.`,
  );
}

function symbolValue(text: string, want: ComponentType, place: Place): Value {
  switch (want.type) {
    case 'ipv4_addr':
      if (text === 'localhost') return 0x7f000001;
      return parseIpv4(text) ?? mappedIpv4(text) ?? notAnAddress(text, want.type, place);
    case 'ipv6_addr':
      return parseIpv6(text) ?? notAnAddress(text, want.type, place);
    case 'ether_addr':
      return parseMac(text) ?? unknown(text, want.type, place, []);
    case 'inet_service':
      return (
        SERVICES.get(text) ?? decimal(text, want, place) ?? unknown(text, want.type, place, SERVICES.keys())
      );
    case 'inet_proto':
      return (
        PROTOCOLS[text] ??
        decimal(text, want, place) ??
        unknown(text, want.type, place, Object.keys({ ...PROTOCOL_KEYWORDS, ...PROTOCOLS }))
      ); // prettier-ignore
    case 'ifname':
    case 'iface_index':
      return interfaceName(text, place);
    case 'uid':
    case 'gid':
      return decimal(text, want, place) ?? (text === 'root' ? 0 : text);
    case 'string':
      return text;
    case 'hour':
      return hourValue(text, place);
    case 'time':
      return timeValue(text, want, place);
    case 'classid': {
      const parts = /^([0-9a-fA-F]{1,4}):([0-9a-fA-F]{1,4})$/.exec(text);
      if (parts !== null) return Number.parseInt(parts[1]!, 16) * 65536 + Number.parseInt(parts[2]!, 16);
      if (text === 'none') return 0;
      if (text === 'root') return 0xffffffff;
      break;
    }
    case 'invalid':
      return fault(
        place,
        'Tipe nilai di sebelah kiri tidak diketahui di tempat ini; sebutkan dulu protokolnya.',
        'The type of the left side is not known here; say the protocol first.',
      );
  }
  const symbols = SYMBOLS[want.type];
  if (symbols !== undefined && Object.hasOwn(symbols, text)) return sized(BigInt(symbols[text]!), want);
  return decimal(text, want, place) ?? unknown(text, want.type, place, Object.keys(symbols ?? {}));
}

/** `::ffff:10.0.0.1`, which getaddrinfo takes for an IPv4 address. */
function mappedIpv4(text: string): number | null {
  const value = parseIpv6(text);
  return value !== null && value >> 32n === 0xffffn ? Number(value & 0xffffffffn) : null;
}

/** A quoted number still counts as a number for most types. */
function decimal(text: string, want: ComponentType, place: Place): Value | null {
  if (!/^(?:[0-9]+|0[xX][0-9a-fA-F]+)$/.test(text)) return null;
  if (BROKEN_OCTAL.test(text) && want.type !== 'inet_service') return null;
  return numberValue(want.type === 'inet_service' ? BigInt(text) : readNumber(text), want, place);
}

function unknown(text: string, type: DataType, place: Place, words: Iterable<string>): never {
  const list = [...words];
  return fault(
    place,
    `"${text}" bukan ${typeWords(type)[0]} yang dikenal.`,
    `"${text}" is not ${typeWords(type)[1]} that is known.`,
    suggestion(text, list),
  );
}

function notAnAddress(text: string, type: 'ipv4_addr' | 'ipv6_addr', place: Place): never {
  const other = type === 'ipv4_addr' ? parseIpv6(text) !== null : parseIpv4(text) !== null;
  if (other) {
    const right = type === 'ipv4_addr' ? 'ip6' : 'ip';
    return fault(
      place,
      `"${text}" bukan ${typeWords(type)[0]}.`,
      `"${text}" is not ${typeWords(type)[1]}.`,
      say(
        `Untuk alamat ini pakai \`${right} saddr\` atau \`${right} daddr\`.`,
        `For this address use \`${right} saddr\` or \`${right} daddr\`.`,
      ),
    );
  }
  if (/[a-zA-Z]/.test(text) && !/^[0-9a-fA-F:]+$/.test(text)) {
    return fault(
      place,
      `"${text}" adalah nama host; tulis alamat IP-nya langsung.`,
      `"${text}" is a host name; write the IP address itself.`,
    );
  }
  return fault(place, `"${text}" bukan ${typeWords(type)[0]} yang sah.`, `"${text}" is not a valid address.`);
}

/** Linux: IFNAMSIZ is 16 with the ending zero byte. */
function interfaceName(text: string, place: Place): string {
  if (text === '') return fault(place, 'Nama antarmuka tidak boleh kosong.', 'The interface name is empty.');
  if (text.length > 15 && !(text.length === 16 && text.endsWith('\\*'))) {
    return fault(
      place,
      `Nama antarmuka "${text}" terlalu panjang (paling banyak 15 huruf).`,
      `The interface name "${text}" is too long (15 characters at most).`,
    );
  }
  return text;
}

function binaryValue(node: Extract<Node, { kind: 'binary' }>, want: ComponentType): Value {
  const left = constantValue(node.left, want);
  const right =
    node.op === '<<' || node.op === '>>'
      ? constantValue(node.right, { type: 'integer', bits: 32 })
      : constantValue(node.right, want);
  if (typeof left === 'string' || typeof right === 'string') {
    return noArithmetic(node.place);
  }
  return sized(compute(node.op, BigInt(left), BigInt(right), want.bits), want);
}

export function noArithmetic(place: Place): never {
  return fault(place, 'Nama tidak bisa dihitung seperti bilangan.', 'Names cannot be used in arithmetic.');
}

export function compute(op: '&' | '|' | '^' | '<<' | '>>', a: bigint, b: bigint, bits: number): bigint {
  const all = (1n << BigInt(bits)) - 1n;
  if (op === '&') return a & b;
  if (op === '|') return a | b;
  if (op === '^') return a ^ b;
  return op === '<<' ? (b > 128n ? 0n : (a << b) & all) : a >> b;
}
