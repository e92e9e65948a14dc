/** The class in one sentence: what it gained between the two tests. */
import { classGain } from '../quiz/gain.ts';
import type { Participant } from './class.ts';
import { gainSentence } from './gain-words.ts';

export function gainWords(people: readonly Participant[]): string {
  const pairs = people.flatMap(({ pre, post }) => (pre === null || post === null ? [] : [{ pre, post }]));
  if (pairs.length === 0) return 'Kenaikan kelas dihitung bila ada peserta yang mengerjakan kedua tes.';
  const mean = (of: 'pre' | 'post'): number => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [pre, post] = [mean('pre'), mean('post')];
  const gain =
    classGain(pairs) === null ? 'Tes awal sudah penuh: tidak ada yang dapat naik.' : gainSentence(pre, post);
  return `Rata-rata ${Math.round(pre)} menjadi ${Math.round(post)} dari ${pairs.length} peserta. ${gain}`;
}

/** A subject as people read it: `tte` is TTE, `jaringan-server` is Jaringan server. */
export function topicName(topic: string): string {
  if (topic === 'tte') return 'TTE';
  const words = topic.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
