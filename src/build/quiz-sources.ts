/** Stops the build when a question points at a page that is no longer there: nobody could check its answer. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { lintQuiz } from '../quiz/lint.ts';
import { soal } from '../schemas/training.ts';
import type { ContentFault } from './content/fault.ts';
import { faultText } from './content/fault.ts';
import { readSource } from './content/source.ts';

/** @param built the folder of the built site. @returns questions whose page is not in it. */
export function missingSources(content: string, built: string): ContentFault[] {
  return globSync('pelatihan/*/soal.yaml', { cwd: content }).flatMap((below) => {
    const file = join(content, below);
    const source = readSource(file, readFileSync(file, 'utf8'), 'yaml');
    const items = soal.parse(source.data);
    const pages = new Set(
      items
        .map(({ halaman }) => halaman.replace(/[?#].*$/, ''))
        .filter((page) => existsSync(join(built, page, 'index.html'))),
    );
    return lintQuiz(items, pages).map(({ place, message, mend }) => ({
      file,
      line: source.lineOf([place]),
      field: `${place}.halaman`,
      message,
      mend,
    }));
  });
}

export function quizSources(): AstroIntegration {
  return {
    name: 'sigap:quiz-sources',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const faults = missingSources('content', fileURLToPath(dir));
        if (faults.length > 0) {
          throw new Error(`Soal tanpa sumber:\n\n${faults.map(faultText).join('\n\n')}\n`);
        }
      },
    },
  };
}
