/** Tokens for an editor: what kind of word stands where. Uses the same scanner as the parser, comments included
 * (nft's src/scanner.l). */
import { tokenize } from './syntax/lexer.ts';
import { Source } from './syntax/source.ts';
import { KEYWORDS } from './words/keywords.ts';

export interface Highlight {
  /** Offsets in UTF-16 units. */
  start: number;
  end: number;
  kind: 'keyword' | 'verdict' | 'number' | 'string' | 'comment' | 'variable' | 'operator' | 'name' | 'fault';
}

const VERDICTS = new Set(['accept', 'drop', 'reject', 'continue', 'return', 'jump', 'goto', 'queue']);

export function highlight(text: string): Highlight[] {
  const tokens = tokenize(new Source(text, null), true);
  return tokens.flatMap((token, index): Highlight[] => {
    const { start, end } = token;
    switch (token.kind) {
      case 'comment':
        return [{ start, end, kind: 'comment' }];
      case 'quoted':
      case 'wildcard':
        return [{ start, end, kind: 'string' }];
      case 'number':
        return [{ start, end, kind: 'number' }];
      case 'junk':
        return [{ start, end, kind: 'fault' }];
      case 'symbol':
        return [{ start, end, kind: token.text === '$' || token.text === '@' ? 'variable' : 'operator' }];
      case 'word': {
        const before = tokens[index - 1]?.text;
        if (before === '$' || before === '@') return [{ start, end, kind: 'variable' }];
        if (VERDICTS.has(token.text)) return [{ start, end, kind: 'verdict' }];
        if (/^[0-9]|:/.test(token.text)) return [{ start, end, kind: 'number' }];
        return [{ start, end, kind: KEYWORDS.has(token.text) ? 'keyword' : 'name' }];
      }
      default:
        return [];
    }
  });
}
