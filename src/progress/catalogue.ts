/** Marks of the site's content at build, so that a page can tell what changed since it was done. */
import type { Sop } from '../schemas/sop.ts';
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
