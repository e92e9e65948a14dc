/** The card with the verdict: one sentence of action, one of cause, and what to do. */
import type { Report } from '../../../../labs/signature/index.ts';
import { icon, make } from '../dom.ts';
import { VERDICTS } from '../words.ts';

export function verdictCard({ verdict, reason, todo }: Report, level: 'h2' | 'h3' = 'h3'): HTMLElement {
  const { icon: name, tone, action } = VERDICTS[verdict];
  const unread = verdict === 'not-checked';
  // The engine's own advice often opens with the action that already stands in the heading.
  const advice = todo.startsWith(action) ? todo.slice(action.length).trim() : todo;
  return make(
    'div',
    { class: `verdict-card ${tone}`, 'data-verdict': verdict },
    icon(name),
    make(
      level,
      { tabindex: '-1' },
      action,
      unread ? null : ' ',
      unread ? null : make('span', { class: 'cause' }, reason),
    ),
    unread && make('p', { class: 'cause' }, reason),
    make('p', {}, advice),
  );
}
