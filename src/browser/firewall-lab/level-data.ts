/** What a level's page hands to its script: plain data in an attribute of the custom element. */
import type { Lessons } from '../../../labs/firewall/policy/lesson.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';

export interface LevelData {
  slug: string;
  start: string;
  solution: string;
  policy: Policy;
  lessons: Lessons;
  /** What was in force before a change that went wrong. */
  backup: string | null;
}

export function readLevel(element: HTMLElement): LevelData {
  return JSON.parse(element.dataset.exercise ?? '{}') as LevelData;
}
