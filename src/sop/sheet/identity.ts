/** Bagian Identitas: the thirteen items of SOP-AP on the first page, in their fixed places. */

import { longDate } from '../../format.ts';
import { type Face, wrapText } from './metrics.ts';
import {
  type Box,
  frameOf,
  MM,
  type Page,
  type Paper,
  type Point,
  type SheetInput,
  type Text,
} from './model.ts';
import { capitalTitle } from './words.ts';
import { heightOf, LEADING, lineOf, paragraph } from './write.ts';

type Body = Pick<Page, 'form' | 'rules' | 'texts' | 'arms'>;

const PAD_X = 7;
const PAD_Y = 6;
/** Left column 48 %; of the rest, the labels take 18 parts of 52. */
const LEFT = 0.48;
const LABELS = 0.18;
/** Empty room for signature and stamp; never below 22 mm. */
const SIGNATURE = 28 * MM;
const SIGNATURE_LEAST = 22 * MM;

interface Block {
  title: string;
  items: string[];
  /** A list is numbered; a single text is not. */
  numbered: boolean;
}

/** Font sizes to try, largest first; the last with the smallest allowed signature room. */
const TRIES = [
  { size: 9.5, signature: SIGNATURE },
  { size: 9.5, signature: SIGNATURE_LEAST },
  { size: 9, signature: SIGNATURE_LEAST },
  { size: 8.5, signature: SIGNATURE_LEAST },
  { size: 8, signature: SIGNATURE_LEAST },
];

/**
 * Lays out the identity page.
 * @throws Error naming the SOP if its lists do not fit one page even at 8 pt
 */
export function identityBody(input: SheetInput, paper: Paper): Body {
  const room = frameOf(paper).h;
  for (const attempt of TRIES) {
    const body = layOut(input, paper, { size: attempt.size }, attempt.signature);
    if (body.form.h <= room) return body;
  }
  throw new Error(
    `${input.sop.kode}: bagian identitas tidak muat satu halaman ${paper.name}. Ringkas dasar hukum, peralatan, atau pencatatan.`,
  );
}

function layOut(input: SheetInput, paper: Paper, face: Face, signature: number): Body {
  const frame = frameOf(paper);
  const texts: Text[] = [];
  const rules: [Point, Point][] = [];
  const middle = frame.x + frame.w * LEFT;
  const value = middle + frame.w * LABELS;
  const right = frame.x + frame.w;
  const across = (from: number, y: number) =>
    rules.push([
      { x: from, y },
      { x: right, y },
    ]);
  let y = frame.y;
  across(frame.x, y);

  for (const { label, lines, bold, gap } of fields(input, face, right - value - 2 * PAD_X)) {
    const signs = gap ? signature : 0;
    const height = heightOf(lines.length, face) + 2 * PAD_Y + signs;
    texts.push(...paragraph([label], middle + PAD_X, y + PAD_Y, face, 'cell'));
    const [above, below] = gap ? [lines.slice(0, gap), lines.slice(gap)] : [lines, []];
    const strong = bold ? { ...face, bold } : face;
    texts.push(...paragraph(above, value + PAD_X, y + PAD_Y, strong, 'cell'));
    const lower = y + PAD_Y + heightOf(above.length, face) + signs;
    texts.push(...paragraph(below, value + PAD_X, lower, face, 'cell'));
    y += height;
    across(label === 'NAMA SOP' ? frame.x : middle, y);
  }
  const upper = y;
  const arms = owner(input, { x: frame.x, y: frame.y, w: middle - frame.x, h: upper - frame.y }, texts);

  for (const [left, beside] of blocks(input)) {
    const a = block(left, { x: frame.x, y, w: middle - frame.x, h: 0 }, face);
    const b = block(beside, { x: middle, y, w: right - middle, h: 0 }, face);
    texts.push(...a.texts, ...b.texts);
    y += Math.max(a.height, b.height);
    across(frame.x, y);
  }
  rules.push([
    { x: frame.x, y: frame.y },
    { x: frame.x, y },
  ]);
  rules.push([
    { x: middle, y: frame.y },
    { x: middle, y },
  ]);
  rules.push([
    { x: value, y: frame.y },
    { x: value, y: upper },
  ]);
  rules.push([
    { x: right, y: frame.y },
    { x: right, y },
  ]);
  return { form: { ...frame, h: y - frame.y }, rules, texts, arms };
}

