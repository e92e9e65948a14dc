/** A button that asks the desk for something: what in `data-act`, on what in `data-at`. */
import { icon, make } from '../tte/dom.ts';

/** @param name said to those who do not see the drawing. @param text written beside it; without it the button is square */
export function act(
  what: string,
  drawing: string,
  name: string,
  at: string,
  disabled = false,
  text?: string,
): HTMLButtonElement {
  const button = make(
    'button',
    {
      type: 'button',
      class: `button small ${text ? '' : 'square quiet'}`.trim(),
      'data-act': what,
      'data-at': at,
      ...(text ? {} : { 'aria-label': name, title: name }),
    },
    icon(drawing),
    text ?? null,
  );
  button.disabled = disabled;
  return button;
}
