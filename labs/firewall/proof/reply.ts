/** The answer to a packet, as functions of the packet that it answers. */
import * as F from '../kernel/fields.ts';
import { FALSE } from './bdd.ts';
import { equals, selected } from './bits.ts';
import { emptyRegisters, oneOf, type Registers, setPresent, type Version } from './space.ts';
import { constantWord, mapped } from './word.ts';
import type { World } from './world.ts';

/** What the status of a connection tells about its translation: IPS_SRC_NAT, IPS_DST_NAT, and that both are settled. */
const CONNECTION_BITS = 16 | 32 | 128 | 256;

/** The ordinary answer to a packet as it was delivered. */
export function replyRegisters(world: World, version: Version, delivered: Registers): Registers {
  const { bdd } = world;
  const reply = emptyRegisters(version);
  const protocol = delivered[F.L4PROTO]!;
  const icmp = oneOf(bdd, protocol, [F.ICMP, F.ICMPV6]);
  reply[F.L4PROTO] = protocol;
  for (let i = 0; i < 4; i++) {
    reply[F.SADDR + i] = delivered[F.DADDR + i]!;
    reply[F.DADDR + i] = delivered[F.SADDR + i]!;
  }
  reply[F.SPORT] = delivered[F.DPORT]!;
  reply[F.DPORT] = delivered[F.SPORT]!;
  reply[F.ICMP_ID] = delivered[F.ICMP_ID]!;
  reply[F.ICMP_TYPE] = constantWord(version === 6 ? 129 : 0);
  reply[F.TCP_FLAGS] = constantWord(F.SYN | F.ACK);
  reply[F.SEQUENCE] = constantWord(1000);
  reply[F.ACKNOWLEDGE] = constantWord(1001);
  reply[F.WINDOW] = constantWord(64_240);
  reply[F.TTL] = constantWord(64);
  const tcp = equals(bdd, protocol, F.TCP);
  const header = version === 4 ? 20 : 40;
  reply[F.LENGTH] = selected(bdd, [
    { set: tcp, value: header + 20 },
    { set: bdd.not(tcp), value: header + 16 },
  ]);
  reply[F.CT_STATE] = constantWord(1);
  reply[F.CT_STATUS] = mapped(delivered[F.CT_STATUS]!, (bit, i) =>
    (CONNECTION_BITS >>> (31 - i)) & 1 ? bit : FALSE,
  );
  reply[F.CT_MARK] = delivered[F.CT_MARK]!;
  setPresent(reply, { [F.HAS_PORTS]: bdd.not(icmp), [F.HAS_TCP]: tcp, [F.HAS_ICMP]: icmp });
  return reply;
}
