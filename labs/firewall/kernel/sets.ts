/**
 * Sets and maps as rules use them: elements with verdicts, data, lifetimes and statements of their own; sets that
 * rules add to. Models net/netfilter/nft_lookup.c, nft_dynset.c and the element handling of nf_tables_api.c.
 */
import type { SetDefinition, SetElement, Verdict } from '../language/ruleset.ts';
import { LoadError } from './build.ts';
import type { Effect } from './effects.ts';
import { encodeInterval, type InterfaceNumbers, missingInterface } from './encode.ts';
import { buildTable, type Table } from './tables.ts';

export interface Element {
  /** Of a verdict map: ACCEPT … GOTO and the chain it leads to, as in program.ts. */
  outcome: number;
  target: number;
  /** Data of a map as words: low and high of all parts, one after the other. */
  low: readonly number[];
  high: readonly number[];
  object: string | null;
  /** When it ends, in milliseconds of the virtual clock; Infinity: never. */
  expires: number;
  /** Limit, counter … of its own; the look-up fails when one of them does not match. */
  effects: readonly Effect[];
}

/** What a set needs from the machine around it. */
export interface SetHost {
  now(): number;
  interfaces: InterfaceNumbers;
  /** Outcome and chain number of a verdict in this table. */
  resolve(verdict: Verdict): { outcome: number; target: number };
  /** Fresh state for one element's statements. */
  effectsOf(statements: SetElement['statements']): Effect[];
}

/** Elements a set can hold when rules add to it and no size is written (nft's default). */
const DEFAULT_SIZE = 65_535;
/** Milliseconds between two collections of what has ended, when the set names none. */
const DEFAULT_COLLECTION = 1000;

/** A set whose elements only end by time. */
export class StaticSet {
  private readonly table: Table | null;
  private readonly elements: Element[] = [];
  private readonly rest: Element | null = null;
  /** True when finding an element does something (a limit or counter of its own). */
  readonly hasEffects: boolean;
  private readonly definition: SetDefinition;
  private readonly host: SetHost;
  private readonly mortal: boolean;

  constructor(definition: SetDefinition, host: SetHost) {
    this.host = host;
    this.definition = definition;
    const keys = [];
    for (const one of definition.elements) {
      const element = elementOf(definition, one, host);
      if (one.catchAll) {
        this.rest = element;
        continue;
      }
      for (const key of encodeKey(definition, one, host)) {
        keys.push(key);
        this.elements.push(element);
      }
    }
    this.table = keys.length > 0 ? buildTable(keys) : null;
    this.hasEffects = [...this.elements, ...(this.rest ? [this.rest] : [])].some(
      ({ effects }) => effects.length > 0,
    );
    this.mortal = this.elements.some((element) => element.expires !== Number.POSITIVE_INFINITY);
  }

  find(f: Int32Array, slots: readonly number[]): Element | null {
    const at = this.table === null ? -1 : this.table.find(f, slots);
    if (at < 0) return this.rest;
    const element = this.elements[at]!;
    return this.mortal && element.expires <= this.host.now() ? this.rest : element;
  }

  /** Ranges that its one-word keys lie in, or null when there are more than `most` or some element matches the rest. */
  ranges(most: number): [number, number][] | null {
    if (this.rest !== null || this.elements.length > most) return null;
    return this.definition.elements.flatMap((one) =>
      encodeKey(this.definition, one, this.host).map((key): [number, number] => [
        key[0]!.low[0]!,
        key[0]!.high[0]!,
      ]),
    );
  }
}

/** A set that rules add to, update and delete from. Keys are exact. */
export class DynamicSet {
  readonly hasEffects = true;
  readonly definition: SetDefinition;
  private readonly host: SetHost;
  private readonly elements = new Map<string | number, Element>();
  /** Deleted elements keep their place in the set until the next collection, as expired ones do. */
  private deleted = 0;
  private nextCollection: number;

