/** The class in one sentence: what it gained between the two tests. */
import { classGain } from '../quiz/gain.ts';
import type { Participant } from './class.ts';

export function gainWords(people: readonly Participant[]): string {
  const pairs = people.flatMap(({ pre, post }) => (pre === null || post === null ? [] : [{ pre, post }]));
  const gain = classGain(pairs);
  if (gain === null) return 'Kenaikan kelas dihitung bila ada peserta yang mengerjakan kedua tes.';
  const mean = (of: 'pre' | 'post'): number =>
    Math.round(pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length);
  return `Rata-rata ${mean('pre')} menjadi ${mean('post')} dari ${pairs.length} peserta. Dari yang belum dikuasai, ${Math.round(gain * 100)} % sudah dikuasai.`;
}

/** A subject as people read it: `tte` is TTE, `jaringan-server` is Jaringan server. */
export function topicName(topic: string): string {
  if (topic === 'tte') return 'TTE';
  const words = topic.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
