/**
 * Packets as bytes for a real kernel, and the headers of packets that came back.
 * Layouts: RFC 791, 8200, 9293, 768, 792, 4443. A tag in the IPv4 identification or the IPv6 flow label makes a packet
 * known again after NAT.
 */
import { parseAddress } from '../../labs/firewall/kernel/address.ts';
import { type PacketDescription, protocolNumber } from '../../labs/firewall/kernel/packet.ts';

const FLAG_LETTERS = 'FSRPAUEC';
const ECHO_LIKE = [0, 8, 13, 14, 128, 129];
/** Tag of a packet quoted in an ICMP error: none that is ever sent. */
const QUOTED_TAG = 0xffff;
const QUOTE_LIMIT = 64;

/** Header fields of a packet that came back. */
export interface Headers {
  version: 4 | 6;
  protocol: number;
  tag: number;
  src: string;
  dst: string;
  sport: number | null;
  dport: number | null;
  id: number | null;
  /** Transport header and what follows. */
  rest: Buffer;
}

export function encodePacket(packet: Omit<PacketDescription, 'in'>, tag: number): Buffer {
  const src = addressBytes(packet.src);
  const dst = addressBytes(packet.dst);
  const protocol = protocolNumber(packet.proto);
  const payload = encodeTransport(packet, protocol);
  placeChecksum(payload, protocol, src, dst, packet.bad_checksum === true);
  return src.length === 4
    ? Buffer.concat([header4(packet, payload.length, protocol, tag, src, dst), payload])
    : Buffer.concat([header6(packet, payload.length, protocol, tag), src, dst, payload]);
}

export function decodePacket(bytes: Buffer): Headers | null {
  const version = bytes.length === 0 ? 0 : bytes[0]! >> 4;
  if (version === 4 && bytes.length >= 20) {
    const rest = bytes.subarray((bytes[0]! & 15) * 4);
    const ends = { src: text4(bytes.subarray(12, 16)), dst: text4(bytes.subarray(16, 20)) };
    return {
      version,
      protocol: bytes[9]!,
      tag: bytes.readUInt16BE(4),
      ...ends,
      ...ports(bytes[9]!, rest),
      rest,
    };
  }
  if (version !== 6 || bytes.length < 40) return null;
  const rest = bytes.subarray(40);
  const ends = { src: text6(bytes.subarray(8, 24)), dst: text6(bytes.subarray(24, 40)) };
  const tag = bytes.readUInt32BE(0) & 0xfffff;
  return { version, protocol: bytes[6]!, tag, ...ends, ...ports(bytes[6]!, rest), rest };
}

function ports(protocol: number, rest: Buffer): Pick<Headers, 'sport' | 'dport' | 'id'> {
  const hasPorts = [6, 17, 132, 136].includes(protocol) && rest.length >= 4;
  const hasId = [1, 58].includes(protocol) && rest.length >= 8 && ECHO_LIKE.includes(rest[0]!);
  return {
    sport: hasPorts ? rest.readUInt16BE(0) : null,
    dport: hasPorts ? rest.readUInt16BE(2) : null,
    id: hasId ? rest.readUInt16BE(4) : null,
  };
}

