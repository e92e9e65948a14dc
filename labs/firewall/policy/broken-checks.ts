/** Which checks of a level are broken: what its goals, and the lessons of its wrong answers, go by. */
import { SHADOW_CHECK } from './model.ts';
import type { CellVerdict } from './verdict.ts';

/**
 * The ids of broken checks, from what the page shows anyway: its cells (after the proof), the number of dead rules,
 * and `missing` of the result.
 */
export function brokenChecks(
  cells: readonly CellVerdict[],
  shadowed: number,
  missing: readonly string[] = [],
): string[] {
  const broken = cells.filter(({ held }) => !held).map(({ requirement }) => requirement);
  return [...new Set([...broken, ...(shadowed > 0 ? [SHADOW_CHECK] : []), ...missing])];
}
