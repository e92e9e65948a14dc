import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { type Decryptor, type Store, View } from '../file/store.ts';
import type { Encryption } from '../model.ts';
import { damaged } from '../syntax/effort.ts';
import { dictOf, integerOf, itemsOf, NULL, nameOf, type PdfDict, type PdfValue } from '../syntax/values.ts';
import { fileKey, type StandardEntries } from './password.ts';
import { rc4 } from './rc4.ts';

type Method = 'None' | 'V2' | 'AESV2' | 'AESV3';

/**
 * Opens an encrypted document (7.6) with the password, so that its strings and streams can be compared.
 * Null when the trailer has no /Encrypt. Anything but the standard handler stays locked.
 */
export function unlock(store: Store, password: string): Encryption | null {
  const view = new View(store, store.links.length - 1);
  const written = view.trailer.entries.get('Encrypt');
  const dict = view.dict(written);
  if (dict === null) return null;
  if (written?.kind === 'ref') store.encryptNum = written.num;
  const filter = nameOf(view.entry(dict, 'Filter')) ?? '';
  const version = integerOf(view.entry(dict, 'V')) ?? 0;
  const strings = methodOf(view, dict, version, 'StrF');
  const streams = methodOf(view, dict, version, 'StmF');
  const scheme = `${filter} ${streams ?? 'tidak dikenal'}`;
  if (filter !== 'Standard' || strings === null || streams === null) return { scheme, unlocked: false };
  const entries = entriesOf(view, dict, version);
  const key = fileKey(entries, password);
  if (key === null) return { scheme, unlocked: false };
  store.parsed.clear();
  store.packs.clear();
  store.decryptor = new StandardDecryptor(key, strings, streams, entries.encryptMetadata);
  return { scheme, unlocked: true };
}

function methodOf(view: View, dict: PdfDict, version: number, which: string): Method | null {
  if (version === 1 || version === 2) return 'V2';
  if (version !== 4 && version !== 5) return null;
  const name = nameOf(view.entry(dict, which)) ?? 'Identity';
  if (name === 'Identity') return 'None';
  const filter = view.entry(dictOf(view.entry(dict, 'CF')) ?? NULL, name);
  const method = nameOf(view.entry(filter, 'CFM'));
  return method === 'None' || method === 'V2' || method === 'AESV2' || method === 'AESV3' ? method : null;
}

function entriesOf(view: View, dict: PdfDict, version: number): StandardEntries {
  const bytes = (key: string): Uint8Array => {
    const value = view.entry(dict, key);
    return value.kind === 'string' ? value.value : new Uint8Array();
  };
  const id = view.get(itemsOf(view.entry(view.trailer, 'ID'))[0]);
  const bits = version === 1 ? 40 : version === 4 ? 128 : (integerOf(view.entry(dict, 'Length')) ?? 40);
  const metadata = view.entry(dict, 'EncryptMetadata');
  return {
    revision: integerOf(view.entry(dict, 'R')) ?? 0,
    keyLength: Math.min(16, Math.max(5, bits >> 3)),
    owner: bytes('O'),
    user: bytes('U'),
    ownerKey: bytes('OE'),
    userKey: bytes('UE'),
    permissions: integerOf(view.entry(dict, 'P')) ?? 0,
    id: id.kind === 'string' ? id.value : new Uint8Array(),
    encryptMetadata: !(metadata.kind === 'boolean' && !metadata.value),
  };
}

const SALT = Uint8Array.of(0x73, 0x41, 0x6c, 0x54);

class StandardDecryptor implements Decryptor {
  readonly #key: Uint8Array;
  readonly #strings: Method;
  readonly #streams: Method;
  readonly #metadata: boolean;

  constructor(key: Uint8Array, strings: Method, streams: Method, metadata: boolean) {
    this.#key = key;
    this.#strings = strings;
    this.#streams = streams;
    this.#metadata = metadata;
  }

  value(value: PdfValue, num: number, gen: number): PdfValue {
    return this.#strings === 'None' ? value : this.#clear(value, num, gen);
  }

  stream(raw: Uint8Array, dict: PdfDict, num: number, gen: number): Uint8Array {
    const type = nameOf(dict.entries.get('Type') ?? NULL);
    const own = itemsOf(dict.entries.get('Filter') ?? NULL).some((item) => nameOf(item) === 'Crypt');
    const clear = type === 'XRef' || (type === 'Metadata' && !this.#metadata) || own;
    return clear ? raw : this.#undo(this.#streams, raw, num, gen, dict.start);
  }

  /** 7.6.2: every string is encrypted, but for /Contents of a signature. */
  #clear(value: PdfValue, num: number, gen: number): PdfValue {
    switch (value.kind) {
      case 'string':
        return { ...value, value: this.#undo(this.#strings, value.value, num, gen, value.start) };
      case 'array':
        return { ...value, items: value.items.map((item) => this.#clear(item, num, gen)) };
      case 'stream':
        return { ...value, dict: this.#dict(value.dict, num, gen) };
      case 'dict':
        return this.#dict(value, num, gen);
      default:
        return value;
    }
  }

  #dict(dict: PdfDict, num: number, gen: number): PdfDict {
    const signature = dict.entries.has('ByteRange');
    const entries = [...dict.entries].map(
      ([key, value]) =>
        [key, signature && key === 'Contents' ? value : this.#clear(value, num, gen)] as const,
    );
    return { ...dict, entries: new Map(entries) };
  }

  /** Algorithms 1 and 1.A. */
  #undo(method: Method, data: Uint8Array, num: number, gen: number, place: number): Uint8Array {
    if (method === 'None') return data;
    const key = method === 'AESV3' ? this.#key : this.#objectKey(num, gen, method === 'AESV2');
    if (method === 'V2') return rc4(key, data);
    if (data.length === 0) return data;
    try {
      return cbc(key, data.subarray(0, 16)).decrypt(data.subarray(16));
    } catch {
      throw damaged(place, 'Bagian terenkripsi tidak dapat dibuka.');
    }
  }

  #objectKey(num: number, gen: number, aes: boolean): Uint8Array {
    const size = this.#key.length;
    const seed = new Uint8Array(size + 5 + (aes ? 4 : 0));
    seed.set(this.#key);
    seed.set([num, num >> 8, num >> 16, gen, gen >> 8], size);
    if (aes) seed.set(SALT, size + 5);
    return md5(seed).subarray(0, Math.min(size + 5, 16));
  }
}
