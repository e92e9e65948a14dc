/** The engine off the main thread: reads the ruleset, plays every packet of the policy, sends the verdicts back. */
import { checkRuleset } from '../../../labs/firewall/policy/check.ts';
import type { Answer, Question } from './protocol.ts';

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const start = performance.now();
  const report = checkRuleset(data.text, data.policy, data.own);
  const answer: Answer = { id: data.id, ...report, milliseconds: performance.now() - start };
  self.postMessage(answer);
});
