/** A packet that the closed world should have refused, in one sentence. */
import type { PacketDescription } from '../kernel/packet.ts';
import { type Bilingual, say } from '../language/diagnostics.ts';
import { type Policy, placeName } from '../policy/model.ts';

/** @param place Host, zone or gateway where it came to. @param port The port it came to there, after NAT. */
export function restWords(
  policy: Policy,
  {
    from,
    place,
    packet,
    port,
  }: { from: string; place: string; packet: PacketDescription; port: number | null },
): Bilingual {
  const who = placeName(policy, from);
  const where = placeName(policy, place);
  const name = typeof packet.proto === 'number' ? `protokol ${packet.proto}` : packet.proto.toUpperCase();
  const english = typeof packet.proto === 'number' ? `protocol ${packet.proto}` : name;
  const asked = packet.dport === undefined ? '' : ` ke port ${packet.dport}`;
  const askedFor = packet.dport === undefined ? '' : ` to port ${packet.dport}`;
  const moved = port === null || port === (packet.dport ?? null) ? '' : ` port ${port}`;
  const type = packet.icmp_type === undefined ? '' : ` jenis ${packet.icmp_type}`;
  const typed = packet.icmp_type === undefined ? '' : ` type ${packet.icmp_type}`;
  return say(
    `Paket ${name}${type}${asked} dari ${who} sampai ke ${where}${moved}, padahal tidak ada syarat yang mengizinkannya.`,
    `A ${english}${typed} packet${askedFor} from ${who} reaches ${where}${moved}, but no requirement allows it.`,
  );
}
