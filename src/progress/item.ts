/** The names under which things are kept: a page's address, or `jalur/<role>/<task>`. */

export const PRE_TEST = '/pelatihan/tes-awal/';
export const POST_TEST = '/pelatihan/tes-akhir/';

export const levelItem = (slug: string): string => `/lab/firewall/${slug}/`;
export const letterItem = (id: string): string => `/lab/tte/#${id}`;
export const SIGNING = '/lab/tte/tanda-tangani-sendiri/';
export const LOG_EXERCISE = '/pelatihan/membaca-log/#latihan';
export const TABLETOP = '/pelatihan/tabletop/#permainan';
/** The questions of a module together. */
export const quizItem = (module: string): string => `/pelatihan/${module}/#soal`;

/** Reading a page, a lab or a quiz counts wherever it is done; a form filled in or a task away from the screen belongs to its path. */
export function itemOfTask(
  role: string,
  task: { jenis: string; ke?: string | undefined; judul: string },
): string {
  const ownPage = ['baca', 'lab', 'kuis'].includes(task.jenis) && task.ke !== undefined;
  return ownPage
    ? (task.ke as string)
    : `jalur/${role}/${task.judul.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}
