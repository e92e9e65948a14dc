/**
 * Each of the clauses is answered by at least one page, and no text names a clause or law that is not there. Which page
 * answers which clause stands in the pages themselves (`klausul:`), as `src/registers.ts` reads it for the site.
 */
import { join } from 'node:path';
import type { ContentFault } from './fault.ts';
import type { Piece } from './wording/prose.ts';

/** Folders and files whose `klausul` make a page answer a clause. A quiz or a term quotes; it does not answer. */
const ANSWERING = /^(sop|kebijakan|jalur|formulir|pelatihan)\/|^(darurat|raci|periksa-diri)\.yaml$/;

/** @param files every content file with its data. @returns clause id to the files that answer it. */
export function answersOf(files: readonly { below: string; data: unknown }[]): Map<string, Set<string>> {
  const answers = new Map<string, Set<string>>();
  const walk = (below: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === 'klausul' && Array.isArray(item)) {
        for (const id of item) answers.set(String(id), (answers.get(String(id)) ?? new Set()).add(below));
      } else walk(below, item);
    }
  };
  for (const { below, data } of files) if (ANSWERING.test(below)) walk(below, data);
  return answers;
}

export function checkCoverage(
  root: string,
  clauses: ReadonlySet<string>,
  answers: ReadonlyMap<string, ReadonlySet<string>>,
): ContentFault[] {
  return [...clauses]
    .filter((id) => !answers.has(id))
    .map((id) => ({
      file: join(root, 'klausul.yaml'),
      line: 1,
      field: id,
      message: `klausul ${id} belum dijawab halaman mana pun`,
      mend: `tambahkan ${id} ke klausul: sebuah SOP, kebijakan, jalur, formulir, atau keadaan darurat`,
    }));
}

/** Ids written into running text, e.g. `(S2-35)` or `R11 Pasal 15`, held against the registers. */
export function checkCitations(
  root: string,
  pieces: readonly Piece[],
  known: { klausul: ReadonlySet<string>; peraturan: ReadonlySet<string> },
): ContentFault[] {
  return pieces.flatMap((piece) =>
    [...piece.text.matchAll(/\b(S[12]-\d{2}|R\d{2})\b/g)]
      .map(([id]) => id)
      .filter((id) => !known.klausul.has(id) && !known.peraturan.has(id))
      .map((id) => ({
        file: join(root, piece.file),
        line: piece.line,
        field: piece.path,
        message: `"${id}" disebut, tetapi tidak ada di register`,
        mend: 'periksa nomornya di content/klausul.yaml atau content/peraturan.yaml',
      })),
  );
}
