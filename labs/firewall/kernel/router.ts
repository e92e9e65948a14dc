/**
 * A packet's way through the router: hooks, routing, hooks, out.
 * Models ip_rcv, ip_local_deliver, ip_forward, ip_output and their IPv6 twins as far as netfilter sees them, and
 * nf_nat_inet_fn (net/netfilter/nf_nat_core.c) for what happens at the place of the nat chains.
 */
import type { RejectStatement } from '../language/ruleset.ts';
import type { Conntrack } from './conntrack.ts';
import { closeFlow } from './conntrack-tcp.ts';
import * as F from './fields.ts';
import { CHAIN, CONFIRM, CONNTRACK, type HookEntry, NAT, NOTE_STATE } from './hooks.ts';
import { isRelated, manipOf, type Nat, opensFlow } from './nat.ts';
import { ACCEPT, DROP, type Program } from './program.ts';
import { icmpError, rejectAnswer } from './reject.ts';
import { LINK_LOCAL_SOURCE, refusedAtDoor, refusedSource6, routeInput } from './routing.ts';
import { type OnMiss, runChain } from './run-chain.ts';
import type { Skb } from './skb.ts';
import { LOCAL, type Route, type Topology } from './topology.ts';
import { ORIGINAL } from './tuple.ts';

const LOOPBACK_DEVICE = 1;
/** An answer to an answer to an answer is not followed. */
const DEEPEST_ANSWER = 2;
/** ICMPv6 destination unreachable, beyond the scope of the source address. */
const UNREACHABLE6 = 1;
const BEYOND_SCOPE = 2;
const TIME_EXCEEDED = { 4: 11, 6: 3 } as const;

const TO_SELF: Route = {
  words: [0, 0, 0, 0],
  mask: [0, 0, 0, 0],
  length: 0,
  type: LOCAL,
  dev: LOOPBACK_DEVICE,
  via: null,
};

export class Router {
  private readonly topology: Topology;
  private readonly conntrack: Conntrack;
  private readonly nat: Nat;
  private readonly program: Program;
  private readonly hooks: HookEntry[][][];
  /** Set for packets that are traced. */
  onMiss: OnMiss | null = null;

  constructor(topology: Topology, conntrack: Conntrack, nat: Nat, program: Program, hooks: HookEntry[][][]) {
    this.topology = topology;
    this.conntrack = conntrack;
    this.nat = nat;
    this.program = program;
    this.hooks = hooks;
  }

  /** A packet that came in over an interface. */
  receive(skb: Skb): void {
    const { f } = skb;
    if (!skb.looped) {
      skb.reason = refusedAtDoor(f);
      if (skb.reason !== null) return;
    }
    if (!this.pass(skb, F.PREROUTING)) return;
    if (skb.looped) {
      this.deliver(skb);
      return;
    }
    const course = routeInput(this.topology, f);
    if (course.to === 'local') this.deliver(skb);
    else if (course.to === 'device') this.forward(skb, course.dev);
    else skb.reason = course.reason;
  }

  /** A packet that the router itself sends. */
  send(skb: Skb): void {
    const route = this.routeOut(skb);
    if (route === null) {
      skb.reason = 'no route';
      return;
    }
    this.setOutput(skb, outputDevice(skb, route));
    if (!this.pass(skb, F.OUTPUT)) return;
    const final = this.routeOut(skb);
    if (final === null) skb.reason = 'no route';
    else this.leave(skb, outputDevice(skb, final));
  }

  /** The route of a packet that the router sends; an answer to 0.0.0.0 goes to itself (ip_route_output_key). */
  private routeOut({ f, depth }: Skb): Route | null {
    if (depth > 0 && f[F.NFPROTO] === F.IPV4 && f[F.DADDR] === 0) return TO_SELF;
    return this.topology.lookup(f, F.DADDR);
  }

  /** Answers a packet as a reject statement says; the answer goes its own way through output and postrouting. */
  reject(skb: Skb, statement: RejectStatement): void {
    const answer = rejectAnswer(this.topology, skb, statement);
    if (answer !== null && statement.type === 'tcp-reset' && skb.flow !== null)
      closeFlow(this.conntrack, skb.flow);
    this.answer(skb, answer);
  }

  private answer(skb: Skb, answer: Skb | null): void {
    if (answer === null || skb.depth >= DEEPEST_ANSWER) return;
    skb.answer = answer;
    const { onMiss } = this;
    this.onMiss = null;
    this.send(answer);
    this.onMiss = onMiss;
  }

  private deliver(skb: Skb): void {
    if (this.pass(skb, F.INPUT)) skb.delivered = 'local';
  }

