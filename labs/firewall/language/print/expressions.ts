/** Expressions and sets as nft text. nft(8) EXPRESSIONS; forms as `nft list ruleset` of 1.0.6 writes them. */

import { typesOf } from '../check/left.ts';
import type {
  ComponentType,
  Expression,
  SetDefinition,
  SetElement,
  SetReference,
  StatefulStatement,
  Table,
  Verdict,
} from '../ruleset.ts';
import { META_ALONE } from '../words/fields.ts';
import { printStateful } from './stateful.ts';
import { formatTime, printInterval, printValue, quote } from './values.ts';

export function printExpression(expression: Expression, table: Table | null): string {
  switch (expression.kind) {
    case 'payload':
      return `${expression.protocol} ${expression.field}`;
    case 'meta':
      return Object.hasOwn(META_ALONE, expression.key) && BARE.has(expression.key)
        ? expression.key
        : `meta ${expression.key}`;
    case 'ct': {
      const direction = expression.direction === null ? '' : `${expression.direction} `;
      const family =
        expression.family === null || !expression.key.endsWith('addr') ? '' : `${expression.family} `;
      return `ct ${direction}${family}${expression.key}`;
    }
    case 'fib':
      return `fib ${expression.selectors.join(' . ')} ${expression.result}`;
    case 'rt':
      return `rt ${expression.family === null ? '' : `${expression.family} `}${expression.key}`;
    case 'tcp-option':
      return `tcp option ${expression.option}${expression.field === null ? '' : ` ${expression.field}`}`;
    case 'extension':
      if (expression.field !== null) return `${expression.header} ${expression.field}`;
      return expression.header.startsWith('ip option') ? expression.header : `exthdr ${expression.header}`;
    case 'bitwise':
      return printBitwise(expression, table);
    case 'concat':
      return expression.parts.map((part) => printExpression(part, table)).join(' . ');
    case 'map':
      return `${printExpression(expression.key, table)} map ${printSetReference(expression.map, typesOf(expression.key), table)}`;
    case 'constant':
      return printValue(expression.value, expression);
  }
}

/** Only the interface keys are written without `meta` by nft. */
const BARE = new Set(['iif', 'oif', 'iifname', 'oifname', 'iiftype', 'oiftype', 'iifgroup', 'oifgroup']);

const PRECEDENCE = { '|': 1, '^': 2, '&': 3, '<<': 4, '>>': 4 } as const;

function printBitwise(expression: Extract<Expression, { kind: 'bitwise' }>, table: Table | null): string {
  const { op, operand } = expression;
  const shift = op === '<<' || op === '>>';
  const type: ComponentType = shift ? { type: 'integer', bits: 32 } : expression;
  const left = printExpression(operand, table);
  const inner = operand.kind === 'bitwise' && PRECEDENCE[operand.op] < PRECEDENCE[op] ? `(${left})` : left;
  const right = printValue(expression.constant, type, ' | ');
  return `${inner} ${op} ${right.includes(' ') ? `(${right})` : right}`;
}

export function printSetReference(
  reference: SetReference,
  key: ComponentType[],
  table: Table | null,
): string {
  if (reference.kind === 'named') return `@${reference.name}`;
  return printElements(reference.set, key, table);
}

/**
 * `{ a, b : c }`, in the order written: nft reads some sets with an eye on their last element (`icmp type { … } icmp
 * id 1`), so sorting could turn an accepted rule into a refused one.
 */
export function printElements(set: SetDefinition, key: ComponentType[], table: Table | null): string {
  const written = [...set.elements].sort((a, b) => a.span.offset - b.span.offset);
  return `{ ${written.map((element) => printElement(element, set, key, table)).join(', ')} }`;
}

export function printElement(
  element: SetElement,
  set: SetDefinition,
  key: ComponentType[],
  table: Table | null,
): string {
  const parts = element.catchAll
    ? '*'
    : element.key.map((part, index) => printInterval(part, key[index]!, ' | ')).join(' . ');
  const statements = element.statements
    .map((statement: StatefulStatement) => ` ${printStateful(statement)}`)
    .join('');
  const options = [
    element.timeoutMs === null ? '' : ` timeout ${formatTime(element.timeoutMs)}`,
    element.expiresMs === null ? '' : ` expires ${formatTime(element.expiresMs)}`,
    element.comment === null ? '' : ` comment ${quote(element.comment)}`,
  ].join('');
  return `${parts}${statements}${options}${printData(element, set, table)}`;
}

function printData(element: SetElement, set: SetDefinition, table: Table | null): string {
  if (element.verdict !== null) return ` : ${printVerdict(element.verdict, table)}`;
  if (element.object !== null) return ` : ${quote(element.object)}`;
  if (element.data.length === 0) return '';
  return ` : ${element.data.map((part, index) => printInterval(part, set.data[index]!, ' | ')).join(' . ')}`;
}

export function printVerdict(verdict: Verdict, _table: Table | null): string {
  return 'chain' in verdict ? `${verdict.kind} ${verdict.chain}` : verdict.kind;
}
