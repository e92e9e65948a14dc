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
import { emptyItem } from '../syntax/set-literal.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { Node, SetItem } from '../syntax/tree.ts';
import { plain } from './constants.ts';
import { fault, unsupported } from './fault.ts';
import { adjacent, checkInterval, compareValues, isSingle, merged, overlap } from './intervals.ts';
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
  return [emptyItem(node, node.place)];
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
  if (shape.dataInterval === false && writtenAsRange(node)) {
    fault(
      node.place,
      'Isi map ini harus satu nilai; untuk rentang tulis `type … : interval …`.',
      'This map holds single values; for ranges write `type … : interval …`.',
    );
  }
  if (shape.dataInterval === true && !writtenAsRange(node)) wantsRange(node.place);
}

/** nft sends a range as two values and a single one as one; a map takes only one of the two forms. */
function wantsRange(place: Place): never {
  return fault(
    place,
    'Map ini berisi rentang: tulis nilai tunggal pun sebagai rentang.',
    'This map holds ranges: write a single value as a range too.',
  );
}

/** `5-5` and `10.0.0.1/32` are single values, but nft goes by the way they are written. */
export function writtenAsRange(node: Node): boolean {
  const at = plain(node);
  if (at.kind === 'concat') return at.items.some(writtenAsRange);
  return at.kind === 'range' || at.kind === 'prefix';
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
  if (items.length === 1) foreignConstant(node, want[0]!);
  return items.map((item, index) => checkInterval(item, want[index]!));
}

/** nft does not look at the type of `tcp` or `exists` among other elements; what the kernel then makes of it is unclear. */
function foreignConstant(node: Node, { type }: ComponentType): void {
  const at = plain(node);
  const redirect = at.kind === 'protocol' && at.text === 'redirect' && type === 'icmp_type';
  if (
    (at.kind === 'protocol' && type !== 'inet_proto' && !redirect) ||
    (at.kind === 'boolean' && type !== 'boolean')
  )
    unsupported(node.place, `value of another type in a set of ${type}`);
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
  const first = items[0]!.data;
  const form =
    shape.kind === 'map' && first !== null
      ? { ...shape, dataInterval: items.some(({ data }) => data !== null && writtenAsRange(data)) }
      : shape;
  const elements = items.map((item) => checkElement(rule, item, form));
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
  for (const { element, place } of special.slice(1))
    if (!sameData(special[0]!.element, element)) differentData(place);
  const ordinary = order.filter(({ element }) => !element.catchAll);
  const done = set.key.length === 1 ? arrangeSingle(set, ordinary, merge) : arrangeConcat(set, ordinary);
  return [...done, ...special.slice(0, 1).map(({ element }) => element)];
}

interface Placed {
  element: SetElement;
  place: Place;
}

function arrangeSingle(
  set: Pick<SetDefinition, 'kind' | 'interval' | 'key'>,
  items: Placed[],
  merge: boolean,
): SetElement[] {
  const sorted = [...items].sort((a, b) => compareValues(a.element.key[0]!.low, b.element.key[0]!.low));
  const done: SetElement[] = [];
  for (const { element, place } of sorted) {
    const last = done.at(-1);
    const key = element.key[0]!;
    if (last === undefined || !overlap(last.key[0]!, key)) {
      if (last !== undefined && merge && set.interval && set.kind === 'set' && adjacent(last.key[0]!, key))
        last.key = [merged(last.key[0]!, key, set.key[0]!)];
      else done.push(element);
      continue;
    }
    const same = sameData(last, element);
    const equal = last.key[0]!.low === key.low && last.key[0]!.high === key.high;
    // A doubled element counts where it was written last: `reject with tcp reset` goes by the last protocol.
    if (same && (equal || !set.interval)) last.span = element.span;
    else if (!set.interval) differentData(place);
    else if (set.kind !== 'set' || !merge) conflicting(place);
    else last.key = [merged(last.key[0]!, key, set.key[0]!)];
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
