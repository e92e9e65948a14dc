/** Real signed PDFs with known verdicts, kept beside the project. Tests that need them skip without them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DIRECTORY = fileURLToPath(new URL('../../../../shared/corpus/tte/', import.meta.url));

export function corpusPath(file: string): string {
  return DIRECTORY + file;
}

export interface CorpusRow {
  readonly file: string;
  readonly verdictClass: string;
  bytes(): Uint8Array;
}

/** The rows of the index, or null when the corpus is not there; then says so once. */
export function readCorpus(): CorpusRow[] | null {
  if (!existsSync(`${DIRECTORY}index.tsv`)) {
    console.log('skipped: ../shared/corpus/tte is not here');
    return null;
  }
  const [, ...lines] = readFileSync(`${DIRECTORY}index.tsv`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [file = '', verdictClass = ''] = line.split('\t');
    return { file, verdictClass, bytes: () => new Uint8Array(readFileSync(corpusPath(file))) };
  });
}
