/**
 * Why a rule did not match: which expression failed, and what the packet had there instead.
 * The kernel's own trace (nft monitor trace) only tells of rules that matched; this is what people ask about.
 */
import { printValue } from '../language/print/values.ts';
import type { Expression, Statement, Value } from '../language/ruleset.ts';

import { Build, type Machine } from './build.ts';
import * as F from './fields.ts';
import { isReadable, operandOf } from './operands.ts';
import { type Program, WIDTH } from './program.ts';
import type { OnMiss } from './run-chain.ts';
import type { Skb } from './skb.ts';
import type { Miss } from './verdict.ts';

/** Names of statements that can fail without comparing anything. */
const STATEMENT_FIELDS: Readonly<Record<string, string>> = {
  limit: 'limit rate',
  quota: 'quota',
  'connection-limit': 'ct count',
  'set-update': 'set',
  reject: 'meta l4proto',
};

/** Collects misses on skb.misses. */
export function noteMiss(machine: Machine): OnMiss {
  return (program, number, pc, skb) => {
    skb.misses?.push(missOf(machine, program, number, pc, skb));
  };
}

function missOf(machine: Machine, program: Program, number: number, pc: number, skb: Skb): Miss {
  const { family, table, chain, rule } = program.rules[number]!;
  const at = pc >= 0 ? program.origin[pc / WIDTH]! : rule.statements.findIndex(isDeciding);
  const statement = rule.statements[at]!;
  const expression = expressionOf(statement);
  const words = expression === null ? null : read(expression, machine, statement, skb);
  const name =
    expression === null ? (STATEMENT_FIELDS[statement.kind] ?? statement.kind) : fieldOf(expression);
  const shown = expression === null || words === null ? null : show(expression, words, machine);
  return {
    family,
    table,
    chain,
    hook: F.HOOKS[skb.hook]!,
    handle: rule.handle,
    span: rule.span,
    after: skb.path.length,
    failed: { statement: at, span: statement.span },
    field: name,
    value: shown?.value ?? null,
    text: shown?.text ?? '',
  };
}

function isDeciding({ kind }: Statement): boolean {
  return kind === 'vmap' || kind === 'reject' || kind === 'nat';
}

/** What a statement compares, null for one that compares nothing. */
function expressionOf(statement: Statement): Expression | null {
  if (statement.kind === 'match') return statement.left;
  return statement.kind === 'vmap' || statement.kind === 'set-update' ? statement.key : null;
}

/** The expression by nft's name. */
export function fieldOf(expression: Expression): string {
  switch (expression.kind) {
    case 'payload':
      return `${expression.protocol} ${expression.field}`;
    case 'meta':
      return /^[io]if(name)?$/.test(expression.key) ? expression.key : `meta ${expression.key}`;
    case 'ct':
      return ['ct', expression.direction, expression.family, expression.key].filter(Boolean).join(' ');
    case 'fib':
      return `fib ${expression.selectors.join(' . ')} ${expression.result}`;
    case 'rt':
      return `rt ${expression.key}`;
    case 'tcp-option':
      return ['tcp option', expression.option, expression.field].filter(Boolean).join(' ');
    case 'extension':
      return [expression.header, expression.field].filter(Boolean).join(' ');
    case 'bitwise':
      return `${fieldOf(expression.operand)} ${expression.op} ${expression.constant}`;
    case 'concat':
      return expression.parts.map(fieldOf).join(' . ');
    case 'map':
      return `${fieldOf(expression.key)} map`;
    case 'constant':
      return String(expression.value);
  }
}

/** The words the packet has for an expression; null when it has none. Maps are not read again: that may count. */
function read(expression: Expression, machine: Machine, statement: Statement, skb: Skb): number[] | null {
  if (expression.kind === 'map') return null;
  if (expression.kind === 'concat') {
    const parts = expression.parts.map((part) => read(part, machine, statement, skb));
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  const build = new Build(machine, noSet, noSet, statement.span);
  const operand = operandOf(expression, build);
  return isReadable(operand, skb) ? operand.slots.map((slot) => skb.f[slot]!) : null;
}

function noSet(): never {
  throw new Error('a map is not read for an explanation');
}

function show(
  expression: Expression,
  words: readonly number[],
  machine: Machine,
): { value: Miss['value']; text: string } {
  if (expression.kind !== 'concat') {
    const value = valueFrom(expression, words, machine);
    return { value, text: textOf(expression, value) };
  }
  let from = 0;
  const parts = expression.parts.map((part) => {
    const width = 'bits' in part && part.bits > 32 ? Math.ceil(part.bits / 32) : 1;
    const own = words.slice(from, from + width);
    from += width;
    const value = valueFrom(part, own, machine);
    return { value, text: textOf(part, value) };
  });
  return { value: parts.map((part) => part.value), text: parts.map((part) => part.text).join(' . ') };
}

function valueFrom(expression: Expression, words: readonly number[], machine: Machine): Value {
  if (isInterface(expression)) return machine.topology.interfaces[words[0]!]?.name ?? '';
  if (words.length === 1) return words[0]! >>> 0;
  return words.reduce((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n);
}

function isInterface(expression: Expression): boolean {
  return 'type' in expression && (expression.type === 'ifname' || expression.type === 'iface_index');
}

function textOf(expression: Expression, value: Value): string {
  return 'type' in expression ? printValue(value, expression) : String(value);
}
