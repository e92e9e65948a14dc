/** A whole Office document, and handing a file to the reader. */
import { Document, type FileChild, type Footer, type ISectionOptions, Packer } from 'docx';

export interface DocumentSpec {
  title: string;
  /** Font and its size in points, for everything that names none. */
  font: string;
  size: number;
  /** Space between lines, as a multiple of the font's own. */
  leading?: number;
  sections: {
    properties: NonNullable<ISectionOptions['properties']>;
    children: FileChild[];
    footer?: Footer;
  }[];
}

/** The type of a `.docx` file (ECMA-376). */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function officeDocument({ title, font, size, leading = 1.15, sections }: DocumentSpec): Document {
  return new Document({
    title,
    creator: 'Sigap',
    styles: {
      default: {
        document: {
          run: { font, size: size * 2, language: { value: 'id-ID' } },
          paragraph: { spacing: { line: Math.round(leading * 240) } },
        },
      },
    },
    sections: sections.map(({ properties, children, footer }) => ({
      properties,
      children,
      ...(footer && { footers: { default: footer } }),
    })),
  });
}

/** @returns the bytes of a `.docx` file; works in Node and in the browser. */
export async function officeBytes(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await Packer.toArrayBuffer(document));
}
