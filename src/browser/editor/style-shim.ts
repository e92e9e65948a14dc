/**
 * Lets Monaco run under `style-src 'self'` without a single refused style. CSP governs `<style>` elements and
 * `style` attributes in markup, but not the CSSOM (CSP3 §6.1 "style-src", note on `CSSStyleDeclaration`); so both
 * are led there:
 * - instead of a `<style>`, script gets a stand-in whose text, and whatever is put in through `sheet.insertRule`,
 *   goes into a constructed sheet of the document (Chromium reports even an empty or an inert `<style>`);
 * - `style="…"` in a string given to innerHTML or insertAdjacentHTML travels as `data-held-style` and is applied at
 *   once through `style.cssText`. Afterwards would be too late: Firefox drops the text of a refused attribute.
 * Import this only on lab pages: it changes prototypes of the whole page.
 */

const HELD = 'data-held-style';

/** A whole tag, quotes respected, so that `style="` inside another attribute's value stays as it is. */
const TAG = /<[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>/g;
const QUOTED_OR_STYLE = /"[^"]*"|'[^']*'|\sstyle=(?=["'])/g;

function holdStyles(markup: string): string {
  if (!markup.includes('style=')) return markup;
  return markup.replace(TAG, (tag) =>
    tag.replace(QUOTED_OR_STYLE, (part) => (part.endsWith('style=') ? ` ${HELD}=` : part)),
  );
}

function applyHeldStyles(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>(`[${HELD}]`)) {
    element.style.cssText = element.getAttribute(HELD) ?? '';
    element.removeAttribute(HELD);
  }
}

/** An element that may stand in `<head>` and behaves as far as Monaco looks like the `<style>` it asked for. */
function makeStandIn(element: HTMLElement): HTMLElement {
  const sheet = new CSSStyleSheet();
  let text = '';
  Object.defineProperties(element, {
    sheet: { get: () => sheet },
    textContent: {
      get: () => text,
      set: (next: unknown) => {
        text = String(next ?? '');
        sheet.replaceSync(text);
      },
    },
  });
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return element;
}

let installed = false;

/** Changes the page's prototypes once; further calls do nothing. */
export function installStyleShim(): void {
  if (installed) return;
  installed = true;

  const createElement = Document.prototype.createElement as (
    this: Document,
    name: string,
    options?: ElementCreationOptions,
  ) => HTMLElement;
  Document.prototype.createElement = function (
    this: Document,
    name: string,
    options?: ElementCreationOptions,
  ) {
    if (name.toLowerCase() === 'style') return makeStandIn(createElement.call(this, 'meta'));
    return createElement.call(this, name, options);
  } as Document['createElement'];

  const innerHtml = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  if (innerHtml?.set) {
    const write = innerHtml.set;
    Object.defineProperty(Element.prototype, 'innerHTML', {
      ...innerHtml,
      set(this: Element, markup: unknown) {
        write.call(this, holdStyles(String(markup)));
        applyHeldStyles(this);
      },
    });
  }

  const insertAdjacentHtml = Element.prototype.insertAdjacentHTML;
  Element.prototype.insertAdjacentHTML = function (this: Element, where: InsertPosition, markup: string) {
    insertAdjacentHtml.call(this, where, holdStyles(String(markup)));
    applyHeldStyles(this.parentElement ?? this);
  };

  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (name === 'style' && 'style' in this) (this as HTMLElement).style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}
