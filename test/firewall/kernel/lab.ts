/** A small bench for tests: a router with one ruleset, packets told in few words. */
import {
  type ConversationPacket,
  createKernel,
  DEFAULT_TOPOLOGY,
  type Kernel,
  preparePacket,
  resolvePacket,
  type Sent,
  Topology,
  type TopologyDescription,
  type Verdict,
} from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';

export interface Lab {
  kernel: Kernel;
  /** Sends packets in order; `reply_to` and `inner_of` count all packets sent so far from 0. */
  send(...packets: ConversationPacket[]): Verdict[];
  trace(packet: ConversationPacket): Verdict;
  /** Lets virtual time pass. */
  wait(milliseconds: number): void;
}

export interface LabOptions {
  settings?: NonNullable<TopologyDescription['settings']>;
  random?: () => number;
  indexing?: { shortest: number; after: number };
  connections?: number;
}

export function lab(ruleset: string, options: LabOptions = {}): Lab {
  const { ruleset: checked, diagnostics } = readRuleset(ruleset);
  const fault = diagnostics.find(({ severity }) => severity !== 'warning');
  if (fault) throw new Error(`${fault.span.line}:${fault.span.column}: ${fault.message.en}`);
  const topology = new Topology({ ...DEFAULT_TOPOLOGY, settings: options.settings ?? {} });
  let now = 0;
  const { random = () => 0.5, settings: _, ...rest } = options;
  const kernel = createKernel(checked, topology, { now: () => now, random, ...rest });
  const sent: Sent[] = [];
  const one = (packet: ConversationPacket, trace: boolean): Verdict => {
    const full = resolvePacket(packet, sent, topology);
    const verdict = kernel.send(preparePacket(full, topology), trace);
    sent.push({ packet: full, deliveredTo: verdict.deliveredTo, outTuple: verdict.outTuple });
    return verdict;
  };
  return {
    kernel,
    send: (...packets) => packets.map((packet) => one(packet, false)),
    trace: (packet) => one(packet, true),
    wait: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** One chain in `table inet t` with the given rules. */
export function chain(hook: string, rules: string, policy = 'accept', priority = '0'): string {
  return `table inet t {\nchain c {\ntype filter hook ${hook} priority ${priority}; policy ${policy};\n${rules}\n}\n}\n`;
}

export const CLIENT = {
  in: 'lan',
  src: '192.168.10.5',
  dst: '8.8.8.8',
  proto: 'tcp',
  sport: 4000,
  dport: 80,
};
export const SERVER = {
  in: 'wan',
  src: '8.8.8.8',
  dst: '192.168.10.5',
  proto: 'tcp',
  sport: 80,
  dport: 4000,
};
export const QUERY = { in: 'lan', src: '192.168.10.5', dst: '8.8.8.8', proto: 'udp', sport: 4000, dport: 53 };

/** Verdict and deciding place in a few letters: `accept`, `drop rule`, `drop policy`, `drop kernel`. */
export function short(verdict: Verdict): string {
  return verdict.droppedBy === null ? verdict.verdict : `${verdict.verdict} ${verdict.droppedBy}`;
}

export function states(verdicts: readonly Verdict[]): (string | null)[] {
  return verdicts.map(({ ctState }) => ctState);
}
