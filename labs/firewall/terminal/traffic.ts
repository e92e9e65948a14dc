/** Conversations between two machines, packet by packet through the gateway, as a client's program meets them. */
import { type PacketDescription, resolvePacket } from '../kernel/index.ts';
import type { Service, Transport } from '../policy/model.ts';
import type { Journey, Network } from './network.ts';
import type { Place } from './places.ts';

/** How it ended for the one who asked. */
export type Ending = 'answered' | 'refused' | 'no-answer' | 'unreachable' | 'net-unreachable';

export interface Exchange {
  ending: Ending;
  from: Place;
  to: Place | undefined;
  service: Service | undefined;
  request: Journey;
  /** The answer on its way back; null when nobody answered. */
  answer: Journey | null;
}

export interface Connection extends Exchange {
  /** Next sequence numbers of both ends; both count from 1000 as in packet.ts. */
  sent: number;
  received: number;
}

/** What a client may choose itself; left out, it is chosen for it. */
export interface Wanted {
  src?: string | undefined;
  sport?: number | undefined;
}

/** TCP: three-way handshake, or how it failed. Null: the sender has no way to that address. */
export function openTcp(
  network: Network,
  from: Place,
  address: string,
  port: number,
  wanted: Wanted = {},
): Connection | null {
  const syn = firstPacket(network, from, address, 'tcp', port, wanted);
  if (!syn) return null;
  const exchange = ask(network, from, { ...syn, flags: 'S' }, (service) =>
    service ? { flags: 'SA', seq: 1000, ack: 1001 } : { flags: 'RA', seq: 0, ack: 1001 },
  );
  const connection = { ...exchange, sent: 1001, received: 1001 };
  if (connection.ending === 'answered') fromClient(network, connection, 'A', 0);
  return connection;
}

/** One UDP datagram. A service takes it without a word; a closed door answers with an ICMP error. */
export function sendUdp(
  network: Network,
  from: Place,
  address: string,
  port: number,
  wanted: Wanted = {},
): Exchange | null {
  const packet = firstPacket(network, from, address, 'udp', port, wanted);
  return packet && ask(network, from, packet, (service) => (service ? null : { unreachable: true }));
}

/** One echo request and its reply. */
export function ping(network: Network, from: Place, address: string, id: number): Exchange | null {
  const src = network.sourceOf(from, address);
  if (src === null) return null;
  const proto = address.includes(':') ? 'icmpv6' : 'icmp';
  const packet = { in: wireOf(from), src, dst: address, proto, id, len: 56 };
  return ask(network, from, packet, () => ({}));
}

/** Bytes one way, acknowledged the other way. False: one of the two packets did not get through. */
export function talk(
  network: Network,
  connection: Connection,
  direction: 'to' | 'from',
  bytes: number,
): boolean {
  const [speak, hear] = direction === 'to' ? [fromClient, fromServer] : [fromServer, fromClient];
  return speak(network, connection, 'PA', bytes) && hear(network, connection, 'A', 0);
}

/** Both ends say goodbye. */
export function closeTcp(network: Network, connection: Connection): void {
  if (!fromClient(network, connection, 'FA', 0)) return;
  connection.sent += 1;
  if (!fromServer(network, connection, 'FA', 0)) return;
  connection.received += 1;
  fromClient(network, connection, 'A', 0);
}

function firstPacket(
  network: Network,
  from: Place,
  address: string,
  proto: Transport,
  dport: number,
  wanted: Wanted,
): PacketDescription | null {
  const src = wanted.src ?? network.sourceOf(from, address);
  const sport = wanted.sport ?? network.nextPort();
  return src === null ? null : { in: wireOf(from), src, dst: address, proto, sport, dport };
}

/** What the far end answers: fields of the reply, an ICMP error, or nothing. */
type Answer = Partial<PacketDescription> | { unreachable: true } | null;

function ask(
  network: Network,
  from: Place,
  packet: PacketDescription,
  answerOf: (service: Service | undefined) => Answer,
): Exchange {
  const request = network.carry(from, packet);
  const arrived = request.deliveredTo;
  const target = request.outTuple?.dst ?? packet.dst;
  const to = arrived === null ? undefined : network.places.at(arrived, target);
  const base = { from, to, service: undefined, request, answer: null };
  if (arrived === null) return { ...base, ending: refusal(request) };
  if (!to) return { ...base, ending: 'no-answer' };
  const port = request.outTuple ? request.outTuple.dport : (packet.dport ?? null);
  const service = network.places.serviceAt(to, packet.proto as Transport, port);
  const given = answerOf(service);
  if (given === null) return { ...base, service, ending: 'answered' };
  const closed = 'unreachable' in given;
  const answer = sendBack(
    network,
    request,
    closed ? { ...unreachable(packet), inner_of: 0 } : { ...given, reply_to: 0 },
  );
  const back = answer.deliveredTo === wireOf(from);
  const reset = !closed && given.flags === 'RA';
  return { ...base, service, answer, ending: !back ? 'no-answer' : closed || reset ? 'refused' : 'answered' };
}

function unreachable(packet: PacketDescription): Partial<PacketDescription> {
  return packet.src.includes(':') ? { icmp_type: 1, icmp_code: 4 } : { icmp_type: 3, icmp_code: 3 };
}

/** What the sender is told when the gateway did not let the packet through: the answer of a reject, or silence. */
function refusal({ verdict }: Journey): Ending {
  const told = verdict?.rejectedWith ?? verdict?.kernelAnswer ?? null;
  if (verdict?.reason === 'no route') return 'net-unreachable';
  if (told === null) return 'no-answer';
  if (told === 'tcp-reset' || told.endsWith('port-unreachable')) return 'refused';
  return told.endsWith('net-unreachable') || told.endsWith('no-route') ? 'net-unreachable' : 'unreachable';
}

function sendBack(
  network: Network,
  request: Journey,
  told: Partial<PacketDescription> & { reply_to?: number; inner_of?: number },
): Journey {
  const earlier = [request];
  if (request.verdict === null) {
    const packet = resolvePacket({ ...told, in: request.deliveredTo ?? '' }, earlier, network.topology);
    return { packet, verdict: null, deliveredTo: request.deliveredTo, outTuple: null };
  }
  return network.pushIn(resolvePacket(told, earlier, network.topology));
}

function fromClient(network: Network, connection: Connection, flags: string, len: number): boolean {
  const { request, from } = connection;
  const packet = { ...request.packet, flags, len, seq: connection.sent, ack: connection.received };
  connection.sent += len;
  return network.carry(from, packet).deliveredTo === request.deliveredTo;
}

function fromServer(network: Network, connection: Connection, flags: string, len: number): boolean {
  const { request, from } = connection;
  const packet = { flags, len, seq: connection.received, ack: connection.sent, reply_to: 0 };
  connection.received += len;
  return sendBack(network, request, packet).deliveredTo === wireOf(from);
}

/** Where a machine's packets come in: its wire, or `local` for the gateway itself. */
export function wireOf(place: Place): string {
  return place.zone;
}
