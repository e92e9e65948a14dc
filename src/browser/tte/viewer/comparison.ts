/** The signed version beside the current one, with every change framed, cut out and said. */
import type { Report, SignatureReport } from '../../../../labs/signature/index.ts';
import { button, fill, icon, make } from '../dom.ts';
import { type ComparedPage, compare, overlay } from './compare.ts';
import type { Box, TextChange } from './difference.ts';
import { sheet } from './pages.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Whether something came after what this signature closes, so that there are two versions to compare. */
export function hasLaterVersion({ document }: Report, { revision }: SignatureReport): boolean {
  return document !== null && revision >= 0 && revision < document.revisions.length - 1;
}

/** What the two sides are called. */
interface Sides {
  readonly before: string;
  readonly after: string;
  /** Said of the second side's page, behind its number. */
  readonly caveat: string;
}

const VERSIONS: Sides = {
  before: 'Versi yang ditandatangani',
  after: 'Versi sekarang',
  caveat: 'tidak tercakup tanda tangan',
};

const FILES: Sides = {
  before: 'Berkas pembanding',
  after: 'Berkas yang Anda terima',
  caveat: 'bukan yang ditandatangani',
};

/** @throws Error with an Indonesian sentence when a version cannot be shown. */
export async function comparisonView(
  bytes: Uint8Array,
  { document }: Report,
  { revision, findings }: SignatureReport,
  password?: string,
): Promise<HTMLElement> {
  const end = document?.revisions[revision] ?? bytes.length;
  return compared(bytes.subarray(0, end), bytes, VERSIONS, findings, password);
}

/**
 * A received file beside another copy of it, for files that no longer hold what was signed.
 * @throws Error with an Indonesian sentence when either cannot be shown.
 */
export function originalView(
  original: Uint8Array,
  received: Uint8Array,
  password?: string,
): Promise<HTMLElement> {
  return compared(original, received, FILES, [], password);
}

async function compared(
  first: Uint8Array,
  second: Uint8Array,
  sides: Sides,
  findings: SignatureReport['findings'],
  password?: string,
): Promise<HTMLElement> {
  const { pages, skipped } = await compare(first, second, password);
  const changed = pages.filter((page) => differs(page));
  const stage = make('div', { class: 'stage' });
  const show = (mode: 'beside' | 'over'): void => {
    const list = changed.length > 0 ? changed : pages.slice(0, 1);
    fill(
      stage,
      list.map((page) => (mode === 'beside' ? beside(page, sides) : over(page, sides))),
    );
  };
  show('beside');
  return make(
    'section',
    { class: 'comparison', 'data-changed': String(changed.length) },
    toggle(show),
    stage,
    changes(changed, sides),
    judged(findings),
    skipped > 0 && make('p', {}, `${skipped} halaman terakhir tidak dibandingkan.`),
  );
}

function differs({ boxes, before, after, changes }: ComparedPage): boolean {
  return boxes.length > 0 || changes.length > 0 || !before || !after;
}

function toggle(show: (mode: 'beside' | 'over') => void): HTMLElement {
  const modes = [
    { mode: 'beside', name: 'Berdampingan' },
    { mode: 'over', name: 'Bertumpuk' },
  ] as const;
  const keys = modes.map(({ mode, name }) =>
    button(name, () => {
      show(mode);
      keys.forEach((key, place) => {
        key.setAttribute('aria-pressed', String(modes[place]?.mode === mode));
      });
    }),
  );
  keys.forEach((key, place) => {
    key.className = '';
    key.setAttribute('aria-pressed', String(place === 0));
  });
  return make('div', { class: 'toggle', role: 'group', 'aria-label': 'Cara membandingkan' }, ...keys);
}

function beside({ number, before, after, boxes }: ComparedPage, sides: Sides): HTMLElement {
  return make(
    'div',
    { class: 'pair' },
    version('signed', 'file-check-2', sides.before, `Halaman ${number}`, before, boxes),
    version('current', 'file-warning', sides.after, `Halaman ${number}, ${sides.caveat}`, after, boxes),
  );
}

function version(
  look: 'signed' | 'current',
  drawing: string,
  name: string,
  detail: string,
  canvas: HTMLCanvasElement | null,
  boxes: readonly Box[],
): HTMLElement {
  const page = canvas && sheet(smooth(canvas), `${name}, ${detail}`);
  if (page && canvas) page.append(frames(canvas, boxes));
  return make(
    'figure',
    { class: look },
    make('figcaption', {}, icon(drawing), make('span', {}, make('b', {}, name), detail)),
    page ?? make('p', { class: 'no-page' }, 'Halaman ini tidak ada pada versi ini.'),
  );
}

