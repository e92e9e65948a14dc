/** Which schema rules which content file. The list is the contract between editors and the site. */
import { z } from 'astro/zod';
import { pertanyaan, raci } from './desk.ts';
import { formulir } from './form.ts';
import { jalur, kebijakan } from './policy.ts';
import { instansi, istilah, klausul, peraturan, situasi } from './register.ts';
import { sop } from './sop.ts';
import { evaluasi, fasilitator, modul, skenario, soal, temuan } from './training.ts';
import { jangkar } from './trust.ts';

export interface ContentRule {
  /** Path below `content/`. */
  match: RegExp;
  schema: z.ZodType;
  /** Frontmatter of an MDX file, or a whole YAML file. */
  form: 'mdx' | 'yaml';
}

export const contentRules: ContentRule[] = [
  { match: /^instansi\.yaml$/, schema: instansi, form: 'yaml' },
  { match: /^sop\/[^/]+\.mdx$/, schema: sop, form: 'mdx' },
  { match: /^kebijakan\/[^/]+\.mdx$/, schema: kebijakan, form: 'mdx' },
  { match: /^jalur\/[^/]+\.yaml$/, schema: jalur, form: 'yaml' },
  { match: /^pelatihan\/[^/]+\/index\.mdx$/, schema: modul, form: 'mdx' },
  { match: /^pelatihan\/[^/]+\/fasilitator\.mdx$/, schema: fasilitator, form: 'mdx' },
  { match: /^pelatihan\/[^/]+\/soal\.yaml$/, schema: soal, form: 'yaml' },
  { match: /^periksa-diri\.yaml$/, schema: z.array(pertanyaan).length(20), form: 'yaml' },
  { match: /^raci\.yaml$/, schema: raci, form: 'yaml' },
  { match: /^pelatihan\/[^/]+\/temuan\.yaml$/, schema: temuan, form: 'yaml' },
  { match: /^pelatihan\/[^/]+\/skenario\.yaml$/, schema: skenario, form: 'yaml' },
  { match: /^evaluasi-bimtek\.yaml$/, schema: evaluasi, form: 'yaml' },
  { match: /^formulir\/[^/]+\.yaml$/, schema: formulir, form: 'yaml' },
  { match: /^klausul\.yaml$/, schema: z.array(klausul), form: 'yaml' },
  { match: /^peraturan\.yaml$/, schema: z.array(peraturan), form: 'yaml' },
  { match: /^istilah\.yaml$/, schema: z.array(istilah), form: 'yaml' },
  { match: /^kepercayaan\/[^/]+\.yaml$/, schema: jangkar, form: 'yaml' },
  { match: /^darurat\.yaml$/, schema: z.array(situasi), form: 'yaml' },
];

export {
  fasilitator,
  formulir,
  instansi,
  istilah,
  jalur,
  kebijakan,
  klausul,
  modul,
  peraturan,
  pertanyaan,
  raci,
  situasi,
  soal,
  sop,
};
