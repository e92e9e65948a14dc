/** What a level's page hands to its script: plain data in an attribute of the custom element. */
import type { Lessons } from '../../../labs/firewall/policy/lesson.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import type { ContentMark } from '../../progress/mark.ts';

export interface LevelData {
  slug: string;
  start: string;
  solution: string;
  policy: Policy;
  lessons: Lessons;
  /** What was in force before a change that went wrong. */
  backup: string | null;
  /** What the level asks for, so that a later change of it can be told. */
  mark: ContentMark;
}

export function readLevel(element: HTMLElement): LevelData {
  return JSON.parse(element.dataset.exercise ?? '{}') as LevelData;
}