/** A page half the size, drawn smoothly, for screens on which every pixel is seen. */
function smooth(canvas: HTMLCanvasElement): HTMLCanvasElement {
  if (devicePixelRatio > 1.4 || innerWidth <= 900) return canvas;
  const small = document.createElement('canvas');
  small.width = Math.round(canvas.width / 2);
  small.height = Math.round(canvas.height / 2);
  const context = small.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, small.width, small.height);
  return small;
}

function over(compared: ComparedPage, sides: Sides): HTMLElement {
  const { number, before, after, boxes } = compared;
  if (!before || !after) return beside(compared, sides);
  const canvas = overlay(before, after);
  const page = sheet(canvas, `Halaman ${number}, kedua versi ditumpuk`);
  page.append(frames(canvas, boxes));
  return make(
    'figure',
    { class: 'over' },
    make(
      'figcaption',
      {},
      make(
        'span',
        {},
        make('b', {}, `Halaman ${number}, ditumpuk`),
        `Biru: hanya pada ${sides.before.toLowerCase()}. Merah: hanya pada ${sides.after.toLowerCase()}. Hitam: sama.`,
      ),
    ),
    page,
  );
}

function frames(canvas: HTMLCanvasElement, boxes: readonly Box[]): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', `0 0 ${canvas.width} ${canvas.height}`);
  drawing.setAttribute('aria-hidden', 'true');
  for (const { x, y, width, height } of boxes) {
    const frame = document.createElementNS(SVG, 'rect');
    frame.setAttribute('x', String(x - 6));
    frame.setAttribute('y', String(y - 6));
    frame.setAttribute('width', String(width + 12));
    frame.setAttribute('height', String(height + 12));
    drawing.append(frame);
  }
  return drawing;
}

function changes(pages: readonly ComparedPage[], sides: Sides): HTMLElement {
  if (pages.length === 0)
    return make(
      'div',
      { class: 'changes none' },
      make('h3', {}, 'Tampilan kedua versi sama'),
      make(
        'p',
        {},
        'Yang ditambahkan tidak mengubah apa yang terlihat. Itu belum berarti boleh; lihat putusannya.',
      ),
    );
  const items = pages.flatMap((page) => [
    make('h3', {}, headingOf(page)),
    ...page.changes.slice(0, 30).map((change) => sentence(change, sides)),
    ...(page.before && page.after ? page.boxes.slice(0, 6).map((box) => closeUp(page, box, sides)) : []),
  ]);
  return make('div', { class: 'changes' }, ...items);
}

function headingOf({ before, after, boxes, number }: ComparedPage): string {
  if (!before) return `Halaman ${number} ditambahkan`;
  if (!after) return `Halaman ${number} tidak ada lagi`;
  return `${boxes.length || 1} perubahan pada halaman ${number}`;
}

/** What the engine found in the later versions, also where nothing of it can be seen. */
function judged(findings: SignatureReport['findings']): HTMLElement | null {
  const weighty = findings.filter(({ weight }) => weight !== 'info');
  if (weighty.length === 0) return null;
  const items = weighty.slice(0, 12).map(({ text }) => make('li', {}, text));
  const more = weighty.length - items.length;
  return make(
    'div',
    { class: 'changes found' },
    make('h3', {}, 'Temuan mesin pemeriksa'),
    make('ul', {}, ...items),
    more > 0 && make('p', {}, `${more} temuan lain ada di Rincian teknis.`),
  );
}

function sentence({ before, after }: TextChange, sides: Sides): HTMLElement {
  const was = sides === VERSIONS ? 'Ditandatangani' : 'Pembanding';
  return make(
    'p',
    {},
    before !== null && `${was}: `,
    before !== null && make('del', {}, before),
    before !== null && after !== null && ', sekarang: ',
    before === null && 'Ditambahkan: ',
    after !== null && make('ins', {}, after),
    after === null && ', sekarang tidak ada',
  );
}

/** The same place in both versions, enlarged, for small screens and for account numbers. */
function closeUp({ before, after, number }: ComparedPage, box: Box, sides: Sides): HTMLElement {
  const cut = (canvas: HTMLCanvasElement | null, name: string): HTMLElement | null => {
    if (!canvas) return null;
    const part = document.createElement('canvas');
    // Wide enough for the words around it, high enough for its line.
    const x = Math.max(0, box.x - Math.max(24, (460 - box.width) / 2));
    const y = Math.max(0, box.y - 12);
    part.width = Math.min(canvas.width - x, Math.max(460, box.width + 48));
    part.height = Math.min(canvas.height - y, box.height + 24);
    part.getContext('2d')!.drawImage(canvas, x, y, part.width, part.height, 0, 0, part.width, part.height);
    return make(
      'figure',
      {},
      make('figcaption', {}, name),
      sheet(part, `${name}, halaman ${number}, diperbesar`),
    );
  };
  return make('div', { class: 'close-up' }, cut(before, sides.before), cut(after, sides.after));
}
