/**
 * Firewall engine: verdicts a second by size of the ruleset, cost of set look-ups, load time, memory; beside it the
 * running kernel, asked packet by packet through the project's own driver; what the engine weighs in a browser; and the
 * proof by size (firewall-proof.ts).
 * Rates are per second of processor time on one core, the best of several rounds, so that a busy machine does not
 * decide them; the wall-clock rate is beside.
 */
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  createKernel,
  DEFAULT_TOPOLOGY,
  type Kernel,
  type Packet,
  type PacketDescription,
  preparePacket,
  Topology,
} from '../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../labs/firewall/language/index.ts';
import { engineSize } from '../firewall/engine-size.ts';
import { askKernel } from '../kernel/converse.ts';
import { KernelProcess } from '../kernel/kernel-process.ts';
import { packetsFor, rulesetOf, rulesetWithSet } from './firewall-input.ts';
import { benchFirewallProof } from './firewall-proof.ts';

const SIZES = [10, 100, 1000, 10_000];
const ROUNDS = 7;
const PER_ROUND = 100_000;
const KERNEL_PACKETS = 300;
const topology = new Topology(DEFAULT_TOPOLOGY);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Rate {
  /** Packets per second of processor time, and of wall-clock time. */
  processor: number;
  wall: number;
}

export async function benchFirewall(): Promise<void> {
  console.log(`Node ${process.version}; one core; best of ${ROUNDS} rounds of ${PER_ROUND} packets\n`);
  bySize();
  bySet();
  await besideKernel();
  await weight();
  await benchFirewallProof();
}

function bySize(): void {
  const rows = SIZES.map((size) => {
    const text = rulesetOf(size);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const read = timed(() => readRuleset(text).ruleset);
    const load = timed(() => kernelOf(text));
    const mixed = measure(load.value, prepare(packetsFor(size, 'spread')));
    const dropped = measure(load.value, prepare(packetsFor(size, 'dropped')));
    const established = measureEstablished(load.value);
    collectGarbage();
    const heap = process.memoryUsage().heapUsed - before;
    return {
      rules: size,
      'spread over the rules /s': shown(mixed),
      'dropped by policy /s': shown(dropped),
      'established /s': shown(established),
      'read text ms': read.ms.toFixed(1),
      'read and compile ms': load.ms.toFixed(1),
      'heap MB': (heap / 1e6).toFixed(1),
    };
  });
  console.log('Verdicts a second by number of rules: processor time (wall clock)');
  console.table(rows);
}

function bySet(): void {
  const rows = (['addresses', 'networks', 'networks of IPv6'] as const).map((kind) => {
    const rate = (elements: number): number => {
      const { text, packets } = rulesetWithSet(kind, elements);
      return measure(kernelOf(text), prepare(packets)).processor;
    };
    const [small, large] = [rate(10), rate(10_000)];
    return {
      'set of': kind,
      '10 elements /s': Math.round(small),
      '10,000 elements /s': Math.round(large),
      'cost of a verdict, times': (small / large).toFixed(2),
    };
  });
  console.log('\nA rule that looks into a set, by number of elements: processor time');
  console.table(rows);
}

async function besideKernel(): Promise<void> {
  const kernel = await KernelProcess.start();
  if (!(kernel instanceof KernelProcess)) {
    console.log(`\nNo running kernel to measure beside: ${kernel.reason}`);
    return;
  }
  const packets = packetsFor(100, 'spread').slice(0, KERNEL_PACKETS);
  const one = { id: 'bench', ruleset: rulesetOf(100), packets };
  const start = performance.now();
  await askKernel(kernel, one);
  const kernelRate = (packets.length / (performance.now() - start)) * 1000;
  kernel.stop();
  const engine = kernelOf(one.ruleset);
  const ready = prepare(packets);
  const engineRate = measure(engine, ready);
  console.log('\nThe same packets and 100 rules, wall clock');
  console.table([
    { who: 'this engine', 'packets /s': Math.round(engineRate.wall) },
    { who: `Linux ${kernel.kernel}, traced, one packet at a time`, 'packets /s': Math.round(kernelRate) },
  ]);
}

async function weight(): Promise<void> {
  const rows = [];
  for (const part of ['judging', 'printing'] as const) {
    const { minified, brotli } = await engineSize(part);
    const what = part === 'judging' ? 'reading and judging' : 'reading, judging and printing';
    rows.push({ engine: what, 'minified bytes': minified, 'brotli bytes': brotli });
  }
  console.log('\nThe engine in a browser');
  console.table(rows);
}

function kernelOf(text: string): Kernel {
  const { ruleset, diagnostics } = readRuleset(text);
  const fault = diagnostics.find(({ severity }) => severity !== 'warning');
  if (fault) throw new Error(fault.message.en);
  return createKernel(ruleset, topology, { now: () => 0, random: () => 0.5 });
}

function prepare(packets: readonly PacketDescription[]): Packet[] {
  return packets.map((packet) => preparePacket(packet, topology));
}

/** Connections with a handshake behind them, sending data. */
function measureEstablished(kernel: Kernel): Rate {
  const flows = Array.from({ length: 200 }, (_, i) => ({
    client: { in: 'lan', src: `192.168.10.${2 + i}`, dst: '8.8.8.8', proto: 'tcp', sport: 4000, dport: 443 },
    server: { in: 'wan', src: '8.8.8.8', dst: `192.168.10.${2 + i}`, proto: 'tcp', sport: 443, dport: 4000 },
  }));
  const syn = prepare(flows.map(({ client }) => client));
  const synAck = prepare(flows.map(({ server }) => ({ ...server, flags: 'SA' })));
  const ack = prepare(flows.map(({ client }) => ({ ...client, flags: 'A' })));
  for (const packet of [...syn, ...synAck, ...ack]) kernel.send(packet);
  return measure(kernel, ack);
}

function measure(kernel: Kernel, packets: readonly Packet[]): Rate {
  const best = { processor: 0, wall: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    for (let sent = 0; sent < PER_ROUND; ) for (const packet of packets) sent += kernel.send(packet) ? 1 : 0;
    const wall = (PER_ROUND / (performance.now() - start)) * 1000;
    const { user, system } = process.cpuUsage(cpu);
    best.processor = Math.max(best.processor, (PER_ROUND / (user + system)) * 1e6);
    best.wall = Math.max(best.wall, wall);
  }
  return best;
}

function shown({ processor, wall }: Rate): string {
  return `${Math.round(processor)} (${Math.round(wall)})`;
}

function timed<T>(work: () => T): { value: T; ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}
