/** The nft commands that change rules: each becomes a change of the editor's file. */
import { readRuleset } from '../../language/index.ts';
import type { Chain, Table } from '../../language/ruleset.ts';
import { type Chunk, line, type Running, said } from '../chunk.ts';
import { EDITOR_FILE, type Session } from '../session.ts';
import { insertRule, removeRule, replaceRule, withCommand } from './edit.ts';
import { faultLines } from './fault.ts';
import { type Address, type NftCommand, Words } from './words.ts';

/** A fault that is not one of syntax, with the command as it was written. */
export function* fault(written: string, sentence: string): Running {
  yield line(`Error: ${sentence}`);
  yield line(written);
  yield said(sentence);
}

export function findTable(session: Session, address: Address | null): Table | undefined {
  return session.ruleset.tables.find(
    ({ family, name }) => family === address?.family && name === address?.table,
  );
}

export function* change(session: Session, { words, flags }: NftCommand): Running {
  const written = words.join(' ');
  const named = /\$(\w+)/.exec(written);
  if (session.fault) {
    yield line(
      `Error: ${EDITOR_FILE} di editor belum dapat dibaca (baris ${session.fault.line}): ${session.fault.sentence}`,
    );
    yield said(
      `Perbaiki dulu baris ${session.fault.line} di editor. Gerbang memakai aturan terakhir yang benar.`,
    );
    return;
  }
  if (named) {
    yield* fault(written, `Nama $${named[1]} hanya dikenal di dalam berkas. Di terminal tulis nilainya.`);
    return;
  }
  const changed = changedText(session, words);
  if (typeof changed !== 'string') {
    for (const each of changed) yield each;
    return;
  }
  if (flags.has('c')) return;
  session.setEditedText(changed);
  yield { kind: 'file', text: changed, replaced: false };
  yield said(whatChanged(session, words, changed));
}

function whatChanged(session: Session, words: readonly string[], after: string): string {
  if (session.fault)
    return `Perintah ditulis ke ${EDITOR_FILE}, tetapi belum berlaku: ${session.fault.sentence}`;
  const verbs: Readonly<Record<string, string>> = {
    add: 'ditambahkan',
    create: 'dibuat',
    insert: 'disisipkan',
    delete: 'dihapus',
    replace: 'diganti',
    flush: 'dikosongkan',
  };
  const kind = words[1] === 'rule' ? 'Aturan' : `"${words.slice(1, 5).join(' ')}"`;
  return `${kind} ${verbs[words[0] ?? ''] ?? 'diubah'}; ${EDITOR_FILE} sekarang ${after.trimEnd().split('\n').length} baris.`;
}

/** The file after the command, or what to print when the command cannot be. */
function changedText(session: Session, words: readonly string[]): string | Chunk[] {
  const written = words.join(' ');
  const rest = new Words(words);
  const verb = rest.take() ?? '';
  const isRule = rest.eat('rule') !== undefined;
  if (!isRule) return appended(session, written);
  const table = findTable(session, rest.address());
  const name = rest.take();
  const chain = table?.chains.find((each) => each.name === name);
  if (!table || !chain) return appended(session, written);
  const position = rest.eat('handle', 'position', 'index');
  const number = position === undefined ? null : Number(rest.take());
  const place = number === null ? null : placeOf(session, table, chain, position, number);
  if (place === undefined) {
    const sentence = `Tidak ada aturan dengan nomor ${number} di rantai ${chain.name}. Lihat nomornya: nft -a list chain ${table.family} ${table.name} ${chain.name}`;
    return [
      line(`Error: Could not process rule: No such file or directory`),
      line(written),
      line(`# ${sentence}`),
      said(sentence),
    ];
  }
  const rule = rest.rest();
  // Handles of the text are not those in force: the command is read with the text's own number, and inside a file
  // nft places new rules by index only.
  const named = verb === 'delete' || verb === 'replace';
  const own = place === null ? '' : named ? ` handle ${chain.rules[place]?.handle}` : ` index ${place}`;
  const command = `${verb} rule ${table.family} ${table.name} ${chain.name}${own}${rule === '' ? '' : ` ${rule}`}`;
  const read = readWith(session, command, written);
  if (Array.isArray(read)) return read;
  const wanted = read;
  const target = place === null ? undefined : chain.rules[place];
  if (verb === 'delete' || verb === 'replace') {
    if (!target) return [line(`Error: syntax error, unexpected newline, expecting handle`), line(written)];
    const after =
      verb === 'delete'
        ? removeRule(session.text, target, wanted)
        : replaceRule(session.text, target, rule, wanted);
    return after ?? withCommand(session.text, command);
  }
  const before = verb === 'insert' ? (place ?? 0) : place === null ? chain.rules.length : place + 1;
  return insertRule(session.text, { chain, rule, at: before }, command, wanted);
}

/** Number of the rule in its chain; undefined when there is none. */
function placeOf(
  session: Session,
  table: Table,
  chain: Chain,
  word: string | undefined,
  number: number,
): number | undefined {
  if (word === 'index') return chain.rules[number] ? number : undefined;
  return session.handles.find(table, chain, number)?.at;
}

function appended(session: Session, written: string): string | Chunk[] {
  const read = readWith(session, written, written);
  return Array.isArray(read) ? read : withCommand(session.text, written);
}

/** The ruleset after the command, or what to print about it. */
function readWith(session: Session, command: string, written: string) {
  const from = session.text.length + 1;
  const whole = `${session.text}\n${command}\n`;
  const { ruleset, diagnostics } = readRuleset(whole);
  const faults = diagnostics.filter(({ severity }) => severity !== 'warning');
  if (faults.length === 0) return ruleset;
  const lines = faultLines(faults, whole, from, null).map((each) => line(each === command ? written : each));
  return [...lines, said(`Perintah tidak dijalankan. ${faults[0]?.message.id.replaceAll('`', '"') ?? ''}`)];
}
