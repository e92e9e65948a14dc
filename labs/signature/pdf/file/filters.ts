import { PdfError } from '../model.ts';
import { hexDigit, isWhite } from '../syntax/bytes.ts';
import { damaged } from '../syntax/effort.ts';
import { integerOf, NULL, nameOf, type PdfDict, type PdfValue } from '../syntax/values.ts';
import { type Budget, inflate } from './inflate.ts';
import { lzw } from './lzw.ts';

/**
 * Undoes the filters of a stream (7.4). Only what cross-reference and object streams may use is here;
 * picture filters are named as unsupported. `get` follows references inside the dictionary.
 */
export function decodeStream(
  raw: Uint8Array,
  dict: PdfDict,
  get: (value: PdfValue) => PdfValue,
  budget: Budget,
): Uint8Array {
  const filters = listOf(get(dict.entries.get('Filter') ?? dict.entries.get('F') ?? NULL));
  const params = listOf(get(dict.entries.get('DecodeParms') ?? dict.entries.get('DP') ?? NULL));
  if (filters.length > 8) throw damaged(dict.start, 'Aliran ini dimampatkan terlalu banyak kali.');
  let bytes = raw;
  filters.forEach((filter, i) => {
    const param = get(params[i] ?? NULL);
    bytes = decodeOne(
      nameOf(get(filter)),
      bytes,
      param.kind === 'dict' ? param : null,
      dict.start,
      get,
      budget,
    );
  });
  return bytes;
}

function listOf(value: PdfValue): readonly PdfValue[] {
  if (value.kind === 'null') return [];
  return value.kind === 'array' ? value.items : [value];
}

function decodeOne(
  filter: string | null,
  bytes: Uint8Array,
  params: PdfDict | null,
  place: number,
  get: (value: PdfValue) => PdfValue,
  budget: Budget,
): Uint8Array {
  const number = (key: string, absent: number): number =>
    integerOf(get(params?.entries.get(key) ?? NULL)) ?? absent;
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(inflate(bytes, budget, place), number, place);
    case 'LZWDecode':
    case 'LZW':
      return unpredict(lzw(bytes, number('EarlyChange', 1), budget, place), number, place);
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(bytes, place);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(bytes, budget, place);
    case 'Crypt':
      if (params === null || nameOf(get(params.entries.get('Name') ?? NULL)) === 'Identity') return bytes;
  }
  throw new PdfError(
    'unsupported',
    place,
    `Penyaring aliran ${filter ?? 'tanpa nama'} tidak didukung di sini.`,
    'Berkas ini tidak dapat diperiksa oleh alat ini.',
  );
}

/** Undoes PNG and TIFF predictors (7.4.4.4). */
function unpredict(
  data: Uint8Array,
  number: (key: string, absent: number) => number,
  place: number,
): Uint8Array {
  const predictor = number('Predictor', 1);
  if (predictor === 1) return data;
  const colors = number('Colors', 1);
  const bits = number('BitsPerComponent', 8);
  const columns = number('Columns', 1);
  const step = Math.max(1, (colors * bits) >> 3);
  const row = Math.ceil((colors * bits * columns) / 8);
  if (predictor < 10 || colors < 1 || bits < 1 || columns < 1 || row > 1 << 20) {
    throw damaged(place, 'Aliran memakai peramal (Predictor) yang tidak dikenal.');
  }
  const rows = Math.ceil(data.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let length = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * (row + 1) + 1;
    const count = Math.min(row, data.length - from);
    const type = data[from - 1]!;
    if (type > 4) throw damaged(place, 'Baris aliran memakai peramal yang tidak dikenal.');
    const to = r * row;
    for (let i = 0; i < count; i++) {
      const left = i >= step ? out[to + i - step]! : 0;
      const up = r > 0 ? out[to + i - row]! : 0;
      const corner = i >= step && r > 0 ? out[to + i - row - step]! : 0;
      out[to + i] = data[from + i]! + predicted(type, left, up, corner);
    }
    length = to + Math.max(count, 0);
  }
  return out.subarray(0, length);
}

/** The PNG filter types (ISO/IEC 15948, 9.2): none, sub, up, average, Paeth. */
function predicted(type: number, left: number, up: number, corner: number): number {
  if (type === 0) return 0;
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const a = Math.abs(guess - left);
  const b = Math.abs(guess - up);
  const c = Math.abs(guess - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function asciiHex(bytes: Uint8Array, place: number): Uint8Array {
  const out = new Uint8Array((bytes.length + 1) >> 1);
  let digits = 0;
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const digit = hexDigit(byte);
    if (digit >= 0) {
      out[digits >> 1]! |= digits % 2 === 0 ? digit << 4 : digit;
      digits++;
    } else if (!isWhite(byte)) throw damaged(place, 'Aliran ASCIIHex berisi huruf yang tidak sah.');
  }
  return out.subarray(0, (digits + 1) >> 1);
}

function ascii85(bytes: Uint8Array, budget: Budget, place: number): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    const size = group.length;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    if (size === 1 || value > 0xffffffff) throw damaged(place, 'Aliran ASCII85 rusak.');
    for (let i = 0; i < size - 1; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
  };
  budget.take(bytes.length, place);
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (isWhite(byte)) continue;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush();
    } else throw damaged(place, 'Aliran ASCII85 berisi huruf yang tidak sah.');
  }
  if (group.length > 0) flush();
  return Uint8Array.from(out);
}
