/** The plain editor: the `<textarea>` that is on the page without JavaScript, with line numbers and lit lines. */
import type { Mark, RuleEditor, RuleEditorOptions } from './editor.ts';

/** Must match `--editor-line` in lab-editor.css: the bands are placed by line number. */
const LINE_HEIGHT = 21;

/** Dresses up an existing textarea; `dispose` leaves it as it was found, with the text typed so far. */
export function createPlainEditor(area: HTMLTextAreaElement, options: RuleEditorOptions): RuleEditor {
  const gutter = document.createElement('div');
  const bands = document.createElement('div');
  gutter.className = 'plain-gutter';
  bands.className = 'plain-bands';
  for (const part of [gutter, bands]) part.setAttribute('aria-hidden', 'true');
  area.before(gutter, bands);
  area.value = options.text;

  let marks: readonly Mark[] = [];
  let lit: readonly number[] = [];
  let line = 0;
  const stop = new AbortController();

  const draw = (): void => {
    const count = area.value.split('\n').length;
    const rows = Array.from({ length: count }, (_, i) => {
      const row = document.createElement('div');
      const mark = marks.find((each) => each.line === i + 1);
      row.textContent = String(i + 1);
      if (mark) row.className = `is-${mark.tone}`;
      return row;
    });
    gutter.replaceChildren(...rows);
    const wanted = [
      ...marks.map((mark) => ({ line: mark.line, look: `is-${mark.tone}` })),
      ...lit.map((at) => ({ line: at, look: 'is-lit' })),
    ];
    bands.replaceChildren(
      ...wanted.map(({ line: at, look }) => {
        const band = document.createElement('div');
        band.className = look;
        band.style.top = `${(at - 1) * LINE_HEIGHT}px`;
        return band;
      }),
    );
    follow();
  };
  const follow = (): void => {
    gutter.scrollTop = area.scrollTop;
    bands.style.transform = `translateY(${-area.scrollTop}px)`;
  };
  const tellLine = (): void => {
    const now = area.value.slice(0, area.selectionStart).split('\n').length;
    if (now !== line) options.onLine(now);
    line = now;
  };

  const { signal } = stop;
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
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        options.onSubmit();
      }
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
      const first = lines[0];
      if (first !== undefined) {
        const top = (first - 1) * LINE_HEIGHT;
        const visible = top >= area.scrollTop && top + 2 * LINE_HEIGHT <= area.scrollTop + area.clientHeight;
        if (!visible) area.scrollTop = Math.max(0, top - area.clientHeight / 3);
      }
      draw();
    },
    focus(at) {
      area.focus();
      if (at === undefined) return;
      const start = area.value
        .split('\n')
        .slice(0, at - 1)
        .reduce((sum, text) => sum + text.length + 1, 0);
      area.setSelectionRange(start, start);
    },
    dispose() {
      stop.abort();
      gutter.remove();
      bands.remove();
    },
  };
}
