/** The editor's colours are the page's tokens, read anew whenever the theme changes. */
import { editor } from 'monaco-editor/editor.js';

export const THEME = 'sigap';

/** Defines and applies the theme from the CSS custom properties of `<html>`. */
export function applyTheme(): void {
  const tokens = getComputedStyle(document.documentElement);
  // The build shortens #ffffff to #fff, which Monaco refuses.
  const colour = (name: string): string =>
    tokens
      .getPropertyValue(name)
      .trim()
      .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  const bare = (name: string): string => colour(name).slice(1);
  editor.defineTheme(THEME, {
    base: document.documentElement.dataset.theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: bare('--ink') },
      { token: 'comment', foreground: bare('--syn-com'), fontStyle: 'italic' },
      { token: 'string', foreground: bare('--syn-str') },
      { token: 'number', foreground: bare('--syn-num') },
      { token: 'variable', foreground: bare('--syn-var') },
      { token: 'keyword', foreground: bare('--syn-kw') },
      { token: 'verdict', foreground: bare('--ink'), fontStyle: 'bold' },
    ],
    colors: {
      'editor.background': colour('--surface'),
      'editor.foreground': colour('--ink'),
      'editorLineNumber.foreground': colour('--ink-3'),
      'editorLineNumber.activeForeground': colour('--ink'),
      'editor.lineHighlightBackground': colour('--bg'),
      'editor.lineHighlightBorder': colour('--bg'),
      'editor.selectionBackground': colour('--accent-soft'),
      'editor.inactiveSelectionBackground': colour('--sunken'),
      'editorCursor.foreground': colour('--ink'),
      'editorError.foreground': colour('--tolak'),
      'editorWarning.foreground': colour('--ingat'),
      'editorInfo.foreground': colour('--accent'),
      'editorBracketMatch.background': colour('--sunken'),
      'editorBracketMatch.border': colour('--line-strong'),
      'editorWidget.background': colour('--surface'),
      'editorWidget.foreground': colour('--ink'),
      'editorWidget.border': colour('--line-strong'),
      'editorHoverWidget.background': colour('--surface'),
      'editorHoverWidget.foreground': colour('--ink'),
      'editorHoverWidget.border': colour('--line-strong'),
      'editorGutter.background': colour('--surface'),
      'scrollbarSlider.background': colour('--line'),
      'scrollbarSlider.hoverBackground': colour('--line-strong'),
      focusBorder: colour('--focus'),
    },
  });
  editor.setTheme(THEME);
}
