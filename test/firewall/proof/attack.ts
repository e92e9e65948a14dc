/**
 * Random packets against a requirement that the proof calls held: from senders within its source, to its service, with
 * addresses and ports taken from edges, from what the ruleset mentions and from anywhere. Gives the first that goes the
 * wrong way, null when none does.
 */
import {
  createKernel,
  type PacketDescription,
  preparePacket,
  type Topology,
  type Verdict,
} from '../../../labs/firewall/kernel/index.ts';
import type { Ruleset } from '../../../labs/firewall/language/index.ts';
import { GATEWAY, type Policy, type Requirement, type Service } from '../../../labs/firewall/policy/model.ts';
import { type Packets, packetsFor } from './attack-packets.ts';
import { type Judge, judgeOf } from './attack-verdict.ts';
import type { Random } from './random-rulesets.ts';

export interface Laboratory {
  policy: Policy;
  /** As written, and as read. */
  text: string;
  ruleset: Ruleset;
  topology: Topology;
}

/** One source, one service at one place: what a part of a requirement is about. */
export interface Cell {
  requirement: Requirement;
  from: string;
  service: Service;
  place: string;
}

export interface Attack {
  /** Packets from the source to the service itself, and others that some translation might lead there. */
  packets: number;
  astray: number;
  /** Null: the requirement stood. */
  hit: { packet: PacketDescription; verdict: Verdict } | null;
}

/** Sends a packet; `soon`: while the connections of the one before are still known. */
export type Send = (packet: PacketDescription, soon?: boolean) => Verdict;

/** A month between packets: connections, limits and timed elements of the one before are over. */
const MONTH = 30 * 86_400_000;
const PACKETS_A_KERNEL = 5000;

/** @param packets So many, or a few more, go straight to the service, shared by the requirement's sources and places. */
export function attack(lab: Laboratory, requirement: Requirement, packets: number, random: Random): Attack {
  const aims = aimsOf(lab, requirement, random);
  const each = Math.ceil(packets / aims.length);
  const done: Attack = { packets: 0, astray: 0, hit: null };
  for (const { made, stands } of aims) {
    let send = sender(lab);
    for (let i = 1; i <= each; i++) {
      if (i % PACKETS_A_KERNEL === 0) send = sender(lab);
      for (const straight of i % 3 === 0 && made.hasOtherDoors ? [true, false] : [true]) {
        const packet = made.next(straight);
        const verdict = send(packet);
        done[straight ? 'packets' : 'astray']++;
        if (!stands(packet, verdict, send)) return { ...done, hit: { packet, verdict } };
      }
    }
  }
  return done;
}

/** Packets through one router, a month apart. */
export function sender({ ruleset, topology }: Laboratory): Send {
  let now = 0;
  const kernel = createKernel(ruleset, topology, { now: () => now, random: () => 0 });
  return (packet, soon = false) => {
    if (!soon) now += MONTH;
    return kernel.send(preparePacket(packet, topology));
  };
}

/** One aim for each source, service and place that can speak to each other at all. */
function aimsOf(
  lab: Laboratory,
  requirement: Requirement,
  random: Random,
): { made: Packets; stands: Judge }[] {
  const { policy, topology } = lab;
  const services = policy.services.filter(({ id }) => requirement.to.includes(id));
  const cells = requirement.from.flatMap((from) =>
    services.flatMap((service) =>
      service.places.map((place): Cell => ({ requirement, from, service, place })),
    ),
  );
  return cells
    .filter(({ from, place }) => place !== from || place === GATEWAY)
    .flatMap((cell) => {
      const made = packetsFor(policy, lab.text, cell, random);
      return made === null ? [] : [{ made, stands: judgeOf(policy, topology, cell) }];
    });
}
