/** New sets: an empty one of a given shape, and an anonymous one of a few numbers, as nft makes for its own guards
 * (implicit_set_declaration of src/evaluate.c). */
import type { ComponentType, DataType, SetDefinition } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';

/** What the elements of a set must be. */
export interface SetShape {
  kind: SetDefinition['kind'];
  key: ComponentType[];
  data: ComponentType[];
  /** Is the data of every element a range (true) or a single value (false)? Absent: whatever the first one is. */
  dataInterval?: boolean;
}

export function emptySet(name: string, shape: SetShape, place: Place): SetDefinition {
  return {
    name,
    handle: 0,
    anonymous: false,
    kind: shape.kind,
    key: shape.key,
    data: shape.data,
    objectType: null,
    typeof: null,
    typeofData: null,
    dataInterval: false,
    interval: false,
    dynamic: false,
    constant: false,
    timeout: false,
    timeoutMs: null,
    gcIntervalMs: null,
    size: null,
    policy: null,
    autoMerge: false,
    statements: [],
    comment: null,
    elements: [],
    span: spanOf(place),
  };
}

export function plainSet(
  name: string,
  type: DataType,
  values: readonly number[],
  place: Place,
): SetDefinition {
  const set = emptySet(name, { kind: 'set', key: [{ type, bits: 8 }], data: [] }, place);
  set.anonymous = true;
  set.constant = true;
  set.elements = [...values]
    .sort((a, b) => a - b)
    .map((value) => ({
      key: [{ low: value, high: value }],
      catchAll: false,
      data: [],
      verdict: null,
      object: null,
      timeoutMs: null,
      expiresMs: null,
      statements: [],
      comment: null,
      span: set.span,
    }));
  return set;
}
