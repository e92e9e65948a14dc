/** Which rule a practitioner means by "the one that decided". */
import type { Step, Verdict } from '../kernel/index.ts';

/**
 * Of a packet that was dropped, the rule or policy that did it. Of one that passed, the last rule of a filtering hook
 * that accepted it: chains behind it (NAT, postrouting) accept by their policy and have nothing to do with it.
 */
export function decisiveStep({ verdict, path, decidedBy }: Verdict): Step | null {
  if (verdict !== 'accept') return decidedBy;
  const filtering = path.filter(
    (step) => step.verdict === 'accept' && ['input', 'forward', 'output'].includes(step.hook),
  );
  return filtering.findLast(({ handle }) => handle !== null) ?? filtering.at(-1) ?? decidedBy;
}
