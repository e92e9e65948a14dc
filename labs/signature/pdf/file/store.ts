import type { Limits, Revision } from '../model.ts';
import { isWhite, startsAt } from '../syntax/bytes.ts';
import { damaged, type Effort, limit } from '../syntax/effort.ts';
import { Parser } from '../syntax/parser.ts';
import {
  dictOf,
  integerOf,
  NULL,
  type PdfArray,
  type PdfDict,
  type PdfRef,
  type PdfStream,
  type PdfValue,
} from '../syntax/values.ts';
import type { ChainLink } from './chain.ts';
import { decodeStream } from './filters.ts';
import type { Found } from './history.ts';
import type { Budget } from './inflate.ts';

/** Undoes encryption of the strings and streams of one object (7.6.3). */
export interface Decryptor {
  value(value: PdfValue, num: number, gen: number): PdfValue;
  stream(raw: Uint8Array, dict: PdfDict, num: number, gen: number): Uint8Array;
}

/** Everything the views of one file share. */
export interface Store {
  readonly bytes: Uint8Array;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly effort: Effort;
  readonly links: readonly ChainLink[];
  /** With many revisions, where each object stood from revision to revision; else null. */
  readonly history: ReadonlyMap<number, readonly Found[]> | null;
  objectsLeft: number;
  decryptor: Decryptor | null;
  /** Encrypted and not opened: strings and stream data mean nothing. */
  locked: boolean;
  /** Dictionary of /Encrypt: never encrypted itself. */
  encryptNum: number;
  /** Parsed objects by offset: the same bytes mean the same object in every revision. */
  readonly parsed: Map<number, PdfValue>;
  /** Number, generation and last byte read, by offset of the object and of its stream data. */
  readonly owners: Map<number, { readonly num: number; readonly gen: number; readonly reach: number }>;
  /** Streams whose /Length was seen to fit, as `start end`. */
  readonly bounded: Set<string>;
  readonly packs: Map<string, Pack>;
}

/** A decoded object stream: its data and, by index, the object number and offset of each object in it. */
interface Pack {
  readonly data: Uint8Array;
  readonly slots: readonly { readonly num: number; readonly offset: number }[];
  readonly values: Map<number, PdfValue>;
}

const overrun = (offset: number, num: number): Error =>
  damaged(offset, `Objek ${num} melewati akhir revisinya.`);

const BAD_LENGTH = 'Panjang aliran data tidak cocok dengan isinya.';

/** The document as a reader of one revision sees it. */
export class View {
  readonly store: Store;
  readonly revision: Revision;
  readonly trailer: PdfDict;
  readonly #links: readonly ChainLink[];

  constructor(store: Store, index: number) {
    this.store = store;
    this.#links = store.links.slice(0, index + 1).reverse();
    this.revision = store.links[index]!.revision;
    this.trailer = store.links[index]!.sections[0]!.trailer;
  }

  /** Newest entry for an object number, null when no section names it. */
  find(num: number): Found | null {
    const { history } = this.store;
    if (history) return history.get(num)?.findLast((found) => found.revision <= this.revision.index) ?? null;
    for (const link of this.#links) {
      for (const section of link.sections) {
        const entry = section.entries.get(num);
        if (entry) return { entry, revision: link.revision.index };
      }
    }
    return null;
  }

  /** Follows references to the object they mean; a reference to nothing is null (7.3.10). */
  get(value: PdfValue | undefined): PdfValue {
    let current = value ?? NULL;
    for (let hops = 0; current.kind === 'ref'; hops++) {
      if (hops > 32) throw damaged(current.start, 'Rujukan objek berputar.');
      current = this.#object(current);
    }
    return current;
  }

  /** The entry of a dictionary or stream, references followed. */
  entry(value: PdfValue, key: string): PdfValue {
    return this.get(dictOf(value)?.entries.get(key));
  }

  dict(value: PdfValue | undefined): PdfDict | null {
    return dictOf(this.get(value));
  }

  array(value: PdfValue | undefined): PdfArray | null {
    const found = this.get(value);
    return found.kind === 'array' ? found : null;
  }

  /** Where the data of a stream ends: /Length after its start, with `endstream` behind it (7.3.8). */
  dataEnd(stream: PdfStream): number {
    const { bytes, bounded, effort } = this.store;
    const length = integerOf(this.entry(stream, 'Length'));
    const end = stream.dataStart + (length ?? -1);
    if (length === null || length < 0 || end > this.revision.end) throw damaged(stream.start, BAD_LENGTH);
    const key = `${stream.dataStart} ${end}`;
    if (!bounded.has(key)) {
      let after = end;
      while (isWhite(bytes[after])) after++;
      effort.spend(after - end, stream.start);
      if (!startsAt(bytes, after, 'endstream')) throw damaged(stream.start, BAD_LENGTH);
      bounded.add(key);
    }
    return end;
  }

