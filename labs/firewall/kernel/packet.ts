/**
 * Packets as people write them, and as the engine carries them.
 * Header layouts: RFC 791, 8200, 9293, 768, 792, 4443. Fields left out get the values an ordinary host would send.
 */
import { PROTOCOL_KEYWORDS, PROTOCOLS } from '../language/words/symbols.ts';
import { type Address, parseAddress, type Words } from './address.ts';
import * as F from './fields.ts';
import { addressText, type Topology } from './topology.ts';
import { hasPorts } from './tuple.ts';
import type { OutTuple } from './verdict.ts';

/** A packet in plain words. `in` is the peer that sends it (`wan`, `lan` …), or `local`: the router itself. */
export interface PacketDescription {
  in: string;
  family?: 4 | 6;
  src: string;
  dst: string;
  /** tcp udp icmp icmpv6 igmp gre esp ah sctp udplite, or a protocol number. */
  proto: string | number;
  sport?: number;
  dport?: number;
  /** Letters of F S R P A U E C, empty for none; default S. */
  flags?: string;
  /** Default: echo request, code 0, identifier 7. */
  icmp_type?: number;
  icmp_code?: number;
  id?: number;
  /** The packet that an ICMP error quotes. */
  inner?: Omit<PacketDescription, 'in'>;
  /** Bytes behind the transport header; default 0 for TCP, else 8. */
  len?: number;
  /** TCP numbers. Both ends count from 1000: a SYN has 1000, everything after it 1001. */
  seq?: number;
  ack?: number;
  win?: number;
  ttl?: number;
  dscp?: number;
  bad_checksum?: boolean;
}

/** A packet ready to be sent any number of times. */
export interface Packet {
  /** Start values of the registers of fields.ts. */
  registers: Int32Array;
  /** Interface it arrives on; 0: sent by the router itself. */
  arrival: number;
  badChecksum: boolean;
  /** Registers of the packet an ICMP error quotes. */
  quoted: Int32Array | null;
  /** Its addresses and ports as text. Shared by the verdicts of packets that are not translated. */
  tuple: OutTuple;
}

/** A field of a packet description that cannot be: the message names the field, the value and what is expected. */
export class PacketError extends Error {}

const FLAG_LETTERS = 'FSRPAUEC';
/** ICMP messages with an identifier: echo and timestamp, request and reply. */
const WITH_ID = [0, 8, 13, 14, 128, 129];
const IP_HEADER = { 4: 20, 6: 40 } as const;
/** Of a quoted packet, at most this many bytes behind its IP header are carried. */
const QUOTE_LIMIT = 64;
/** Payload byte `x`, twice: what the first bytes of an unknown transport read as. */
const FILLER = 0x7878;

/** Prepares a packet for the given topology; throws PacketError for a field that cannot be. */
export function preparePacket(description: PacketDescription, topology: Topology): Packet {
  const arrival = description.in === 'local' ? 0 : topology.interfaceOfPeer(description.in);
  if (arrival === null) throw new PacketError(`in: "${description.in}" is no peer of this topology`);
  const registers = readHeaders(description);
  registers[F.PKTTYPE] = arrival === 0 ? 0 : topology.packetType(registers);
  if (arrival !== 0) {
    registers[F.IIF] = arrival;
    registers[F.IIFTYPE] = topology.interfaces[arrival]!.type;
    registers[F.PRESENT]! |= F.HAS_IIF | F.HAS_DEVICE;
  }
  const quoted = description.inner ? readHeaders({ in: '', ...description.inner }) : null;
  return {
    registers,
    arrival,
    badChecksum: description.bad_checksum === true,
    quoted,
    tuple: outTupleOf(registers),
  };
}

/** Addresses, ports and identifier that the registers hold, as text. */
export function outTupleOf(f: Int32Array): OutTuple {
  const ports = (f[F.PRESENT]! & F.HAS_PORTS) !== 0 && hasPorts(f[F.L4PROTO]!);
  const tuple: OutTuple = {
    src: addressText(f, F.SADDR),
    dst: addressText(f, F.DADDR),
    sport: ports ? f[F.SPORT]! : null,
    dport: ports ? f[F.DPORT]! : null,
  };
  if (f[F.PRESENT]! & F.HAS_ICMP && WITH_ID.includes(f[F.ICMP_TYPE]!)) tuple.id = f[F.ICMP_ID]!;
  return tuple;
}

