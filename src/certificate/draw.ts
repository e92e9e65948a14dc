/** Draws one certificate, A4 on its side, with a list of subjects on its back and room for a signature. */
import { PDF, type PDFPage } from '@libpdf/core';
import { type FontFiles, Fonts, hex, Pen, type Style } from './pen.ts';
import { type Box, keepRoom, type Reserved } from './reserve.ts';
import type { CertificateWords } from './words.ts';

const WIDTH = 841.89;
const HEIGHT = 595.28;
const PANEL = 232;
const LEFT = 276;
const RIGHT = WIDTH - 44;
const SIGN = 548;

/** From the design tokens, light theme and dark desk. */
const INK = hex('#111B1A');
const SOFT = hex('#3F4C4A');
const FAINT = hex('#57645F');
const ACCENT = hex('#17498F');
const ACCENT_SOFT = hex('#E3ECF8');
const LINE = hex('#A9C2E4');
const DESK = hex('#10211F');
const DESK_INK = hex('#F2F6F4');
const DESK_SOFT = hex('#B9CAC6');
const SIGNAL = hex('#FFC45C');

/** How the facts share their line: the place is what runs long. */
const SHARES: Readonly<Record<string, number>> = { Tanggal: 1.3, Tempat: 1.7, 'Jam pelajaran': 0.8 };

const style = (face: Style['face'], size: number, color = INK): Style => ({ face, size, color });

/** @throws UnwritableError when a letter is in none of the fonts. */
export async function drawCertificate(
  words: CertificateWords,
  files: FontFiles,
  reserved: Reserved,
): Promise<Uint8Array> {
  const pdf = PDF.create();
  const fonts = new Fonts(pdf, files);
  const front = pdf.addPage({ width: WIDTH, height: HEIGHT });
  const box = drawFront(front, new Pen(front, fonts), words);
  const back = pdf.addPage({ width: WIDTH, height: HEIGHT });
  drawBack(back, new Pen(back, fonts), words);
  pdf.setTitle(`${words.kind} ${words.number}: ${words.name}`);
  pdf.setAuthor(words.organiser);
  pdf.setCreator('Sigap');
  pdf.setProducer('Sigap');
  pdf.setLanguage('id');
  keepRoom(pdf, front, box, reserved);
  return pdf.save({ subsetFonts: true, useXRefStream: false });
}

function drawFront(page: PDFPage, pen: Pen, words: CertificateWords): Box {
  drawPanel(page, pen, words);
  let y = HEIGHT - 92;
  pen.line('Diberikan kepada', LEFT, y, style('regular', 13, SOFT));
  const name = pen.fonts.fit(words.name, 'bold', RIGHT - LEFT, [38, 34, 30, 26], 1);
  const shown =
    name.lines.length === 1
      ? name
      : pen.fonts.fit(words.name, 'bold', RIGHT - LEFT, [26, 23, 20, 17, 14, 12], 2);
  y = pen.lines(shown.lines, LEFT, y - 14 - shown.size, style('bold', shown.size), shown.size * 1.18);
  y += shown.size * 1.18 - 16;
  rule(page, LEFT, RIGHT, y, 2, INK);
  y -= 22;
  if (words.unit) y = pen.wrapped(words.unit, LEFT, y, RIGHT - LEFT, style('regular', 12.5, SOFT));
  y -= 8;
  pen.line('atas keikutsertaannya dalam', LEFT, y, style('regular', 12.5, SOFT));
  const title = pen.fonts.fit(words.title, 'bold', RIGHT - LEFT, [22, 20, 18, 16, 15], 2);
  y = pen.lines(title.lines, LEFT, y - 12 - title.size, style('bold', title.size, ACCENT), title.size * 1.25);
  drawFacts(page, pen, words.facts, y);
  return drawSignature(page, pen, words);
}

function drawPanel(page: PDFPage, pen: Pen, words: CertificateWords): void {
  page.drawRectangle({ x: 0, y: 0, width: PANEL, height: HEIGHT, color: DESK });
  drawMark(page, 36, HEIGHT - 62);
  let y = HEIGHT - 236;
  for (const line of pen.fonts.fit(words.kind, 'bold', PANEL - 60, [34, 30, 27], 2).lines) {
    pen.line(line, 36, y, style('bold', words.kind.length > 10 ? 27 : 31, DESK_INK));
    y -= 34;
  }
  page.drawRectangle({ x: 36, y: y + 12, width: 44, height: 3, color: SIGNAL });
  pen.line('Nomor', 36, y - 16, style('regular', 9.5, DESK_SOFT));
  const number = pen.fonts.fit(words.number, 'bold', PANEL - 60, [10.5, 9.5, 8.5], 1);
  pen.lines(number.lines, 36, y - 31, style('bold', number.size, DESK_INK));
  const by = pen.fonts.wrap(words.organiser, 'bold', 10.5, PANEL - 60);
  pen.line('Diselenggarakan oleh', 36, 50 + by.length * 14, style('regular', 9.5, DESK_SOFT));
  pen.lines(by, 36, 36 + by.length * 14 - 2, style('bold', 10.5, DESK_INK), 14);
}