  /** The data of a stream as it stands in the file, decrypted where that is needed, filters not undone. */
  raw(stream: PdfStream): Uint8Array {
    const { bytes, decryptor, owners } = this.store;
    const raw = bytes.subarray(stream.dataStart, this.dataEnd(stream));
    const owner = owners.get(stream.dataStart);
    return decryptor && owner ? decryptor.stream(raw, stream.dict, owner.num, owner.gen) : raw;
  }

  /** The data of a stream with its filters undone. */
  decoded(stream: PdfStream): Uint8Array {
    const raw = this.raw(stream);
    this.store.effort.spend(raw.length, stream.start);
    return decodeStream(raw, stream.dict, (value) => this.get(value), this.store.budget);
  }

  #object(ref: PdfRef): PdfValue {
    const found = this.find(ref.num);
    if (found === null || found.entry.type === 'free') return NULL;
    if (found.entry.type === 'packed') {
      return ref.gen === 0 ? this.#packedObject(ref.num, found.entry.stream, found.entry.index) : NULL;
    }
    return found.entry.gen === ref.gen ? this.#plainObject(ref.num, ref.gen, found) : NULL;
  }

  #plainObject(num: number, gen: number, found: Found): PdfValue {
    const { store } = this;
    const offset = found.entry.type === 'plain' ? found.entry.offset : -1;
    const { end } = store.links[found.revision]!.revision;
    const known = store.parsed.get(offset);
    if (known) {
      const owner = store.owners.get(offset)!;
      if (owner.num !== num) throw damaged(offset, `Di tempat objek ${num} ada objek lain.`);
      if (owner.reach > end) throw overrun(offset, num);
      return known;
    }
    if (offset >= store.bytes.length) return NULL;
    if (--store.objectsLeft < 0) throw limit(offset, 'Terlalu banyak objek.');
    const parser = new Parser(store.bytes, offset, store.effort);
    if (parser.unsigned() !== num || parser.unsigned() !== gen || !parser.keyword('obj')) {
      throw damaged(offset, `Di tempat objek ${num} ${gen} tidak ada objek itu.`);
    }
    const value = parser.indirectValue();
    // An object that runs on past its revision would be finished by whoever appends to the file.
    if (parser.at > end) throw overrun(offset, num);
    const clear =
      store.decryptor && num !== store.encryptNum ? store.decryptor.value(value, num, gen) : value;
    store.parsed.set(offset, clear);
    const owner = { num, gen, reach: parser.at };
    store.owners.set(offset, owner);
    if (clear.kind === 'stream') store.owners.set(clear.dataStart, owner);
    return clear;
  }

  /** An object inside an object stream (7.5.7): number and index must agree with the entry. */
  #packedObject(num: number, streamNum: number, index: number): PdfValue {
    const pack = this.#pack(streamNum);
    const slot = pack?.slots[index];
    if (!pack || slot?.num !== num) throw damaged(0, `Objek ${num} tidak ada di aliran objek ${streamNum}.`);
    const known = pack.values.get(index);
    if (known) return known;
    const { store } = this;
    if (--store.objectsLeft < 0) throw limit(slot.offset, 'Terlalu banyak objek.');
    const value = new Parser(pack.data, slot.offset, store.effort).value();
    pack.values.set(index, value);
    return value;
  }

  #pack(streamNum: number): Pack | null {
    const found = this.find(streamNum);
    if (found?.entry.type !== 'plain') return null;
    const stream = this.#plainObject(streamNum, found.entry.gen, found);
    if (stream.kind !== 'stream') return null;
    const key = `${stream.dataStart} ${integerOf(this.entry(stream, 'Length'))}`;
    const known = this.store.packs.get(key);
    if (known) return known;
    const pack = this.#unpack(stream);
    this.store.packs.set(key, pack);
    return pack;
  }

  #unpack(stream: PdfStream): Pack {
    const count = integerOf(this.entry(stream, 'N')) ?? -1;
    const first = integerOf(this.entry(stream, 'First')) ?? -1;
    const data = this.decoded(stream);
    if (count < 0 || first < 0 || first > data.length || count > data.length) {
      throw damaged(stream.start, 'Aliran objek tidak sah.');
    }
    const header = new Parser(data.subarray(0, first), 0, this.store.effort);
    const slots: { num: number; offset: number }[] = [];
    for (let i = 0; i < count; i++) {
      const num = header.unsigned();
      const offset = header.unsigned();
      if (num === null || offset === null) throw damaged(stream.start, 'Daftar isi aliran objek rusak.');
      slots.push({ num, offset: first + offset });
    }
    return { data, slots, values: new Map() };
  }
}
