/**
 * `{ … }`: the elements of a set or a map, and `@name`. grammar: set_expr, set_list_member_expr, set_elem_expr.
 * nft 1.0.6 allows one newline on either side of an element, so an empty line between two elements is an error.
 */
import { say } from '../diagnostics.ts';
import type { Parser } from './state.ts';
import { parseElementOptions, parseStateful } from './stateful.ts';
import type { Node, SetItem, StatementNode } from './tree.ts';
import { parseConcat } from './values.ts';
import { parseVerdict, startsVerdict } from './verdicts.ts';

export function parseSet(p: Parser): Node {
  const first = p.token;
  p.expectSymbol('{');
  return p.nested(() => {
    const items: SetItem[] = [parseItem(p)];
    while (p.isSymbol(',')) {
      p.next();
      const newlineAt = p.at;
      if (p.token.kind === 'newline') p.next();
      if (p.isSymbol('}') || p.isSymbol(',')) continue;
      p.at = newlineAt;
      items.push(parseItem(p));
    }
    if (!p.isSymbol('}')) {
      blankLine(p);
      p.wanted(',', '}');
      p.unexpected();
    }
    p.next();
    return { kind: 'set', items, place: p.since(first) };
  });
}

/** The commonest trap of 1.0.6: say it in words of its own. */
function blankLine(p: Parser): void {
  if (p.token.kind !== 'newline') return;
  p.fault(
    p.place(p.token),
    [',', '}'],
    say(
      'Baris kosong di antara isi kurung { } ditolak nft 1.0.6 (atau koma di akhir baris sebelumnya terlupa).',
      'nft 1.0.6 refuses an empty line between the elements of { } (or the comma of the line before is missing).',
    ),
    say('Hapus baris kosongnya, atau tambahkan koma.', 'Remove the empty line, or add the comma.'),
  );
}

function parseItem(p: Parser): SetItem {
  if (p.token.kind === 'newline') p.next();
  if (p.token.kind === 'newline') blankLine(p);
  const first = p.token;
  if (p.isSymbol('}')) {
    p.fault(
      p.place(p.token),
      ['element'],
      say('Kurung { } tidak boleh kosong di sini.', 'Braces { } may not be empty here.'),
    );
  }
  const key: Node = p.isSymbol('{') ? parseSet(p) : parseElementKey(p);
  const item = emptyItem(key, p.place(first));
  if (key.kind !== 'set') {
    item.statements = parseElementStatements(p);
    parseElementOptions(p, item);
  }
  if (p.isSymbol(':')) {
    p.next();
    item.data = startsVerdict(p) ? verdictNode(p) : parseConcat(p, 'right');
  }
  item.place = p.since(first);
  if (p.token.kind === 'newline') p.next();
  return item;
}

export function emptyItem(key: Node, place: SetItem['place']): SetItem {
  return { key, data: null, timeoutMs: null, expiresMs: null, comment: null, statements: [], place };
}

function parseElementKey(p: Parser): Node {
  if (p.isSymbol('*')) {
    const place = p.place(p.next());
    return { kind: 'catch-all', place };
  }
  return parseConcat(p, 'right');
}

function verdictNode(p: Parser): Node {
  const first = p.token;
  const verdict = parseVerdict(p);
  return { kind: 'verdict', verdict, place: p.since(first) };
}

function parseElementStatements(p: Parser): StatementNode[] {
  const statements: StatementNode[] = [];
  while (p.isWord('counter') || p.isWord('limit') || (p.isWord('ct') && p.ahead(1).text === 'count')) {
    statements.push(parseStateful(p));
  }
  return statements;
}

/** grammar: set_ref_symbol_expr. */
export function parseSetReference(p: Parser): Node {
  const first = p.next();
  const name = p.name('set');
  return { kind: 'set-ref', name: name.text, place: p.since(first) };
}
