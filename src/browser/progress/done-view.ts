/** What is done, by group, with dates; tests with their scores and the gain between them. */

import type { LearningItem } from '../../learning-items.ts';
import { gainSentence } from '../../progress/gain-words.ts';
import { POST_TEST, PRE_TEST } from '../../progress/item.ts';
import { type ContentMark, changeSince } from '../../progress/mark.ts';
import type { Attempt, Effort, ItemState, LearnerState } from '../../progress/state.ts';
import { html } from '../dom.ts';
import { changeWords } from './change-words.ts';

const DAY = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });
const GROUPS = ['Bimtek', 'Lab', 'SOP', 'Jalur'] as const;

export function showDone(host: HTMLElement, state: LearnerState, items: readonly LearningItem[]): void {
  const named = new Map(items.map((entry) => [entry.item, entry]));
  const done = [...state.items].filter(([, each]) => each.done);
  const blocks = GROUPS.map((group) => {
    const all = items.filter((entry) => entry.group === group);
    const rows = all.flatMap(({ item, name, mark }) => {
      const each = state.items.get(item);
      return each?.done ? [row(name, each, mark)] : [];
    });
    const count = group === 'Jalur' ? `${rows.length} tugas` : `${rows.length} dari ${all.length}`;
    return rows.length === 0 ? null : block(group, count, rows);
  });
  const others = done.filter(([item]) => !named.has(item)).map(([item, each]) => row(item, each));
  host.replaceChildren(
    ...[
      tests(state),
      ...blocks,
      others.length > 0 ? block('Lainnya', `${others.length}`, others) : null,
    ].filter((part) => part !== null),
  );
}

function row(name: string, { doneAt, effort, mark: then }: ItemState, now?: ContentMark): HTMLElement {
  const change = then && now ? changeSince(then, now) : null;
  const notes = [
    effort ? effortWords(effort) : null,
    change ? html('b', { class: 'done-change' }, changeWords(change)) : null,
  ];
  return html(
    'li',
    {},
    html('span', {}, name, ...notes.flatMap((note) => (note ? [html('small', {}, note)] : []))),
    html('time', {}, doneAt ? DAY.format(new Date(doneAt)) : 'waktu tidak tercatat'),
  );
}

/** `12 menit, 3 kali periksa` */
function effortWords({ seconds, tries }: Effort): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return `${minutes} menit${tries > 1 ? `, ${tries} kali periksa` : ''}`;
}

const block = (title: string, count: string, rows: readonly HTMLElement[]): HTMLElement =>
  html(
    'section',
    { class: 'done-group' },
    html('h3', {}, title, html('span', {}, count)),
    html('ul', {}, ...rows),
  );

function tests(state: LearnerState): HTMLElement | null {
  const last = (item: string): Attempt | undefined => state.items.get(item)?.attempts.at(-1);
  const percent = ({ score, max }: Attempt): number => Math.round((score / max) * 100);
  const [pre, post] = [last(PRE_TEST), last(POST_TEST)];
  if (!pre && !post) return null;
  const line = (name: string, attempt: Attempt | undefined): HTMLElement | null =>
    attempt === undefined
      ? null
      : html(
          'li',
          {},
          html('span', {}, `${name} (bentuk ${attempt.form ?? 'A'}): ${percent(attempt)} dari 100`),
          html('time', {}, DAY.format(new Date(attempt.at))),
        );
  const gain = pre && post ? gainSentence(percent(pre), percent(post)) : null;
  const words = gain === null ? null : html('p', { class: 'hint' }, gain);
  const list = html('ul', {}, line('Tes awal', pre), line('Tes akhir', post));
  return html('section', { class: 'done-group' }, html('h3', {}, 'Tes'), list, words);
}
