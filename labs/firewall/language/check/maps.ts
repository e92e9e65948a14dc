/** `key map { … }`, `key map @m` as a value, and `key vmap …`. Models expr_evaluate_map of nftables 1.0.6. */
import type { ComponentType, MapExpression } from '../ruleset.ts';
import type { Node } from '../syntax/tree.ts';
import { plain } from './constants.ts';
import { fault } from './fault.ts';
import { checkLeft, typesOf } from './left.ts';
import { namedSet, sameTypes } from './match.ts';
import type { RuleContext } from './rule-context.ts';
import { checkLiteral } from './sets.ts';

type MapNode = Extract<Node, { kind: 'map' }>;

/** `data`: what the map must give; null when the map itself decides (a named map on the left of a match). */
export function checkMap(rule: RuleContext, node: MapNode, data: ComponentType[] | null): MapExpression {
  const key = checkLeft(rule, node.key);
  const keyTypes = typesOf(key);
  const at = plain(node.map);
  if (at.kind === 'set') {
    if (data === null) {
      return fault(
        node.place,
        'Tipe isi map tidak bisa ditentukan di sini.',
        'The type of the map is not known here.',
      );
    }
    const map = checkLiteral(rule, node.map, { kind: 'map', key: keyTypes, data });
    return { kind: 'map', key, map, ...data[0]! };
  }
  const map = namedSet(rule, node.map, keyTypes, ['map']);
  const definition = map.kind === 'named' ? rule.table.findSet(map.name)! : map.set;
  if (data !== null) sameTypes(node.map, data, definition.data);
  return { kind: 'map', key, map, ...definition.data[0]! };
}
