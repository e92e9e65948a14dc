/** `meta mark set …`, `ct mark set …`, `ip dscp set …`. Models stmt_evaluate_meta, _ct, _payload, _exthdr of nft 1.0.6. */
import type { ComponentType, Expression } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { Node, StatementNode } from '../syntax/tree.ts';
import { constantValue, plain } from './constants.ts';
import { fault, unsupported } from './fault.ts';
import { checkField, checkLeft, typesOf } from './left.ts';
import { checkMap } from './maps.ts';
import { sameTypes } from './match.ts';
import type { RuleContext } from './rule-context.ts';

/** What a `set`, `to` or map update is given: a constant, another field, or a map. */
export function checkValue(rule: RuleContext, node: Node, want: ComponentType): Expression {
  const at = plain(node);
  if (at.kind === 'map') return checkMap(rule, at, [want]);
  if (at.kind === 'unsupported') return unsupported(at.place, at.construct);
  if (at.kind === 'field' || (at.kind === 'binary' && holdsField(at))) {
    rule.assigning = true;
    const value = checkLeft(rule, at);
    rule.assigning = false;
    sameValueType(node, value, want);
    return value;
  }
  if (at.kind === 'list') {
    let value = 0;
    for (const item of at.items) value |= Number(constantValue(item, want));
    return { kind: 'constant', value, ...want };
  }
  return { kind: 'constant', value: constantValue(node, want), ...want };
}

/**
 * A number that is no header field (`meta cpu`, `ct zone`) fits any type of number; one from a header only a number of
 * its own width (__stmt_evaluate_arg). What a number of another width becomes depends on the byte order of the machine.
 */
export function sameValueType(node: Node, value: Expression, want: ComponentType): void {
  const [got] = typesOf(value);
  const numeric = got?.type === 'integer' || got?.type === 'ct_id';
  const named = want.type === 'ifname' || want.type === 'string';
  if (got === undefined || value.kind === 'concat' || !numeric || named) {
    sameTypes(node, typesOf(value), [want]);
    return;
  }
  if (got.bits === want.bits && (value.kind !== 'payload' || want.type === 'integer' || want.type === 'mark'))
    return;
  if (value.kind !== 'payload')
    unsupported(node.place, `${got.bits}-bit number set as ${want.type} of ${want.bits} bits`);
  fault(
    node.place,
    `Lebarnya tidak sama: di sini dibutuhkan ${want.bits} bit, bukan ${got.bits}.`,
    `The widths differ: ${want.bits} bits are needed here, not ${got.bits}.`,
  );
}

function holdsField(node: Node): boolean {
  const at = plain(node);
  if (at.kind === 'binary') return holdsField(at.left) || holdsField(at.right);
  return at.kind === 'field';
}

const READ_ONLY_META = new Set(
  `iif oif iifname oifname iiftype oiftype skuid skgid nfproto l4proto protocol length cpu cgroup time day hour
  iifgroup oifgroup rtclassid random ibriport obriport ibrname obrname sdif sdifname iifkind oifkind ipsec secpath`.split(
    /\s+/,
  ),
);

export function checkAssign(rule: RuleContext, node: Extract<StatementNode, { kind: 'assign' }>): void {
  const { kind } = node.target;
  const writeOnly =
    (kind === 'ct' && node.target.key === 'event') || (kind === 'meta' && node.target.key === 'nftrace');
  const target = writeOnly ? node.target : checkField(rule, node.target, node.place);
  if (target.kind === 'meta' && READ_ONLY_META.has(target.key)) readOnly(node.place, `meta ${target.key}`);
  if (target.kind === 'ct' && !['mark', 'label', 'event', 'zone'].includes(target.key))
    readOnly(node.place, `ct ${target.key}`); // prettier-ignore
  if (target.kind === 'extension') unsupported(node.place, `${target.header} set`);
  if (
    target.kind !== 'meta' &&
    target.kind !== 'ct' &&
    target.kind !== 'payload' &&
    target.kind !== 'tcp-option'
  )
    return;
  const value = checkValue(rule, node.value, { type: target.type, bits: target.bits });
  if (target.kind === 'payload' && target.bits < 16 && value.kind !== 'constant' && value.kind !== 'map') {
    fault(
      node.value.place,
      'Bagian yang lebih sempit dari 16 bit hanya bisa diisi nilai tetap.',
      'A field narrower than 16 bits can only be set to a constant.',
    );
  }
  rule.statements.push({ kind: 'assign', target, value, span: spanOf(node.place) });
}

function readOnly(place: Place, what: string): never {
  return fault(place, `${what} tidak bisa diubah.`, `${what} cannot be changed.`);
}
