/** snat, dnat, masquerade, redirect. Models stmt_evaluate_nat, nat_evaluate_family/_transport of nftables 1.0.6. */
import type { ComponentType, Expression, Interval, NatStatement } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { NatNode, Node } from '../syntax/tree.ts';
import { parseIpv4, parseIpv6 } from './addresses.ts';
import { plain } from './constants.ts';
import { fault } from './fault.ts';
import { checkInterval } from './intervals.ts';
import { checkLeft, typesOf } from './left.ts';
import { checkMap } from './maps.ts';
import { namedSet } from './match.ts';
import type { RuleContext } from './rule-context.ts';
import { checkLiteral } from './sets.ts';

const ADDRESS: Record<'ip' | 'ip6', ComponentType> = {
  ip: { type: 'ipv4_addr', bits: 32 },
  ip6: { type: 'ipv6_addr', bits: 128 },
};
const PORT: ComponentType = { type: 'inet_service', bits: 16 };

export function checkNat(rule: RuleContext, nat: NatNode, place: Place): void {
  const family = familyOf(rule, nat, place);
  // nft only checks for a conflict here: a packet of the other family matches the rule and is left as it is.
  if (nat.address !== null && family !== null && rule.network !== null && rule.network !== family)
    rule.conflict(rule.network, family, place);
  const statement: NatStatement = {
    kind: 'nat',
    action: nat.action,
    family,
    address: null,
    port: null,
    concatenated: nat.concatenated,
    random: nat.flags.includes('random'),
    fullyRandom: nat.flags.includes('fully-random'),
    persistent: nat.flags.includes('persistent'),
    prefix: nat.prefix,
    span: spanOf(place),
  };
  if (nat.address !== null) checkAddress(rule, nat.address, family!, statement);
  if (statement.concatenated && rule.transport.length === 0) needsTransport(nat.address!.place);
  if (nat.port !== null) {
    if (rule.transport.length === 0) needsTransport(nat.port.place);

    statement.port = operand(rule, nat.port, PORT);
  }
  rule.statements.push(statement);
}

function needsTransport(place: Place): never {
  return fault(
    place,
    'Port baru hanya bisa diberikan setelah protokolnya dipastikan, misalnya `tcp dport 80 dnat to …`.',
    'A new port can only be given after the protocol is matched, for example `tcp dport 80 dnat to …`.',
  );
}

function familyOf(rule: RuleContext, nat: NatNode, place: Place): 'ip' | 'ip6' | null {
  if (nat.family !== null) {
    if (rule.network !== null && rule.network !== nat.family) rule.conflict(rule.network, nat.family, place);
    return nat.family;
  }
  if (rule.family !== 'inet') return rule.family;
  if (nat.address === null) return null;
  if (rule.network === 'ip' || rule.network === 'ip6') return rule.network;
  const guess = addressFamily(nat.address);
  const word = guess ?? 'ip';
  return fault(
    place,
    `Di tabel inet, sebutkan keluarga alamatnya: \`${nat.action} ${word} to …\`.`,
    `In an inet table, say the family of the address: \`${nat.action} ${word} to …\`.`,
    { id: `Tulis \`${nat.action} ${word} to\`.`, en: `Write \`${nat.action} ${word} to\`.` },
  );
}

function addressFamily(node: Node): 'ip' | 'ip6' | null {
  const at = plain(node);
  if (at.kind === 'range') return addressFamily(at.low);
  if (at.kind !== 'symbol') return null;
  return parseIpv4(at.text) !== null ? 'ip' : parseIpv6(at.text) !== null ? 'ip6' : null;
}

function operand(rule: RuleContext, node: Node, want: ComponentType): Interval | Expression {
  const at = plain(node);
  if (at.kind === 'map') return checkMap(rule, at, [want]);
  if (at.kind === 'field' || at.kind === 'binary' || at.kind === 'unsupported') return checkLeft(rule, at);
  return checkInterval(node, want);
}

/** The address may come from a map whose data also holds the port (`… map { … : 10.0.0.1 . 80 }`). */
function checkAddress(rule: RuleContext, node: Node, family: 'ip' | 'ip6', statement: NatStatement): void {
  const want = ADDRESS[family];
  const at = plain(node);
  if (at.kind !== 'map') {
    statement.address = operand(rule, node, want);
    return;
  }
  const key = checkLeft(rule, at.key);
  const keyTypes = typesOf(key);
  if (plain(at.map).kind === 'set') {
    const paired = literalHasPairs(at.map);
    statement.concatenated ||= paired;
    const data = paired ? [want, PORT] : [want];
    const map = checkLiteral(rule, at.map, { kind: 'map', key: keyTypes, data });
    statement.address = { kind: 'map', key, map, ...want };
    return;
  }
  const map = namedSet(rule, at.map, keyTypes, ['map']);
  const definition = rule.table.findSet(map.kind === 'named' ? map.name : '')!;
  if (definition.data[0]!.type !== want.type) {
    fault(
      at.map.place,
      `Isi map "${definition.name}" bukan alamat.`,
      `The map "${definition.name}" holds no addresses.`,
    );
  }
  statement.concatenated ||= definition.data.length > 1;
  statement.address = { kind: 'map', key, map, ...want };
}

function literalHasPairs(node: Node): boolean {
  const at = plain(node);
  const data = at.kind === 'set' ? at.items[0]?.data : null;
  return data !== null && data !== undefined && plain(data).kind === 'concat';
}
