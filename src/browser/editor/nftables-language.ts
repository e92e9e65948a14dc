/** How nftables text is coloured, in both editors: the engine's own scanner, one line at a time. It judges nothing. */
import type { languages } from 'monaco-editor/editor.js';
import { type Highlight, highlight } from '../../../labs/firewall/language/highlight.ts';

export const LANGUAGE_ID = 'nftables';

/** After these, a plain word names a field: `ip saddr`, `tcp dport`, `ct state`. */
const HEADERS = new Set(['ip', 'ip6', 'tcp', 'udp', 'icmp', 'icmpv6', 'th', 'ct', 'meta', 'ether']);

/** Kinds of word in one line, in order. No token of the language spans lines. */
export function highlightLine(line: string): Highlight[] {
  const words = highlight(line);
  return words.map((word, i) => {
    const before = words[i - 1];
    if (!before || word.kind !== 'name') return word;
    const leading = line.slice(before.start, before.end);
    if (leading === 'define') return { ...word, kind: 'variable' };
    return HEADERS.has(leading) ? { ...word, kind: 'keyword' } : word;
  });
}

const oneState: languages.IState = { clone: () => oneState, equals: () => true };

export const tokensProvider: languages.TokensProvider = {
  getInitialState: () => oneState,
  tokenize(line) {
    // Monaco wants where each token starts; what lies between two words belongs to none.
    const tokens = highlightLine(line).flatMap(({ start, end, kind }) => [
      { startIndex: start, scopes: kind },
      { startIndex: end, scopes: '' },
    ]);
    return { tokens, endState: oneState };
  },
};

export const configuration: languages.LanguageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [['{', '}']],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
  ],
  indentationRules: { increaseIndentPattern: /\{[^}"#]*$/, decreaseIndentPattern: /^\s*\}/ },
};
