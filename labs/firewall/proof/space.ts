/**
 * The space of packets: which variable of the decision diagrams stands for which bit of which field. Fields are the
 * registers of the kernel model (kernel/fields.ts), so a packet prepared for the kernel is a point of this space.
 * The order was measured: interfaces, protocol, conntrack state, destination port, destination, source, source port.
 */
import * as F from '../kernel/fields.ts';
import type { Packet } from '../kernel/packet.ts';
import { type Bdd, FALSE, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import { constantWord, variableWord, WORD_BITS, type Word, wordOf } from './word.ts';

/** Registers as functions of the packet, numbered as in kernel/fields.ts. */
export type Registers = Word[];

export type Version = 4 | 6;

/** Register and width in bits, in the order in which they are decided. */
const FIELDS: readonly (readonly [slot: number, width: number])[] = [
  [F.IIF, 6],
  [F.OIF, 6],
  [F.L4PROTO, 8],
  [F.CT_STATE, 7],
  [F.TCP_FLAGS, 8],
  [F.ICMP_TYPE, 8],
  [F.DPORT, 16],
  [F.DADDR, 32],
  [F.DADDR + 1, 32],
  [F.DADDR + 2, 32],
  [F.DADDR + 3, 32],
  [F.SADDR, 32],
  [F.SADDR + 1, 32],
  [F.SADDR + 2, 32],
  [F.SADDR + 3, 32],
  [F.SPORT, 16],
  [F.ICMP_CODE, 8],
  [F.PRESENT, 7],
  [F.TTL, 8],
  [F.DSCP, 6],
  [F.ECN, 2],
  [F.LENGTH, 16],
  [F.ICMP_ID, 16],
  [F.WINDOW, 16],
  [F.SEQUENCE, 32],
  [F.ACKNOWLEDGE, 32],
  [F.PKTTYPE, 3],
  [F.MARK, 32],
  [F.PRIORITY, 32],
  [F.CT_STATUS, 16],
  [F.CT_DIRECTION, 1],
  [F.CT_MARK, 32],
];
/** Hop-by-hop facts that rules and NAT change or learn; a packet that arrives has none of them. */
const NOT_IN_PACKET = [
  F.OIF,
  F.CT_STATE,
  F.PKTTYPE,
  F.MARK,
  F.PRIORITY,
  F.CT_STATUS,
  F.CT_DIRECTION,
  F.CT_MARK,
];

const FIRST_LEVEL = new Map<number, { level: number; width: number }>();
let next = 0;
for (const [slot, width] of FIELDS) {
  FIRST_LEVEL.set(slot, { level: next, width });
  next += width;
}
/** Is the checksum wrong? No register of the kernel model, but conntrack looks at it. */
const BAD_CHECKSUM = next;
/** From here on, variables stand for what the packet does not tell: limits, sets that rules fill, chosen ports. */
export const FIRST_UNKNOWN = next + 1;
/** Levels are 16-bit numbers. */
export const LAST_UNKNOWN = 0xfffe;

const PORT_PROTOCOLS = [F.TCP, F.UDP, F.UDPLITE];
const ICMP_PROTOCOLS = [F.ICMP, F.ICMPV6];

export function fieldWord(bdd: Bdd, slot: number): Word {
  const { level, width } = FIRST_LEVEL.get(slot)!;
  return variableWord(bdd, level, width);
}

export function badChecksum(bdd: Bdd): number {
  return bdd.variable(BAD_CHECKSUM);
}

/** Levels of a register's variables: first, and the one behind the last. */
export function levelsOf(slot: number): readonly [number, number] {
  const { level, width } = FIRST_LEVEL.get(slot)!;
  return [level, level + width];
}

/** Any of these values, looking only at the bits of the mask. */
export function oneOf(bdd: Bdd, word: Word, values: readonly number[], mask = -1): number {
  return bdd.union(values.map((value) => equals(bdd, word, value, mask)));
}

/** Registers of any packet of one family that has just come in: free fields are variables, the others are 0. */
export function packetRegisters(bdd: Bdd, version: Version): Registers {
  const registers = emptyRegisters(version);
  for (const [slot] of FIELDS) if (!NOT_IN_PACKET.includes(slot)) registers[slot] = fieldWord(bdd, slot);
  if (version === 4)
    for (const at of [F.SADDR, F.DADDR]) for (let i = 1; i < 4; i++) registers[at + i] = constantWord(0);
  registers[F.CT_STATE] = constantWord(1);
  setPresent(registers, presence(bdd, registers));
  return registers;
}

/** The same for any packet anywhere in the router: what it carries from earlier hooks is free, too. */
export function anyRegisters(bdd: Bdd, version: Version): Registers {
  const registers = packetRegisters(bdd, version);
  for (const slot of NOT_IN_PACKET) registers[slot] = fieldWord(bdd, slot);
  setPresent(registers, {
    ...presence(bdd, registers),
    [F.HAS_FLOW]: bdd.variable(levelsOf(F.PRESENT)[1] - 1),
    [F.HAS_IIF]: bdd.not(equals(bdd, registers[F.IIF]!, 0)),
    [F.HAS_OIF]: bdd.not(equals(bdd, registers[F.OIF]!, 0)),
    [F.HAS_DEVICE]: bdd.variable(levelsOf(F.PRESENT)[0]),
  });
  return registers;
}

export function emptyRegisters(version: Version): Registers {
  const registers: Registers = Array.from({ length: F.REGISTERS }, () => constantWord(0));
  registers[F.NFPROTO] = constantWord(version === 4 ? F.IPV4 : F.IPV6);
  registers[F.PROTOCOL] = constantWord(version === 4 ? 0x0800 : 0x86dd);
  return registers;
}

/** Which optional parts the packet has. Only unknown transports may or may not have four bytes that read as ports. */
function presence(bdd: Bdd, registers: Registers): Record<number, number> {
  const protocol = registers[F.L4PROTO]!;
  const icmp = oneOf(bdd, protocol, ICMP_PROTOCOLS);
  const ported = oneOf(bdd, protocol, PORT_PROTOCOLS);
  const free = presentBit(registers, F.HAS_PORTS);
  return {
    [F.HAS_PORTS]: bdd.ite(ported, TRUE, bdd.ite(icmp, FALSE, free)),
    [F.HAS_TCP]: equals(bdd, protocol, F.TCP),
    [F.HAS_ICMP]: icmp,
  };
}

/** Condition under which a packet has all parts of `needs` (HAS_* bits). */
export function hasParts(bdd: Bdd, registers: Registers, needs: number): number {
  return equals(bdd, registers[F.PRESENT]!, needs, needs);
}

export function presentBit(registers: Registers, bit: number): number {
  return registers[F.PRESENT]!.bits[WORD_BITS - 1 - Math.log2(bit)]!;
}

/** Sets HAS_* bits; those not named become 0. */
export function setPresent(registers: Registers, parts: Readonly<Record<number, number>>): void {
  const bits = [...constantWord(0).bits];
  for (const [bit, node] of Object.entries(parts)) bits[WORD_BITS - 1 - Math.log2(Number(bit))] = node;
  registers[F.PRESENT] = wordOf(bits);
}

/** Sets one HAS_* bit. */
export function setPresentBit(registers: Registers, bit: number, node: number): void {
  const bits = [...registers[F.PRESENT]!.bits];
  bits[WORD_BITS - 1 - Math.log2(bit)] = node;
  registers[F.PRESENT] = wordOf(bits);
}

/** Is the packet, as it arrives, in the set? Sets must no longer depend on unknowns. */
export function contains(bdd: Bdd, set: number, packet: Packet): boolean {
  return bdd.holds(set, (level) => {
    if (level === BAD_CHECKSUM) return packet.badChecksum;
    const at = SLOT_OF_LEVEL[level]!;
    return ((packet.registers[at.slot]! >>> at.shift) & 1) === 1;
  });
}

/** Register values of a member, given the variables that are true. */
export function registersOf(chosen: ReadonlySet<number>): { registers: Int32Array; badChecksum: boolean } {
  const registers = new Int32Array(F.REGISTERS);
  for (const level of chosen) {
    const at = SLOT_OF_LEVEL[level];
    if (at) registers[at.slot]! |= 1 << at.shift;
  }
  return { registers, badChecksum: chosen.has(BAD_CHECKSUM) };
}

const SLOT_OF_LEVEL: readonly { slot: number; shift: number }[] = FIELDS.flatMap(([slot, width]) =>
  Array.from({ length: width }, (_, i) => ({ slot, shift: width - 1 - i })),
);