  constructor(definition: SetDefinition, host: SetHost) {
    this.definition = definition;
    this.host = host;
    this.nextCollection = host.now() + this.interval;
    for (const one of definition.elements)
      for (const key of encodeKey(definition, one, host))
        this.elements.set(
          keyOf(key.flatMap((part) => part.low.map((word) => word | 0))),
          elementOf(definition, one, host),
        );
  }

  find(f: Int32Array, slots: readonly number[]): Element | null {
    const element = this.elements.get(keyOfRegisters(f, slots));
    return element !== undefined && element.expires > this.host.now() ? element : null;
  }

  /**
   * The element of this key, made when it is not there; null when the set is full. `prolong` starts its time anew.
   */
  update(
    f: Int32Array,
    slots: readonly number[],
    timeoutMs: number | null,
    prolong: boolean,
    make: () => Pick<Element, 'effects' | 'low' | 'high'>,
  ): Element | null {
    const lifetime = timeoutMs ?? this.definition.timeoutMs ?? Number.POSITIVE_INFINITY;
    const known = this.find(f, slots);
    if (known !== null) {
      if (prolong && known.expires !== Number.POSITIVE_INFINITY) known.expires = this.host.now() + lifetime;
      return known;
    }
    if (this.isFull()) return null;
    const element = { outcome: 0, target: 0, object: null, expires: this.host.now() + lifetime, ...make() };
    this.elements.set(keyOfRegisters(f, slots), element);
    return element;
  }

  /** Its elements come and go. */
  ranges(_most: number): null {
    return null;
  }

  delete(f: Int32Array, slots: readonly number[]): void {
    if (this.find(f, slots) === null) return;
    this.elements.delete(keyOfRegisters(f, slots));
    this.deleted++;
  }

  private get interval(): number {
    return this.definition.gcIntervalMs ?? DEFAULT_COLLECTION;
  }

  private isFull(): boolean {
    const { now } = this.host;
    const size = this.definition.size ?? DEFAULT_SIZE;
    if (now() >= this.nextCollection) {
      this.purge();
      this.deleted = 0;
      this.nextCollection = now() + this.interval;
    }
    return this.elements.size + this.deleted >= size;
  }

  private purge(): void {
    const now = this.host.now();
    for (const [key, element] of this.elements) if (element.expires <= now) this.elements.delete(key);
  }
}

export type CompiledSet = StaticSet | DynamicSet;

function keyOf(words: readonly number[]): string | number {
  return words.length === 1 ? words[0]! : words.join();
}

function keyOfRegisters(f: Int32Array, slots: readonly number[]): string | number {
  if (slots.length === 1) return f[slots[0]!]!;
  let key = String(f[slots[0]!]);
  for (let i = 1; i < slots.length; i++) key += `,${f[slots[i]!]}`;
  return key;
}

/** All keys that an element stands for: a wildcard interface name stands for several. */
function encodeKey(definition: SetDefinition, { key, span }: SetElement, host: SetHost) {
  let all = [[]] as ReturnType<typeof encodeInterval>[];
  for (const [i, interval] of key.entries()) {
    const missing = missingInterface(definition.key[i]!.type, interval, host.interfaces);
    if (missing !== null) throw new LoadError(`Interface "${missing}" does not exist`, span);
    const parts = encodeInterval(interval, definition.key[i]!, host.interfaces);
    all = all.flatMap((head) => parts.map((part) => [...head, part]));
  }
  return all;
}

function elementOf(definition: SetDefinition, one: SetElement, host: SetHost): Element {
  const data = one.data.map(
    (interval, i) => encodeInterval(interval, definition.data[i]!, host.interfaces)[0]!,
  );
  const lifetime = one.expiresMs ?? one.timeoutMs ?? (definition.timeout ? definition.timeoutMs : null);
  const statements = one.statements.length > 0 ? one.statements : definition.statements;
  return {
    ...(one.verdict ? host.resolve(one.verdict) : { outcome: 0, target: 0 }),
    low: data.flatMap((part) => part?.low ?? [0]),
    high: data.flatMap((part) => part?.high ?? [0]),
    object: one.object,
    expires: lifetime ? host.now() + lifetime : Number.POSITIVE_INFINITY,
    effects: host.effectsOf(statements),
  };
}
