/** `nft`: lists what is in force, and turns commands into changes of the editor's file. */
import { rulesetJson } from '../../language/print/json.ts';
import { line, type Running, said, text } from '../chunk.ts';
import { EDITOR_FILE, type Session, tryRead } from '../session.ts';
import { change, fault, findTable } from './change.ts';
import { faultLines } from './fault.ts';
import { Lister } from './list.ts';
import { type NftCommand, readCommand, Words } from './words.ts';

const VERSION = 'nftables v1.0.6 (Lester Gooch #5), disimulasikan Sigap\n';
const USAGE = `Usage: nft [ options ] [ cmds... ]
  nft list ruleset            semua aturan; -a menampilkan nomor (handle)
  nft add rule inet TABEL RANTAI ATURAN
  nft insert rule inet TABEL RANTAI ATURAN
  nft delete rule inet TABEL RANTAI handle NOMOR
  nft replace rule inet TABEL RANTAI handle NOMOR ATURAN
  nft flush chain inet TABEL RANTAI
  nft -f ${EDITOR_FILE}           memuat berkas; -c hanya memeriksa
  nft monitor trace           memperlihatkan jalur tiap paket
`;
const CHANGES = ['add', 'create', 'insert', 'replace', 'delete', 'flush', 'rename', 'reset'];

export function* nft(session: Session, args: readonly string[], lostQuotes: boolean): Running {
  const command = readCommand(args);
  if (command.unknown !== null) yield line(`nft: unrecognized option '${command.unknown}'`);
  else if (command.flags.has('v')) yield text(VERSION);
  else if (command.flags.has('h') || (command.words.length === 0 && command.file === null)) yield text(USAGE);
  else if (command.file !== null) yield* loadFile(session, command.file, command.flags.has('c'));
  else if (command.words[0] === 'monitor') yield* monitor(session);
  else if (command.words[0] === 'list') yield* list(session, command);
  else if (CHANGES.includes(command.words[0] ?? '')) {
    const before = session.text;
    yield* change(session, command);
    if (lostQuotes && session.text === before && !command.flags.has('c')) {
      yield line(`# Shell membuang tanda kutip ganda. Bungkus seluruh aturan: nft '${quoted(args)}'`);
    }
  } else {
    yield* fault(
      command.words.join(' '),
      `Perintah nft "${command.words[0]}" tidak dikenal. Ada: list, ${CHANGES.join(', ')}, monitor trace.`,
    );
  }
}

/** The words with the quotation marks that the shell took away where nft needs them. */
function quoted(args: readonly string[]): string {
  const words = args.slice(args.findIndex((arg) => !arg.startsWith('-')));
  const needed = (word: string, i: number): boolean =>
    /\s/.test(word) || words[i - 1] === 'comment' || words[i - 1] === 'prefix';
  return words.map((word, i) => (needed(word, i) ? `"${word}"` : word)).join(' ');
}

function* loadFile(session: Session, name: string, onlyCheck: boolean): Running {
  const content = name === EDITOR_FILE ? session.text : session.files.get(name);
  if (content === undefined) {
    yield line(`Error: Could not open file "${name}": No such file or directory`);
    yield said(`Tidak ada berkas ${name}. Berkas editor bernama ${EDITOR_FILE}.`);
    return;
  }
  const read = tryRead(content);
  if (read.fault) {
    for (const words of faultLines(read.fault.diagnostics, content, 0, name)) yield line(words);
    yield said(`${name} salah tulis di baris ${read.fault.line}. Aturan yang berlaku tidak berubah.`);
    return;
  }
  if (onlyCheck) {
    yield said(`${name} dapat dibaca. Tidak ada yang diubah.`);
    return;
  }
  const fresh = /^\s*flush ruleset\b/m.test(content);
  if (name === EDITOR_FILE) {
    session.text = '';
    session.setText(content);
    if (!fresh)
      yield line(
        '# Berkas ini tidak diawali flush ruleset. Di gerbang sungguhan memuatnya dua kali menggandakan aturan.',
      );
    yield said(`${name} dimuat. Hitungan counter mulai lagi dari nol; sambungan yang tercatat tetap.`);
    return;
  }
  const whole = fresh ? content : `${session.text.trimEnd()}\n\n# dari ${name}\n${content}`;
  yield* putInPlace(session, whole, fresh);
  if (!fresh)
    yield line(`# ${name} tidak diawali flush ruleset, maka aturannya ditambahkan pada yang sudah ada.`);
  yield said(
    fresh ? `${name} dimuat dan menggantikan isi editor.` : `${name} ditambahkan pada aturan yang ada.`,
  );
}

function* putInPlace(session: Session, content: string, replaced: boolean): Running {
  session.setText(content);
  yield { kind: 'file', text: content, replaced };
}

function* monitor(session: Session): Running {
  session.tracing = true;
  yield line('# Jalur tiap paket berikutnya ditampilkan. Ctrl+C atau "berhenti" mengakhirinya.');
  yield line(
    '# Di gerbang sungguhan: tambah "meta nftrace set 1" pada paket yang diamati dan buka jendela kedua.',
  );
  yield said('Memantau jalur paket.');
}

function* missing(written: string, what: string): Running {
  yield line(`Error: No such file or directory; ${what} belum ada.`);
  yield line(written);
  yield said(`${what} belum ada.`);
}

function* list(session: Session, { words, flags }: NftCommand): Running {
  const written = words.join(' ');
  const rest = new Words(words.slice(1));
  if (flags.has('j')) {
    yield text(
      `${JSON.stringify(rulesetJson(session.ruleset), (_, value) => (typeof value === 'bigint' ? Number(value) : value))}\n`,
    );
    return;
  }
  const options = { handles: flags.has('a'), stateless: flags.has('s') };
  const lister = new Lister(session.ruleset, session.network.kernel, session.handles, options);
  const kind = rest.take() ?? 'ruleset';
  if (kind === 'ruleset') yield text(lister.all());
  else if (kind === 'tables') yield text(lister.tables());
  else if (kind === 'chains') yield text(lister.chains());
  else if (kind === 'sets' || kind === 'maps') yield text(lister.sets());
  else if (kind === 'table' || kind === 'chain' || kind === 'set' || kind === 'map') {
    const address = rest.address();
    const table = findTable(session, address);
    if (!table) {
      yield* missing(written, `Tabel ${address?.family ?? ''} ${address?.table ?? ''}`.trim());
      return;
    }
    const name = rest.take() ?? '';
    const chain = table.chains.find((each) => each.name === name);
    if (kind === 'table') yield text(lister.table(table));
    else if (kind === 'chain' && chain) yield text(lister.chain(table, chain));
    else if (kind !== 'chain' && table.sets.some((each) => each.name === name))
      yield text(lister.set(table, name));
    else
      yield* missing(written, `${kind === 'chain' ? 'Rantai' : 'Daftar'} "${name}" di tabel ${table.name}`);
  } else
    yield* fault(
      written,
      `"list ${kind}" belum ada di simulasi. Ada: ruleset, tables, table, chains, chain, sets, set, map.`,
    );
}
