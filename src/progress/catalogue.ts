/** Marks of the site's content at build, so that a page can tell what changed since it was done. */
import type { FirewallExercise } from '../../labs/firewall/exercise.ts';
import type { Sop } from '../schemas/sop.ts';
import type { ButirSoal, Modul } from '../schemas/training.ts';
import { type ContentMark, stepMark } from './mark.ts';

/** What a reader of an SOP has to do, step by step; wording elsewhere on the page does not count. */
export function sopMark({ versi, langkah, pelaksana }: Sop): ContentMark {
  const nameOf = (id: string): string => pelaksana.find((actor) => actor.id === id)?.nama ?? id;
  return {
    version: versi,
    steps: langkah.map((step) =>
      stepMark({
        activity: step.kegiatan,
        actor: nameOf(step.pelaksana),
        time: 'teks' in step.waktu ? step.waktu.teks : `${step.waktu.nilai} ${step.waktu.satuan}`,
        output: step.output,
      }),
    ),
  };
}

/** What a level asks for: the rules one begins with, and each requirement; its story does not count. */
export function levelMark({ start, policy }: Pick<FirewallExercise, 'start' | 'policy'>): ContentMark {
  const requirements = [...policy.requirements, ...(policy.rest ? [policy.rest] : [])];
  const asked = requirements.map((requirement) => stepMark(JSON.parse(JSON.stringify(requirement))));
  return { version: '', steps: [stepMark(start), ...asked] };
}

/** What a module teaches: what one can do afterwards, and its questions; wording of the lesson does not count. */
export function moduleMark({ hasil }: Pick<Modul, 'hasil'>, questions: readonly ButirSoal[]): ContentMark {
  return { version: '', steps: [...hasil, ...questions.map(({ tanya }) => tanya)].map(stepMark) };
}
