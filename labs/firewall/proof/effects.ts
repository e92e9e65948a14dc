/**
 * Statements with a state or an effect, for sets: what limits let pass, what rules write. The twin of kernel/effects.ts.
 * Right after loading their answer for a first packet is known; later it is an unknown of its own.
 */
import * as F from '../kernel/fields.ts';
import type {
  AssignStatement,
  NamedObject,
  ObjectReferenceStatement,
  SetUpdateStatement,
  StatefulStatement,
} from '../language/ruleset.ts';
import { FALSE, TRUE } from './bdd.ts';
import { atLeast } from './bits.ts';
import type { Journey } from './journey.ts';
import { presentBit } from './space.ts';
import { readValue } from './values.ts';
import { NotModelled } from './world.ts';

const ASSIGNABLE: Readonly<Record<string, number>> = {
  'meta mark': F.MARK,
  'meta priority': F.PRIORITY,
  'ip ttl': F.TTL,
  'ip6 hoplimit': F.TTL,
  'ip dscp': F.DSCP,
  'ip6 dscp': F.DSCP,
};
const LONGEST_PACKET = 0xffff;

/** Packets that a limit, quota or connection limit lets match. */
export function passing(journey: Journey, statement: StatefulStatement): number {
  const { world, registers } = journey;
  if (statement.kind === 'counter') return TRUE;
  const { span } = statement;
  if (world.moment === 'ever') return world.unknown(statement.kind, span);
  switch (statement.kind) {
    case 'limit':
      // The bucket holds at least one packet; of bytes, as many as one second's worth and the burst.
      if (statement.unit === 'packets' || statement.rate + statement.burst >= LONGEST_PACKET)
        return statement.over ? FALSE : TRUE;
      return world.unknown('limit', span);
    case 'quota': {
      const left = Math.max(0, statement.bytes - statement.used);
      const spent = left > LONGEST_PACKET ? FALSE : atLeast(world.bdd, [registers[F.LENGTH]!], [left]);
      return statement.over ? spent : world.bdd.not(spent);
    }
    case 'connection-limit':
      return 1 > statement.count === statement.over ? TRUE : FALSE;
  }
}

/** Packets that a named counter, limit or quota lets match. */
export function passingObject(journey: Journey, statement: ObjectReferenceStatement): number {
  const { bdd } = journey.world;
  const { name, type } = statement;
  if (typeof name === 'string') return objectPassing(journey, type, name);
  const hits = journey.find(name.map, readValue(journey, name.key));
  return bdd.union(
    hits.map(({ set, element }) =>
      element.object === null ? FALSE : bdd.and(set, objectPassing(journey, type, element.object)),
    ),
  );
}

function objectPassing(journey: Journey, type: NamedObject['type'], name: string): number {
  const found = journey.table?.objects.find((one) => one.type === type && one.name === name);
  if (!found?.statement) throw new NotModelled(type);
  return passing(journey, found.statement);
}

/** Writes a mark or header field of the packets in `set`; gives those for which the rule goes on. */
export function assign(journey: Journey, { target, value }: AssignStatement, set: number): number {
  const { bdd } = journey.world;
  if (target.kind === 'tcp-option') return bdd.and(set, presentBit(journey.registers, F.HAS_TCP));
  if (target.kind === 'meta' && target.key === 'nftrace') return set;
  const { words, exists } = readValue(journey, value);
  const going = bdd.and(set, exists);
  if (target.kind === 'ct' && target.key === 'mark') {
    journey.write(F.CT_MARK, words[0]!, bdd.and(going, presentBit(journey.registers, F.HAS_FLOW)));
    return going;
  }
  const name =
    target.kind === 'payload'
      ? `${target.protocol} ${target.field}`
      : target.kind === 'meta' || target.kind === 'ct'
        ? `${target.kind} ${target.key}`
        : target.kind;
  const slot = ASSIGNABLE[name];
  if (slot === undefined) throw new NotModelled(`${name} set`);
  journey.write(slot, words[0]!, going);
  return going;
}

/** `add @set { … }`: gives the packets for which the rule goes on. */
export function updateSet(journey: Journey, statement: SetUpdateStatement, set: number): number {
  const { world } = journey;
  const { bdd } = world;
  const definition = journey.setNamed(statement.set);
  if (definition.interval) throw new NotModelled(`${statement.op} @${statement.set} on an interval set`);
  const key = readValue(journey, statement.key);
  const data = statement.data === null ? TRUE : readValue(journey, statement.data).exists;
  const readable = bdd.and(set, bdd.and(key.exists, data));
  if (statement.op === 'delete') {
    journey.change(definition, statement.key, readable, false);
    return readable;
  }
  const room = definition.size === null || definition.elements.length < definition.size;
  if (world.moment === 'ever' || !room) {
    journey.change(definition, statement.key, readable, false);
    return bdd.and(readable, world.unknown(`${statement.op} @${statement.set}`, statement.span));
  }
  journey.change(definition, statement.key, readable, true);
  const own = statement.statements.length > 0 ? statement.statements : definition.statements;
  return own.reduce((left, one) => bdd.and(left, passing(journey, one)), readable);
}
