/** A list on the form whose items have fields of their own: laws, actors, links. */
import type { Draft } from '../../sop/draft/draft.ts';
import { make } from '../tte/dom.ts';
import { act } from './act.ts';
import { type Field, fieldView } from './fields.ts';

export interface Rows {
  draft: Draft;
  path: string;
  title: string;
  add: string;
  rows: number;
  moves?: boolean;
  fieldsOf: (at: string) => Field[];
}

/** The list with its buttons to add, remove and, where order matters, move items. */
export function rowsView({ draft, path, title, add, rows, moves, fieldsOf }: Rows): HTMLElement {
  return make(
    'fieldset',
    { class: 'isian lebar butir' },
    make('legend', {}, title),
    make('p', { class: 'salah', 'data-for': path }),
    ...Array.from({ length: rows }, (_, place) =>
      make(
        'div',
        { class: 'butir-satu' },
        ...fieldsOf(`${path}.${place}`).map((each) => fieldView(draft, each)),
        make(
          'div',
          { class: 'butir-alat' },
          moves
            ? act('row-up', 'arrow-up', `Naikkan baris ${place + 1}`, `${path}.${place}`, place === 0)
            : null,
          moves
            ? act(
                'row-down',
                'arrow-down',
                `Turunkan baris ${place + 1}`,
                `${path}.${place}`,
                place === rows - 1,
              )
            : null,
          act('row-remove', 'trash-2', `Hapus baris ${place + 1}`, `${path}.${place}`),
        ),
      ),
    ),
    act('row-add', 'plus', add, path, false, add),
  );
}
