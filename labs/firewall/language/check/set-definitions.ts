/** Named sets and maps: their types, flags and elements. Models set_evaluate of nftables 1.0.6; nft(8) SETS, MAPS. */
import { type Diagnostic, Fault } from '../diagnostics.ts';
import type { ComponentType, DataType, SetDefinition, SetElement } from '../ruleset.ts';
import { type Place, textOf } from '../syntax/source.ts';
import type { Node, SetItem, SetNode, TypeNode } from '../syntax/tree.ts';
import { TYPE_BITS } from '../words/fields.ts';
import { plain } from './constants.ts';
import { diagnosticAt, fault, suggestion, unsupported } from './fault.ts';
import { isSingle } from './intervals.ts';
import type { TableModel } from './model.ts';
import { emptySet } from './plain-set.ts';
import { RuleContext } from './rule-context.ts';
import { arrange, checkElement, flatItems, writtenAsRange } from './sets.ts';
import { checkStateful } from './stateful.ts';

export function checkSetDefinition(node: SetNode): SetDefinition {
  if (node.type === null) {
    return fault(
      node.name.place,
      `${node.map ? 'Map' : 'Set'} "${node.name.text}" belum punya baris \`type\`.`,
      `The ${node.map ? 'map' : 'set'} "${node.name.text}" has no \`type\` line.`,
      node.map
        ? { id: 'Misalnya: type ipv4_addr : verdict;', en: 'For example: type ipv4_addr : verdict;' }
        : { id: 'Misalnya: type ipv4_addr;', en: 'For example: type ipv4_addr;' },
    );
  }
  const key = checkTypes(node.type);
  if (key.some(({ type }) => type === 'verdict' || type === 'invalid')) {
    fault(node.type.place, 'Tipe ini tidak bisa menjadi kunci.', 'This type cannot be a key.');
  }
  checkKeyLength(key, node.type.place);
  const data = node.data === null ? [] : checkTypes(node.data);
  const verdicts = data.length === 1 && data[0]!.type === 'verdict';
  const has = (flag: string): boolean => node.flags.some((name) => name.text === flag);
  if (node.autoMerge && !has('interval')) {
    fault(
      node.name.place,
      '`auto-merge` hanya berlaku untuk set dengan `flags interval`.',
      '`auto-merge` only works for sets with `flags interval`.',
    );
  }
  if (has('constant') && (has('timeout') || node.timeoutMs !== null)) {
    fault(
      node.flags[0]!.place,
      'Set yang constant tidak bisa sekaligus memakai timeout.',
      'A constant set cannot have a timeout.',
    );
  }
  if (has('interval') && has('dynamic')) {
    fault(
      node.flags[0]!.place,
      'Kernel tidak punya set yang sekaligus interval dan dynamic.',
      'The kernel has no set that is both interval and dynamic.',
    );
  }
  if (node.gcIntervalMs !== null && !has('timeout') && node.timeoutMs === null) {
    fault(
      node.name.place,
      '`gc-interval` hanya berlaku untuk set dengan `flags timeout`.',
      '`gc-interval` only works for sets with `flags timeout`.',
    );
  }
  if (node.objectType !== null && !['counter', 'quota', 'limit'].includes(node.objectType)) {
    unsupported(node.place, `map : ${node.objectType}`);
  }
  const kind = !node.map ? 'set' : node.objectType !== null ? 'object-map' : verdicts ? 'verdict-map' : 'map';
  const { objectType, dataInterval, timeoutMs, gcIntervalMs, size, policy, autoMerge, comment } = node;
  return {
    ...emptySet(node.name.text, { kind, key, data }, node.place),
    ...{ objectType, dataInterval, timeoutMs, gcIntervalMs, size, policy, autoMerge, comment },
    typeof: typeofText(node.type),
    typeofData: node.data === null ? null : typeofText(node.data),
    interval: has('interval'),
    dynamic: has('dynamic'),
    constant: has('constant'),
    timeout: has('timeout') || timeoutMs !== null,
    statements: node.statements.map((statement) => checkStateful(statement)),
  };
}

/** NFT_DATA_VALUE_MAXLEN of the kernel; every part of a concatenation takes whole registers of 4 bytes. */
const KEY_BYTES = 64;

export function checkKeyLength(key: readonly ComponentType[], place: Place): void {
  if (key.reduce((sum, { bits }) => sum + Math.ceil(bits / 32) * 4, 0) <= KEY_BYTES) return;
  fault(
    place,
    `Gabungan ini terlalu panjang: paling banyak ${KEY_BYTES} byte.`,
    `This concatenation is too long: ${KEY_BYTES} bytes at most.`,
  );
}

function typeofText(node: TypeNode): string | null {
  return node.fields === null ? null : node.fields.map((field) => textOf(field.place)).join(' . ');
}

