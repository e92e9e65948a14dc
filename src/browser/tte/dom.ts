/** Builds elements from data that strangers wrote: text only ever becomes text, never markup. */

/** Characters that turn the reading direction or hide themselves; a forged name could use them to read otherwise. */
const HIDING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text without characters that change how the text around them is read. */
export function plain(text: string): string {
  return text.replace(HIDING, '');
}

export type Child = Node | string | null | undefined | false;

/** @param attributes `true` writes the attribute without a value; `undefined` and `false` leave it out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : plain(value));
  }
  fill(element, children);
  return element;
}

export function fill(element: Element, children: readonly Child[]): void {
  element.replaceChildren(
    ...children.flatMap((child) => {
      if (!child) return [];
      return typeof child === 'string' ? document.createTextNode(plain(child)) : child;
    }),
  );
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of the page's icon sheet (`IconSheet.astro`); decoration beside a word. */
export function icon(name: string, extra = ''): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('class', `icon ${extra}`.trim());
  drawing.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#ikon-${name}`);
  drawing.append(use);
  return drawing;
}

export function button(label: string, press: () => void, extra = '', iconName?: string): HTMLButtonElement {
  const element = make(
    'button',
    { type: 'button', class: `button ${extra}`.trim() },
    iconName ? icon(iconName) : null,
    label,
  );
  element.addEventListener('click', press);
  return element;
}
