/**
 * Elements of sets and maps, and the sets written in place. Models set_evaluate, expr_evaluate_set(_elem),
 * set_to_intervals and what the kernel says about doubled keys (nf_tables set backends), nftables 1.0.6.
 */
import type {
  ComponentType,
  Interval,
  SetDefinition,
  SetElement,
  SetReference,
  Verdict,
} from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { Node, SetItem } from '../syntax/tree.ts';
import { plain } from './constants.ts';
import { fault } from './fault.ts';
import { checkInterval, compareValues, isSingle, merged, overlap } from './intervals.ts';
import { emptySet, type SetShape } from './plain-set.ts';
import type { RuleContext } from './rule-context.ts';
import { checkStateful } from './stateful.ts';
import { checkVerdict } from './verdicts.ts';

/** Items of a literal, with literals inside it (from variables) laid flat. */
export function flatItems(node: Node): SetItem[] {
  const at = plain(node);
  if (at.kind === 'set') {
    return at.items.flatMap((item) => {
      const key = plain(item.key);
      return key.kind === 'set' && item.data === null ? flatItems(key) : [item];
    });
  }
  const item: SetItem = {
    key: node,
    data: null,
    timeoutMs: null,
    expiresMs: null,
    comment: null,
    statements: [],
    place: node.place,
  }; // prettier-ignore
  return [item];
}

export function checkElement(rule: RuleContext, item: SetItem, shape: SetShape): SetElement {
  const key = plain(item.key);
  const catchAll = key.kind === 'catch-all';
  const element: SetElement = {
    key: catchAll ? [] : checkParts(item.key, shape.key),
    catchAll,
    data: [],
    verdict: null,
    object: null,
    timeoutMs: item.timeoutMs,
    expiresMs: item.expiresMs,
    statements: item.statements.map((statement) => checkStateful(statement)),
    comment: item.comment,
    span: spanOf(item.place),
  };
  if (shape.kind === 'set') {
    if (item.data !== null) {
      fault(
        item.data.place,
        'Pasangan "kunci : nilai" hanya untuk map dan vmap; ini set biasa.',
        'A "key : value" pair is only for maps and vmaps; this is a plain set.',
      );
    }
    return element;
  }
  if (item.data === null) {
    return fault(
      item.place,
      'Isi map harus berpasangan "kunci : nilai".',
      'Elements of a map must be pairs "key : value".',
    );
  }
  checkData(rule, element, item.data, shape);
  return element;
}

function checkData(rule: RuleContext, element: SetElement, node: Node, shape: SetShape): void {
  const data = plain(node);
  if (shape.kind === 'verdict-map') {
    if (data.kind !== 'verdict') {
      fault(
        node.place,
        'Di vmap, sesudah ":" harus ada putusan: accept, drop, jump … .',
        'In a vmap, a verdict must follow ":": accept, drop, jump … .',
      );
    }
    element.verdict = checkVerdict(rule, data.verdict, node.place) satisfies Verdict;
    return;
  }
  if (data.kind === 'verdict') {
    fault(node.place, 'Putusan hanya boleh di vmap.', 'A verdict is only allowed in a vmap.');
  }
  if (shape.kind === 'object-map') {
    element.object = data.kind === 'symbol' ? data.text : '';
    return;
  }
  element.data = checkParts(node, shape.data);
}

/** `a . b . c` against the components of a key. */
function checkParts(node: Node, want: ComponentType[]): Interval[] {
  const at = plain(node);
  const items = at.kind === 'concat' ? at.items.flatMap(flatConcat) : [node];
  if (items.length !== want.length) {
    return fault(
      node.place,
      `Di sini dibutuhkan ${want.length} bagian yang dipisah titik, bukan ${items.length}.`,
      `${want.length} parts separated by dots are needed here, not ${items.length}.`,
    );
  }
  return items.map((item, index) => checkInterval(item, want[index]!));
}

function flatConcat(node: Node): Node[] {
  const at = plain(node);
  return at.kind === 'concat' ? at.items.flatMap(flatConcat) : [node];
}

