/** Everything a learner can have done, by name and group: what `/kemajuan` and the facilitator's table show. */
import { getCollection } from 'astro:content';
import { firewallExercises } from './firewall-exercises.ts';
import { itemOfTask } from './progress/item.ts';
import { modulesInOrder, testBank } from './training.ts';

export interface LearningItem {
  item: string;
  name: string;
  group: 'Bimtek' | 'Lab' | 'SOP' | 'Jalur';
}

export async function learningItems(): Promise<LearningItem[]> {
  const modules = (await modulesInOrder()).map(({ id, data }) => ({
    item: `/pelatihan/${id}/`,
    name: data.judul,
    group: 'Bimtek' as const,
  }));
  const levels = firewallExercises().map(({ slug, brief }) => ({
    item: `/lab/firewall/${slug}/`,
    name: `Lab firewall: ${brief.title}`,
    group: 'Lab' as const,
  }));
  const procedures = (await getCollection('sop')).map(({ id, data }) => ({
    item: `/sop/${id}/`,
    name: `${data.kode} ${data.judul}`,
    group: 'SOP' as const,
  }));
  const tasks = (await getCollection('jalur')).flatMap(({ id, data }) =>
    [...data.jamPertama, ...data.mingguPertama, ...data.tigaPuluhHari]
      .map((task) => ({
        item: itemOfTask(id, task),
        name: `${task.judul} (${data.judul})`,
        group: 'Jalur' as const,
      }))
      .filter(({ item }) => item.startsWith('jalur/')),
  );
  return [...modules, ...levels, ...procedures.sort((a, b) => a.name.localeCompare(b.name)), ...tasks];
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
