/**
 * The official SOP-AP sheet (PermenPANRB 35/2012): page 1 identity, page 2 onward the flowchart table.
 *
 * Each paper size has its own layout and its own page on the site. One layout that serves both would have to leave the
 * wider paper's room unused, and printing would have to choose between two copies in one document; two small pages
 * print by themselves and stay under the byte budget.
 *
 * Everything is measured with our own width table, so the pages exist before any browser does: rows are split into
 * pages first, then segi lima are set, then arrows are drawn inside one page each.
 */
import { edgesOf } from '../flow.ts';
import { connectorHeight, lettersOf } from './connectors.ts';
import { actorBoxes, type FlowPlan, flowPage } from './flow-page.ts';
import { identityBody } from './identity.ts';
import { footerLine, frameOf, type Page, type Paper, type SheetInput, type Text } from './model.ts';
import { paginate } from './paginate.ts';
import { DENSITIES } from './route/lanes.ts';
import { columnsOf, headOf, ROW_MIN, rowsOf } from './table.ts';
import { capitalTitle } from './words.ts';
import { lineOf } from './write.ts';

/** From the usual layout to roomier ones, for SOPs whose returns need more lanes than a full page has. */
const TRIES = [
  ...DENSITIES.map((density) => ({ density, least: ROW_MIN, maxRows: 40 })),
  ...[8, 6, 5, 4, 3, 2, 1].map((maxRows) => ({ density: DENSITIES[2]!, least: ROW_MIN * 1.25, maxRows })),
];

/**
 * The pages of one SOP's sheet.
 * @throws Error in Indonesian if the SOP cannot be laid out: a cell higher than a page, or an identity block that does not fit
 */
export function layOutSheet(input: SheetInput, paper: Paper): Page[] {
  const { sop } = input;
  const flow = flowPages(input, paper);
  const name = capitalTitle(sop.judul);
  const of = flow.length + 1;
  const blank = { paper, of, head: null, actors: null, shapes: [], arrows: [], steps: [], arms: null };
  const pages: Page[] = [
    {
      ...blank,
      kind: 'identity',
      no: 1,
      label: `Bagian identitas SOP ${name}`,
      ...identityBody(input, paper),
    },
  ];
  flow.forEach((body, i) => {
    const [first, last] = [body.steps[0]!, body.steps.at(-1)!];
    const range = first === last ? `langkah ${first}` : `langkah ${first} sampai ${last}`;
    pages.push({ ...blank, kind: 'flow', no: i + 2, label: `Diagram alir ${range} SOP ${name}`, ...body });
  });
  for (const page of pages) page.texts.push(...footer(input, page, name));
  return pages;
}

function flowPages({ sop }: SheetInput, paper: Paper) {
  const columns = columnsOf(sop, paper);
  const head = headOf(columns);
  // A draft may hold arrows to nowhere; the linter names them, and the sheet shows the rest.
  const edges = edgesOf(sop).filter(({ from, to }) => to >= 1 && to <= sop.langkah.length && to !== from);
  const actors = actorBoxes(columns);
  const room = frameOf(paper).h - head.upper - head.lower;
  for (const { density, least, maxRows } of TRIES) {
    const rows = rowsOf(sop, columns, least);
    const tall = rows.find((row) => row.minHeight > room);
    if (tall)
      throw new Error(`${sop.kode} langkah ${tall.no}: isinya lebih tinggi daripada satu halaman. Ringkas.`);
    const heights = rows.map((row) => row.minHeight);
    const ranges = paginate(heights, edges, room, (count) => connectorHeight(count, actors), maxRows);
    const plan: FlowPlan = { paper, columns, head, rows, edges, ranges, letters: lettersOf(ranges) };
    const bodies = [];
    for (const index of ranges.keys()) {
      const body = flowPage(plan, index, density);
      if (!body) break;
      bodies.push(body);
    }
    if (bodies.length === ranges.length) return bodies;
  }
  throw new Error(`${sop.kode}: panah tidak dapat digambar tanpa saling menimpa. Kurangi jalan balik.`);
}

/** Outside the form: that it is a sample, the SOP's name, and the page number. */
function footer({ sop }: SheetInput, { paper, no, of }: Page, name: string): Text[] {
  const frame = frameOf(paper);
  const y = footerLine(paper);
  const face = { size: 8 };
  const texts = [
    lineOf(`SOP ${name}`, frame.x + frame.w / 2, y, face, 'footer', 'middle'),
    lineOf(`Halaman ${no} dari ${of}`, frame.x + frame.w, y, face, 'footer', 'end'),
  ];
  if (sop.status === 'contoh') texts.unshift(lineOf('Contoh - belum disahkan', frame.x, y, face, 'footer'));
  return texts;
}
