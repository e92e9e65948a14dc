import { existsSync, readFileSync } from 'node:fs';

/** One document of the development corpus and what is known of it. */
export interface Known {
  readonly file: string;
  readonly verdict: string;
  /** How many signatures it holds, as counted by other tools. */
  readonly signatures: number;
  readonly dimension: string;
  read(): Uint8Array;
}

const FOLDER = new URL('../../../../shared/corpus/tte/', import.meta.url);

/** The PDFs of the corpus, or null (and a printed line) where it is absent. */
export function corpus(): Known[] | null {
  const index = new URL('index.tsv', FOLDER);
  if (!existsSync(index)) {
    console.log('corpus of signed documents is absent: its tests are skipped');
    return null;
  }
  const rows = readFileSync(index, 'utf8').trim().split('\n').slice(1);
  return rows.flatMap((row) => {
    const columns = row.split('\t');
    const file = columns[0]!;
    if (!file.endsWith('.pdf')) return [];
    const read = (): Uint8Array => new Uint8Array(readFileSync(new URL(encodeURIComponent(file), FOLDER)));
    return [
      { file, verdict: columns[1]!, dimension: columns[2]!, signatures: Number(columns[7]) || 0, read },
    ];
  });
}
