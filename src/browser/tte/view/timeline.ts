/** Times on a line: validity as a bar, what is claimed, proved and revoked as marks. The same is said in words. */
import { make } from '../dom.ts';
import { moment, type Zone } from '../words.ts';

const SVG = 'http://www.w3.org/2000/svg';
const WIDE = 640;
const EDGE = 14;
/** Height of the line; marks stand above it, their letters below. */
const LINE = 62;
/** Moments that fall together to scale are drawn this far apart, in their order. */
const APART = 30;

export interface Moments {
  /** ISO 8601, as everywhere in a report. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly claimed: string | null;
  readonly proved: string | null;
  readonly revoked: string | null;
  /** When the check was made. */
  readonly checked: string | null;
}

interface Mark {
  readonly look: 'claimed' | 'proved' | 'revoked' | 'checked';
  readonly name: string;
  /** How far the moment can be relied on. */
  readonly note?: string;
  readonly at: string;
}

/** A figure: the drawing, and a list that says every moment in order. */
export function timeline(moments: Moments, zone: Zone): HTMLElement {
  const marks = marksOf(moments);
  const rows: (Omit<Mark, 'look'> & { readonly look: string })[] = [
    { look: 'valid', name: 'Sertifikat mulai berlaku', at: moments.validFrom },
    ...marks,
    { look: 'valid', name: 'Sertifikat berakhir', at: moments.validTo },
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const items = rows.map(({ look, name, note, at }) =>
    make(
      'li',
      { class: look },
      make('i', { class: 'sign', 'aria-hidden': 'true' }),
      make('b', {}, name),
      make('span', { class: 'when' }, [moment(at, zone), note].filter(Boolean).join('; ')),
    ),
  );
  return make('div', { class: 'timeline' }, drawing(moments, marks), make('ol', {}, ...items));
}

function marksOf({ claimed, proved, revoked, checked }: Moments): Mark[] {
  const marks: (Omit<Mark, 'at'> & { at: string | null })[] = [
    {
      look: 'claimed',
      name: 'Ditandatangani, menurut penanda tangan',
      note: 'jam komputernya sendiri, bukan bukti',
      at: claimed,
    },
    { look: 'proved', name: 'Terbukti sudah ada, oleh cap waktu', at: proved },
    { look: 'revoked', name: 'Sertifikat dicabut', at: revoked },
    { look: 'checked', name: 'Diperiksa', at: checked },
  ];
  return marks.filter((one): one is Mark => one.at !== null && !Number.isNaN(Date.parse(one.at)));
}

/** The moments in one sentence, for those who do not see the drawing. */
function sentence({ validFrom, validTo }: Moments, marks: readonly Mark[]): string {
  const inside = marks.map(({ name, at }) => {
    const time = Date.parse(at);
    const place =
      time < Date.parse(validFrom)
        ? 'sebelum masa berlaku'
        : time > Date.parse(validTo)
          ? 'sesudah masa berlaku'
          : 'di dalam masa berlaku';
    return `${name.toLowerCase()} ${place}`;
  });
  return `Garis waktu: ${inside.join('; ') || 'hanya masa berlaku sertifikat'}.`;
}

function drawing(moments: Moments, marks: readonly Mark[]): SVGSVGElement {
  const [from, to] = [Date.parse(moments.validFrom), Date.parse(moments.validTo)];
  const places = placed([from, to, ...marks.map(({ at }) => Date.parse(at))]);
  const place = (time: number): number => places.get(time)!;
  const svg = element('svg', {
    viewBox: `0 0 ${WIDE} 84`,
    role: 'img',
    'aria-label': sentence(moments, marks),
  });
  svg.append(
    element('line', { x1: EDGE, x2: WIDE - EDGE, y1: LINE, y2: LINE, class: 'axis' }),
    element('rect', {
      x: place(from),
      y: LINE - 9,
      width: Math.max(2, place(to) - place(from)),
      height: 18,
      class: 'valid',
    }),
    ...spread(marks, place).map(({ look, x, height }) => {
      const mark = element('g', { class: look });
      mark.append(element('line', { x1: x, x2: x, y1: height + 8, y2: LINE + 14 }), shape(look, x, height));
      return mark;
    }),
  );
  return svg;
}

/** To scale, but never so close that two moments look like one. */
function placed(times: readonly number[]): Map<number, number> {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const xs = sorted.map((time) => EDGE + ((time - first) / Math.max(1, last - first)) * (WIDE - 2 * EDGE));
  for (let index = 1; index < xs.length; index++) xs[index] = Math.max(xs[index]!, xs[index - 1]! + APART);
  for (let index = xs.length - 1; index >= 0; index--)
    xs[index] = Math.min(xs[index]!, WIDE - EDGE - (xs.length - 1 - index) * APART);
  return new Map(sorted.map((time, index) => [time, xs[index]!]));
}

/** Marks close together stand at different heights, so that none hides another. */
function spread(
  marks: readonly Mark[],
  place: (time: number) => number,
): { look: Mark['look']; x: number; height: number }[] {
  let [before, level] = [Number.NEGATIVE_INFINITY, 0];
  return marks
    .map(({ look, at }) => ({ look, x: place(Date.parse(at)) }))
    .sort((a, b) => a.x - b.x)
    .map(({ look, x }) => {
      level = x - before < 18 ? level + 1 : 0;
      before = x;
      return { look, x, height: 36 - 12 * Math.min(level, 3) };
    });
}

/** A shape of its own for each kind of mark: colour alone must not tell them apart. */
function shape(look: Mark['look'], x: number, y: number): SVGElement {
  if (look === 'claimed') return element('circle', { cx: x, cy: y + 4, r: 6 });
  if (look === 'proved') return element('rect', { x: x - 6, y: y - 2, width: 12, height: 12 });
  const points =
    look === 'revoked'
      ? `${x - 7},${y - 3} ${x + 7},${y - 3} ${x},${y + 10}`
      : `${x},${y - 4} ${x + 7},${y + 4} ${x},${y + 11} ${x - 7},${y + 4}`;
  return element('polygon', { points });
}

function element<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