function checkTypes(node: TypeNode): ComponentType[] {
  if (node.fields !== null) return node.fields.map(typeOfField);
  return node.names!.map((name) => {
    if (name.text === 'verdict') return { type: 'verdict', bits: 32 };
    const bits = Object.hasOwn(TYPE_BITS, name.text) ? TYPE_BITS[name.text as DataType]! : null;
    if (bits === null) {
      return fault(
        name.place,
        `Tipe data "${name.text}" tidak dikenal.`,
        `The data type "${name.text}" is not known.`,
        suggestion(name.text, Object.keys(TYPE_BITS)),
      );
    }
    if (bits === 0) {
      return fault(
        name.place,
        `Tipe "${name.text}" tidak punya lebar yang pasti; pakai \`typeof\` dengan bagian paketnya.`,
        `The type "${name.text}" has no fixed width; use \`typeof\` with a field.`,
      );
    }
    return { type: name.text as DataType, bits };
  });
}

function typeOfField(node: Node): ComponentType {
  const at = plain(node);
  if (at.kind === 'unsupported') return unsupported(at.place, at.construct);
  if (at.kind !== 'field' || at.field.kind === 'concat') {
    return fault(node.place, '`typeof` memerlukan bagian paket.', '`typeof` needs a field.');
  }
  return { type: at.field.type, bits: at.field.bits };
}

/** Adds the elements of a literal to a named set. Faults are reported one by one. */
export function addElements(
  table: TableModel,
  set: SetDefinition,
  literal: Node,
  report: (diagnostic: Diagnostic) => void,
  create = false,
): void {
  if (plain(literal).kind !== 'set') {
    report(
      diagnosticAt(
        'error',
        literal.place,
        'Isi set harus ditulis di dalam kurung kurawal { }.',
        'The elements of a set must be written in braces { }.',
      ),
    );
    return;
  }
  const before = set.elements.length;
  const rule = new RuleContext(table.table.family, table, report);
  const elements: SetElement[] = [...set.elements];
  const places: Place[] = set.elements.map(() => literal.place);
  for (const item of flatItems(literal)) {
    attempt(report, () => {
      const element = checkElement(rule, item, set);
      needFlags(set, element, item);
      checkExpiry(set, element, item);
      if (element.object !== null && !table.hasObject(set.objectType!, element.object)) {
        fault(
          item.place,
          `Objek "${element.object}" tidak ada di tabel ini.`,
          `There is no object "${element.object}" in this table.`,
        );
      }
      elements.push(element);
      places.push(item.place);
    });
  }
  attempt(report, () => {
    set.elements = arrange(set, elements, places, set.autoMerge);
  });
  if (create && set.elements.length < before + flatItems(literal).length) {
    attempt(report, () => fault(literal.place, 'Elemen ini sudah ada.', 'This element is there already.'));
  }
  if (set.size !== null && set.elements.length > set.size) {
    attempt(report, () =>
      fault(
        literal.place,
        `Set "${set.name}" hanya muat ${set.size} elemen (size), tetapi isinya ${set.elements.length}.`,
        `The set "${set.name}" holds only ${set.size} elements (size), but has ${set.elements.length}.`,
      ),
    );
  }
}

function needFlags(set: SetDefinition, element: SetElement, { key, place }: SetItem): void {
  if (!set.interval && (element.key.some((part) => !isSingle(part)) || writtenAsRange(key))) {
    fault(
      place,
      `Set "${set.name}" belum punya \`flags interval\`, jadi tidak bisa memuat awalan atau rentang.`,
      `The set "${set.name}" has no \`flags interval\`, so it cannot hold prefixes or ranges.`,
      { id: 'Tambahkan baris `flags interval`.', en: 'Add the line `flags interval`.' },
    );
  }
  const kinds = (list: SetElement['statements']): string => list.map(({ kind }) => kind).join(' ');
  if (element.statements.length > 0 && kinds(element.statements) !== kinds(set.statements)) {
    fault(
      place,
      `Set "${set.name}" harus menyebut \`${kinds(element.statements)}\` juga supaya elemennya boleh memakainya.`,
      `The set "${set.name}" must have \`${kinds(element.statements)}\` too for its elements to carry it.`,
    );
  }
  if (!set.timeout && (element.timeoutMs !== null || element.expiresMs !== null)) {
    fault(
      place,
      `Set "${set.name}" belum punya \`flags timeout\`.`,
      `The set "${set.name}" has no \`flags timeout\`.`,
      { id: 'Tambahkan baris `flags timeout`.', en: 'Add the line `flags timeout`.' },
    );
  }
}

/** nf_tables_add_set_elem: what is left of an element's life cannot be more than its life. */
function checkExpiry(set: SetDefinition, { timeoutMs, expiresMs }: SetElement, { place }: SetItem): void {
  const lifetime = timeoutMs ?? set.timeoutMs;
  if (expiresMs === null || (lifetime !== null && expiresMs <= lifetime)) return;
  fault(
    place,
    '`expires` memerlukan `timeout` yang tidak lebih pendek.',
    '`expires` needs a `timeout` that is not shorter.',
  );
}

export function attempt(report: (diagnostic: Diagnostic) => void, action: () => void): boolean {
  try {
    action();
    return true;
  } catch (problem) {
    if (!(problem instanceof Fault)) throw problem;
    report(problem.diagnostic);
    return false;
  }
}
