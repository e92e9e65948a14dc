/** The class's evaluation: counts and mean of every item, and what was written, without anybody's name. */
import { type EvaluationSheet, type RatedItem, ratingRows, remarks } from '../../evaluation/sheet.ts';
import { writeNumber } from '../../forms/number.ts';
import { html } from '../dom.ts';

export interface EvaluationItems {
  items: RatedItem[];
  /** The open questions. */
  open: RatedItem[];
}

export function showEvaluation(
  host: HTMLElement,
  sheets: readonly EvaluationSheet[],
  { items, open }: EvaluationItems,
): void {
  host.hidden = sheets.length === 0;
  if (sheets.length === 0) return;
  const head = ['Yang dinilai', 'Rata-rata', '1', '2', '3', '4', '5'];
  const rows = ratingRows(sheets, items).map(({ text, mean, counts }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, text),
      html('td', {}, mean === null ? 'belum' : writeNumber(Math.round(mean * 10) / 10)),
      ...counts.map((count) => html('td', {}, String(count))),
    ),
  );
  const table = html(
    'table',
    { class: 'class-table' },
    html('thead', {}, html('tr', {}, ...head.map((text) => html('th', { scope: 'col' }, text)))),
    html('tbody', {}, ...rows),
  );
  const written = open.flatMap(({ id, text }) => {
    const list = remarks(sheets, id);
    return list.length === 0
      ? []
      : [
          html('h3', {}, text),
          html('ul', { class: 'class-missed' }, ...list.map((each) => html('li', {}, each))),
        ];
  });
  host.replaceChildren(
    html('h2', {}, 'Evaluasi peserta'),
    html('p', {}, 'Nilai 1 kurang, 5 sangat baik. Kolom angka: berapa orang memberi nilai itu.'),
    html('div', { class: 'class-scroll' }, table),
    ...written,
  );
}
