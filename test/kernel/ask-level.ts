/** A level's network as a router in a namespace of its own, and its packets as frames on the cables. */
import { type PacketDescription, preparePacket, Topology } from '../../labs/firewall/kernel/index.ts';
import type { Policy } from '../../labs/firewall/policy/model.ts';
import { topologyOf } from '../../labs/firewall/policy/topology.ts';
import { judge, readListing } from './judge.ts';
import { type Answer, KernelProcess, type RouterCables } from './kernel-process.ts';
import { type Arrival, type LevelCase, tupleText } from './level-cases.ts';
import { decodePacket, encodePacket } from './wire.ts';

const ETHERNET_HEADER = 14;

/** One namespace with one TAP device a zone; null with the reason where no kernel can be asked. */
export function startLevel(policy: Policy): Promise<KernelProcess | { reason: string }> {
  const { interfaces, routes } = topologyOf(policy);
  const cables: RouterCables = {
    devices: Object.fromEntries(
      interfaces.map(({ name, addresses }, i) => [name, [macText(i, 1), addresses] as [string, string[]]]),
    ),
    routes: routes.map(({ to, dev }) => `${to} dev ${dev}`),
  };
  return KernelProcess.start(cables);
}

/** Loads the case's ruleset, sends its packets, and tells where the last one came out. */
export async function askCase(kernel: KernelProcess, policy: Policy, one: LevelCase): Promise<Arrival> {
  const loaded = await kernel.load(one.ruleset);
  if (!loaded.ok) throw new Error(`${one.id}: the kernel refuses the ruleset: ${loaded.error}`);
  const listing = readListing(loaded.listing);
  let arrival: Arrival = { at: null, tuple: null };
  for (const [number, { packet, pauseMs }] of one.packets.entries()) {
    const tag = number + 1;
    const answer = await send(kernel, policy, packet, tag);
    arrival = arrivalOf(policy, packet, tag, answer, listing);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return arrival;
}

function send(
  kernel: KernelProcess,
  policy: Policy,
  packet: PacketDescription,
  tag: number,
): Promise<Answer> {
  const bytes = encodePacket(packet, tag);
  if (packet.in === 'local') return kernel.sendLocal(bytes, packet.dst);
  const at = policy.zones.findIndex(({ id }) => id === packet.in);
  const zone = policy.zones[at];
  if (!zone) throw new Error(`no zone ${packet.in}`);
  const topology = new Topology(topologyOf(policy));
  if (topology.packetType(preparePacket(packet, topology).registers) !== 0)
    throw new Error(`${packet.dst} is no single host: its frame would need a group address`);
  const type = bytes[0]! >> 4 === 4 ? [8, 0] : [0x86, 0xdd];
  return kernel.arrive(zone.interface, Buffer.concat([mac(at, 1), mac(at, 2), Buffer.from(type), bytes]));
}

function arrivalOf(
  policy: Policy,
  packet: PacketDescription,
  tag: number,
  answer: Answer,
  listing: ReturnType<typeof readListing>,
): Arrival {
  const observed = judge(packet, tag, answer, listing);
  if (observed.delivered_to === 'local') return { at: 'local', tuple: tupleText(observed.out_tuple) };
  for (const [device, hex] of answer.frames) {
    const headers = decodePacket(Buffer.from(hex, 'hex').subarray(ETHERNET_HEADER));
    if (headers?.tag !== tag) continue;
    const zone = policy.zones.find((each) => each.interface === device);
    return { at: zone?.id ?? device, tuple: tupleText(headers) };
  }
  return { at: null, tuple: null };
}

function mac(device: number, end: 1 | 2): Buffer {
  return Buffer.from([2, 0, 0, 0, device + 1, end]);
}

function macText(device: number, end: 1 | 2): string {
  return [...mac(device, end)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
