/** Content files as data that remembers the line of every field. */
import { isCollection, LineCounter, parseDocument } from 'yaml';
import type { ContentFault } from './fault.ts';

export interface ContentSource {
  data: unknown;
  /** Line (from 1) of a field, or of its nearest ancestor that exists. */
  lineOf(path: readonly PropertyKey[]): number;
  faults: ContentFault[];
}

const FRONTMATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?(\n|$)/;

/** Reads the YAML of `text`: the frontmatter of an MDX file, or the whole of a YAML file. */
export function readSource(file: string, text: string, form: 'mdx' | 'yaml'): ContentSource {
  const fault = (line: number, message: string, mend: string) => ({ file, line, field: '', message, mend });
  let yaml = text;
  let offset = 0;
  if (form === 'mdx') {
    const match = FRONTMATTER.exec(text);
    if (!match) {
      const mend = 'Awali berkas dengan baris ---, lalu judul: ..., lalu baris --- penutup.';
      return {
        data: null,
        lineOf: () => 1,
        faults: [fault(1, 'blok --- di awal berkas tidak ada atau tidak ditutup', mend)],
      };
    }
    yaml = match[1] ?? '';
    offset = 1;
  }
  const lines = new LineCounter();
  // Astro reads unquoted dates as timestamps; reading them the same way lets the schema ask for the quotes.
  const document = parseDocument(yaml, {
    lineCounter: lines,
    customTags: ['timestamp'],
    prettyErrors: false,
  });
  const faults = document.errors.map((error) =>
    fault(
      lines.linePos(error.pos[0]).line + offset,
      `YAML tidak terbaca: ${error.message}`,
      'Periksa spasi di awal baris dan tanda kutip pada nilai yang memuat titik dua, misalnya judul: "Jam: pagi".',
    ),
  );

  function lineOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
      // A collection's range starts at its first child, which is on the next line: point at its key instead.
      if (Array.isArray(range)) {
        const line = lines.linePos(range[0]).line;
        const block = depth > 0 && isCollection(node) && !('flow' in node && node.flow === true);
        return (
          (block && depth === path.length && typeof path[depth - 1] === 'string'
            ? Math.max(1, line - 1)
            : line) + offset
        );
      }
    }
    return 1 + offset;
  }

  return { data: faults.length === 0 ? document.toJS() : null, lineOf, faults };
}