function encodeTransport(packet: Omit<PacketDescription, 'in'>, protocol: number): Buffer {
  const data = Buffer.alloc(packet.len ?? (protocol === 6 ? 0 : 8), 'x');
  const { sport = 0, dport = 0 } = packet;
  if (protocol === 6) {
    const letters = packet.flags ?? 'S';
    const flags = [...letters].reduce((bits, letter) => bits | (1 << FLAG_LETTERS.indexOf(letter)), 0);
    const header = Buffer.alloc(20);
    header.writeUInt16BE(sport, 0);
    header.writeUInt16BE(dport, 2);
    header.writeUInt32BE(packet.seq ?? (letters.includes('S') ? 1000 : 1001), 4);
    header.writeUInt32BE(packet.ack ?? (letters.includes('A') ? 1001 : 0), 8);
    header[12] = 5 << 4;
    header[13] = flags;
    header.writeUInt16BE(packet.win ?? 64240, 14);
    return Buffer.concat([header, data]);
  }
  if (protocol === 17 || protocol === 136) {
    const header = Buffer.alloc(8);
    header.writeUInt16BE(sport, 0);
    header.writeUInt16BE(dport, 2);
    header.writeUInt16BE(8 + data.length, 4);
    return Buffer.concat([header, data]);
  }
  if (protocol === 1 || protocol === 58) return encodeIcmp(packet, protocol, data);
  if (sport === 0 && dport === 0) return data;
  const header = Buffer.alloc(4);
  header.writeUInt16BE(sport, 0);
  header.writeUInt16BE(dport, 2);
  return Buffer.concat([header, data]);
}

function encodeIcmp(packet: Omit<PacketDescription, 'in'>, protocol: number, data: Buffer): Buffer {
  const type = packet.icmp_type ?? (protocol === 58 ? 128 : 8);
  const header = Buffer.from([type, packet.icmp_code ?? 0, 0, 0, 0, 0, 0, 0]);
  if (ECHO_LIKE.includes(type)) {
    header.writeUInt16BE(packet.id ?? 7, 4);
    header.writeUInt16BE(1, 6);
  }
  if (!packet.inner) return Buffer.concat([header, data]);
  const quoted = encodePacket(packet.inner, QUOTED_TAG);
  return Buffer.concat([header, quoted.subarray(0, (quoted[0]! >> 4 === 4 ? 20 : 40) + QUOTE_LIMIT)]);
}

/** Offset of the checksum by protocol. */
const CHECKSUM_AT: Readonly<Record<number, number>> = { 1: 2, 6: 16, 17: 6, 58: 2, 136: 6 };

function placeChecksum(payload: Buffer, protocol: number, src: Buffer, dst: Buffer, bad: boolean): void {
  const at = CHECKSUM_AT[protocol];
  if (at === undefined) return;
  const pseudo = Buffer.alloc(8);
  pseudo.writeUInt32BE(payload.length, 0);
  pseudo[7] = protocol;
  const covered = protocol === 1 ? [payload] : [src, dst, pseudo, payload];
  const sum = internetChecksum(Buffer.concat(covered));
  payload.writeUInt16BE(bad ? sum ^ 0x5555 : sum, at);
}

/** RFC 1071. */
function internetChecksum(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i]! << 8) | (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function header4(
  { ttl = 64, dscp = 0 }: Omit<PacketDescription, 'in'>,
  length: number,
  protocol: number,
  tag: number,
  src: Buffer,
  dst: Buffer,
): Buffer {
  const header = Buffer.concat([Buffer.alloc(12), src, dst]);
  header[0] = 0x45;
  header[1] = dscp << 2;
  header.writeUInt16BE(20 + length, 2);
  header.writeUInt16BE(tag, 4);
  header[8] = ttl;
  header[9] = protocol;
  header.writeUInt16BE(internetChecksum(header), 10);
  return header;
}

function header6(
  { ttl = 64, dscp = 0 }: Omit<PacketDescription, 'in'>,
  length: number,
  protocol: number,
  tag: number,
): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE((0x60000000 | (dscp << 22) | tag) >>> 0, 0);
  header.writeUInt16BE(length, 4);
  header[6] = protocol;
  header[7] = ttl;
  return header;
}

function addressBytes(text: string): Buffer {
  const address = parseAddress(text);
  if (!address) throw new RangeError(`"${text}" is no address`);
  const bytes = Buffer.alloc(address.version === 4 ? 4 : 16);
  for (let i = 0; i < bytes.length / 4; i++) bytes.writeInt32BE(address.words[i]!, i * 4);
  return bytes;
}

function text4(bytes: Buffer): string {
  return [...bytes].join('.');
}

/** RFC 5952, through the platform's URL parser, so that the engine's own formatter is checked against it. */
function text6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}
