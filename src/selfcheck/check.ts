/** The self-check: answers to our own twenty questions, and what follows from them. It gives no index and no grade. */
import type { Facts } from '../forms/facts.ts';

export const ANSWERS = ['ya', 'sebagian', 'belum', 'tidak-tahu'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What a page knows of a question, and the register needs. */
export interface Question {
  id: string;
  asal: string;
  risiko: string;
  tangani: string;
}

export interface SelfCheck {
  unit: string;
  answers: Record<string, Answer>;
  /** Risks of the questions answered with anything but "ya", in the order of the questions. */
  gaps: Question[];
}

/** "Tidak tahu" is a gap too: nobody can rely on what nobody knows. */
export const isGap = (answer: Answer | undefined): boolean => answer !== undefined && answer !== 'ya';

export function gapsOf(
  questions: readonly Question[],
  answers: Readonly<Record<string, Answer>>,
): Question[] {
  return questions.filter(({ id }) => isGap(answers[id]));
}

/** `12 dari 20 sudah berjalan, 5 perlu dikerjakan, 3 belum dijawab.` */
export function summary(questions: readonly Question[], answers: Readonly<Record<string, Answer>>): string {
  const given = questions.filter(({ id }) => answers[id] !== undefined).length;
  const gaps = gapsOf(questions, answers).length;
  const open = questions.length - given;
  const rest = open > 0 ? `, ${open} belum dijawab` : '';
  return `${given - gaps} dari ${questions.length} sudah berjalan, ${gaps} perlu dikerjakan${rest}.`;
}

/** The risk register begins with the gaps; likelihood and impact stay empty, for the office to set. */
export function factsOfCheck({ gaps }: SelfCheck): Facts {
  return { 'risiko.daftar': gaps.map(({ asal, risiko, tangani }) => ({ asal, risiko, tangani })) };
}
