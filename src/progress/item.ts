/** The names under which things are kept: a page's address, or `jalur/<role>/<task>`. */

export const PRE_TEST = '/pelatihan/tes-awal/';
export const POST_TEST = '/pelatihan/tes-akhir/';

/** Reading a page counts wherever it is done; a task away from the screen belongs to its path. */
export function itemOfTask(
  role: string,
  task: { jenis: string; ke?: string | undefined; judul: string },
): string {
  const ownPage = task.jenis !== 'kerjakan' && task.ke !== undefined;
  return ownPage
    ? (task.ke as string)
    : `jalur/${role}/${task.judul.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}
