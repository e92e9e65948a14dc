/** What changed in meaning between two texts: the proof's difference, each with an example a person can read. */
import { type PacketDescription, Topology } from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import type { Ruleset } from '../../../labs/firewall/language/ruleset.ts';
import {
  addressesOf,
  GATEWAY,
  gatewaysOf,
  type Policy,
  peopleOf,
} from '../../../labs/firewall/policy/model.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { difference, type FlowChange } from '../../../labs/firewall/proof/difference.ts';
import { Stage } from '../../../labs/firewall/proof/replay.ts';
import type { Change } from './protocol.ts';

/** Null when there is nothing to compare, or when one cannot be read or is too large: then nothing is claimed. */
export function compareTexts(since: string | null, text: string, policy: Policy): Change | null {
  if (since === null || since === text) return null;
  const before = readSound(since);
  const after = readSound(text);
  if (!before || !after) return null;
  try {
    const topology = new Topology(topologyOf(policy));
    const { opened, closed, unsupported } = difference(before, after, topology);
    const stages = [new Stage(before, topology), new Stage(after, topology)] as const;
    const readable = (flow: FlowChange): FlowChange => withKnownEnds(flow, policy, stages);
    return {
      opened: opened.map(readable),
      closed: closed.map(readable),
      partial: unsupported.length > 0,
    };
  } catch (error) {
    console.error(error);
    return null;
  }
}

function readSound(text: string): Ruleset | null {
  const { ruleset, diagnostics } = readRuleset(text);
  return diagnostics.some(({ severity }) => severity !== 'warning') ? null : ruleset;
}

/** The same change shown by a packet between machines that the level names, where there is one. */
function withKnownEnds(
  flow: FlowChange,
  policy: Policy,
  [before, after]: readonly [Stage, Stage],
): FlowChange {
  for (const src of machines(policy, flow.from)) {
    for (const dst of [flow.packet.dst, ...machines(policy, flow.to)]) {
      if (src.includes(':') !== dst.includes(':') || (flow.version === 6) !== src.includes(':')) continue;
      const packet: PacketDescription = { ...flow.packet, src, dst };
      const was = before.play(packet, false)?.request;
      const is = after.play(packet, false)?.request;
      if (was && is && was.deliveredTo !== is.deliveredTo) {
        return { ...flow, packet, before: was.decidedBy, after: is.decidedBy };
      }
    }
  }
  return flow;
}

/** Addresses on a wire that the level knows, hosts first; `local` is the gateway. */
function machines(policy: Policy, peer: string): string[] {
  const zone = policy.zones.find(({ id }) => id === peer);
  if (!zone) return peer === 'local' || peer === GATEWAY ? policy.zones.flatMap(gatewaysOf) : [];
  return [...policy.hosts.filter((host) => host.zone === peer).flatMap(addressesOf), ...peopleOf(zone)];
}