export function protocolNumber(proto: string | number): number {
  const number =
    typeof proto === 'number' ? proto : (PROTOCOL_KEYWORDS[proto] ?? PROTOCOLS[proto] ?? Number(proto));
  if (!Number.isInteger(number) || number < 0 || number > 255)
    throw new PacketError(`proto: "${proto}" is neither a known protocol name nor a number from 0 to 255`);
  return number;
}

function readHeaders(d: PacketDescription): Int32Array {
  const src = readAddress('src', d.src);
  const dst = readAddress('dst', d.dst);
  if (src.version !== dst.version || (d.family !== undefined && d.family !== src.version))
    throw new PacketError(`src ${d.src} and dst ${d.dst} are not both of family ${d.family ?? src.version}`);
  const f = new Int32Array(F.REGISTERS);
  const protocol = protocolNumber(d.proto);
  f[F.NFPROTO] = src.version === 4 ? F.IPV4 : F.IPV6;
  f[F.PROTOCOL] = src.version === 4 ? 0x0800 : 0x86dd;
  f[F.L4PROTO] = protocol;
  writeAddress(f, F.SADDR, src.words);
  writeAddress(f, F.DADDR, dst.words);
  f[F.TTL] = d.ttl ?? 64;
  f[F.DSCP] = d.dscp ?? 0;
  f[F.CT_STATE] = 1;
  f[F.LENGTH] = IP_HEADER[src.version] + readTransport(d, protocol, f);
  return f;
}

/** Fills in the transport fields and gives the length of header and data. */
function readTransport(d: PacketDescription, protocol: number, f: Int32Array): number {
  const data = d.len ?? (protocol === F.TCP ? 0 : 8);
  if (protocol === F.TCP) {
    f[F.PRESENT]! |= F.HAS_TCP | F.HAS_PORTS;
    readPorts(d, f);
    const flags = readFlags(d.flags ?? 'S');
    f[F.TCP_FLAGS] = flags;
    f[F.SEQUENCE] = d.seq ?? (flags & F.SYN ? 1000 : 1001);
    f[F.ACKNOWLEDGE] = d.ack ?? (flags & F.ACK ? 1001 : 0);
    f[F.WINDOW] = d.win ?? 64240;
    return 20 + data;
  }
  if (protocol === F.UDP || protocol === F.UDPLITE) {
    f[F.PRESENT]! |= F.HAS_PORTS;
    readPorts(d, f);
    return 8 + data;
  }
  if (protocol === F.ICMP || protocol === F.ICMPV6) return readIcmp(d, protocol, f, data);
  const ports = d.sport || d.dport ? 4 : 0;
  if (ports) readPorts(d, f);
  else f[F.SPORT] = f[F.DPORT] = FILLER;
  if (ports + data >= 4) f[F.PRESENT]! |= F.HAS_PORTS;
  return ports + data;
}

function readIcmp(d: PacketDescription, protocol: number, f: Int32Array, data: number): number {
  f[F.PRESENT]! |= F.HAS_ICMP;
  const type = d.icmp_type ?? (protocol === F.ICMPV6 ? 128 : 8);
  f[F.ICMP_TYPE] = type;
  f[F.ICMP_CODE] = d.icmp_code ?? 0;
  if (WITH_ID.includes(type)) f[F.ICMP_ID] = d.id ?? 7;
  if (!d.inner) return 8 + data;
  const inner = readHeaders({ in: '', ...d.inner });
  const header = inner[F.NFPROTO] === F.IPV4 ? IP_HEADER[4] : IP_HEADER[6];
  return 8 + Math.min(inner[F.LENGTH]!, header + QUOTE_LIMIT);
}

function readPorts(d: PacketDescription, f: Int32Array): void {
  f[F.SPORT] = readPort('sport', d.sport);
  f[F.DPORT] = readPort('dport', d.dport);
}

function readPort(name: string, value: number | undefined): number {
  const port = value ?? 0;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new PacketError(`${name}: ${port} is not a number from 0 to 65535`);
  return port;
}

function readFlags(letters: string): number {
  let flags = 0;
  for (const letter of letters) {
    const bit = FLAG_LETTERS.indexOf(letter);
    if (bit < 0) throw new PacketError(`flags: "${letter}" is none of ${FLAG_LETTERS}`);
    flags |= 1 << bit;
  }
  return flags;
}

function readAddress(name: string, text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new PacketError(`${name}: "${text}" is no IPv4 or IPv6 address`);
  return address;
}

function writeAddress(f: Int32Array, at: number, words: Words): void {
  for (let i = 0; i < 4; i++) f[at + i] = words[i]!;
}
