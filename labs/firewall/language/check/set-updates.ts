/** `add @s { … }`, `update`, `delete` and `meter`. Models stmt_evaluate_set, _map, _meter and nft_dynset_init. */
import type { Expression, SetDefinition, StatefulStatement } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { StatementNode } from '../syntax/tree.ts';
import { checkValue, sameValueType } from './assign.ts';
import { constantValue, plain } from './constants.ts';
import { fault } from './fault.ts';
import { checkLeft, typesOf } from './left.ts';
import { namedSet } from './match.ts';
import { emptySet } from './plain-set.ts';
import type { RuleContext } from './rule-context.ts';
import { checkStateful } from './stateful.ts';

/** Usually a field; a constant takes the type of the set. */
function updateKey(rule: RuleContext, node: Extract<StatementNode, { kind: 'set-update' }>): Expression {
  const at = plain(node.key.key);
  if (at.kind !== 'symbol' && at.kind !== 'number' && at.kind !== 'protocol')
    return checkLeft(rule, node.key.key);
  const name = plain(node.set);
  const want = name.kind === 'set-ref' ? rule.table.findSet(name.name)?.key[0] : undefined;
  if (want === undefined) return checkLeft(rule, node.key.key);
  return { kind: 'constant', value: constantValue(node.key.key, want), ...want };
}

export function checkSetUpdate(
  rule: RuleContext,
  node: Extract<StatementNode, { kind: 'set-update' }>,
): void {
  if (node.key.comment !== null) {
    fault(
      node.key.place,
      'Elemen di sini tidak boleh berkomentar.',
      'An element here cannot have a comment.',
    );
  }
  const key = updateKey(rule, node);
  const declared = plain(node.set);
  const want = declared.kind === 'set-ref' ? rule.table.findSet(declared.name)?.key : undefined;
  const [only] = want ?? [];
  const loose = want?.length === 1 && key.kind !== 'concat' && key.type === 'integer' && only !== undefined;
  if (loose) sameValueType(node.key.key, key, only);
  const types = loose ? want : typesOf(key);
  const reference = namedSet(rule, node.set, types, node.data === null ? ['set'] : ['map']);
  const set = rule.table.findSet(reference.kind === 'named' ? reference.name : '')!;
  if (set.interval) {
    fault(
      node.set.place,
      `Set "${set.name}" memakai flags interval; kernel tidak bisa menambah isinya dari aturan.`,
      `The set "${set.name}" has flags interval; the kernel cannot add to it from a rule.`,
    );
  }
  if (set.constant) {
    fault(
      node.set.place,
      `Set "${set.name}" bertanda constant; isinya tidak bisa diubah dari aturan.`,
      `The set "${set.name}" is constant; a rule cannot change it.`,
    );
  }
  if (node.key.timeoutMs !== null && !set.timeout) {
    fault(
      node.place,
      `Set "${set.name}" belum punya \`flags timeout\`, jadi elemennya tidak bisa diberi timeout.`,
      `The set "${set.name}" has no \`flags timeout\`, so its elements cannot have one.`,
    );
  }
  const statements = node.key.statements.map((statement) => checkStateful(statement));
  const kinds = (list: typeof statements): string => list.map(({ kind }) => kind).join(' ');
  if (statements.length > 0 && set.statements.length > 0 && kinds(statements) !== kinds(set.statements)) {
    fault(
      node.place,
      `Set "${set.name}" sudah memuat \`${kinds(set.statements)}\`; pernyataan di sini harus sama.`,
      `The set "${set.name}" carries \`${kinds(set.statements)}\`; the statements here must be the same.`,
    );
  }
  noCountWithTimeout(statements, set, node.place);
  rule.effects.push(() => {
    set.dynamic = true;
    set.size ??= DYNAMIC_SIZE;
  });
  const data = node.data === null ? null : checkValue(rule, node.data, set.data[0]!);
  rule.statements.push({
    kind: 'set-update',
    op: node.op,
    set: set.name,
    key,
    timeoutMs: node.key.timeoutMs,
    statements,
    data,
    meter: false,
    span: spanOf(node.place),
  });
}

/** nft_set_elem_expr_alloc: `ct count` cleans up its elements itself, which a set with timeouts does too. */
function noCountWithTimeout(
  statements: readonly StatefulStatement[],
  { timeout }: SetDefinition,
  place: Place,
): void {
  if (!timeout || !statements.some(({ kind }) => kind === 'connection-limit')) return;
  fault(place, 'Set dengan timeout tidak menerima `ct count`.', 'A set with timeouts takes no `ct count`.');
}

/** What the kernel gives a set updated from rules when no size is written. */
const DYNAMIC_SIZE = 65535;

export function checkMeter(rule: RuleContext, node: Extract<StatementNode, { kind: 'meter' }>): void {
  const key = checkLeft(rule, node.key.key);
  const statements = node.key.statements.map((statement) => checkStateful(statement));
  const set = emptySet(node.name.text, { kind: 'set', key: typesOf(key), data: [] }, node.place);
  set.dynamic = true;
  set.timeout = node.key.timeoutMs !== null;
  set.size = node.size ?? DYNAMIC_SIZE;
  noCountWithTimeout(statements, set, node.place);
  if (rule.table.findSet(set.name) !== null) {
    fault(
      node.name.place,
      `Nama "${set.name}" sudah dipakai set lain.`,
      `The name "${set.name}" is taken by another set.`,
    );
  }
  rule.effects.push(() => rule.table.addSet(set));
  rule.statements.push({
    kind: 'set-update',
    op: node.key.timeoutMs !== null ? 'update' : 'add',
    set: set.name,
    key,
    timeoutMs: node.key.timeoutMs,
    statements,
    data: null,
    meter: true,
    span: spanOf(node.place),
  });
}
