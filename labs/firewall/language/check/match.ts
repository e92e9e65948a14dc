/**
 * Matches. Models expr_evaluate_relational and the code netlink_linearize makes of it (nftables 1.0.6): an operator
 * left out means "equal", but for a type of flags it means "any of these bits"; a set of one element is no set.
 */
import type {
  ComponentType,
  Expression,
  MatchRight,
  MatchStatement,
  SetDefinition,
  SetReference,
} from '../ruleset.ts';
import { spanOf } from '../syntax/source.ts';
import type { Node, StatementNode } from '../syntax/tree.ts';
import { BITMASKS } from '../words/symbols.ts';
import { compute, constantValue, mismatch, plain } from './constants.ts';
import { fault, suggestion, unsupported } from './fault.ts';
import { checkInterval, isSingle } from './intervals.ts';
import { checkLeft, typesOf } from './left.ts';
import type { RuleContext } from './rule-context.ts';
import { checkLiteral, flatItems } from './sets.ts';

type MatchNode = Extract<StatementNode, { kind: 'match' }>;

export function checkMatch(rule: RuleContext, node: MatchNode): void {
  if (node.left.kind === 'map') {
    fault(node.place, 'Hasil map tidak bisa dibandingkan.', 'The result of a map cannot be compared.');
  }
  let left = checkLeft(rule, node.left);
  const right = unwrapSingle(node.right);
  if (plain(right).kind === 'boolean') left = asBoolean(left, right);
  const implicit = node.op === null;
  const op = node.op ?? '==';
  const done = (match: MatchRight, operator: MatchStatement['op']): void => {
    const span = spanOf(node.place);
    rule.statements.push(
      simplify({ kind: 'match', left, op: operator, right: match, implicit: false, span }),
    );

    if (operator === '==') learn(rule, left, match, node.right);
  };
  if (node.mask !== null) {
    if (op !== '==' && op !== '!=') {
      fault(node.place, '"nilai / topeng" hanya menerima == atau !=.', '"value / mask" only takes == or !=.');
    }
    const want = single(left, node.right);
    const mask = listValue(node.mask, want);
    left = { kind: 'bitwise', op: '&', operand: left, constant: mask, ...want };
    done({ kind: 'value', value: listValue(node.right, want) }, op === '!=' ? '!=' : '==');
    return;
  }
  const target = plain(right);
  if (target.kind === 'set-ref' || target.kind === 'set') {
    if (op !== '==' && op !== '!=') {
      fault(
        node.place,
        `Perbandingan "${op}" tidak berlaku untuk himpunan { }.`,
        `The comparison "${op}" has no meaning for a set.`,
      );
    }
    const set = setReference(rule, left, right);
    done(onlyElement(rule, set) ?? { kind: 'set', set }, op);
    return;
  }
  const want = single(left, right);
  if (target.kind === 'unsupported') unsupported(target.place, target.construct);
  if (target.kind === 'prefix' || target.kind === 'range') {
    if (op !== '==' && op !== '!=') {
      fault(
        node.place,
        `Perbandingan "${op}" tidak berlaku untuk rentang.`,
        `"${op}" has no meaning for a range.`,
      );
    }
    const interval = checkInterval(right, want);
    done(isSingle(interval) ? { kind: 'value', value: interval.low } : { kind: 'range', ...interval }, op);
    return;
  }
  const flags = BITMASKS.has(want.type) && left.kind !== 'bitwise';
  const value = listValue(right, want);
  if (op === '!') {
    if (!flags) {
      fault(
        node.place,
        'Tanda "!" hanya untuk bendera (misalnya `tcp flags ! syn`); untuk yang lain pakai "!=".',
        'The sign "!" is only for flags (such as `tcp flags ! syn`); use "!=" elsewhere.',
        { id: 'Ganti dengan "!=".', en: 'Replace it with "!=".' },
      );
    }
    done({ kind: 'flags', mask: Number(value) }, '!=');
  } else if (implicit && flags && typeof value === 'number') done({ kind: 'flags', mask: value }, '==');
  else if (
    want.type === 'ifname' &&
    typeof value === 'string' &&
    value.endsWith('*') &&
    (op === '==' || op === '!=')
  ) {
    const interval = checkInterval(right, want);
    done(isSingle(interval) ? { kind: 'value', value: interval.low } : { kind: 'range', ...interval }, op);
  } else done({ kind: 'value', value }, op);
}

/**
 * As nft lists them: `flags & (a|b) != 0` is `flags a,b`, `== 0` is `flags ! a,b`, and an address with a mask of
 * leading ones is a prefix.
 */
function simplify(match: MatchStatement): MatchStatement {
  const { left, right, op } = match;
  if (left.kind !== 'bitwise' || left.op !== '&' || right.kind !== 'value' || (op !== '==' && op !== '!='))
    return match;
  const { operand, constant } = left;
  if (operand.kind === 'concat' || operand.kind === 'bitwise') return match;
  if (BITMASKS.has(left.type) && right.value === 0 && typeof constant === 'number' && constant !== 0) {
    return {
      ...match,
      left: operand,
      op: op === '==' ? '!=' : '==',
      right: { kind: 'flags', mask: constant },
    };
  }
  if (left.type !== 'ipv4_addr' && left.type !== 'ipv6_addr') return match;
  const bits = BigInt(left.bits);
  const mask = BigInt(constant);
  const host = ((1n << bits) - 1n) ^ mask;
  const value = BigInt(right.value);
  if ((host & (host + 1n)) !== 0n || (value & host) !== 0n || host === 0n) return match;
  const prefix = left.bits - host.toString(2).length;
  const low = right.value;
  const high = left.bits > 53 ? value | host : Number(value | host);
  return { ...match, left: operand, right: { kind: 'range', low, high, prefix } };
}