  private forward(skb: Skb, dev: number): void {
    const { f } = skb;
    if (f[F.PKTTYPE] !== 0) {
      skb.reason = 'not addressed to the router';
      return;
    }
    if (f[F.TTL]! <= 1) {
      skb.reason = 'time to live expired';
      this.answer(skb, icmpError(this.topology, skb, TIME_EXCEEDED[f[F.NFPROTO] === F.IPV4 ? 4 : 6], 0));
      return;
    }
    skb.reason = refusedSource6(f, dev);
    if (skb.reason !== null) {
      if (skb.reason === LINK_LOCAL_SOURCE)
        this.answer(skb, icmpError(this.topology, skb, UNREACHABLE6, BEYOND_SCOPE));
      return;
    }
    f[F.TTL]!--;
    this.setOutput(skb, dev);
    if (this.pass(skb, F.FORWARD)) this.leave(skb, dev);
  }

  private leave(skb: Skb, dev: number): void {
    this.setOutput(skb, dev);
    // The packet now belongs to the outgoing device, and that is the one whose type `meta iiftype` tells.
    skb.f[F.IIFTYPE] = skb.f[F.OIFTYPE]!;
    skb.f[F.PRESENT]! |= F.HAS_DEVICE;
    if (!this.pass(skb, F.POSTROUTING)) return;
    if (dev !== LOOPBACK_DEVICE) {
      skb.delivered = this.topology.interfaces[dev]!.peer;
      if (skb.delivered === null) skb.reason = 'nobody on the other end';
      return;
    }
    const { f } = skb;
    skb.looped = true;
    f[F.IIF] = LOOPBACK_DEVICE;
    f[F.OIF] = 0;
    f[F.PRESENT] = (f[F.PRESENT]! | F.HAS_IIF) & ~F.HAS_OIF;
    this.receive(skb);
  }

  private setOutput({ f }: Skb, dev: number): void {
    f[F.OIF] = dev;
    f[F.OIFTYPE] = this.topology.interfaces[dev]!.type;
    f[F.PRESENT]! |= F.HAS_OIF;
  }

  /** One hook. False: the packet was dropped here. */
  private pass(skb: Skb, hook: number): boolean {
    skb.hook = hook;
    const entries = this.hooks[skb.f[F.NFPROTO] === F.IPV4 ? 0 : 1]![hook]!;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      switch (entry.kind) {
        case CHAIN:
          if (runChain(this.program, entry.chains[0]!, skb, this.onMiss) === DROP) return false;
          break;
        case CONNTRACK:
          if (!this.conntrack.track(skb)) return this.drop(skb, 'connection table full');
          break;
        case NOTE_STATE:
          if (skb.firstState === 0) skb.firstState = skb.f[F.CT_STATE]!;
          break;
        case NAT:
          if (!this.translate(skb, entry)) return false;
          break;
        case CONFIRM:
          if (!this.conntrack.confirm(skb))
            return this.drop(skb, 'answers would clash with another connection');
          break;
      }
    }
    return true;
  }

  private drop(skb: Skb, reason: string): boolean {
    skb.reason = reason;
    return false;
  }

  /** The place of the nat chains: they see the first packet of a flow, every packet is rewritten. */
  private translate(skb: Skb, entry: HookEntry): boolean {
    const { flow } = skb;
    if (flow === null) return true;
    const { nat } = this;
    const manip = manipOf(skb.hook);
    const protocol = skb.f[F.L4PROTO];
    if (isRelated(skb) && (protocol === F.ICMP || protocol === F.ICMPV6))
      return nat.rewriteError(skb, flow, manip) || this.drop(skb, 'error cannot be translated');
    if (opensFlow(skb) && !nat.isDone(flow, manip)) {
      for (const chain of entry.chains) {
        if (runChain(this.program, chain, skb, this.onMiss) !== ACCEPT) return false;
        if (nat.isDone(flow, manip)) break;
      }
      if (!nat.isDone(flow, manip)) nat.setupUnchanged(skb, flow, manip);
    } else if (this.hasMoved(skb)) {
      this.conntrack.end(flow);
      return this.drop(skb, 'leaves by another interface than its masqueraded connection');
    }
    nat.rewrite(skb, flow, manip);
    return true;
  }

  private hasMoved(skb: Skb): boolean {
    const { flow } = skb;
    if (skb.hook !== F.POSTROUTING || skb.direction !== ORIGINAL || flow === null) return false;
    return flow.masqueradeDev !== 0 && flow.masqueradeDev !== skb.f[F.OIF];
  }
}

function outputDevice(skb: Skb, route: Route): number {
  if (route.type === LOCAL) return LOOPBACK_DEVICE;
  return skb.link === 0 ? route.dev : skb.link;
}
