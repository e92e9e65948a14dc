/** The block of a table. nft(8) TABLES; grammar: table_block, table_options. */
import { say } from '../diagnostics.ts';
import { closeBlock, parseChainBlock } from './chains.ts';
import { parseCommon } from './common-block.ts';
import { objectType, parseObjectBlock } from './objects.ts';
import { parseSetBlock } from './sets.ts';
import type { Parser } from './state.ts';
import { parseComment } from './stateful.ts';
import type { TableName, TableNode } from './tree.ts';

export const FAMILIES: readonly string[] = ['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'];

export function familyOf(p: Parser): string {
  if (p.token.kind === 'word' && FAMILIES.includes(p.token.text)) return p.next().text;
  p.wanted(...FAMILIES);
  return 'ip';
}

/** grammar: table_spec: the family is ip when not written. */
export function parseTableName(p: Parser): TableName {
  const family = familyOf(p);
  const name = p.name('table');
  p.tables.add(name.text);
  return { family, name };
}

export function parseTableBlock(p: Parser): TableNode {
  const table: TableNode = { flags: [], comment: null, chains: [], sets: [], objects: [], unsupported: [] };
  const first = p.token;
  p.expectSymbol('{');
  p.scope = { variables: new Map(), outer: p.scope };
  parseItems(p, table, p.depth);
  p.scope = p.scope.outer!;
  closeBlock(p, first);
  return table;
}

function parseItems(p: Parser, table: TableNode, depth: number): void {
  while (!p.isSymbol('}') && p.token.kind !== 'end' && !(p.isWord('table') && p.atBlockStart())) {
    if (p.isSeparator()) p.next();
    else p.recover(depth, () => parseItem(p, table));
  }
}

function parseItem(p: Parser, table: TableNode): void {
  const included = (inner: Parser): void => {
    parseItems(inner, table, 0);
    if (inner.token.kind !== 'end') inner.recover(0, () => inner.unexpected());
  };
  if (parseCommon(p, included)) return;
  const first = p.token;
  if (p.eatWord('chain')) {
    const name = p.name('chain');
    table.chains.push(parseChainBlock(p, name));
  } else if (p.eatWord('set')) {
    const name = p.name('set');
    table.sets.push(parseSetBlock(p, name, false));
  } else if (p.eatWord('map')) {
    const name = p.name('map');
    table.sets.push(parseSetBlock(p, name, true));
  } else if (p.eatWord('flags')) {
    const flag = p.name('flag');
    if (flag.text !== 'dormant' && flag.text !== 'owner') {
      p.fault(
        flag.place,
        ['dormant', 'owner'],
        say(`Tabel tidak mengenal flag "${flag.text}".`, `A table has no flag "${flag.text}".`),
      );
    }
    table.flags.push(flag);
  } else if (p.isWord('comment')) table.comment = parseComment(p, table.comment);
  else if (p.isWord('flowtable') || p.isWord('secmark') || p.isWord('synproxy')) {
    const construct = p.next().text;
    p.name('name');
    skipBlock(p);
    table.unsupported.push({ construct, place: p.since(first) });
  } else {
    const type = objectType(p);
    if (type === null) {
      p.wanted('flowtable');
      p.unexpected();
    }
    const name = p.name('object');
    table.objects.push(parseObjectBlock(p, type, name));
  }
  p.endStatement();
}

/** Over a block of something the engine only knows by name. */
export function skipBlock(p: Parser): void {
  const depth = p.depth;
  p.expectSymbol('{');
  while (p.depth > depth && p.token.kind !== 'end') p.next();
  if (p.depth > depth) {
    p.wanted('}');
    p.unexpected();
  }
}
