/** Verdicts: accept, drop, continue, return, jump and goto. grammar: verdict_expr, chain_expr, chain_stmt. */
import { parseRuleLine } from './rules.ts';
import type { Parser } from './state.ts';
import type { Node, RuleNode, VerdictNode } from './tree.ts';
import { parseVariable } from './values.ts';

const VERDICTS = new Set(['accept', 'drop', 'continue', 'return', 'jump', 'goto']);

export function startsVerdict(p: Parser): boolean {
  return p.token.kind === 'word' && VERDICTS.has(p.token.text);
}

/** A verdict as it may stand in a map: the chain has a name. */
export function parseVerdict(p: Parser): VerdictNode {
  const word = p.next().text;
  if (word !== 'jump' && word !== 'goto') return { kind: word as 'accept' };
  return { kind: word, chain: parseChainName(p) };
}

function parseChainName(p: Parser): Node {
  if (p.isSymbol('$')) return parseVariable(p);
  const name = p.name('chain');
  return { kind: 'symbol', text: name.text, quoted: false, place: name.place };
}

/** A verdict as a statement: after jump and goto also a chain written in place. */
export function parseVerdictStatement(p: Parser): VerdictNode {
  const jumps = p.isWord('jump') || p.isWord('goto');
  if (!jumps || p.ahead(1).text !== '{' || p.ahead(1).kind !== 'symbol') return parseVerdict(p);
  const kind = p.next().text as 'jump' | 'goto';
  p.next();
  const rules: RuleNode[] = [];
  const depth = p.depth;
  return p.nested(() => {
    while (!p.isSymbol('}')) {
      if (p.token.kind === 'end' || p.atBlockStart()) {
        p.wanted('}');
        p.unexpected();
      }
      if (p.isSeparator()) p.next();
      else {
        p.recover(depth, () => {
          const rule = parseRuleLine(p);
          p.endStatement();
          rules.push(rule);
        });
      }
    }
    p.next();
    return { kind, rules };
  });
}
