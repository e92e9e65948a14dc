/** The print button of the official sheet; an address ending in #cetak opens the print window by itself. */
for (const button of document.querySelectorAll<HTMLButtonElement>('.print-now')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

if (location.hash === '#cetak') {
  // The address is cleaned first, so that going back or reloading does not print again.
  history.replaceState(null, '', location.pathname);
  window.addEventListener('load', () => window.print(), { once: true });
}
