/** Which statements are due: section 9.3 of cmi5 allows "completed" and "passed" once in a registration. Pure. */
import type { Result } from './result.ts';
import type { Verb } from './statement.ts';

/** What was already sent in this registration. */
export interface Sent {
  completed: boolean;
  passed: boolean;
  /** Score of the last "failed"; null when there was none. */
  failed: number | null;
}

export const NOTHING_SENT: Sent = { completed: false, passed: false, failed: null };

/**
 * @param leaving the session ends. "Failed" waits until then: after it nothing could be passed in the same session, and
 * the learner may try as often as they like.
 */
export function dueVerbs({ status, score }: Result, sent: Sent, leaving: boolean): Verb[] {
  if (status === 'incomplete') return [];
  const completed: Verb[] = sent.completed ? [] : ['completed'];
  switch (status) {
    case 'completed':
      return score === null || sent.completed ? completed : ['scored', ...completed];
    case 'passed':
      return sent.passed ? completed : [...completed, 'passed'];
    case 'failed':
      return leaving && !sent.passed && score !== sent.failed ? [...completed, 'failed'] : completed;
  }
}

export function afterSending(sent: Sent, verbs: readonly Verb[], score: number | null): Sent {
  return {
    completed: sent.completed || verbs.includes('completed'),
    passed: sent.passed || verbs.includes('passed'),
    failed: verbs.includes('failed') ? score : sent.failed,
  };
}
