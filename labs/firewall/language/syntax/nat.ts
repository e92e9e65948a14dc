/** snat, dnat, masquerade, redirect. nft(8) NAT STATEMENTS; grammar: nat_stmt_args, masq_stmt_args, redir_stmt_arg. */
import type { Parser } from './state.ts';
import type { NatNode, StatementNode } from './tree.ts';
import { parseStatementValue } from './values.ts';

const FLAGS = ['random', 'fully-random', 'persistent'];

export function parseNat(p: Parser): StatementNode {
  const first = p.next();
  const action = first.text as NatNode['action'];
  const nat: NatNode = {
    action,
    family: null,
    address: null,
    port: null,
    concatenated: false,
    prefix: false,
    flags: [],
  };
  if (action === 'snat' || action === 'dnat') parseTarget(p, nat);
  else if (p.eatWord('to')) {
    if (action === 'masquerade') p.expectSymbol(':');
    else p.eatSymbol(':');
    nat.port = parseStatementValue(p);
  }
  const again = action === 'snat' || action === 'dnat';
  if (!startsFlag(p)) p.wanted(...FLAGS);
  while (startsFlag(p)) {
    nat.flags = [];
    do nat.flags.push(p.oneOf(FLAGS));
    while (p.eatSymbol(','));
    if (!again) break;
  }
  return { kind: 'nat', nat, place: p.since(first) };
}

function startsFlag(p: Parser): boolean {
  return p.token.kind === 'word' && FLAGS.includes(p.token.text);
}

function parseTarget(p: Parser, nat: NatNode): void {
  if ((p.isWord('ip') || p.isWord('ip6')) && isFamily(p)) {
    nat.family = p.next().text as 'ip' | 'ip6';
    if (p.eatWord('addr')) {
      p.expectSymbol('.');
      p.expectWord('port');
      nat.concatenated = true;
    } else if (p.eatWord('prefix')) nat.prefix = true;
    else p.eatWord('interval');
    p.expectWord('to');
  } else if (p.eatWord('prefix')) {
    nat.prefix = true;
    p.expectWord('to');
  } else if (p.eatWord('interval')) p.expectWord('to');
  else p.eatWord('to');
  if (!p.isSymbol(':') || nat.family !== null) nat.address = parseStatementValue(p);
  if (p.eatSymbol(':')) nat.port = parseStatementValue(p);
}

/** `dnat ip to …` against `dnat ip saddr map …`. */
function isFamily(p: Parser): boolean {
  return ['to', 'addr', 'prefix', 'interval'].includes(p.ahead(1).text);
}
