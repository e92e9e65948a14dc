/** The facilitator's page on paper: what is folded on the screen is opened for the printer, then folded again. */
import '../sop/print.ts';

const folded = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll('.guide details:not([open])');
let opened: HTMLDetailsElement[] = [];

window.addEventListener('beforeprint', () => {
  opened = [...folded()];
  for (const part of opened) part.open = true;
});

window.addEventListener('afterprint', () => {
  for (const part of opened) part.open = false;
  opened = [];
});
