/** Which schema rules which content file. The list is the contract between editors and the site. */
import { z } from 'astro/zod';
import { jalur, kebijakan } from './policy.ts';
import { instansi, istilah, klausul, peraturan, situasi } from './register.ts';
import { sop } from './sop.ts';

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
  { match: /^klausul\.yaml$/, schema: z.array(klausul), form: 'yaml' },
  { match: /^peraturan\.yaml$/, schema: z.array(peraturan), form: 'yaml' },
  { match: /^istilah\.yaml$/, schema: z.array(istilah), form: 'yaml' },
  { match: /^darurat\.yaml$/, schema: z.array(situasi), form: 'yaml' },
];

export { instansi, istilah, jalur, kebijakan, klausul, peraturan, situasi, sop };
