/** What became of an exchange, in one plain sentence, and as a packet the map can show. */
import type { Verdict } from '../kernel/index.ts';
import type { Transport } from '../policy/model.ts';
import type { Sample } from '../policy/samples.ts';
import type { Network } from './network.ts';
import type { Exchange } from './traffic.ts';

/** `Internet ke Basis data, TCP port 3306: ditolak. Diputuskan di baris 14.` */
export function outcomeSentence(network: Network, exchange: Exchange): string {
  const { request, answer, from, ending } = exchange;
  const { packet } = request;
  const door =
    packet.dport === undefined ? 'ping' : `${String(packet.proto).toUpperCase()} port ${packet.dport}`;
  const to = network.places.named(network.places.about(packet.dst))?.name ?? packet.dst;
  const head = `${from.name} ke ${to}, ${door}`;
  if (request.verdict === null) return `${head}: satu jaringan, tidak lewat gerbang.`;
  if (request.deliveredTo === null) return `${head}: ditolak. ${decision(request.verdict)}`;
  if (!exchange.to)
    return `${head}: diteruskan gerbang, tetapi di alamat itu tidak ada mesin. ${decision(request.verdict)}`;
  if (answer?.verdict && answer.deliveredTo === null) {
    return `${head}: sampai, tetapi balasannya ditolak. ${decision(answer.verdict)}`;
  }
  if (ending === 'refused')
    return `${head}: diteruskan gerbang, tetapi tidak ada layanan di port itu. ${decision(request.verdict)}`;
  return `${head}: lolos. ${decision(request.verdict)}`;
}

function decision({ decidedBy, reason }: Verdict): string {
  if (reason !== null) return `Gerbang sendiri yang membuangnya (${reason}).`;
  if (!decidedBy) return 'Tidak ada rantai aturan di jalurnya.';
  if (decidedBy.handle === null) return `Diputuskan kebijakan rantai ${decidedBy.chain}.`;
  return `Diputuskan di baris ${decidedBy.span.line}.`;
}

const TRANSPORTS: readonly Transport[] = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** The first packet of an exchange, for the map; null when it never met the gateway. */
export function sampleOf(network: Network, { request, from }: Exchange): Sample | null {
  const { packet, verdict } = request;
  const transport = TRANSPORTS.find((each) => each === packet.proto);
  if (verdict === null || !transport) return null;
  const place = network.places.about(packet.dst);
  const { src, dst, sport = null, dport = null } = packet;
  return { from: from.id, to: place, place, in: packet.in, src, dst, transport, sport, dport };
}
