/**
 * The plain editor: the `<textarea>` that is on the page without JavaScript, with line numbers, colours and lit lines
 * drawn on a layer below its transparent text. The layer is decoration; the textarea is the editor.
 */
import type { Mark, RuleEditor, RuleEditorOptions } from './editor.ts';
import { highlightLine } from './nftables-language.ts';

/** Dresses up an existing textarea; `dispose` leaves it as it was found, with the text typed so far. */
export function createPlainEditor(
  area: HTMLTextAreaElement,
  options: Omit<RuleEditorOptions, 'assistance'>,
): RuleEditor {
  const gutter = makeLayer('plain-gutter');
  const paint = makeLayer('plain-paint');
  area.before(gutter, paint);
  area.classList.add('is-painted');
  area.value = options.text;

  let marks: readonly Mark[] = [];
  let lit: readonly number[] = [];
  let line = 0;
  const stop = new AbortController();
  const { signal } = stop;

  const look = (at: number): string => {
    if (lit.includes(at)) return 'is-lit';
    const mark = marks.find((each) => each.line === at);
    return mark ? `is-${mark.tone}` : '';
  };
  const draw = (): void => {
    const lines = area.value.split('\n');
    gutter.replaceChildren(...lines.map((_, i) => makeLine(look(i + 1), [String(i + 1)])));
    paint.replaceChildren(...lines.map((text, i) => makeLine(look(i + 1), paintLine(text))));
    follow();
  };
  const follow = (): void => {
    gutter.scrollTop = area.scrollTop;
    paint.scrollTop = area.scrollTop;
    paint.scrollLeft = area.scrollLeft;
  };
  const tellLine = (): void => {
    const now = area.value.slice(0, area.selectionStart).split('\n').length;
    if (now !== line) options.onLine(now);
    line = now;
  };

  area.addEventListener('scroll', follow, { signal });
  area.addEventListener('keyup', tellLine, { signal });
  area.addEventListener('click', tellLine, { signal });
  area.addEventListener(
    'input',
    () => {
      draw();
      options.onChange(area.value);
    },
    { signal },
  );
  area.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      options.onSubmit();
    },
    { signal },
  );
  draw();

  return {
    kind: 'plain',
    getText: () => area.value,
    setText(text) {
      area.value = text;
      draw();
    },
    setMarks(next) {
      marks = next;
      draw();
    },
    lightLines(lines) {
      lit = lines;
      draw();
      const [first] = lines;
      if (first !== undefined) scrollToLine(area, first);
    },
    focus(at) {
      area.focus();
      if (at === undefined) return;
      const before = area.value.split('\n').slice(0, at - 1);
      const start = before.reduce((sum, text) => sum + text.length + 1, 0);
      area.setSelectionRange(start, start);
    },
    dispose() {
      stop.abort();
      gutter.remove();
      paint.remove();
      area.classList.remove('is-painted');
    },
  };
}

function makeLayer(name: string): HTMLDivElement {
  const layer = document.createElement('div');
  layer.className = name;
  layer.setAttribute('aria-hidden', 'true');
  return layer;
}

function makeLine(look: string, parts: (Node | string)[]): HTMLDivElement {
  const line = document.createElement('div');
  line.className = look;
  line.append(...parts);
  return line;
}

function paintLine(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const { start, end, kind } of highlightLine(text)) {
    parts.push(text.slice(at, start));
    const word = document.createElement('span');
    word.className = `word-${kind}`;
    word.textContent = text.slice(start, end);
    parts.push(word);
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Scrolls only when the line is out of sight, and then to a third of the height. */
function scrollToLine(area: HTMLTextAreaElement, line: number): void {
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  const top = (line - 1) * height;
  const visible = top >= area.scrollTop && top + 2 * height <= area.scrollTop + area.clientHeight;
  if (!visible) area.scrollTop = Math.max(0, top - area.clientHeight / 3);
}
