/**
 * Runs a case through the engine and through a running kernel, and compares packet by packet.
 */
import {
  type ConversationPacket,
  createKernel,
  DEFAULT_TOPOLOGY,
  LoadError,
  type PacketDescription,
  preparePacket,
  resolvePacket,
  type Sent,
  Topology,
  UnsupportedConstruct,
  type Verdict,
} from '../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../labs/firewall/language/index.ts';
import { judge, type Observed, readListing } from './judge.ts';
import type { KernelProcess } from './kernel-process.ts';
import { encodePacket } from './wire.ts';

export interface KernelCase {
  id: string;
  ruleset: string;
  packets: ConversationPacket[];
}

/** What one side said: refused at loading, or a verdict for each packet. */
export interface Outcome {
  accepted: boolean;
  error: string | null;
  packets: Observed[];
}

/**
 * The engine's answers; a string names what it does not support. Where NAT draws a port at random, the engine is made
 * to draw the one that the kernel drew (`told`), so that every later packet of the case can be compared too.
 */
export function askEngine(one: KernelCase, told?: Outcome): Outcome | string {
  const draws: number[] = [];
  for (let tries = 0; ; tries++) {
    const ran = runEngine(one, draws);
    if (typeof ran === 'string') return ran;
    const { outcome, drawnBefore } = ran;
    const at = outcome.packets.findIndex((ours, i) => {
      const theirs = told?.packets[i];
      return theirs !== undefined && hasRandomPort(ours, theirs);
    });
    const draw = drawnBefore[at];
    if (draw === undefined || draw === drawnBefore[at + 1] || tries === MOST_TRIES) return outcome;
    const distance = portDistance(outcome.packets[at]!, told!.packets[at]!);
    draws[draw] = ((draws[draw] ?? 0) + distance + 65536) % 65536;
  }
}

/** Enough for each of a case's packets to find its port (collisions cost a few more). */
const MOST_TRIES = 100;

/** One run; `draws` are the 16-bit numbers that NAT gets when it asks for random ones. */
function runEngine(
  one: KernelCase,
  draws: readonly number[],
): { outcome: Outcome; drawnBefore: number[] } | string {
  const { ruleset, diagnostics } = readRuleset(one.ruleset);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  const refused = (reason: string): { outcome: Outcome; drawnBefore: number[] } => ({
    outcome: { accepted: false, error: reason, packets: [] },
    drawnBefore: [],
  });
  if (error) return refused(error.message.en);
  const foreign = diagnostics.find(({ severity }) => severity === 'unsupported');
  if (foreign) return foreign.message.en;
  try {
    const topology = new Topology(DEFAULT_TOPOLOGY);
    // The index is made at once, so that what is compared is also what long rulesets use.
    const indexing = { shortest: 2, after: 0 };
    let drawn = 0;
    const random = (): number => ((draws[drawn++] ?? 0) + 0.5) / 65536;
    const kernel = createKernel(ruleset, topology, { now: () => 0, random, indexing });
    const sent: Sent[] = [];
    const drawnBefore: number[] = [];
    const packets = one.packets.map((packet) => {
      drawnBefore.push(drawn);
      const full = resolvePacket(packet, sent, topology);
      const verdict = kernel.send(preparePacket(full, topology));
      sent.push({ packet: full, deliveredTo: verdict.deliveredTo, outTuple: verdict.outTuple });
      return observe(verdict);
    });
    drawnBefore.push(drawn);
    return { outcome: { accepted: true, error: null, packets }, drawnBefore };
  } catch (problem) {
    if (problem instanceof UnsupportedConstruct) return problem.message;
    if (problem instanceof LoadError) return refused(problem.message);
    throw problem;
  }
}

/** The running kernel's answers. */
export async function askKernel(kernel: KernelProcess, one: KernelCase): Promise<Outcome> {
  const loaded = await kernel.load(one.ruleset);
  if (!loaded.ok) return { accepted: false, error: loaded.error, packets: [] };
  const topology = new Topology(DEFAULT_TOPOLOGY);
  const listing = readListing(loaded.listing);
  const sent: Sent[] = [];
  const packets: Observed[] = [];
  for (const [number, packet] of one.packets.entries()) {
    const full = resolvePacket(packet, sent, topology);
    const tag = number + 1;
    const bytes = encodePacket(full, tag);
    const answer =
      full.in === 'local'
        ? await kernel.sendLocal(bytes, full.dst)
        : await kernel.arrive(`${full.in}0`, frame(full, bytes, topology));
    const observed = judge(full, tag, answer, listing);
    sent.push({ packet: full, deliveredTo: observed.delivered_to, outTuple: observed.out_tuple });
    packets.push(observed);
  }
  return { accepted: true, error: null, packets };
}

