/** Expressions that a visitor reads in the page or waits for. */

/** A function of the page, as an expression with its argument filled in. */
export const inPage = <A>(work: (argument: A) => unknown, argument?: A): string =>
  `(${work.toString()})(${JSON.stringify(argument) ?? ''})`;
export const seen = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)})?.checkVisibility()`;
export const says = (selector: string, words: string): string =>
  `(document.querySelector(${JSON.stringify(selector)})?.textContent ?? '').includes(${JSON.stringify(words)})`;
