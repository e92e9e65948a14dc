/** The eight kinds of PDF object (7.3), each with the bytes it was read from. */
export type PdfValue =
  | PdfNull
  | PdfBoolean
  | PdfNumber
  | PdfString
  | PdfName
  | PdfArray
  | PdfDict
  | PdfStream
  | PdfRef;

interface Placed {
  /** Offset of the first byte, in the file or in the decoded object stream. */
  readonly start: number;
  /** Offset after the last byte. */
  readonly end: number;
}

export interface PdfNull extends Placed {
  readonly kind: 'null';
}
export interface PdfBoolean extends Placed {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface PdfNumber extends Placed {
  readonly kind: 'number';
  readonly value: number;
  /** Written without a point (7.3.3). */
  readonly integer: boolean;
}
export interface PdfString extends Placed {
  readonly kind: 'string';
  readonly value: Uint8Array;
  readonly hex: boolean;
}
export interface PdfName extends Placed {
  readonly kind: 'name';
  /** Decoded (`#41` is `A`), one character a byte, without the slash. */
  readonly value: string;
}
export interface PdfArray extends Placed {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}
export interface PdfDict extends Placed {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** Keys written more than once: readers disagree which one counts, so callers may want to refuse. */
  readonly repeated: readonly string[];
}
export interface PdfStream extends Placed {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** Offset of the first data byte; where the data ends depends on /Length, which may be a reference. */
  readonly dataStart: number;
}
export interface PdfRef extends Placed {
  readonly kind: 'ref';
  readonly num: number;
  readonly gen: number;
}

/** What an absent entry or a reference to nothing stands for (7.3.9, 7.3.10). */
export const NULL: PdfNull = { kind: 'null', start: -1, end: -1 };

/** The dictionary of a dictionary or of a stream, null for anything else. */
export function dictOf(value: PdfValue): PdfDict | null {
  if (value.kind === 'dict') return value;
  return value.kind === 'stream' ? value.dict : null;
}

/** The text of a name, null for anything else. */
export function nameOf(value: PdfValue): string | null {
  return value.kind === 'name' ? value.value : null;
}

/** The value of an integer that can be counted with, null for anything else. */
export function integerOf(value: PdfValue): number | null {
  return value.kind === 'number' && value.integer && Number.isSafeInteger(value.value) ? value.value : null;
}

/** Appends one by one: a hostile array has more items than a call may have arguments. */
export function pushAll<T>(target: T[], items: Iterable<T>): void {
  for (const item of items) target.push(item);
}

/** The items of an array, none for anything else. */
export function itemsOf(value: PdfValue): readonly PdfValue[] {
  return value.kind === 'array' ? value.items : [];
}
