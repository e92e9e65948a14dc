/** Astro's collections over the top-level `content/` folder; the shapes are in `src/schemas`. */

import { defineCollection } from 'astro:content';
import { readFileSync } from 'node:fs';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { parse } from 'yaml';
import {
  fasilitator,
  formulir,
  istilah,
  jalur,
  kebijakan,
  klausul,
  modul,
  peraturan,
  situasi,
  sop,
} from './schemas/index.ts';

const folder = (name: string, extension: 'mdx' | 'yaml') =>
  glob({ base: `./content/${name}`, pattern: `*.${extension}` });

/** `content/pelatihan/<modul>/<file>`: the folder is the id. */
const lesson = (file: string) =>
  glob({
    base: './content/pelatihan',
    pattern: `*/${file}.mdx`,
    generateId: ({ entry }) => entry.split('/')[0] ?? entry,
  });

/** Terms have no id in their file: their place in the list serves, for nothing links to it. */
function loadTerms() {
  const terms = istilah.array().parse(parse(readFileSync('content/istilah.yaml', 'utf8')));
  return terms.map((term, place) => ({ id: String(place + 1), ...term }));
}

export const collections = {
  sop: defineCollection({ loader: folder('sop', 'mdx'), schema: sop }),
  kebijakan: defineCollection({ loader: folder('kebijakan', 'mdx'), schema: kebijakan }),
  jalur: defineCollection({ loader: folder('jalur', 'yaml'), schema: jalur }),
  pelatihan: defineCollection({ loader: lesson('index'), schema: modul }),
  fasilitator: defineCollection({ loader: lesson('fasilitator'), schema: fasilitator }),
  formulir: defineCollection({ loader: folder('formulir', 'yaml'), schema: formulir }),
  klausul: defineCollection({ loader: file('content/klausul.yaml'), schema: klausul }),
  peraturan: defineCollection({ loader: file('content/peraturan.yaml'), schema: peraturan }),
  darurat: defineCollection({ loader: file('content/darurat.yaml'), schema: situasi }),
  istilah: defineCollection({ loader: loadTerms, schema: istilah.extend({ id: z.string() }) }),
};