interface Field {
  label: string;
  lines: string[];
  bold?: boolean;
  /** The signature's room comes after this many lines. */
  gap?: number;
}

function fields({ sop }: SheetInput, face: Face, width: number): Field[] {
  const { identitas } = sop;
  const { disahkan } = identitas;
  const dots = '.'.repeat(44);
  const office = wrapText(disahkan.jabatan, width, face);
  return [
    { label: 'NOMOR SOP', lines: [identitas.nomor] },
    { label: 'TANGGAL PEMBUATAN', lines: [longDate(identitas.pembuatan)] },
    { label: 'TANGGAL REVISI', lines: [identitas.revisi === '' ? '-' : longDate(identitas.revisi)] },
    { label: 'TANGGAL EFEKTIF', lines: [identitas.efektif === '' ? '' : longDate(identitas.efektif)] },
    {
      label: 'DISAHKAN OLEH',
      lines: [
        ...office,
        disahkan.nama === '' ? `Nama: ${dots}` : disahkan.nama,
        disahkan.nip === '' ? `NIP: ${dots}..` : `NIP ${disahkan.nip}`,
      ],
      gap: office.length,
    },
    {
      label: 'NAMA SOP',
      lines: wrapText(capitalTitle(sop.judul), width, { ...face, bold: true }),
      bold: true,
    },
  ];
}

/** Item 1: place of the arms and the making unit's name, in the middle of the left column. Answers the arms' frame. */
function owner({ unit }: SheetInput, box: Box, texts: Text[]): Box {
  const faces = unit.map((_, i): Face => (i < 2 ? { size: 12, bold: true } : { size: 10.5 }));
  const lines = unit.flatMap((text, i) =>
    wrapText(text, box.w - 2 * PAD_X, faces[i]!).map((line) => ({ line, face: faces[i]! })),
  );
  const arms = { w: 46, h: 54 };
  const gap = 10;
  const height = arms.h + gap + lines.reduce((sum, { face }) => sum + heightOf(1, face), 0);
  let y = box.y + (box.h - height) / 2;
  const centre = box.x + box.w / 2;
  const place = { x: centre - arms.w / 2, y, ...arms };
  texts.push(...paragraph(['Lambang', 'daerah'], centre, y + arms.h / 2 - 10, { size: 8 }, 'cell', 'middle'));
  y += arms.h + gap;
  for (const { line, face } of lines) {
    texts.push(lineOf(line, centre, y + face.size * LEADING * 0.78, face, 'cell', 'middle'));
    y += heightOf(1, face);
  }
  return place;
}

function blocks({ sop, dasarHukum, keterkaitan }: SheetInput): [Block, Block][] {
  const { identitas } = sop;
  const list = (title: string, items: string[]): Block => ({ title, items, numbered: true });
  return [
    [list('DASAR HUKUM:', dasarHukum), list('KUALIFIKASI PELAKSANA:', identitas.kualifikasi)],
    [list('KETERKAITAN:', keterkaitan), list('PERALATAN/PERLENGKAPAN:', identitas.peralatan)],
    [
      { title: 'PERINGATAN:', items: [identitas.peringatan], numbered: false },
      list('PENCATATAN DAN PENDATAAN:', identitas.pencatatan),
    ],
  ];
}

function block({ title, items, numbered }: Block, box: Box, face: Face): { texts: Text[]; height: number } {
  const texts = paragraph([title], box.x + PAD_X, box.y + PAD_Y, { ...face, bold: true }, 'cell');
  const indent = numbered ? 18 : 0;
  let y = box.y + PAD_Y + heightOf(1, face) + 2;
  for (const [i, item] of (items.length > 0 ? items : ['-']).entries()) {
    const lines = wrapText(item, box.w - 2 * PAD_X - indent, face);
    if (numbered && items.length > 0)
      texts.push(
        lineOf(`${i + 1}.`, box.x + PAD_X + 14, y + face.size * LEADING * 0.78, face, 'cell', 'end'),
      );
    texts.push(...paragraph(lines, box.x + PAD_X + indent, y, face, 'cell'));
    y += heightOf(lines.length, face) + 1;
  }
  return { texts, height: y + PAD_Y - box.y };
}