function observe(verdict: Verdict): Observed {
  const text = (step: Verdict['path'][number]): string =>
    `${step.family} ${step.table} ${step.chain} ${step.handle ?? 'policy'} ${step.verdict}`;
  return {
    verdict: verdict.verdict,
    dropped_by: verdict.droppedBy,
    rejected_with: verdict.rejectedWith,
    path: verdict.path.map(text),
    answer_path: verdict.answerPath.map(text),
    delivered_to: verdict.deliveredTo,
    out_tuple: verdict.outTuple,
    ct_state: verdict.ctState,
  };
}

/** The Ethernet frame of a packet from a peer: group addresses have group MAC addresses. */
function frame(packet: PacketDescription, bytes: Buffer, topology: Topology): Buffer {
  const { registers } = preparePacket(packet, topology);
  const kind = topology.packetType(registers);
  const side = { wan: 1, lan: 2, dmz: 3 }[packet.in] ?? 1;
  const router = kind === 0 ? Buffer.from([2, 0, 0, 0, side, 1]) : groupMac(kind, bytes);
  const type = bytes[0]! >> 4 === 4 ? [8, 0] : [0x86, 0xdd];
  return Buffer.concat([router, Buffer.from([2, 0, 0, 0, side, 2, ...type]), bytes]);
}

/** RFC 1112 and RFC 2464: broadcast, IPv4 group, IPv6 group. */
function groupMac(kind: number, bytes: Buffer): Buffer {
  if (kind === 1) return Buffer.alloc(6, 0xff);
  if (bytes[0]! >> 4 === 4) return Buffer.from([1, 0, 0x5e, bytes[17]! & 127, bytes[18]!, bytes[19]!]);
  return Buffer.concat([Buffer.from([0x33, 0x33]), bytes.subarray(36, 40)]);
}

/** Fields in which the two sides differ; a port that NAT chose at random only has to be of the same class. */
export function differences(engine: Observed, kernel: Observed): string[] {
  const differing: string[] = [];
  for (const field of ['verdict', 'dropped_by', 'rejected_with', 'delivered_to', 'ct_state'] as const)
    if (engine[field] !== kernel[field]) differing.push(field);
  for (const field of ['path', 'answer_path'] as const)
    if (engine[field].join('\n') !== kernel[field].join('\n')) differing.push(field);
  if (!sameTuple(engine.out_tuple, kernel.out_tuple)) differing.push('out_tuple');
  return differing;
}

/** Both ports equal? Said apart, because a random port never is. */
export function hasRandomPort(engine: Observed, kernel: Observed): boolean {
  return (
    differences(engine, kernel).length === 0 && JSON.stringify(ends(engine)) !== JSON.stringify(ends(kernel))
  );
}

/** From the engine's port (or ICMP id) to the kernel's. */
function portDistance({ out_tuple: ours }: Observed, { out_tuple: theirs }: Observed): number {
  if (ours === null || theirs === null) return 0;
  const pairs = [
    [ours.sport, theirs.sport],
    [ours.dport, theirs.dport],
    [ours.id, theirs.id],
  ] as const;
  const differing = pairs.find(([a, b]) => a != null && b != null && a !== b);
  return differing ? differing[1]! - differing[0]! : 0;
}

function ends({ out_tuple: tuple }: Observed): unknown[] {
  return [tuple?.src, tuple?.dst, tuple?.sport, tuple?.dport, tuple?.id];
}

function sameTuple(a: Observed['out_tuple'], b: Observed['out_tuple']): boolean {
  if (a === null || b === null) return a === b;
  const samePort = (x: number | null | undefined, y: number | null | undefined): boolean =>
    x === y || (x != null && y != null && portClass(x) === portClass(y));
  const sameId = a.id === b.id || (a.id !== undefined && b.id !== undefined);
  return (
    a.src === b.src && a.dst === b.dst && samePort(a.sport, b.sport) && samePort(a.dport, b.dport) && sameId
  );
}

/** The classes within which NAT looks for a free port. */
function portClass(port: number): number {
  return port < 512 ? 0 : port < 1024 ? 1 : 2;
}
