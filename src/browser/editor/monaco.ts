/**
 * Monaco behind the editor interface. This module and everything it imports are loaded only when the learner has a
 * wide screen or asks for it; nothing else may import it statically.
 */
import { installStyleShim } from './style-shim.ts';

installStyleShim();

import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import { editor, KeyCode, KeyMod, languages, MarkerSeverity, Range } from 'monaco-editor/editor.js';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/quickHelp/register.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import { assist } from './assistance.ts';
import type { Mark, RuleEditor, RuleEditorOptions, Tone } from './editor.ts';
import { configuration, LANGUAGE_ID, tokensProvider } from './nftables-language.ts';
import { applyTheme, THEME } from './theme.ts';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

languages.register({ id: LANGUAGE_ID, extensions: ['.nft'] });
languages.setTokensProvider(LANGUAGE_ID, tokensProvider);
languages.setLanguageConfiguration(LANGUAGE_ID, configuration);

const severity: Record<Tone, MarkerSeverity> = {
  error: MarkerSeverity.Error,
  unsupported: MarkerSeverity.Warning,
  breach: MarkerSeverity.Error,
  advice: MarkerSeverity.Warning,
};

/** Space between the words under a line and the scroll bar. */
const ZONE_MARGIN = 20;

/** Makes a Monaco editor inside `host`, which must have a height. */
export function createMonacoEditor(host: HTMLElement, options: RuleEditorOptions): RuleEditor {
  applyTheme();
  document.addEventListener('sigap:tema', applyTheme);
  const instance = editor.create(host, {
    value: options.text,
    language: LANGUAGE_ID,
    theme: THEME,
    ariaLabel: options.label,
    accessibilitySupport: 'on',
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--f-mono'),
    fontLigatures: false,
    fontSize: 13,
    lineHeight: 21,
    padding: { top: 8, bottom: 12 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 12,
    folding: false,
    glyphMargin: false,
    minimap: { enabled: false },
    guides: { indentation: false },
    renderFinalNewline: 'off',
    overviewRulerLanes: 0,
    renderLineHighlight: 'line',
    scrollBeyondLastLine: false,
    scrollBeyondLastColumn: 0,
    tabSize: 2,
    insertSpaces: true,
    contextmenu: false,
    links: false,
    quickSuggestions: { other: true, comments: false, strings: false },
    suggest: { showWords: false, showStatusBar: false },
    wordBasedSuggestions: 'off',
    // Enter ends the line; Tab takes the suggestion.
    acceptSuggestionOnEnter: 'smart',
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
    fixedOverflowWidgets: true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  });
  const model = instance.getModel();
  if (!model) throw new Error('Monaco gave no model');
  model.updateOptions({
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });

  assist(model, options.assistance);
  instance.onDidChangeModelContent(() => options.onChange(instance.getValue()));
  instance.onDidChangeCursorPosition(({ position }) => options.onLine(position.lineNumber));
  instance.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => options.onSubmit());
  leaveWithEscapeTab(instance);

  const markLines = instance.createDecorationsCollection();
  const litLines = instance.createDecorationsCollection();
  let zones: string[] = [];

  return {
    kind: 'monaco',
    getText: () => instance.getValue(),
    setText(text) {
      instance.pushUndoStop();
      instance.executeEdits('sigap', [{ range: model.getFullModelRange(), text }]);
      instance.pushUndoStop();
    },
    setMarks(marks) {
      editor.setModelMarkers(model, 'sigap', marks.map(toMarker));
      markLines.set(marks.map(toLineDecoration));
      zones = replaceZones(instance, zones, marks);
    },
    lightLines(lines) {
      litLines.set(
        lines.map((line) => ({
          range: new Range(line, 1, line, 1),
          options: { isWholeLine: true, className: 'line-lit', lineNumberClassName: 'number-lit' },
        })),
      );
      const [first] = lines;
      if (first !== undefined) instance.revealLineInCenterIfOutsideViewport(first);
    },
    focus(line) {
      if (line !== undefined) instance.setPosition({ lineNumber: line, column: 1 });
      instance.focus();
    },
    dispose() {
      document.removeEventListener('sigap:tema', applyTheme);
      instance.dispose();
      model.dispose();
    },
  };
}

function toMarker(mark: Mark): editor.IMarkerData {
  return {
    severity: severity[mark.tone],
    message: `${mark.title} ${mark.text}`,
    startLineNumber: mark.line,
    startColumn: mark.column,
    endLineNumber: mark.endLine,
    endColumn: mark.endColumn,
  };
}

function toLineDecoration(mark: Mark): editor.IModelDeltaDecoration {
  return {
    range: new Range(mark.line, 1, mark.line, 1),
    options: {
      isWholeLine: true,
      className: `line-${mark.tone}`,
      lineNumberClassName: `number-${mark.tone}`,
      ...(mark.tone === 'advice' ? { inlineClassName: 'text-advice' } : {}),
    },
  };
}

/** Puts each mark's words under its line. The same words stand in the list below the editor for everyone. */
function replaceZones(instance: editor.ICodeEditor, old: string[], marks: readonly Mark[]): string[] {
  const fresh: string[] = [];
  instance.changeViewZones((accessor) => {
    for (const id of old) accessor.removeZone(id);
    for (const mark of marks) {
      const domNode = document.createElement('div');
      const title = document.createElement('b');
      domNode.className = `zone zone-${mark.tone}`;
      domNode.setAttribute('aria-hidden', 'true');
      title.textContent = mark.title;
      const box = document.createElement('div');
      box.style.maxWidth = `${instance.getLayoutInfo().contentWidth - ZONE_MARGIN}px`;
      box.append(title, ` ${mark.text}`);
      domNode.append(box);
      fresh.push(
        accessor.addZone({ afterLineNumber: mark.endLine, domNode, heightInPx: zoneHeight(instance, mark) }),
      );
    }
  });
  return fresh;
}

/** Height for the words at the editor's width: about 7 px a character at 13.5 px, 20 px a line. */
function zoneHeight(instance: editor.ICodeEditor, mark: Mark): number {
  const width = Math.max(instance.getLayoutInfo().contentWidth - 60, 200);
  const rows = Math.ceil(((mark.title.length + mark.text.length + 1) * 7) / width);
  return rows * 20 + 18;
}

/** Esc, then Tab leaves the editor; any other key puts Tab back to indenting. */
function leaveWithEscapeTab(instance: editor.IStandaloneCodeEditor): void {
  let leaving = false;
  instance.onKeyDown((event) => {
    if (event.keyCode === KeyCode.Escape) leaving = true;
    else if (event.keyCode === KeyCode.Tab && leaving) {
      // Monaco must not see this Tab: the browser then moves the focus as it does everywhere else.
      event.stopPropagation();
      leaving = false;
    } else if (event.keyCode !== KeyCode.Shift) leaving = false;
  });
}
