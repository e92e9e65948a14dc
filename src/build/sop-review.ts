/** Lists at every build the SOPs that are past their review, so that whoever publishes sees it. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { longDate } from '../format.ts';
import { readMdx } from '../sop/draft/mdx.ts';
import { reviewState } from '../sop/review.ts';
import { buildDay } from './today.ts';

/** @param folder `content/sop`. @returns one line for each SOP past its review, and one that sums up */
export function overdueLines(folder: string, today: string): string[] {
  const sops = globSync('*.mdx', { cwd: folder })
    .sort()
    .flatMap((file) => {
      const { draft } = readMdx(basename(file), readFileSync(join(folder, file), 'utf8'));
      return draft ? [draft.sop] : [];
    });
  const late = sops.filter((sop) => reviewState(sop, today) === 'lewat');
  if (late.length === 0) return [];
  return [
    `${late.length} SOP lewat tanggal peninjauan pada ${longDate(today)}:`,
    ...late.map(
      ({ kode, judul, tinjauLagi, pemilik }) =>
        `  ${kode} ${judul}: seharusnya ditinjau ${longDate(tinjauLagi)} oleh ${pemilik}`,
    ),
  ];
}

export function sopReview(): AstroIntegration {
  return {
    name: 'sigap:sop-review',
    hooks: {
      'astro:build:start': ({ logger }) => {
        for (const line of overdueLines('content/sop', buildDay())) logger.warn(line);
      },
    },
  };
}
