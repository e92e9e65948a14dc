/** The sheet for print: who, when, what, the tests; and plainly that it awards nothing. */

import { longDate } from '../../format.ts';
import type { LearningItem } from '../../learning-items.ts';
import { gainSentence } from '../../progress/gain-words.ts';
import type { History } from '../../progress/history.ts';
import { POST_TEST, PRE_TEST } from '../../progress/item.ts';
import { questionsTried, studyDays } from '../../progress/proof.ts';
import type { Attempt, LearnerState } from '../../progress/state.ts';
import { html } from '../dom.ts';

const GROUPS = ['Bimtek', 'Lab', 'SOP', 'Jalur'] as const;

export function showProof(
  host: HTMLElement,
  name: string,
  state: LearnerState,
  history: History,
  items: readonly LearningItem[],
): void {
  host.replaceChildren(
    html('p', { class: 'proof-kind' }, 'Lembar bukti belajar mandiri'),
    html('p', { class: 'proof-name' }, name || '……………………………………………'),
    html('dl', { class: 'proof-facts' }, ...facts(state, history)),
    html('div', { class: 'proof-groups' }, ...groups(state, items)),
    html(
      'p',
      { class: 'proof-limits' },
      'Lembar ini berisi catatan pelajar sendiri pada perangkatnya. ',
      html('b', {}, 'Lembar ini tidak memberi jam pelajaran (JP).'),
      ' JP hanya diberikan penyelenggara pelatihan.',
    ),
    html(
      'div',
      { class: 'proof-signs' },
      html('p', {}, 'Pelajar,'),
      html('p', {}, 'Mengetahui, bila diperlukan,'),
    ),
  );
}

function facts(state: LearnerState, history: History): HTMLElement[] {
  const { first, last, count } = studyDays(history, localDay);
  const { tried, right } = questionsTried(state);
  const attempt = (item: string): Attempt | undefined => state.items.get(item)?.attempts.at(-1);
  const [pre, post] = [attempt(PRE_TEST), attempt(POST_TEST)];
  const gain = pre && post ? gainSentence(percent(pre), percent(post)) : null;
  const span =
    first === last ? longDate(first ?? '') : `${longDate(first ?? '')} sampai ${longDate(last ?? '')}`;
  const rows: (readonly [string, string] | null)[] = [
    ['Waktu belajar', count === 0 ? 'tidak tercatat' : `${count} hari, ${span}`],
    tried > 0 ? ['Soal pelajaran', `${right} benar dari ${tried} yang dicoba`] : null,
    pre ? ['Tes awal', testWords(pre)] : null,
    post ? ['Tes akhir', testWords(post)] : null,
    gain === null ? null : ['Perubahan', gain],
    ['Dicetak', longDate(localDay(new Date()))],
  ];
  return rows.flatMap((row) => (row ? [html('dt', {}, row[0]), html('dd', {}, row[1])] : []));
}

function groups(state: LearnerState, items: readonly LearningItem[]): HTMLElement[] {
  const named = new Set(items.map(({ item }) => item));
  const others = [...state.items].filter(([item, { done }]) => done && !named.has(item)).length;
  const blocks = GROUPS.flatMap((group) => {
    const rows = items
      .filter((entry) => entry.group === group)
      .flatMap(({ item, name }) => {
        const each = state.items.get(item);
        if (!each?.done) return [];
        const when = each.doneAt ? shortDate(new Date(each.doneAt)) : '';
        return [html('li', {}, html('span', {}, name), html('time', {}, when))];
      });
    return rows.length === 0
      ? []
      : [html('section', {}, html('h2', {}, `${group} (${rows.length})`), html('ul', {}, ...rows))];
  });
  const rest = others > 0 ? [html('p', {}, `Latihan kecil lain yang selesai: ${others}.`)] : [];
  return blocks.length + rest.length > 0
    ? [...blocks, ...rest]
    : [html('p', {}, 'Belum ada yang ditandai selesai.')];
}

const percent = ({ score, max }: Attempt): number => Math.round((score / max) * 100);

const testWords = (attempt: Attempt): string =>
  `${percent(attempt)} dari 100, bentuk ${attempt.form ?? 'A'}, ${longDate(localDay(new Date(attempt.at)))}`;

const two = (value: number): string => String(value).padStart(2, '0');

const localDay = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

const shortDate = (at: Date): string => `${two(at.getDate())}.${two(at.getMonth() + 1)}.${at.getFullYear()}`;
