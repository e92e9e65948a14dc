/** Expressions, values and sets in the shape of `nft -j` (libnftables-json(5), EXPRESSIONS). */

import { typesOf } from '../check/left.ts';
import type {
  ComponentType,
  Expression,
  Interval,
  SetDefinition,
  SetElement,
  SetReference,
  Value,
  Verdict,
} from '../ruleset.ts';
import { BITMASKS } from '../words/symbols.ts';
import { statefulJson } from './json-stateful.ts';
import { printValue } from './values.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function valueJson(value: Value, type: ComponentType): Json {
  const text = printValue(value, type, '|');
  if (type.type === 'mark') return Number(value);
  if (type.type === 'boolean') return value === 1;
  if (type.type === 'time' && type.bits === 32) return Number(value) / 1000;
  if (BITMASKS.has(type.type) && type.type !== 'ct_label') {
    const names = text.split('|');
    return /^0x/.test(text) ? Number(value) : names.length === 1 ? text : names;
  }
  if (text.startsWith('"')) return text.slice(1, -1);
  if (/^[0-9]+$/.test(text)) return Number(text);
  return /^0x/.test(text) ? Number(value) : text;
}

export function intervalJson(interval: Interval, type: ComponentType): Json {
  const { low, high, prefix } = interval;
  if (prefix !== undefined && typeof low === 'string') return `${low}*`;
  if (prefix !== undefined) return { prefix: { addr: valueJson(low, type), len: prefix } };
  return low === high ? valueJson(low, type) : { range: [valueJson(low, type), valueJson(high, type)] };
}

export function expressionJson(expression: Expression): Json {
  switch (expression.kind) {
    case 'payload':
      return { payload: { protocol: expression.protocol, field: expression.field } };
    case 'meta':
      return { meta: { key: expression.key } };
    case 'ct': {
      const ct: { [key: string]: Json } = { key: expression.key };
      if (expression.family !== null) ct['key'] = `${expression.family} ${expression.key}`;
      if (expression.direction !== null) ct['dir'] = expression.direction;
      return { ct };
    }
    case 'fib':
      return { fib: { result: expression.result, flags: [...expression.selectors] } };
    case 'rt':
      return {
        rt: { key: expression.key, ...(expression.family === null ? {} : { family: expression.family }) },
      };
    case 'tcp-option':
      return { 'tcp option': { name: expression.option, ...field(expression.field) } };
    case 'extension':
      return expression.header.startsWith('ip option ')
        ? { 'ip option': { name: expression.header.slice(10), ...field(expression.field) } }
        : { exthdr: { name: expression.header, ...field(expression.field) } };
    case 'bitwise':
      return {
        [expression.op]: [expressionJson(expression.operand), valueJson(expression.constant, expression)],
      };
    case 'concat':
      return { concat: expression.parts.map(expressionJson) };
    case 'map':
      return {
        map: { key: expressionJson(expression.key), data: referenceJson(expression.map, expression.key) },
      };
    case 'constant':
      return valueJson(expression.value, expression);
  }
}

function field(name: string | null): { [key: string]: Json } {
  return name === null ? {} : { field: name };
}

/** `@name`, or the elements in place. */
export function referenceJson(reference: SetReference, key: Expression): Json {
  if (reference.kind === 'named') return `@${reference.name}`;
  return { set: elementsJson(reference.set, typesOf(key)) };
}

export function elementsJson(set: SetDefinition, key: ComponentType[]): Json[] {
  return [...set.elements].sort(inKernelOrder).map((element) => {
    const plain = keyJson(element, key);
    const bare = element.timeoutMs === null && element.expiresMs === null && element.comment === null;
    const item: Json =
      bare && element.statements.length === 0
        ? plain
        : {
            elem: {
              val: plain,
              ...(element.timeoutMs === null ? {} : { timeout: element.timeoutMs / 1000 }),
              ...(element.expiresMs === null ? {} : { expires: element.expiresMs / 1000 }),
              ...(element.comment === null ? {} : { comment: element.comment }),
              ...Object.assign({}, ...element.statements.map(statefulJson)),
            },
          };
    const data = dataJson(element, set);
    return data === undefined ? item : [item, data];
  });
}

/** Several flags of one element. */
function joined(value: Json): Json {
  return Array.isArray(value) ? { '|': value } : value;
}

/** nft sorts names as numbers, first letter lowest; everything else is in order already. */
function inKernelOrder(a: SetElement, b: SetElement): number {
  const [one, two] = [a.key[0]?.low, b.key[0]?.low];
  if (a.key.length !== 1 || typeof one !== 'string' || typeof two !== 'string') return 0;
  const backwards = (text: string): string => [...text].reverse().join('');
  return one.length - two.length || (backwards(one) < backwards(two) ? -1 : 1);
}

function keyJson(element: SetElement, key: ComponentType[]): Json {
  if (element.catchAll) return '*';
  const parts = element.key.map((part, index) => joined(intervalJson(part, key[index]!)));
  return parts.length === 1 ? parts[0]! : { concat: parts };
}

function dataJson(element: SetElement, set: SetDefinition): Json | undefined {
  if (element.verdict !== null) return verdictJson(element.verdict);
  if (element.object !== null) return element.object;
  if (element.data.length === 0) return undefined;
  const parts = element.data.map((part, index) => intervalJson(part, set.data[index]!));
  return parts.length === 1 ? parts[0]! : { concat: parts };
}

export function verdictJson(verdict: Verdict): Json {
  return 'chain' in verdict ? { [verdict.kind]: { target: verdict.chain } } : { [verdict.kind]: null };
}
