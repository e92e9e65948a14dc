/** Everything a learner can have done, by name and group: what `/kemajuan` and the facilitator's table show. */
import { getCollection } from 'astro:content';
import { exerciseDocuments } from './build/exercise-documents.ts';
import { firewallExercises } from './firewall-exercises.ts';
import { levelMark, moduleMark, sopMark } from './progress/catalogue.ts';
import {
  itemOfTask,
  LOG_EXERCISE,
  letterItem,
  levelItem,
  POST_TEST,
  PRE_TEST,
  quizItem,
  SIGNING,
  TABLETOP,
} from './progress/item.ts';
import type { ContentMark } from './progress/mark.ts';
import { modulesInOrder, questionsOf, testBank } from './training.ts';

export interface LearningItem {
  item: string;
  name: string;
  group: 'Bimtek' | 'Lab' | 'SOP' | 'Jalur';
  /** The content of now, for what can change after it was done. */
  mark?: ContentMark;
}

export async function learningItems(): Promise<LearningItem[]> {
  return [...(await bimtek()), ...labs(), ...(await procedures()), ...(await tasks())];
}

/** What a lab or a quiz ticks by itself; nobody ticks it by hand. */
export async function recordedItems(): Promise<Set<string>> {
  const modules = (await modulesInOrder()).filter(({ id }) => questionsOf(id).length > 0);
  const practice = [...labs(), ...tests].map(({ item }) => item);
  return new Set([...practice, ...modules.map(({ id }) => quizItem(id))]);
}

const tests: LearningItem[] = [
  { item: PRE_TEST, name: 'Tes awal', group: 'Bimtek' },
  { item: POST_TEST, name: 'Tes akhir', group: 'Bimtek' },
];

async function bimtek(): Promise<LearningItem[]> {
  const modules = (await modulesInOrder()).flatMap(({ id, data }) => {
    const questions = questionsOf(id);
    const lesson = { item: `/pelatihan/${id}/`, name: data.judul, mark: moduleMark(data, questions) };
    const quiz = questions.length > 0 ? [{ item: quizItem(id), name: `Soal: ${data.judul}` }] : [];
    return [lesson, ...quiz].map((entry) => ({ ...entry, group: 'Bimtek' as const }));
  });
  return [...modules, ...tests];
}

function labs(): LearningItem[] {
  const levels = firewallExercises().map((exercise) => ({
    item: levelItem(exercise.slug),
    name: `Lab firewall: ${exercise.brief.title}`,
    mark: levelMark(exercise),
  }));
  const letters = exerciseDocuments()
    .exercises.flatMap((exercise) => exercise.letters)
    .map(({ name, title }) => ({
      item: letterItem(name.replace(/\.pdf$/, '')),
      name: `Surat TTE: ${title}`,
    }));
  const others = [
    { item: SIGNING, name: 'Tanda tangani sendiri' },
    { item: LOG_EXERCISE, name: 'Latihan membaca log' },
    { item: TABLETOP, name: 'Latihan insiden di meja' },
  ];
  return [...levels, ...letters, ...others].map((entry) => ({ ...entry, group: 'Lab' as const }));
}

async function procedures(): Promise<LearningItem[]> {
  return (await getCollection('sop'))
    .map(({ id, data }) => ({
      item: `/sop/${id}/`,
      name: `${data.kode} ${data.judul}`,
      group: 'SOP' as const,
      mark: sopMark(data),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Tasks away from the screen; the other items of a path are in the groups above. */
async function tasks(): Promise<LearningItem[]> {
  return (await getCollection('jalur')).flatMap(({ id, data }) =>
    [...data.jamPertama, ...data.mingguPertama, ...data.tigaPuluhHari]
      .map((task) => ({
        item: itemOfTask(id, task),
        name: `${task.judul} (${data.judul})`,
        group: 'Jalur' as const,
      }))
      .filter(({ item }) => item.startsWith('jalur/')),
  );
}

/** Subject and wording of each test question, for the list of what was missed most. */
export function testQuestions(): { id: string; pair: string; topic: string; question: string }[] {
  return testBank().map(({ id, pasangan, topik, tanya }) => ({
    id,
    pair: pasangan ?? id,
    topic: topik,
    question: tanya,
  }));
}
