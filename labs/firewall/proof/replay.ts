/**
 * Plays a packet found by the proof through the kernel model: every counterexample is confirmed before it is shown,
 * and the rule that decides is the one the model names.
 */
import {
  createKernel,
  LoadError,
  type PacketDescription,
  preparePacket,
  resolvePacket,
  type Topology,
  UnsupportedConstruct,
  type Verdict,
} from '../kernel/index.ts';
import type { Ruleset, Span } from '../language/ruleset.ts';

export interface Played {
  request: Verdict;
  /** The ordinary answer; null when the request did not arrive, or no answer was asked for. */
  reply: Verdict | null;
}

export class Stage {
  /** Why the kernel model cannot run this ruleset; null when it can. */
  readonly fault: { construct: string; span: Span } | null;
  private readonly ruleset: Ruleset;
  private readonly topology: Topology;

  constructor(ruleset: Ruleset, topology: Topology) {
    this.ruleset = ruleset;
    this.topology = topology;
    this.fault = this.firstFault();
  }

  /** Right after loading, without any connection. Null when the kernel model cannot run the ruleset. */
  play(packet: PacketDescription, withReply: boolean): Played | null {
    if (this.fault) return null;
    const { topology } = this;
    const kernel = createKernel(this.ruleset, topology, { now: () => 0, random: () => 0 });
    const request = kernel.send(preparePacket(packet, topology));
    if (!withReply || request.verdict !== 'accept') return { request, reply: null };
    const earlier = [{ packet, deliveredTo: request.deliveredTo, outTuple: request.outTuple }];
    const flags = packet.proto === 'tcp' ? { flags: 'SA' } : {};
    const answer = resolvePacket({ reply_to: 0, ...flags }, earlier, topology);
    return { request, reply: kernel.send(preparePacket(answer, topology)) };
  }

  private firstFault(): Stage['fault'] {
    try {
      createKernel(this.ruleset, this.topology, { now: () => 0, random: () => 0 });
      return null;
    } catch (problem) {
      if (problem instanceof UnsupportedConstruct)
        return { construct: problem.construct, span: problem.span };
      if (problem instanceof LoadError) return { construct: problem.message, span: problem.span };
      throw problem;
    }
  }
}
