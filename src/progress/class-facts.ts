/** The class as the report of the Bimtek starts from it: figures and tables, and no judgement. Pure. */
import { type EvaluationSheet, type RatedItem, ratingRows, remarks } from '../evaluation/sheet.ts';
import type { Facts } from '../forms/facts.ts';
import { writeNumber } from '../forms/number.ts';
import { missedMost, type Participant, type TestQuestion, topicsOf } from './class.ts';
import { gainWords, topicName } from './class-words.ts';

const MOST_MISSED = 5;

export interface ClassRecord {
  people: readonly Participant[];
  questions: readonly TestQuestion[];
  sheets: readonly EvaluationSheet[];
  items: readonly RatedItem[];
  /** Ids of the open questions. */
  open: readonly string[];
}

export function classFacts({ people, questions, sheets, items, open }: ClassRecord): Facts {
  const points = (value: number | null): string => (value === null ? '' : String(value));
  const share = (value: number | null): string => (value === null ? '' : String(Math.round(value * 100)));
  const rated = ratingRows(sheets, items).filter(({ mean }) => mean !== null);
  return {
    'kelas.jumlah': String(people.length),
    'kelas.ringkas': gainWords(people),
    'kelas.peserta': people.map(({ name, pre, post, done }) => ({
      nama: name,
      awal: points(pre),
      akhir: points(post),
      selesai: String(done.length),
    })),
    'kelas.rencana': people.map(({ name }) => ({ nama: name })),
    'kelas.topik': topicsOf(people, questions).map(({ topic, pre, post }) => ({
      topik: topicName(topic),
      awal: share(pre),
      akhir: share(post),
    })),
    'kelas.keliru': missedMost(people, questions)
      .slice(0, MOST_MISSED)
      .map(({ question, missed, of }) => ({ soal: question, keliru: `${missed} dari ${of}` })),
    'kelas.evaluasi': rated.map(({ text, mean, raters }) => ({
      butir: text,
      rata: writeNumber(Math.round((mean ?? 0) * 10) / 10),
      penilai: String(raters),
    })),
    'kelas.masukan': open.flatMap((question) => remarks(sheets, question)),
  };
}
