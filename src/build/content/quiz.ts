/** The rules of questions as content faults. Whether the page an item points at exists is known after the build. */
import { basename, dirname } from 'node:path';
import { lintQuiz } from '../../quiz/lint.ts';
import { lintBanks } from '../../quiz/lint-banks.ts';
import { modul, soal } from '../../schemas/training.ts';
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

/** One content file: its path, its path below `content/`, and what it holds. */
interface TrainingFile {
  path: string;
  below: string;
  source: ContentSource;
}

/** Rules over all question files together; a file with a fault of shape has been named already and is left out. */
export function checkQuizBanks(files: readonly TrainingFile[]): ContentFault[] {
  const folder = ({ below }: TrainingFile): string => basename(dirname(below));
  const inTraining = files.filter(({ below }) => below.startsWith('pelatihan/'));
  const outcomes = new Map(
    inTraining
      .filter(({ below }) => basename(below) === 'index.mdx')
      .flatMap((file) => {
        const read = modul.safeParse(file.source.data);
        return read.success ? [[folder(file), read.data.hasil] as const] : [];
      }),
  );
  const banks = inTraining
    .filter(({ below }) => basename(below) === 'soal.yaml')
    .flatMap((file) => {
      const read = soal.safeParse(file.source.data);
      return read.success ? [{ ...file, name: folder(file), items: read.data }] : [];
    });
  return lintBanks(banks, outcomes).map(({ bank, place, message, mend }) => {
    const file = banks.find(({ name }) => name === bank);
    const lesson = inTraining.find((each) => folder(each) === bank && basename(each.below) === 'index.mdx');
    return {
      file: (file ?? lesson)?.path ?? bank,
      line: place === null ? 1 : (file?.source.lineOf([place]) ?? 1),
      field: place === null ? 'hasil' : String(place),
      message,
      mend,
    };
  });
}
