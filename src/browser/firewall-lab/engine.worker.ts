/**
 * The engine off the main thread: reads the ruleset, plays every packet of the policy, sends the verdicts back; and
 * when no newer question has come meanwhile, proves the policy for all packets and answers a second time.
 */

import { brokenChecks } from '../../../labs/firewall/policy/broken-checks.ts';
import { checkRuleset, type PolicyResult } from '../../../labs/firewall/policy/check.ts';
import { lessonFor } from '../../../labs/firewall/policy/lesson.ts';
import { type ProvedCells, proveCells } from '../../../labs/firewall/policy/prove-cells.ts';
import { compareTexts } from './compare.ts';
import type { Answer, Question } from './protocol.ts';

/** After an answer, before its proof: who is still typing asks again within it. */
const PROOF_PAUSE = 150;

let waiting: ReturnType<typeof setTimeout> | undefined;

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  clearTimeout(waiting);
  const start = performance.now();
  const report = checkRuleset(data.text, data.policy, data.own);
  const answer: Answer = {
    id: data.id,
    ...report,
    proof: null,
    change: null,
    lesson: null,
    milliseconds: performance.now() - start,
  };
  self.postMessage(answer);
  const { result } = report;
  if (result) waiting = setTimeout(() => answerProved(data, answer, result), PROOF_PAUSE);
});

function answerProved(question: Question, answer: Answer, result: PolicyResult): void {
  const start = performance.now();
  const { cells, ...proof } = tryProof(question, result);
  const milliseconds = performance.now() - start;
  const broken = brokenChecks(cells, result.shadowed.length, result.missing);
  self.postMessage({
    ...answer,
    result: { ...result, cells },
    proof,
    change: compareTexts(question.since, question.text, question.policy),
    lesson: question.lessons && lessonFor(question.text, broken, question.lessons),
    milliseconds,
  } satisfies Answer);
}

/** A proof that fails leaves the samples' verdicts standing and claims nothing. */
function tryProof({ text, policy }: Question, { cells }: PolicyResult): ProvedCells {
  try {
    return proveCells(text, policy, cells);
  } catch (error) {
    console.error(error);
    return { cells, proved: 0, total: policy.requirements.length, played: 0 };
  }
}
