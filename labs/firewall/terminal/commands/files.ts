/** The few files of the gateway: the editor's, and copies the learner makes before a change. */
import { line, type Running, said, text } from '../chunk.ts';
import { EDITOR_FILE, type Session } from '../session.ts';

export function* cat(session: Session, args: readonly string[]): Running {
  for (const name of args) {
    const content = read(session, name);
    if (content === null) yield line(`cat: ${name}: No such file or directory`);
    else yield text(content.endsWith('\n') ? content : `${content}\n`);
  }
}

export function* ls(session: Session): Running {
  yield line([EDITOR_FILE, ...session.files.keys()].sort().join('  '));
}

export function* cp(session: Session, args: readonly string[]): Running {
  const [from = '', to] = args.filter((word) => !word.startsWith('-'));
  const content = read(session, from);
  if (to === undefined) yield line('cp: missing destination file operand');
  else if (content === null) yield line(`cp: cannot stat '${from}': No such file or directory`);
  else yield* write(session, to, content);
}

export function* rm(session: Session, args: readonly string[]): Running {
  for (const name of args.filter((word) => !word.startsWith('-'))) {
    if (name === EDITOR_FILE) yield line(`# ${EDITOR_FILE} adalah isi editor; terminal tidak menghapusnya.`);
    else if (!session.files.delete(name))
      yield line(`rm: cannot remove '${name}': No such file or directory`);
  }
}

function read(session: Session, name: string): string | null {
  return name === EDITOR_FILE ? session.text : (session.files.get(name) ?? null);
}

/** Writes a file; what is written to the editor's file is in force at once. */
export function* write(session: Session, name: string, content: string): Running {
  if (name === EDITOR_FILE) {
    session.setText(content);
    yield { kind: 'file', text: content, replaced: true };
    yield said(`${EDITOR_FILE} di editor sekarang berisi yang baru ditulis. Isi lamanya tersimpan.`);
  } else if (/^[\w.-]+$/.test(name)) {
    session.files.set(name, content);
    yield said(`Disimpan sebagai ${name} di terminal ini.`);
  } else yield line(`bash: ${name}: No such file or directory`);
}
