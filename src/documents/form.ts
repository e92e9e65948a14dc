/** The document of a form as a `.docx` file: the same model the page shows. */
import { BorderStyle, type FileChild, Footer, type Paragraph, TabStopType } from 'docx';
import type { Block, DocumentModel, Line, Signature } from '../forms/model.ts';
import { officeBytes, officeDocument } from './file.ts';
import { type Margins, pageOf, textWidth, twips } from './paper.ts';
import { type CellSpec, table } from './table.ts';
import { type ParagraphShape, paragraph } from './text.ts';

const MARGINS: Margins = { top: 20, right: 20, bottom: 20, left: 25 };
const WIDE_MARGINS: Margins = { top: 20, right: 15, bottom: 15, left: 15 };
const FONT = 'Arial';
/** Room for a signature or the picture of an electronic one, in points (22 mm). */
const SIGNATURE_ROOM = 62;

/** @returns the bytes of the file. */
export async function formDocument(model: DocumentModel): Promise<Uint8Array<ArrayBuffer>> {
  const wide = model.turn === 'mendatar';
  const margins = wide ? WIDE_MARGINS : MARGINS;
  const width = textWidth(model.paper, model.turn, margins);
  const children: FileChild[] = [];
  let newPage = false;
  for (const block of model.blocks) {
    if (block.kind === 'page') {
      newPage = true;
      continue;
    }
    if (newPage) children.push(paragraph('', { pageBreakBefore: true, size: 1 }));
    newPage = false;
    children.push(...blockChildren(block, width));
  }
  const footer = model.sample
    ? {
        footer: new Footer({
          children: [
            paragraph('Contoh, sesuaikan dan tetapkan oleh pejabat berwenang', { align: 'kanan', size: 8 }),
          ],
        }),
      }
    : {};
  const document = officeDocument({
    title: model.title,
    font: FONT,
    size: wide ? 10 : 11,
    sections: [{ properties: pageOf(model.paper, model.turn, margins), children, ...footer }],
  });
  return officeBytes(document);
}

const pieces = (line: Line) => line.map(({ text, bold }) => ({ text, ...(bold && { bold }) }));

const bold = (line: Line) => line.map(({ text }) => ({ text, bold: true }));

const stack = (lines: readonly Line[], shape: ParagraphShape = {}): Paragraph[] =>
  lines.map((line) => paragraph(pieces(line), shape));

const cell = (...children: Paragraph[]): CellSpec => ({ children });

function blockChildren(block: Block, width: number): FileChild[] {
  switch (block.kind) {
    case 'kop':
      return kop(block);
    case 'title':
      return [
        ...block.lines.map((line) => paragraph(bold(line), { align: 'tengah', before: 2, keepNext: true })),
        ...(block.number ? [paragraph(pieces(block.number), { align: 'tengah', keepNext: true })] : []),
        paragraph('', { size: 6 }),
      ];
    case 'letter':
      return letter(block, width);
    case 'decree':
      return decree(block, width);
    case 'paragraph':
      return [paragraph(pieces(block.text), { align: block.align, after: 6 })];
    case 'heading':
      return [paragraph(bold(block.text), { before: 8, after: 4, keepNext: true })];
    case 'details':
      return [details(block.rows, width), paragraph('', { size: 4 })];
    case 'items':
      return block.items.map((item, place) => {
        const mark = block.mark === 'huruf' ? String.fromCharCode(97 + place) : String(place + 1);
        return paragraph(
          [{ text: `${mark}.\t` }, ...pieces(item)],
          { indent: 8, firstLine: -7, after: 3 },
          { tabStops: [{ type: TabStopType.LEFT, position: twips(8) }] },
        );
      });
    case 'boxes':
      return block.options.map(({ label, checked }) =>
        paragraph(`${checked ? '☒' : '☐'}\t${label}`, { indent: 8, firstLine: -7, after: 2 }),
      );
    case 'table':
      return [ruled(block, width), paragraph('', { size: 4 })];
    case 'signatures':
      return [paragraph('', { size: 6 }), signatures(block.columns, width)];
    case 'copies':
      return [
        paragraph('Tembusan:', { before: 14, keepNext: true, size: 10 }),
        ...block.items.map((item, place) =>
          paragraph([{ text: `${place + 1}.\t` }, ...pieces(item)], { indent: 7, firstLine: -7, size: 10 }),
        ),
      ];
    case 'annex':
      return block.lines.map((line, place) =>
        paragraph(pieces(line), {
          indent: width * 0.5,
          pageBreakBefore: place === 0,
          after: place === block.lines.length - 1 ? 12 : 0,
        }),
      );
    case 'page':
      return [];
  }
}