/** `{ 22 }` is the same as `22` (nft optimises it away, and no anonymous set is made). */
function unwrapSingle(node: Node): Node {
  if (plain(node).kind !== 'set') return node;
  const items = flatItems(node);
  const item = items[0];
  if (items.length !== 1 || item === undefined || item.data !== null || item.statements.length > 0)
    return node;
  if (item.timeoutMs !== null || item.comment !== null) return node;
  const key = plain(item.key);
  return key.kind === 'concat' || key.kind === 'catch-all' ? node : item.key;
}

/**
 * Elements that merged into one (`{ 10.0.0.0/8, 10.1.0.0/16 }`): the set had its handle, but is not needed. nft still
 * lists it in braces, and makes a plain value of it when it reads that list again.
 */
function onlyElement(rule: RuleContext, reference: SetReference): MatchRight | null {
  if (reference.kind === 'named' || reference.set.elements.length !== 1) return null;
  const [element] = reference.set.elements;
  const [key] = element!.key;
  const bare = element!.timeoutMs === null && element!.comment === null && element!.statements.length === 0;
  if (key === undefined || element!.key.length !== 1 || !bare) return null;
  rule.table.nextHandle();
  return isSingle(key) ? { kind: 'value', value: key.low } : { kind: 'range', ...key };
}

function asBoolean(left: Expression, right: Node): Expression {
  if (left.kind === 'fib' && left.result === 'oif')
    return { ...left, present: true, type: 'boolean', bits: 1 };
  if (left.kind !== 'concat' && left.type !== 'boolean') mismatch(right.place, left.type, 'boolean');
  return left;
}

function single(left: Expression, right: Node): ComponentType {
  const types = typesOf(left);
  if (types.length !== 1) {
    fault(
      right.place,
      'Gabungan dengan titik hanya bisa dibandingkan dengan set { } atau @nama.',
      'A concatenation can only be compared with a set { } or @name.',
    );
  }
  return types[0]!;
}

/** One value, or `a,b,c` of flags as one mask. */
function listValue(node: Node, want: ComponentType) {
  const at = plain(node);
  if (at.kind !== 'list') return constantValue(node, want);
  if (!BITMASKS.has(want.type)) {
    return fault(
      at.place,
      'Beberapa nilai harus ditulis di dalam kurung kurawal.',
      'Several values must be written in braces.',
      { id: 'Tulis { a, b }.', en: 'Write { a, b }.' },
    );
  }
  let value = 0n;
  for (const item of at.items) value = compute('|', value, BigInt(constantValue(item, want)), want.bits);
  return want.bits > 53 ? value : Number(value);
}

/** In the order written: the last one counts where only one can. */
function learn(rule: RuleContext, left: Expression, right: MatchRight, node: Node): void {
  if (right.kind === 'value' && typeof right.value === 'number') rule.learn(left, [right.value]);
  else if (right.kind === 'set' && right.set.kind === 'anonymous') {
    const types = typesOf(left);
    const keys = flatItems(node)
      .map(({ key }) => key)
      .filter((key) => plain(key).kind !== 'catch-all');
    if (types.length !== 1) return;
    const values = keys.map((key) => checkInterval(key, types[0]!)).filter(isSingle);
    if (values.every(({ low }) => typeof low === 'number'))
      rule.learn(
        left,
        values.map(({ low }) => Number(low)),
      );
  }
}

/** `{ … }` or `@name` for the given left side. */
function setReference(rule: RuleContext, left: Expression, node: Node): SetReference {
  const key = typesOf(left);
  const at = plain(node);
  if (at.kind === 'set') return checkLiteral(rule, node, { kind: 'set', key, data: [] });
  return namedSet(rule, node, key, ['set']);
}

export function namedSet(
  rule: RuleContext,
  node: Node,
  key: ComponentType[],
  kinds: readonly SetDefinition['kind'][],
): SetReference {
  const at = plain(node);
  const name = at.kind === 'set-ref' ? at.name : '';
  const set = rule.table.findSet(name);
  if (set === null) {
    return fault(
      node.place,
      `Set atau map "@${name}" tidak ada di tabel "${rule.table.table.name}".`,
      `There is no set or map "@${name}" in the table "${rule.table.table.name}".`,
      suggestion(
        name,
        rule.table.table.sets.map((other) => other.name),
      ),
    );
  }
  if (!kinds.includes(set.kind)) {
    fault(
      node.place,
      `"@${name}" adalah ${set.kind}, tidak bisa dipakai di sini.`,
      `"@${name}" is a ${set.kind} and cannot be used here.`,
    );
  }
  sameTypes(node, key, set.key);
  return { kind: 'named', name };
}

export function sameTypes(node: Node, got: ComponentType[], want: ComponentType[]): void {
  const list = (types: ComponentType[]): string => types.map((part) => part.type).join(' . ');
  if (list(got) === list(want)) return;
  fault(
    node.place,
    `Tipe tidak cocok: set itu berisi ${list(want)}, sedangkan di sini ${list(got)}.`,
    `The types do not fit: that set holds ${list(want)}, but this is ${list(got)}.`,
  );
}
