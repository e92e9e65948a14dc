/** "Who can reach what": one table for each target, a column for each sender, a row for each door that is open to any. */
import { html, icon } from '../dom.ts';
import type { Matrix, SurveyZone } from './protocol.ts';
import { GATEWAY, GATEWAY_NAME, list, PASSING, placeName } from './words.ts';

type Cell = Matrix['cells'][number];
type Passing = keyof typeof PASSING;

export interface MatrixShown {
  matrix: Matrix;
  /** Of the version before the change; cells that differ are marked. */
  before: Matrix | null;
  zones: readonly SurveyZone[];
  /** The reader wants to know more of a cell; the answer goes into the given place. */
  onCell: (cell: Cell, place: HTMLElement) => void;
}

/** The more open one of what each family is given. */
const RANK: readonly Passing[] = ['none', 'unsure', 'some', 'all'];

export function matrixView(shown: MatrixShown): HTMLElement[] {
  const { matrix, zones } = shown;
  const places = [...zones.map(({ id }) => id), GATEWAY];
  const views = places.map((to) => targetView(shown, places, to));
  if (matrix.left > 0)
    views.push(
      html(
        'p',
        { class: 'small-note' },
        `${matrix.left} pintu lain yang jarang disebut masuk ke baris "Selebihnya".`,
      ),
    );
  return views;
}

function targetView(
  { matrix, before, zones, onCell }: MatrixShown,
  places: readonly string[],
  to: string,
): HTMLElement {
  const from = places.filter((place) => place !== to && place !== GATEWAY);
  const cells = matrix.cells.filter((cell) => cell.to === to);
  const was = (cell: Cell): Cell | undefined =>
    before?.cells.find((one) => one.from === cell.from && one.to === to && one.door === cell.door);
  const isOpen = (cell: Cell): boolean =>
    [cell, was(cell)].some((one) => one !== undefined && combined(one) !== 'none');
  const usual = cells.filter(({ from: sender }) => sender !== GATEWAY);
  const open = matrix.doors.filter(({ id }) => usual.some((cell) => cell.door === id && isOpen(cell)));
  const closed = matrix.doors.filter((door) => !open.includes(door)).map(({ name }) => name);
  const detail = html('div', { class: 'ways', 'aria-live': 'polite' });
  const rows = open.map((door) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, door.name, doorNumber(door)),
      ...from.map((sender) => {
        const cell = usual.find((one) => one.from === sender && one.door === door.id);
        return html(
          'td',
          {},
          cell ? cellButton(cell, was(cell), zones, door.name, () => onCell(cell, detail)) : '',
        );
      }),
    ),
  );
  const name = placeName(zones, to);
  const device = zones.find(({ id }) => id === to)?.interface;
  const heading = html('h3', {}, `Ke ${name}`, device ? html('small', { class: 'mono' }, device) : '');
  const section = html('section', { class: 'target', 'data-target': to }, heading);
  if (open.length > 0) {
    const columns = from.map((sender) => html('th', { scope: 'col' }, `Dari ${placeName(zones, sender)}`));
    const head = html('tr', {}, html('th', { scope: 'col' }, 'Pintu'), ...columns);
    const table = html('table', {}, html('thead', {}, head), html('tbody', {}, ...rows));
    const label = `Siapa dapat menjangkau ${name}`;
    section.append(html('section', { class: 'table-scroll', tabindex: '0', 'aria-label': label }, table));
  }
  const notes = [
    open.length === 0
      ? 'Tidak ada sambungan baru yang sampai dari zona mana pun.'
      : closed.length > 0
        ? `Ditolak dari semua zona: ${list(closed, 12)}.`
        : '',
    to === GATEWAY ? '' : gatewayNote(matrix, cells, name),
  ];
  section.append(html('p', { class: 'small-note' }, notes.filter((note) => note !== '').join(' ')), detail);
  return section;
}

function doorNumber({ name, protocol, low }: Matrix['doors'][number]): HTMLElement | string {
  return low === 0 || name.includes(String(low))
    ? ''
    : html('small', { class: 'door-number' }, `${protocol} ${low}`);
}

/** What the gateway itself may open: usually everything, so a sentence says it better than a column. */
function gatewayNote({ doors }: Matrix, cells: readonly Cell[], name: string): string {
  const own = cells.filter(({ from }) => from === GATEWAY);
  const open = own.filter((cell) => combined(cell) !== 'none');
  if (open.length === 0) return `${GATEWAY_NAME} sendiri tidak dapat membuka apa pun ke ${name}.`;
  if (open.length === own.length) return `${GATEWAY_NAME} sendiri dapat membuka apa saja ke ${name}.`;
  const names = open.map(({ door }) => doors.find(({ id }) => id === door)?.name ?? door);
  return `${GATEWAY_NAME} sendiri dapat membuka ${list(names, 12)} ke ${name}.`;
}

function cellButton(
  cell: Cell,
  was: Cell | undefined,
  zones: readonly SurveyZone[],
  door: string,
  onPress: () => void,
): HTMLElement {
  const passing = combined(cell);
  const { word, icon: drawing, tone } = PASSING[passing];
  const changed = was !== undefined && combined(was) !== passing;
  const family = familyNote(cell);
  // The name ends with the very words that are seen, so that speech control finds the button by them.
  const seen = [word, family, changed ? `dulu ${PASSING[combined(was)].word}` : ''].filter(
    (one) => one !== '',
  );
  const label = `${placeName(zones, cell.from)} ke ${placeName(zones, cell.to)}, ${door}: ${seen.join(' ')}`;
  const button = html(
    'button',
    {
      type: 'button',
      class: `cell cell-${tone}`,
      'data-passing': passing,
      'data-changed': changed,
      'aria-label': label,
    },
    icon(drawing),
    html(
      'span',
      {},
      word,
      ' ',
      family ? html('small', {}, family) : '',
      ' ',
      changed ? html('small', { class: 'was' }, `dulu ${PASSING[combined(was)].word}`) : '',
    ),
  );
  button.addEventListener('click', onPress);
  return button;
}

/** Both families as one word: the more open one. */
export function combined({ passing }: Cell): Passing {
  const all = Object.values(passing);
  return RANK[Math.max(...all.map((one) => RANK.indexOf(one)))] ?? 'none';
}

/** Where the families differ. */
export function familyNote({ passing }: Cell): string {
  const { 4: four, 6: six } = passing;
  if (four === undefined || six === undefined || four === six) return '';
  return RANK.indexOf(six) > RANK.indexOf(four)
    ? four === 'none'
      ? 'hanya IPv6'
      : 'lebih luas di IPv6'
    : six === 'none'
      ? 'hanya IPv4'
      : 'lebih sempit di IPv6';
}
