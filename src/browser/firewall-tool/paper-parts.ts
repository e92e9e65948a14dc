/** Parts that the attachment is made of. */
import { html } from '../dom.ts';

/** A heading and a ruled table. */
export function table(
  head: HTMLElement,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  return html(
    'section',
    {},
    head,
    html(
      'table',
      {},
      html('thead', {}, html('tr', {}, ...columns.map((name) => html('th', { scope: 'col' }, name)))),
      html('tbody', {}, ...rows.map((row) => html('tr', {}, ...row.map((text) => html('td', {}, text))))),
    ),
  );
}

/** Room for one signature. */
export function signature(place: string, role: string, above = ''): HTMLElement {
  return html(
    'div',
    {},
    html('p', {}, place),
    ...(above === '' ? [] : [html('p', {}, above)]),
    html('p', {}, role),
    html('p', { class: 'paper-line' }, '(.............................................)'),
    html('p', {}, 'NIP'),
  );
}
