/**
 * What sample packets miss: the proof over all packets finds a packet of its own for a requirement that its samples
 * hold, and that packet joins the samples of its cell.
 */
import { readRuleset } from '../language/index.ts';
import { prove, type RequirementProof } from '../proof/prove.ts';
import { stageFor } from './check.ts';
import { addressesOf, GATEWAY, type Policy, REST, type Transport, zoneOf } from './model.ts';
import { playSample, type Stage } from './play.ts';
import { arrivalOf, type Sample } from './samples.ts';
import type { CellVerdict, SampleVerdict } from './verdict.ts';

export interface ProvedCells {
  /** Those given, and last the closed world where the policy has one: it has no samples, only what the proof finds. */
  cells: CellVerdict[];
  /** Requirements that hold for all packets, of how many that the proof is about. */
  proved: number;
  total: number;
  /** Requirements that tell a story of several packets: tried with these packets, not proved. */
  played: number;
}

/** @param cells The verdicts on the samples of the same text. The text must be free of errors. */
export function proveCells(text: string, policy: Policy, cells: readonly CellVerdict[]): ProvedCells {
  const stage = stageFor(text, readRuleset(text).ruleset, policy);
  const { requirements } = prove(stage.ruleset, stage.topology, policy);
  const found = requirements.flatMap((requirement) => witness(stage, requirement) ?? []);
  return {
    cells: [
      ...cells.map((cell) => join(cell, found)),
      ...requirements.flatMap((one) => restCell(stage, one)),
    ],
    proved: requirements.filter(({ status, played }) => status === 'held' && !played).length,
    total: requirements.filter(({ played }) => !played).length,
    played: requirements.filter(({ played }) => played).length,
  };
}

/** A cell whose samples held, broken by a packet of the proof. */
function join(cell: CellVerdict, found: readonly SampleVerdict[]): CellVerdict {
  const breaking = found.filter(({ sample }) => sample.from === cell.from && sample.to === cell.to);
  if (!cell.held || breaking.length === 0) return cell;
  return { ...cell, held: false, samples: [...breaking, ...cell.samples] };
}

/** The proof's packet, played again so that it can be explained; null when it does not show the breach here. */
function witness(
  stage: Stage,
  { id, expected, counterexample, played: story }: RequirementProof,
): SampleVerdict | null {
  if (!counterexample?.confirmed || story) return null;
  const { packet, from, service: to } = counterexample;
  const service = stage.policy.services.find(({ id }) => id === to);
  const transport = TRANSPORTS.find((each) => each === packet.proto);
  const requirement = stage.policy.requirements.find((each) => each.id === id);
  if (!service || !transport || !requirement) return null;
  const place = placeAt(stage.policy, packet.dst, service.places);
  const wanted = expected === 'accept';
  const sample: Sample = {
    from,
    to,
    place,
    in: packet.in,
    src: packet.src,
    dst: packet.dst,
    transport,
    sport: packet.sport ?? null,
    dport: packet.dport ?? null,
    ...(service.icmpType === undefined ? {} : { icmpType: service.icmpType }),
    ...(wanted ? { arrives: arrivalOf(stage.policy, requirement, service, place, packet.src) } : {}),
  };
  const played = playSample(stage, sample, wanted, packet);
  return played.passed === wanted ? null : played;
}

/** The closed world as a cell of its own; what is not settled counts as not held. */
function restCell(
  stage: Stage,
  { id, status, reason, text, counterexample }: RequirementProof,
): CellVerdict[] {
  if (id !== REST) return [];
  const held = status === 'held';
  const cell = { from: REST, to: REST, requirement: REST, expected: 'drop', held, samples: [] } as const;
  const told = held ? text : `${reason.id} ${text}`;
  if (!counterexample?.confirmed) return [{ ...cell, samples: [], told }];
  const { packet, from, deliveredTo } = counterexample;
  const place = deliveredTo === null || deliveredTo === 'local' ? GATEWAY : deliveredTo;
  const host = stage.policy.hosts.find((one) => addressesOf(one).includes(packet.dst));
  const sample: Sample = {
    from,
    to: REST,
    place: host && zoneOf(stage.policy, host.id)?.id === place ? host.id : place,
    in: packet.in,
    src: packet.src,
    dst: packet.dst,
    transport: String(packet.proto),
    sport: packet.sport ?? null,
    dport: packet.dport ?? null,
  };
  return [{ ...cell, samples: [playSample(stage, sample, false, packet)], told }];
}

const TRANSPORTS: readonly Transport[] = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** Which of a service's places an address is: the host with it, else the first that is a zone or the gateway. */
function placeAt(policy: Policy, address: string, places: readonly string[]): string {
  const host = policy.hosts.find((each) => addressesOf(each).includes(address) && places.includes(each.id));
  const other = places.find((place) => !policy.hosts.some(({ id }) => id === place));
  return host?.id ?? other ?? places[0] ?? GATEWAY;
}
