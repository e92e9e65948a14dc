/** The rules of questions as content faults. Whether the page an item points at exists is known after the build. */
import { lintQuiz } from '../../quiz/lint.ts';
import { soal } from '../../schemas/training.ts';
import type { ContentFault } from './fault.ts';
import type { ContentSource } from './source.ts';

export function checkQuiz(file: string, source: ContentSource): ContentFault[] {
  return lintQuiz(soal.parse(source.data), null).map(({ place, message, mend }) => ({
    file,
    line: source.lineOf([place]),
    field: String(place),
    message,
    mend,
  }));
}
