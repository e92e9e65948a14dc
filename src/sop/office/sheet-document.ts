/**
 * The official sheet as an Office document: the identity block as a table that can be edited, the flowchart as a picture
 * of each page, and the steps once more as a table, for those who go on writing in a word processor.
 */
import {
  AlignmentType,
  type Document,
  type FileChild,
  Footer,
  ImageRun,
  LineRuleType,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
  VerticalAlignTable,
} from 'docx';
import { officeDocument } from '../../documents/file.ts';
import { type Margins, type Paper as OfficePaper, pageOf, textWidth, twips } from '../../documents/paper.ts';
import { type CellSpec, table } from '../../documents/table.ts';
import { paragraph } from '../../documents/text.ts';
import { longDate } from '../../format.ts';
import type { Sop } from '../../schemas/sop.ts';
import { exitsOf } from '../flow.ts';
import { PAPERS, type Page, type Paper, type SheetInput } from '../sheet/model.ts';
import { pageSvg } from '../sheet/svg.ts';
import { capitalTitle } from '../sheet/words.ts';
import { sayTime } from '../time.ts';

/** A page of the flowchart as a drawing, and the same as pixels for programs that read no drawings. */
export interface Picture {
  svg: string;
  png: Uint8Array<ArrayBuffer>;
  /** Points. */
  width: number;
  height: number;
}

const MARGINS: Margins = { top: 11, right: 12, bottom: 15, left: 12 };
const SIZE = 9.5;
/** The picture stays this much below the room of the page, so that it never pushes itself onto the next. */
const FIT = 0.97;

/** The form of one flowchart page, cut out of the paper: margins and footer are the document's own. */
export function cutOut(page: Page): { svg: string; width: number; height: number } {
  const { x, y, w, h } = page.form;
  const [width, height] = [w + 2, h + 2];
  const svg = pageSvg(page).replace(
    /width="[^"]*" height="[^"]*" viewBox="[^"]*"/,
    `width="${width.toFixed(1)}pt" height="${height.toFixed(1)}pt" viewBox="${(x - 1).toFixed(1)} ${(y - 1).toFixed(1)} ${width.toFixed(1)} ${height.toFixed(1)}"`,
  );
  return { svg, width, height };
}

/** @param pictures one for each flowchart page, in order */
export function sheetDocument(
  input: SheetInput,
  paperId: Paper['id'],
  pictures: readonly Picture[],
): Document {
  const paper: OfficePaper = paperId === 'a4' ? 'A4' : 'F4';
  const properties = pageOf(paper, 'mendatar', MARGINS);
  const width = textWidth(paper, 'mendatar', MARGINS);
  const section = (children: FileChild[]) => ({ properties, children, footer: footer(input.sop, width) });
  return officeDocument({
    title: `SOP ${capitalTitle(input.sop.judul)}`,
    font: 'Arial',
    size: SIZE,
    leading: 1,
    sections: [
      section([identity(input, width), spacer()]),
      ...pictures.map((each) => section([picture(each, paperId)])),
      section([
        paragraph([{ text: 'LANGKAH SEBAGAI TABEL', bold: true }], { after: 4 }),
        steps(input.sop, width),
        spacer(),
      ]),
    ],
  });
}

function identity({ sop, unit, dasarHukum, keterkaitan }: SheetInput, width: number): FileChild {
  const { identitas } = sop;
  const { disahkan } = identitas;
  const widths = [width * 0.48, width * 0.18, width * 0.34];
  const pair = (label: string, value: CellSpec['children']): CellSpec[] => [
    { children: [paragraph(label)], from: 1 },
    { children: value },
  ];
  const owner: CellSpec = {
    rows: 6,
    vertical: VerticalAlignTable.CENTER,
    children: [
      paragraph('[Lambang daerah]', { align: 'tengah', after: 10, size: 8 }),
      ...unit.map((line, place) =>
        paragraph([{ text: line, bold: place < 2 }], { align: 'tengah', size: place < 2 ? 12 : 10.5 }),
      ),
    ],
  };
  const signature = [
    paragraph(disahkan.jabatan, { after: 79 }),
    paragraph(disahkan.nama || `Nama: ${'.'.repeat(44)}`),
    paragraph(disahkan.nip ? `NIP ${disahkan.nip}` : `NIP: ${'.'.repeat(46)}`),
  ];
  const first = pair('NOMOR SOP', [paragraph(identitas.nomor)]);
  return table({
    widths,
    ruled: true,
    rows: [
      [owner, ...first],
      pair('TANGGAL PEMBUATAN', [paragraph(longDate(identitas.pembuatan))]),
      pair('TANGGAL REVISI', [paragraph(longDate(identitas.revisi) || '-')]),
      pair('TANGGAL EFEKTIF', [paragraph(longDate(identitas.efektif))]),
      pair('DISAHKAN OLEH', signature),
      pair('NAMA SOP', [paragraph([{ text: capitalTitle(sop.judul), bold: true }])]),
      halves('DASAR HUKUM:', dasarHukum, 'KUALIFIKASI PELAKSANA:', identitas.kualifikasi),
      halves('KETERKAITAN:', keterkaitan, 'PERALATAN/PERLENGKAPAN:', identitas.peralatan),
      [
        { children: titled('PERINGATAN:', [paragraph(identitas.peringatan)]) },
        { children: titled('PENCATATAN DAN PENDATAAN:', numbered(identitas.pencatatan)), span: 2 },
      ],
    ],
  });
}

