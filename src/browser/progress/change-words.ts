/** What has changed since an item was done, in words. */
import type { Change } from '../../progress/mark.ts';

/** `Ada versi baru (2.0): ulangi langkah 3 dan 5.` */
export function changeWords(change: Change): string {
  if (change.version === '') return 'Isinya berubah sejak Anda selesaikan. Kerjakan lagi.';
  if (change.kind === 'version') return `Ada versi ${change.version}. Langkahnya tidak ada yang baru.`;
  const [last, ...before] = [...change.steps].reverse();
  const list = before.length > 0 ? `${before.reverse().join(', ')} dan ${last}` : String(last);
  return `Ada versi baru (${change.version}): ulangi langkah ${list}.`;
}
