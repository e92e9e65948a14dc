/** Completion, hover and layout of nftables in Monaco: the words come from `labs/firewall/writing`. */
import { type editor, languages, type Position, Range } from 'monaco-editor/editor.js';
import 'monaco-editor/features/format/register.js';
// The feature's own entry leaves the list itself out.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/features/suggest/register.js';
import type { Names } from '../../../labs/firewall/writing/complete.ts';
import { suggestionsAt } from '../../../labs/firewall/writing/context.ts';
import { explainAt } from '../../../labs/firewall/writing/explain.ts';
import { indent } from '../../../labs/firewall/writing/indent.ts';
import { SNIPPETS } from '../../../labs/firewall/writing/words.ts';
import type { Assistance } from './editor.ts';
import { LANGUAGE_ID } from './nftables-language.ts';

/** What the page knows about the text in each open model. */
const known = new WeakMap<editor.ITextModel, Assistance>();

export function assist(model: editor.ITextModel, assistance: Assistance): void {
  known.set(model, assistance);
}

const NO_NAMES: Names = { interfaces: [], addresses: [], ports: [], sets: [], variables: [], chains: [] };

function namesOf(model: editor.ITextModel): Names {
  return known.get(model)?.names(model.getValue()) ?? NO_NAMES;
}

languages.registerCompletionItemProvider(LANGUAGE_ID, {
  triggerCharacters: [' ', '$', '@', '"'],
  provideCompletionItems(model: editor.ITextModel, position: Position) {
    const offset = model.getOffsetAt(position);
    const found = suggestionsAt(model.getValue(), offset, namesOf(model));
    if (!found) return { suggestions: [] };
    const start = model.getPositionAt(found.from);
    const range = Range.fromPositions(start, position);
    const blank =
      model
        .getLineContent(position.lineNumber)
        .slice(0, start.column - 1)
        .trim() === '';
    const words = found.list.map(({ word, tells }, i) => ({
      label: word,
      detail: tells,
      kind: languages.CompletionItemKind.Keyword,
      insertText: word,
      sortText: String(i).padStart(3, '0'),
      range,
    }));
    const rules =
      blank && found.list.some(({ word }) => word === 'accept')
        ? SNIPPETS.map(({ title, rule }, i) => ({
            label: rule,
            detail: title,
            kind: languages.CompletionItemKind.Snippet,
            insertText: rule,
            sortText: `z${i}`,
            range,
          }))
        : [];
    return { suggestions: [...words, ...rules] };
  },
});

languages.registerHoverProvider(LANGUAGE_ID, {
  provideHover(model: editor.ITextModel, position: Position) {
    const offset = model.getOffsetAt(position);
    const found = explainAt(model.getValue(), offset, namesOf(model), known.get(model)?.readings() ?? []);
    if (!found) return null;
    const { title, help, stands, rule, from, to } = found;
    const code = (words: string): string => `\`${words}\``;
    const parts = [
      help ? `**${code(title)}** ${help.means}` : '',
      stands === null ? '' : `${help ? '' : `**${code(title)}** `}${stands}`,
      help ? `Contoh: ${code(help.example)}` : '',
      rule === null ? '' : `Seluruh baris: ${rule}`,
    ];
    return {
      range: Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to)),
      contents: parts.filter((part) => part !== '').map((value) => ({ value })),
    };
  },
});

languages.registerDocumentFormattingEditProvider(LANGUAGE_ID, {
  provideDocumentFormattingEdits(model: editor.ITextModel) {
    return [{ range: model.getFullModelRange(), text: indent(model.getValue()) }];
  },
});
