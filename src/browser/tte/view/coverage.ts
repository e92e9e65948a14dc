/** Which versions of the file one signature covers, to scale. */
import type { Report, SignatureReport } from '../../../../labs/signature/index.ts';
import { make } from '../dom.ts';
import { size } from '../words.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** A version of a few bytes still has to be seen. */
const NARROWEST = 24;

export function coverage(
  document: NonNullable<Report['document']>,
  { revision }: SignatureReport,
): HTMLElement {
  const pieces = document.revisions.map((end, index) => ({
    bytes: end - (document.revisions[index - 1] ?? 0),
    covered: index <= revision,
  }));
  const tail = document.bytes - (document.revisions.at(-1) ?? 0);
  const within = pieces.filter(({ covered }) => covered);
  const sum = within.reduce((whole, { bytes }) => whole + bytes, 0);
  const name = within.length === 1 ? 'Versi 1' : `Versi 1 sampai ${within.length}`;
  const items = [
    ...(sum > 0 ? [item('covered', `${name}, dicakup`, size(sum))] : []),
    ...pieces.flatMap(({ bytes, covered }, index) =>
      covered ? [] : [item('open', `Versi ${index + 1}, sesudahnya`, `${size(bytes)} ditambahkan`)],
    ),
    ...(tail > 2 ? [item('open', 'Sisa di akhir berkas', size(tail))] : []),
  ];
  return make(
    'section',
    { class: 'block' },
    make('h3', {}, 'Bagian berkas yang dicakup tanda tangan'),
    bar([...pieces, ...(tail > 2 ? [{ bytes: tail, covered: false }] : [])]),
    make('ul', { class: 'versions' }, ...items),
  );
}

function item(look: 'covered' | 'open', name: string, bytes: string): HTMLLIElement {
  return make('li', { class: look }, make('b', {}, name), make('span', {}, bytes));
}

function bar(pieces: readonly { bytes: number; covered: boolean }[]): SVGSVGElement {
  const total = pieces.reduce((sum, { bytes }) => sum + bytes, 0) || 1;
  const wide = pieces.map(({ bytes }) => Math.max(NARROWEST, (bytes / total) * 1000));
  const sum = wide.reduce((whole, width) => whole + width, 0);
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('class', 'coverage-bar');
  drawing.setAttribute('viewBox', `0 0 ${sum} 26`);
  drawing.setAttribute('preserveAspectRatio', 'none');
  drawing.setAttribute('aria-hidden', 'true');
  let x = 0;
  pieces.forEach(({ covered }, index) => {
    const rect = document.createElementNS(SVG, 'rect');
    const width = wide[index]!;
    rect.setAttribute('x', String(x + 1));
    rect.setAttribute('y', '1');
    rect.setAttribute('width', String(Math.max(1, width - 4)));
    rect.setAttribute('height', '24');
    rect.setAttribute('class', covered ? 'covered' : 'open');
    drawing.append(rect);
    x += width;
  });
  return drawing;
}
