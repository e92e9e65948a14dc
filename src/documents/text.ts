/** Paragraphs of an Office document: runs with bold and dotted blanks, in the font of the style given. */
import { AlignmentType, type IParagraphOptions, Paragraph, TextRun } from 'docx';
import { twips } from './paper.ts';

export interface TextPiece {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
}

export interface ParagraphShape {
  align?: 'kiri' | 'tengah' | 'kanan' | 'rata';
  /** Space before and after, in points. */
  before?: number;
  after?: number;
  /** Left indent and first-line indent (negative: hanging), in millimetres. */
  indent?: number;
  firstLine?: number;
  /** Keep on the page of the paragraph that follows. */
  keepNext?: boolean;
  pageBreakBefore?: boolean;
  /** Size of the letters in points, where it is not the document's. */
  size?: number;
}

const ALIGN = {
  kiri: AlignmentType.LEFT,
  tengah: AlignmentType.CENTER,
  kanan: AlignmentType.RIGHT,
  rata: AlignmentType.JUSTIFIED,
} as const;

/** @param pieces the text; a line end inside a piece becomes a line break. */
export function paragraph(
  pieces: readonly TextPiece[] | string,
  shape: ParagraphShape = {},
  more: Pick<IParagraphOptions, 'border' | 'tabStops'> = {},
): Paragraph {
  const list = typeof pieces === 'string' ? [{ text: pieces }] : pieces;
  return new Paragraph({
    ...more,
    alignment: ALIGN[shape.align ?? 'kiri'],
    keepNext: shape.keepNext ?? false,
    pageBreakBefore: shape.pageBreakBefore ?? false,
    spacing: { before: (shape.before ?? 0) * 20, after: (shape.after ?? 0) * 20 },
    indent: indentOf(shape),
    children: list.flatMap((piece) => runs(piece, shape.size)),
  });
}

function indentOf({ indent = 0, firstLine = 0 }: ParagraphShape) {
  return {
    left: twips(indent),
    ...(firstLine < 0 ? { hanging: twips(-firstLine) } : { firstLine: twips(firstLine) }),
  };
}

function runs({ text, bold, italic, underline }: TextPiece, size: number | undefined): TextRun[] {
  return text.split('\n').map(
    (line, place) =>
      new TextRun({
        text: line,
        ...(place > 0 && { break: 1 }),
        ...(bold && { bold: true }),
        ...(italic && { italics: true }),
        ...(underline && { underline: {} }),
        ...(size !== undefined && { size: size * 2 }),
      }),
  );
}