/** A literal `{ … }` used in a rule. */
export function checkLiteral(rule: RuleContext, node: Node, shape: SetShape): SetReference {
  const set = emptySet(rule.table.anonymousName(shape.kind === 'set' ? 'set' : 'map'), shape, node.place);
  set.anonymous = true;
  set.constant = true;
  const items = flatItems(node);
  if (items.length === 0) fault(node.place, 'Set ini kosong.', 'This set is empty.');
  const elements = items.map((item) => checkElement(rule, item, shape));
  set.interval = elements.some((element) => element.key.some((part) => !isSingle(part)));
  set.elements = arrange(
    set,
    elements,
    items.map((item) => item.place),
    true,
  );
  return { kind: 'anonymous', set };
}

/** Sort, merge or refuse overlapping elements. `merge`: as anonymous sets and `auto-merge` do. */
export function arrange(
  set: Pick<SetDefinition, 'kind' | 'interval' | 'key'>,
  elements: SetElement[],
  places: readonly Place[],
  merge: boolean,
): SetElement[] {
  const order = elements.map((element, index) => ({ element, place: places[index]! }));
  const special = order.filter(({ element }) => element.catchAll);
  if (special.length > 1) twice(special[1]!.place);
  const ordinary = order.filter(({ element }) => !element.catchAll);
  const done = set.key.length === 1 ? arrangeSingle(set, ordinary, merge) : arrangeConcat(set, ordinary);
  return [...done, ...special.map(({ element }) => element)];
}

interface Placed {
  element: SetElement;
  place: Place;
}

function arrangeSingle(
  set: Pick<SetDefinition, 'kind' | 'interval'>,
  items: Placed[],
  merge: boolean,
): SetElement[] {
  const sorted = [...items].sort((a, b) => compareValues(a.element.key[0]!.low, b.element.key[0]!.low));
  const done: SetElement[] = [];
  for (const { element, place } of sorted) {
    const last = done.at(-1);
    if (last === undefined || !overlap(last.key[0]!, element.key[0]!)) {
      done.push(element);
      continue;
    }
    const same = sameData(last, element);
    const equal = last.key[0]!.low === element.key[0]!.low && last.key[0]!.high === element.key[0]!.high;
    if (!set.interval) {
      if (!same) differentData(place);
    } else if (equal && same) continue;
    else if (set.kind !== 'set' || !merge) conflicting(place);
    else last.key = [merged(last.key[0]!, element.key[0]!)];
  }
  return done;
}

/**
 * Concatenations with ranges live in the kernel's pipapo set: an element may be there twice, but its first or last
 * point must not lie in another one that was added before (nft_pipapo_insert).
 */
function arrangeConcat(set: Pick<SetDefinition, 'interval'>, items: Placed[]): SetElement[] {
  const seen = new Map<string, SetElement>();
  for (const { element, place } of items) {
    const key = element.key.map((part) => `${part.low}-${part.high}`).join(' . ');
    const before = seen.get(key);
    if (before !== undefined) {
      if (!sameData(before, element)) differentData(place);
      continue;
    }
    if (set.interval) {
      const inside = (other: SetElement, end: 'low' | 'high'): boolean =>
        element.key.every(
          (part, index) => other.key[index]!.low <= part[end] && part[end] <= other.key[index]!.high,
        );
      for (const other of seen.values())
        if (inside(other, 'low') || inside(other, 'high')) conflicting(place);
    }
    seen.set(key, element);
  }
  return [...seen.values()];
}

function sameData(a: SetElement, b: SetElement): boolean {
  const text = (element: SetElement): string =>
    JSON.stringify([
      element.verdict,
      element.object,
      element.data.map((part) => [String(part.low), String(part.high)]),
    ]);
  return text(a) === text(b);
}

function conflicting(place: Place): never {
  return fault(
    place,
    'Rentang ini bertumpang tindih dengan isi lain di set yang sama.',
    'This interval overlaps another element of the same set.',
    {
      id: 'Tambahkan `auto-merge` pada set, atau hapus salah satunya.',
      en: 'Add `auto-merge` to the set, or remove one of them.',
    },
  );
}

function differentData(place: Place): never {
  return fault(
    place,
    'Kunci ini sudah ada dengan nilai yang berbeda.',
    'This key is there already with a different value.',
  );
}

function twice(place: Place): never {
  return fault(place, 'Elemen "*" cukup satu.', 'One "*" element is enough.');
}
