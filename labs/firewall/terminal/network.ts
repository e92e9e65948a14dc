/**
 * The network of a level as the terminal uses it: the gateway is the kernel model with the rules of the editor, its
 * connections outlive a change of the rules, and the other machines answer as their services say.
 */
import { formatAddress, parseAddress } from '../kernel/address.ts';
import {
  Conntrack,
  createKernel,
  type Kernel,
  type OutTuple,
  type PacketDescription,
  preparePacket,
  Topology,
  type Verdict,
} from '../kernel/index.ts';
import type { Ruleset } from '../language/ruleset.ts';
import type { Policy } from '../policy/model.ts';
import { topologyOf } from '../policy/topology.ts';
import { type Place, Places } from './places.ts';

/** A packet's journey from one machine to another. */
export interface Journey {
  packet: PacketDescription;
  /** Null when it never met the gateway: both ends hang on the same wire. */
  verdict: Verdict | null;
  deliveredTo: string | null;
  outTuple: OutTuple | null;
}

const FIRST_PORT = 40112;
const LAST_PORT = 60998;
const CONNECTIONS = 65_536;

export class Network {
  readonly policy: Policy;
  readonly topology: Topology;
  readonly places: Places;
  readonly conntrack: Conntrack;
  /** Told of every packet the gateway saw. */
  onPacket: (packet: PacketDescription, verdict: Verdict) => void = () => {};
  ruleset: Ruleset = { tables: [] };
  kernel: Kernel;
  private readonly clock: () => number;
  private readonly random: () => number;
  private ahead = 0;
  private port = FIRST_PORT;

  constructor(policy: Policy, clock: () => number, random: () => number) {
    this.policy = policy;
    this.clock = clock;
    this.random = random;
    this.topology = new Topology(topologyOf(policy));
    this.places = new Places(policy, this.topology);
    this.conntrack = new Conntrack(this.topology.settings, CONNECTIONS);
    this.kernel = this.boot(this.ruleset);
  }

  /** Puts another ruleset in place; connections stay. Throws UnsupportedConstruct and LoadError, and then changes nothing. */
  load(ruleset: Ruleset): void {
    this.kernel = this.boot(ruleset);
    this.ruleset = ruleset;
  }

  private boot(ruleset: Ruleset): Kernel {
    return createKernel(ruleset, this.topology, {
      now: () => this.now,
      random: this.random,
      conntrack: this.conntrack,
    });
  }

  /** The virtual clock in milliseconds. */
  get now(): number {
    return this.clock() + this.ahead;
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  /** A source port that was not used lately. */
  nextPort(): number {
    const { port } = this;
    this.port = port + 2 > LAST_PORT ? FIRST_PORT : port + 2;
    return port;
  }

  nextNumber(): number {
    return Math.floor(this.random() * 0x1_0000_0000) >>> 0;
  }

  /** The address a machine speaks with towards another; null when it has none of that family. */
  sourceOf(place: Place, target: string): string | null {
    const address = parseAddress(target);
    if (!address) return null;
    if (place !== this.places.gateway) {
      return place.addresses.find((own) => own.includes(':') === target.includes(':')) ?? null;
    }
    const route = this.topology.routeTo(address);
    if (!route) return null;
    if (place.addresses.includes(target)) return target;
    const words = this.topology.sourceAddress(
      route.dev,
      address.version,
      address.version === 4 ? address.words[0] : null,
    );
    return words && formatAddress(address.version, words);
  }

  /** Address of a name or of itself; null when nobody here knows it. The gateway is met at its nearest address. */
  resolve(name: string, from: Place): string | null {
    if (parseAddress(name)) return name;
    if (name === 'localhost') return '127.0.0.1';
    const place = this.places.named(name);
    if (!place) return null;
    if (place === from) return place === this.places.gateway ? '127.0.0.1' : (place.addresses[0] ?? null);
    if (place === this.places.gateway) {
      const wire = this.topology.interfaces[this.topology.interfaceOfPeer(from.zone) ?? 0];
      const first = wire?.addresses[0];
      return first ? formatAddress(first.version, first.words) : null;
    }
    const families = (own: string): boolean =>
      from === this.places.gateway || from.addresses.some((mine) => mine.includes(':') === own.includes(':'));
    return place.addresses.find(families) ?? place.addresses[0] ?? null;
  }

  /** Carries one packet to where it comes out. */
  carry(from: Place, packet: PacketDescription): Journey {
    const neighbour = this.places.withAddress(packet.dst);
    if (from.zone !== 'local' && neighbour?.zone === from.zone) {
      return { packet, verdict: null, deliveredTo: from.zone, outTuple: null };
    }
    if (from.addresses.includes(packet.dst) && from.zone !== 'local') {
      return { packet, verdict: null, deliveredTo: from.zone, outTuple: null };
    }
    return this.pushIn(packet);
  }

  /** Hands a packet to the gateway itself. */
  pushIn(packet: PacketDescription): Journey {
    const verdict = this.kernel.send(preparePacket(packet, this.topology));
    this.onPacket(packet, verdict);
    const through = verdict.verdict === 'accept';
    return {
      packet,
      verdict,
      deliveredTo: through ? verdict.deliveredTo : null,
      outTuple: through ? verdict.outTuple : null,
    };
  }
}
