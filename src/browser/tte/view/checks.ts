/** The seven checks in their fixed order, and how many came out how. */
import type { Explanation } from '../../../../labs/signature/index.ts';
import { icon, make } from '../dom.ts';
import { STATES, type State } from '../words.ts';

const ORDER: readonly State[] = ['pass', 'fail', 'unsure', 'not-checked'];

export function counts(explanations: readonly Explanation[]): HTMLElement {
  const items = ORDER.map((state) => {
    const { word, icon: name, tone } = STATES[state];
    const count = explanations.filter((one) => one.state === state).length;
    return make(
      'li',
      { class: `status ${tone}`, 'data-count': state },
      icon(name),
      `${count} ${word.toLowerCase()}`,
    );
  });
  return make('ul', { class: 'check-counts', 'aria-label': 'Hitungan pemeriksaan' }, ...items);
}

export function checkList(explanations: readonly Explanation[]): HTMLElement {
  const items = explanations.map(({ check, state, title, text }) => {
    const { word, icon: name, tone } = STATES[state];
    return make(
      'li',
      { class: tone, 'data-check': check, 'data-state': state },
      icon(name),
      make('div', {}, make('b', {}, title), make('p', {}, text)),
      make('em', {}, word),
    );
  });
  return make('ul', { class: 'check-list' }, ...items);
}
