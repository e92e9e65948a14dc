/** The block of a chain: hook line, policy, comment, rules. nft(8) CHAINS; grammar: chain_block, hook_spec. */
import { say } from '../diagnostics.ts';
import { KEYWORDS } from '../words/keywords.ts';
import { parseCommon } from './common-block.ts';
import { parseRuleLine } from './rules.ts';
import { spanOf } from './source.ts';
import type { Parser } from './state.ts';
import { parseComment } from './stateful.ts';
import type { ChainNode, Name, Node, PriorityNode } from './tree.ts';
import { parseVariable } from './values.ts';

export function emptyChain(name: Name): ChainNode {
  return { name, hook: null, policy: null, comment: null, flagsOffload: null, rules: [], place: name.place };
}

/** From the `{` to the `}`. */
export function parseChainBlock(p: Parser, name: Name): ChainNode {
  const chain = emptyChain(name);
  const first = p.token;
  p.expectSymbol('{');
  const depth = p.depth;
  p.scope = { variables: new Map(), outer: p.scope };
  parseChainItems(p, chain, depth);
  p.scope = p.scope.outer!;
  closeBlock(p, first);
  chain.place = { ...p.since(first), start: name.place.start };
  return chain;
}

function parseChainItems(p: Parser, chain: ChainNode, depth: number): void {
  while (!p.isSymbol('}') && p.token.kind !== 'end' && !p.atBlockStart()) {
    if (p.isSeparator()) p.next();
    else p.recover(depth, () => parseChainItem(p, chain, depth));
  }
}

/** Eat the `}` of a block, or say once that it is missing. */
export function closeBlock(p: Parser, opening: { start: number; end: number }): void {
  if (p.isSymbol('}')) {
    p.next();
    return;
  }
  p.depth--;
  p.report({
    severity: 'error',
    span: spanOf(p.place(p.token)),
    token: p.token.text,
    expected: ['}'],
    message: say(
      `Kurung kurawal yang dibuka di baris ${p.source.position(opening.start).line} belum ditutup sebelum ini.`,
      `The brace opened on line ${p.source.position(opening.start).line} has not been closed before this.`,
    ),
    mend: say('Tambahkan "}" penutup di atas baris ini.', 'Add the closing "}" above this line.'),
  });
}

function parseChainItem(p: Parser, chain: ChainNode, depth: number): void {
  if (parseCommon(p, (included) => parseIncluded(included, chain))) return;
  const first = p.token;
  if (first.kind === 'word') {
    switch (first.text) {
      case 'type':
        parseHook(p, chain);
        p.endStatement();
        return;
      case 'policy':
        parsePolicy(p, chain);
        p.endStatement();
        return;
      case 'comment':
        chain.comment = parseComment(p, chain.comment);
        p.endStatement();
        return;
      case 'flags':
        p.next();
        p.expectWord('offload');
        chain.flagsOffload = p.since(first);
        p.endStatement();
        return;
    }
  }
  p.wanted('type', 'policy', 'comment');
  const rule = parseRuleLine(p);
  p.endStatement();
  chain.rules.push(rule);
  p.depth = Math.max(p.depth, depth);
}

function parseIncluded(p: Parser, chain: ChainNode): void {
  parseChainItems(p, chain, 0);
  if (p.token.kind !== 'end') p.recover(0, () => p.unexpected());
}

function parseHook(p: Parser, chain: ChainNode): void {
  const first = p.next();
  const type = p.name('chain type');
  p.expectWord('hook');
  const hook = p.name('hook');
  const devices: Name[] = [];
  if (p.eatWord('device')) devices.push(p.isSymbol('$') ? deviceVariable(p) : p.string('device'));
  else if (p.eatWord('devices')) {
    p.expectSymbol('=');
    if (p.isSymbol('$')) devices.push(deviceVariable(p));
    else {
      p.expectSymbol('{');
      do {
        if (p.token.kind === 'newline') p.next();
        if (p.isSymbol('}')) break;
        devices.push(p.isSymbol('$') ? deviceVariable(p) : p.string('device'));
        if (p.token.kind === 'newline') p.next();
      } while (p.eatSymbol(','));
      p.expectSymbol('}');
    }
  }
  p.expectWord('priority');
  const priority = parsePriority(p);
  chain.hook = { type, hook, devices, priority, place: p.since(first) };
}

function deviceVariable(p: Parser): Name {
  const node = parseVariable(p);
  const value = node.kind === 'variable' ? node.value : node;
  return { text: value.kind === 'symbol' ? value.text : '', place: node.place };
}

/** grammar: extended_prio_spec. */
export function parsePriority(p: Parser): PriorityNode {
  const first = p.token;
  if (p.isSymbol('$')) {
    const variable = parseVariable(p);
    return { name: null, offset: 0, variable, place: p.since(first) };
  }
  if (p.isSymbol('-') || first.kind === 'number') {
    const sign = p.isSymbol('-') && p.next() ? -1 : 1;
    const offset = sign * p.number('number');
    return { name: null, offset, variable: null, place: p.since(first) };
  }
  if (first.kind === 'word' && !KEYWORDS.has(first.text)) {
    p.next();
    const sign = p.isSymbol('+') ? 1 : p.isSymbol('-') ? -1 : 0;
    if (sign !== 0) p.next();
    const offset = sign === 0 ? 0 : sign * p.number('number');
    return { name: first.text, offset, variable: null, place: p.since(first) };
  }
  p.wanted('number', 'raw', 'mangle', 'dstnat', 'filter', 'security', 'srcnat');
  return p.unexpected();
}

function parsePolicy(p: Parser, chain: ChainNode): void {
  const first = p.next();
  let policy: Node;
  if (p.isSymbol('$')) policy = parseVariable(p);
  else {
    const text = p.oneOf(['accept', 'drop']);
    policy = { kind: 'symbol', text, quoted: false, place: p.since(first) };
  }
  if (chain.policy !== null) {
    p.fault(
      p.since(first),
      [],
      say(
        'policy chain ini sudah ditulis di atas; cukup sekali.',
        'The policy of this chain is already written above; once is enough.',
      ),
    );
  }
  chain.policy = policy;
}
