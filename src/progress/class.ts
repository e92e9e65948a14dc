/** A class from its progress files: who did what, gain by subject, what was missed most. Pure. */

import { paperText } from '../certificate/name.ts';
import { normalisedGain } from '../quiz/gain.ts';
import type { ProgressFile } from './file.ts';
import { POST_TEST, PRE_TEST } from './item.ts';
import { type Attempt, stateOf } from './state.ts';

export interface TestQuestion {
  id: string;
  /** The pair it belongs to: the same in form A and form B. */
  pair: string;
  topic: string;
  question: string;
}

export interface Participant {
  /** Learner's id; two files of one learner are one participant. */
  id: string;
  name: string;
  /** Items done. */
  done: string[];
  /** Last attempt in per cent; null when the test was not taken. */
  pre: number | null;
  post: number | null;
  /** Hake's normalised gain; null without both, or when nothing was left to gain. */
  gain: number | null;
  attempts: { pre: Attempt | null; post: Attempt | null };
}

export interface TopicRow {
  topic: string;
  /** Share of right answers, 0 to 1; null when nobody took the test. */
  pre: number | null;
  post: number | null;
}

export interface MissedRow {
  pair: string;
  topic: string;
  question: string;
  /** Participants who missed it in the post test. */
  missed: number;
  of: number;
}

export const NAMELESS = 'Tanpa nama';
const LONGEST_NAME = 200;

/** Files come from anywhere: nothing hidden in a name, and an end to it. */
const shownName = (name: string): string =>
  [...paperText(name.slice(0, 2000))].slice(0, LONGEST_NAME).join('');

const percent = (attempt: Attempt | null): number | null =>
  attempt ? Math.round((attempt.score / attempt.max) * 100) : null;

/** @param files as read; files of one learner are merged. Sorted by name. */
export function participantsOf(files: readonly ProgressFile[]): Participant[] {
  const byLearner = new Map<string, ProgressFile>();
  files.forEach((file, place) => {
    const id = file.learner.id || `tanpa-id-${place}`;
    const known = byLearner.get(id);
    byLearner.set(id, {
      ...file,
      learner: { id, name: file.learner.name || known?.learner.name || '' },
      events: [...(known?.events ?? []), ...file.events],
    });
  });
  return [...byLearner.values()].map(participant).sort((a, b) => a.name.localeCompare(b.name, 'id'));
}

function participant({ learner, events }: ProgressFile): Participant {
  const { name, items } = stateOf(events);
  const attempts = {
    pre: items.get(PRE_TEST)?.attempts.at(-1) ?? null,
    post: items.get(POST_TEST)?.attempts.at(-1) ?? null,
  };
  const [pre, post] = [percent(attempts.pre), percent(attempts.post)];
  return {
    id: learner.id,
    name: shownName(name) || shownName(learner.name) || NAMELESS,
    done: [...items].filter(([, { done }]) => done).map(([item]) => item),
    pre,
    post,
    gain: pre === null || post === null ? null : normalisedGain(pre, post),
    attempts,
  };
}

/** Names that several participants have: the same person on two devices, or two people. */
export function namesakes(people: readonly Participant[]): { name: string; count: number }[] {
  const byName = new Map<string, Participant[]>();
  for (const person of people) {
    const key = person.name.toLowerCase();
    if (person.name !== NAMELESS) byName.set(key, [...(byName.get(key) ?? []), person]);
  }
  return [...byName.values()].flatMap(([first, ...others]) =>
    first && others.length > 0 ? [{ name: first.name, count: others.length + 1 }] : [],
  );
}

/** Right answers by subject before and after. Each attempt counts the questions of its own form. */
export function topicsOf(people: readonly Participant[], questions: readonly TestQuestion[]): TopicRow[] {
  const topics = [...new Set(questions.map(({ topic }) => topic))].sort();
  const share = (which: 'pre' | 'post', topic: string): number | null => {
    const attempts = people.flatMap(({ attempts: own }) => own[which] ?? []);
    const perForm = questions.filter((question) => question.topic === topic).length / 2;
    if (attempts.length === 0 || perForm === 0) return null;
    const ids = new Set(questions.filter((question) => question.topic === topic).map(({ id }) => id));
    const missed = attempts.reduce(
      (sum, { missed: list }) => sum + Math.min(new Set(list.filter((id) => ids.has(id))).size, perForm),
      0,
    );
    return 1 - missed / (attempts.length * perForm);
  };
  return topics.map((topic) => ({ topic, pre: share('pre', topic), post: share('post', topic) }));
}

/** Pairs missed in the post test, most missed first; pairs nobody missed are left out. */
export function missedMost(people: readonly Participant[], questions: readonly TestQuestion[]): MissedRow[] {
  const taken = people.flatMap(({ attempts }) => attempts.post ?? []);
  const pairs = new Map(questions.map((question) => [question.pair, question]));
  const pairOf = new Map(questions.map(({ id, pair }) => [id, pair]));
  return [...pairs.values()]
    .map(({ pair, topic, question }) => ({
      pair,
      topic,
      question,
      missed: taken.filter(({ missed }) => missed.some((id) => pairOf.get(id) === pair)).length,
      of: taken.length,
    }))
    .filter(({ missed }) => missed > 0)
    .sort((a, b) => b.missed - a.missed || a.pair.localeCompare(b.pair));
}