/** The mark of the site in one colour: a shield of six sides with two folds. */
function drawMark(page: PDFPage, x: number, y: number): void {
  const mark = { x, y, scale: 1.15 };
  page.drawSvgPath('M13 1 L24.5 8.5 L24.5 25.5 L13 33 L1.5 25.5 L1.5 8.5 Z', { ...mark, color: DESK_INK });
  const folds = 'M6 13.2 L13 8 L20 13.2 M6 20.8 L13 26 L20 20.8 M13 13.4 L16.6 17 L13 20.6 L9.4 17 Z';
  page.drawSvgPath(folds, { ...mark, borderColor: DESK, borderWidth: 2 });
}

function drawFacts(page: PDFPage, pen: Pen, facts: CertificateWords['facts'], top: number): void {
  const y = top - 4;
  const gap = 18;
  const shares = facts.map(([label]) => SHARES[label] ?? 1);
  const share = (RIGHT - LEFT - gap * (facts.length - 1)) / shares.reduce((sum, each) => sum + each, 0);
  let x = LEFT;
  for (const [place, [label, value]] of facts.entries()) {
    const width = share * (shares[place] ?? 1);
    rule(page, x, x + width, y, 0.8, LINE);
    pen.line(label, x, y - 16, style('regular', 9.5, FAINT));
    pen.wrapped(value, x, y - 31, width, style('bold', 11.5), 14.5);
    x += width + gap;
  }
}

function drawSignature(page: PDFPage, pen: Pen, words: CertificateWords): Box {
  const width = RIGHT - SIGN;
  const office = pen.fonts.wrap(`${words.office},`, 'regular', 11, width);
  const signer = pen.fonts.wrap(words.signer, 'bold', 11.5, width);
  const below = words.signerId ? 1 : 0;
  const foot = 36 + below * 14 + signer.length * 15;
  const box: Box = { x: SIGN, y: foot + 14, width, height: 42 };
  const above = box.y + box.height + 12;
  pen.line(words.placeDate, SIGN, above + office.length * 14, style('regular', 11));
  pen.lines(office, SIGN, above + (office.length - 1) * 14, style('regular', 11), 14);
  page.drawRectangle({ ...box, color: ACCENT_SOFT, borderColor: LINE, borderWidth: 0.8 });
  pen.line('Ditandatangani secara elektronik', box.x + 10, box.y + 25, style('bold', 9.5, ACCENT));
  const holder = pen.fonts.fit(words.holder, 'regular', width - 20, [9, 8, 7], 1);
  pen.line(holder.lines[0] ?? '', box.x + 10, box.y + 11, style('regular', holder.size, SOFT));
  pen.lines(signer, SIGN, foot - 6, style('bold', 11.5), 15);
  if (below) pen.line(words.signerId, SIGN, 38, style('regular', 10, SOFT));
  const about = pen.fonts.wrap(words.about, 'regular', 8.5, SIGN - LEFT - 40);
  pen.lines(about, LEFT, 38 + (about.length - 1) * 12, style('regular', 8.5, FAINT), 12);
  return box;
}

function drawBack(page: PDFPage, pen: Pen, words: CertificateWords): void {
  page.drawRectangle({ x: 0, y: HEIGHT - 12, width: WIDTH, height: 12, color: DESK });
  pen.line('Materi', 44, HEIGHT - 74, style('bold', 26));
  const { lines, size } = pen.fonts.fit(words.title, 'regular', WIDTH - 88, [12.5, 11, 10], 1);
  pen.lines(lines, 44, HEIGHT - 96, style('regular', size, SOFT));
  const gap = 36;
  const width = (WIDTH - 88 - gap * (words.course.length - 1)) / Math.max(words.course.length, 1);
  words.course.forEach(({ day, sessions }, place) => {
    const x = 44 + place * (width + gap);
    let y = HEIGHT - 138;
    pen.line(`Hari ${day}`, x, y, style('bold', 13, ACCENT));
    y -= 12;
    for (const session of sessions) {
      rule(page, x, x + width, y, 0.6, LINE);
      y = pen.wrapped(session, x, y - 17, width, style('regular', 11), 14.5) + 4;
    }
  });
  pen.line(words.courseNote, 44, 56, style('regular', 10, SOFT));
  const whose = pen.fonts.wrap(`${words.number} · ${words.name}`, 'regular', 9, WIDTH - 88);
  pen.lines(whose, 44, 38, style('regular', 9, FAINT), 11);
}

function rule(
  page: PDFPage,
  from: number,
  to: number,
  y: number,
  thickness: number,
  color: Style['color'],
): void {
  page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness, color });
}
