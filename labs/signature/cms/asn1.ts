/**
 * Reads BER (X.690) lazily: an element knows its place, its children are decoded when asked for. A CRL with
 * a hundred thousand entries therefore costs a walk, not a tree, and every step is counted against a bound.
 */

/** Why some ASN.1 could not be read; `message` says what was expected and where. */
export class Asn1Error extends Error {}

/** Universal tag numbers (X.680, table 1) that certificates and CMS use. */
export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  printableString: 19,
  t61String: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  bmpString: 30,
} as const;

/** Types that have no constructed form in any encoding (X.690, 8.2 to 8.5, 8.8, 8.19). */
const NEVER_CONSTRUCTED: ReadonlySet<number> = new Set([
  TAG.boolean,
  TAG.integer,
  TAG.null,
  TAG.oid,
  TAG.enumerated,
]);

const NEVER_PRIMITIVE: ReadonlySet<number> = new Set([TAG.sequence, TAG.set]);

interface Budget {
  elements: number;
}

const MAX_DEPTH = 64;
/** Enough for a 16 MB CRL; asn1js stops at 10,000 nodes, which real embedded CRLs exceed. */
const MAX_ELEMENTS = 2_000_000;

/** One BER element. `cls` is 0 universal, 1 application, 2 context, 3 private. */
export class Asn1 {
  readonly source: Uint8Array;
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
  readonly cls: number;
  readonly tag: number;
  readonly constructed: boolean;
  readonly #budget: Budget;
  readonly #depth: number;
  #children: readonly Asn1[] | undefined;

  constructor(source: Uint8Array, start: number, limit: number, budget: Budget, depth: number) {
    if (depth > MAX_DEPTH) throw new Asn1Error(`nested deeper than ${MAX_DEPTH} at byte ${start}`);
    if (--budget.elements < 0) throw new Asn1Error(`more than ${MAX_ELEMENTS} elements`);
    const head = readHeader(source, start, limit);
    this.source = source;
    this.start = start;
    this.cls = head.cls;
    this.tag = head.tag;
    this.constructed = head.constructed;
    const wrongForm = head.constructed ? NEVER_CONSTRUCTED : NEVER_PRIMITIVE;
    if (head.cls === 0 && wrongForm.has(head.tag)) {
      throw new Asn1Error(`tag ${head.tag} in the wrong form at byte ${start}`);
    }
    this.bodyStart = head.bodyStart;
    this.#budget = budget;
    this.#depth = depth;
    if (head.length === 'indefinite') {
      this.bodyEnd = this.#scanToEndOfContents(limit);
      this.end = this.bodyEnd + 2;
    } else {
      this.bodyEnd = head.bodyStart + head.length;
      this.end = this.bodyEnd;
      if (this.end > limit) throw new Asn1Error(`element at byte ${start} runs past its container`);
    }
  }

  /** The whole element as it stands in the file, header included. */
  get raw(): Uint8Array {
    return this.source.subarray(this.start, this.end);
  }

  /** The contents octets. */
  get body(): Uint8Array {
    return this.source.subarray(this.bodyStart, this.bodyEnd);
  }

  get children(): readonly Asn1[] {
    this.#children ??= [...this.each()];
    return this.#children;
  }

  /** Children one by one, nothing kept: for lists too long to hold. */
  *each(): Generator<Asn1> {
    if (!this.constructed) throw new Asn1Error(`element at byte ${this.start} is not constructed`);
    for (let at = this.bodyStart; at < this.bodyEnd; ) {
      const child = new Asn1(this.source, at, this.bodyEnd, this.#budget, this.#depth + 1);
      at = child.end;
      yield child;
    }
  }

  is(tag: number): boolean {
    return this.cls === 0 && this.tag === tag;
  }

  isContext(tag: number): boolean {
    return this.cls === 2 && this.tag === tag;
  }

  #scanToEndOfContents(limit: number): number {
    let at = this.bodyStart;
    while (at + 2 <= limit) {
      if (this.source[at] === 0 && this.source[at + 1] === 0) return at;
      const child = new Asn1(this.source, at, limit, this.#budget, this.#depth + 1);
      at = child.end;
    }
    throw new Asn1Error(`indefinite length at byte ${this.start} is never closed`);
  }
}

interface Header {
  cls: number;
  tag: number;
  constructed: boolean;
  bodyStart: number;
  length: number | 'indefinite';
}

function readHeader(source: Uint8Array, start: number, limit: number): Header {
  let at = start;
  const byte = (): number => {
    if (at >= limit) throw new Asn1Error(`cut short at byte ${at}`);
    return source[at++]!;
  };
  const identifier = byte();
  const constructed = (identifier & 0x20) !== 0;
  let tag = identifier & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    let more = true;
    for (let i = 0; more; i++) {
      if (i === 4) throw new Asn1Error(`tag number too long at byte ${start}`);
      const next = byte();
      tag = tag * 128 + (next & 0x7f);
      more = (next & 0x80) !== 0;
    }
  }
  const first = byte();
  let length: number | 'indefinite' = first;
  if (first === 0x80) {
    if (!constructed) throw new Asn1Error(`primitive with indefinite length at byte ${start}`);
    length = 'indefinite';
  } else if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 5) throw new Asn1Error(`length of ${count} bytes at byte ${start}`);
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + byte();
  }
  return { cls: identifier >> 6, tag, constructed, bodyStart: at, length };
}

/**
 * Decodes exactly one element that fills `bytes`.
 * @throws Asn1Error when it is cut short, followed by other bytes, or over the bounds.
 */
export function decode(bytes: Uint8Array): Asn1 {
  const root = decodeFirst(bytes);
  if (root.end !== bytes.length) throw new Asn1Error(`${bytes.length - root.end} bytes after the element`);
  return root;
}

/** Decodes the element at the start of `bytes`, whatever follows it. */
export function decodeFirst(bytes: Uint8Array): Asn1 {
  return new Asn1(bytes, 0, bytes.length, { elements: MAX_ELEMENTS }, 0);
}
