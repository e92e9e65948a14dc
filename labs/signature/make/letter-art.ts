/** What is drawn on a letter beside its words: things that look official, and traces of what was done to the paper. */
import { round, showText } from './page-text.ts';
import { PAGE_SIZE } from './pdf-draft.ts';
import type { Random } from './random.ts';

/** Lower left corner of the space kept for a signature. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A letterhead's mark: a plain hexagon, deliberately no emblem of state. @param x left edge @param y middle */
export function drawMark(x: number, y: number): string {
  const hexagon = (radius: number): string => {
    const points = [...Array(6).keys()].map((step) => {
      const angle = Math.PI / 6 + (step * Math.PI) / 3;
      const point = `${round(x + 20 + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
      return `${point} ${step === 0 ? 'm' : 'l'}`;
    });
    return `${points.join(' ')} s\n`;
  };
  return `1.4 w\n${hexagon(20)}${hexagon(12)}0.6 w\n`;
}

/** The frame with words that a signature shows, painted flat: a picture of it, without the signature. */
export function drawSeal({ x, y }: Corner, lines: readonly string[]): string {
  const words = lines
    .map((line, index) => showText(index === 0 ? 'F2' : 'F1', 8.5, x + 8, y + 43 - 12 * index, line))
    .join('');
  return `0.6 G 0.8 w ${x} ${y} 210 58 re S\n0 G\n${words}`;
}

/** Pen strokes over the seal: a picture of a signature, which proves nothing. */
export function drawScribble(corner: Corner, lines: readonly string[]): string {
  const { x, y } = corner;
  const curve = [
    `${x + 118} ${y + 16} m`,
    `${x + 128} ${y + 66} ${x + 140} ${y - 8} ${x + 150} ${y + 30} c`,
    `${x + 156} ${y + 52} ${x + 164} ${y + 4} ${x + 174} ${y + 26} c`,
    `${x + 182} ${y + 40} ${x + 190} ${y + 18} ${x + 202} ${y + 30} c S`,
  ];
  return `${drawSeal(corner, lines)}0.1 0.15 0.5 RG 1.6 w ${curve.join(' ')}\n0 G\n`;
}

/** A QR code with the address it leads to. @param rows one string a row, `#` for a dark module. */
export function drawQr({ x, y }: Corner, rows: readonly string[], address: string): string {
  const module = round(66 / rows.length);
  const squares = rows.flatMap((row, down) =>
    [...row].flatMap((char, across) =>
      char === '#'
        ? [`${round(x + across * module)} ${round(y + 66 - (down + 1) * module)} ${module} ${module} re`]
        : [],
    ),
  );
  const words = ['Ditandatangani secara elektronik.', 'Pindai untuk memeriksa keaslian:', address];
  return `${squares.join('\n')}\nf\n${words
    .map((line, index) => showText('F1', index === 2 ? 7 : 8.5, x + 74, y + 48 - 13 * index, line))
    .join('')}`;
}

/** The same page as paper that went through printer and scanner: askew, grey, with specks. */
export function drawScan(content: string, random: Random): string {
  const { width, height } = PAGE_SIZE;
  const tilt = 0.011;
  const grains = random(240);
  const specks = [...Array(80).keys()].map((place) => {
    const [across, down, wide] = [grains[3 * place]!, grains[3 * place + 1]!, grains[3 * place + 2]!];
    const size = round(0.4 + wide / 320);
    return `${round((across / 255) * width)} ${round((down / 255) * height)} ${size} ${size} re`;
  });
  const paper = `0.94 g 0 0 ${width} ${height} re f\n0.8 g 0 0 9 ${height} re f\n0.55 g ${specks.join(' ')} f\n`;
  return `q ${paper}0 g Q\nq 1 ${tilt} ${-tilt} 1 8 -6 cm\n${content}Q\n`;
}