function kop({ lines, address }: Extract<Block, { kind: 'kop' }>): FileChild[] {
  const line = { style: BorderStyle.SINGLE, size: 18, color: '000000', space: 4 };
  return [
    ...lines.map((text, place) =>
      paragraph([{ text, bold: true }], { align: 'tengah', size: place === 0 ? 13 : 15, keepNext: true }),
    ),
    paragraph(pieces(address), { align: 'tengah', size: 9, after: 12 }, { border: { bottom: line } }),
  ];
}

function letter({ placeDate, rows, to }: Extract<Block, { kind: 'letter' }>, width: number): FileChild[] {
  const colon = cell(paragraph(':'));
  const head = rows.map(([label, value]) => [cell(paragraph(label)), colon, cell(paragraph(pieces(value)))]);
  return [
    paragraph(pieces(placeDate), { align: 'kanan', after: 8 }),
    table({ widths: [22, 4, width - 26], rows: head, ruled: false }),
    paragraph('', { size: 6 }),
    ...stack(to),
    paragraph('', { size: 8 }),
  ];
}

function decree(
  { heading, considering, given, articles }: Extract<Block, { kind: 'decree' }>,
  width: number,
): FileChild[] {
  const widths = [28, 4, 8, width - 40];
  const rows = (label: string, list: readonly Line[], mark: (place: number) => string) =>
    list.map((line, place) => [
      cell(paragraph(place === 0 ? label : '')),
      cell(paragraph(place === 0 ? ':' : '')),
      cell(paragraph(`${mark(place)}.`)),
      cell(paragraph([...pieces(line), { text: ';' }], { align: 'rata', after: 3 })),
    ]);
  const articleRows = articles.map(([name, line]) => [
    cell(paragraph(name)),
    cell(paragraph(':')),
    cell(paragraph(pieces(line), { align: 'rata', after: 4 })),
  ]);
  return [
    ...heading.map((line) => paragraph(bold(line), { align: 'tengah', after: 6, keepNext: true })),
    table({
      widths,
      ruled: false,
      rows: [
        ...rows('Menimbang', considering, (place) => String.fromCharCode(97 + place)),
        ...rows('Mengingat', given, (place) => String(place + 1)),
      ],
    }),
    paragraph([{ text: 'MEMUTUSKAN:', bold: true }], {
      align: 'tengah',
      before: 8,
      after: 8,
      keepNext: true,
    }),
    table({
      widths: [28, 4, width - 32],
      ruled: false,
      rows: [[cell(paragraph('Menetapkan')), cell(paragraph(':')), cell(paragraph(''))], ...articleRows],
    }),
  ];
}

function details(rows: readonly [string, Line[]][], width: number): FileChild {
  return table({
    widths: [54, 4, width - 58],
    ruled: false,
    rows: rows.map(([label, value]) => [
      cell(paragraph(label)),
      cell(paragraph(':')),
      cell(...stack(value, { after: 1 })),
    ]),
  });
}

function ruled({ head, shares, numeric, rows }: Extract<Block, { kind: 'table' }>, width: number): FileChild {
  const sum = shares.reduce((total, share) => total + share, 0);
  const size = head.length > 7 ? 8.5 : 9.5;
  return table({
    widths: shares.map((share) => (share / sum) * width),
    ruled: true,
    head: [head.map((label) => cell(paragraph([{ text: label, bold: true }], { align: 'tengah', size })))],
    rows: rows.map((row) =>
      row.map((line, place) =>
        cell(paragraph(pieces(line), { align: numeric[place] ? 'kanan' : 'kiri', size })),
      ),
    ),
  });
}

function signatures(columns: readonly Signature[], width: number): FileChild {
  const single = columns.length === 1;
  const count = single ? 2 : columns.length;
  const content = columns.map(({ heading, name, below }) =>
    cell(
      ...stack(heading, { align: 'tengah', keepNext: true }),
      paragraph(pieces(name), { align: 'tengah', before: SIGNATURE_ROOM, keepNext: true }),
      ...stack(below, { align: 'tengah' }),
    ),
  );
  return table({
    widths: Array.from({ length: count }, () => width / count),
    ruled: false,
    rows: [single ? [cell(paragraph('')), ...content] : content],
  });
}
