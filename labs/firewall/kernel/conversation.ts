/**
 * Packets told relative to earlier ones: the answer to packet 2, an ICMP error about packet 0.
 * What is answered is the packet as it was delivered, after NAT, from the place where it was delivered; an error quotes
 * it as RFC 792 and RFC 4443 section 2.4 say.
 */

import { parseAddress } from './address.ts';
import type { PacketDescription } from './packet.ts';
import { LOCAL, type Topology } from './topology.ts';
import type { OutTuple } from './verdict.ts';

/** A packet, or one told by an earlier one: `reply_to`/`inner_of` hold its number; fields given here win. */
export type ConversationPacket = Partial<PacketDescription> & {
  reply_to?: number;
  inner_of?: number;
  after_ms?: number;
};

/** What happened to an earlier packet of the conversation. */
export interface Sent {
  packet: PacketDescription;
  deliveredTo: string | null;
  outTuple: OutTuple | null;
}

/** The packet in full. Throws RangeError when it refers to a packet that was not sent before. */
export function resolvePacket(
  one: ConversationPacket,
  earlier: readonly Sent[],
  topology: Topology,
): PacketDescription {
  const { reply_to, inner_of, after_ms: _, ...given } = one;
  const number = reply_to ?? inner_of;
  if (number === undefined) return given as PacketDescription;
  const sent = earlier[number];
  if (!sent) throw new RangeError(`packet ${number} has not been sent before this one`);
  const base = sent.packet;
  const tuple = sent.outTuple ?? {
    src: base.src,
    dst: base.dst,
    sport: base.sport ?? null,
    dport: base.dport ?? null,
    ...(base.id === undefined ? {} : { id: base.id }),
  };
  const family = given.family ?? base.family ?? (base.src.includes(':') ? 6 : 4);
  const common = {
    ...given,
    family,
    in: given.in ?? sent.deliveredTo ?? sideOf(tuple.dst, topology),
    src: given.src ?? tuple.dst,
    dst: given.dst ?? tuple.src,
  };
  return inner_of === undefined ? reply(common, base, tuple) : errorAbout(common, base, tuple);
}

type Common = Partial<PacketDescription> & { in: string; src: string; dst: string; family: 4 | 6 };

function reply(common: Common, base: PacketDescription, tuple: OutTuple): PacketDescription {
  const proto = common.proto ?? base.proto;
  if (proto === 'icmp' || proto === 'icmpv6') {
    const type = common.icmp_type ?? (common.family === 6 ? 129 : 0);
    return { ...common, proto, id: common.id ?? (tuple.id || (base.id ?? 7)), icmp_type: type };
  }
  if (tuple.sport === null) return { ...common, proto };
  const ports = { sport: common.sport ?? tuple.dport ?? 0, dport: common.dport ?? tuple.sport };
  return { ...common, proto, ...ports };
}

function errorAbout(common: Common, base: PacketDescription, tuple: OutTuple): PacketDescription {
  const { family, proto, flags, icmp_type, icmp_code } = base;
  const kept = { family, proto, flags, icmp_type, icmp_code, ...tuple };
  const present = Object.entries(kept).filter(([, value]) => value !== undefined && value !== null);
  const inner =
    common.inner ?? (Object.fromEntries(present) as unknown as NonNullable<PacketDescription['inner']>);
  return { ...common, proto: common.proto ?? (common.family === 6 ? 'icmpv6' : 'icmp'), inner };
}

/** The side where an address lives: a peer, the router itself, or whoever the default route leads to. */
function sideOf(address: string, topology: Topology): string {
  const parsed = parseAddress(address);
  const route = parsed && topology.routeTo(parsed);
  if (route?.type === LOCAL) return 'local';
  return topology.interfaces[route?.dev ?? 0]?.peer ?? 'local';
}