function halves(left: string, leftItems: string[], right: string, rightItems: string[]): CellSpec[] {
  return [
    { children: titled(left, numbered(leftItems)) },
    { children: titled(right, numbered(rightItems)), span: 2 },
  ];
}

function titled(title: string, items: Paragraph[]): Paragraph[] {
  return [paragraph([{ text: title, bold: true }], { after: 2 }), ...items];
}

function numbered(items: readonly string[]): Paragraph[] {
  if (items.length === 0) return [paragraph('-')];
  return items.map((item, place) =>
    paragraph(
      `${place + 1}.\t${item}`,
      { indent: 6, firstLine: -6 },
      { tabStops: [{ type: TabStopType.LEFT, position: twips(6) }] },
    ),
  );
}

function picture({ svg, png, width, height }: Picture, paperId: Paper['id']): Paragraph {
  const paper = PAPERS[paperId];
  const room = {
    width: ((paper.widthMm - MARGINS.left - MARGINS.right) / 25.4) * 96,
    height: ((paper.heightMm - MARGINS.top - MARGINS.bottom) / 25.4) * 96 * FIT,
  };
  const scale = Math.min(96 / 72, room.width / width, room.height / height);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    // Without the rule some programs take the document's line for an exact height and cut the picture to it.
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [
      new ImageRun({
        type: 'svg',
        data: new TextEncoder().encode(svg),
        fallback: { type: 'png', data: png },
        transformation: { width: width * scale, height: height * scale },
        altText: {
          name: 'Diagram alir',
          title: 'Diagram alir',
          description: 'Isi yang sama ada pada tabel langkah.',
        },
      }),
    ],
  });
}

function steps(sop: Sop, width: number): FileChild {
  const share = [0.035, 0.27, 0.14, 0.16, 0.085, 0.14, 0.17];
  const titles = ['NO', 'KEGIATAN', 'PELAKSANA', 'KELENGKAPAN', 'WAKTU', 'OUTPUT', 'KETERANGAN'];
  const name = (id: string) => sop.pelaksana.find((each) => each.id === id)?.nama ?? id;
  const cell = (text: string): CellSpec => ({ children: [paragraph(text, { size: 9 })] });
  return table({
    widths: share.map((part) => part * width),
    ruled: true,
    head: [
      titles.map((title) => ({
        children: [paragraph([{ text: title, bold: true }], { align: 'tengah', size: 8.5 })],
      })),
    ],
    rows: sop.langkah.map((step, place) => [
      cell(`${place + 1}.`),
      cell(step.kegiatan),
      cell(name(step.pelaksana)),
      cell(step.kelengkapan),
      cell(sayTime(step.waktu)),
      cell(step.output),
      cell([step.keterangan, waysOf(sop, place + 1)].filter(Boolean).join('. ')),
    ]),
  });
}

const ANSWER = { lanjut: 'Lanjut', ya: 'Ya', tidak: 'Tidak' } as const;

/** Where a step leads, in words; nothing where it is simply the row below. */
function waysOf(sop: Sop, no: number): string {
  return exitsOf(sop, no)
    .filter(({ exit, to }) => exit !== 'lanjut' || to !== no + 1)
    .map(({ exit, to }) => `${ANSWER[exit]} ke langkah ${to}`)
    .join('; ');
}

function spacer(): Paragraph {
  return paragraph('', { size: 1 });
}

/** Outside the form, as on the printed sheet. */
function footer(sop: Sop, width: number): Footer {
  const size = 16;
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: twips(width / 2) },
          { type: TabStopType.RIGHT, position: twips(width) },
        ],
        children: [
          new TextRun({ text: sop.status === 'contoh' ? 'Contoh - belum disahkan' : '', size }),
          new TextRun({ text: `\tSOP ${capitalTitle(sop.judul)}\t`, size }),
          new TextRun({ children: ['Halaman ', PageNumber.CURRENT, ' dari ', PageNumber.TOTAL_PAGES], size }),
        ],
      }),
    ],
  });
}
