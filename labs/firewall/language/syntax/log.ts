/** `log`: prefix, level, group, snaplen, queue-threshold, flags. nft(8) LOG STATEMENT; grammar: log_stmt, log_arg. */
import { say } from '../diagnostics.ts';
import type { LogStatement } from '../ruleset.ts';
import { nearest } from '../words/suggest.ts';
import { findVariable, type Parser } from './state.ts';
import type { Name, Node, StatementNode } from './tree.ts';

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug', 'audit'];
const ALL_FLAGS = ['tcp sequence', 'tcp options', 'ip options', 'skuid', 'ether'];

export function parseLog(p: Parser): StatementNode {
  const first = p.next();
  const log: Omit<LogStatement, 'kind' | 'span'> = {
    prefix: null,
    level: null,
    group: null,
    snaplen: null,
    queueThreshold: null,
    flags: [],
  };
  for (;;) {
    if (p.eatWord('prefix')) log.prefix = expandPrefix(p, p.string('prefix'));
    else if (p.eatWord('group')) log.group = p.number('group');
    else if (p.eatWord('snaplen')) log.snaplen = p.number('snaplen');
    else if (p.eatWord('queue-threshold')) log.queueThreshold = p.number('queue-threshold');
    else if (p.eatWord('level')) log.level = parseLevel(p);
    else if (p.eatWord('flags')) {
      for (const flag of parseFlags(p)) if (!log.flags.includes(flag)) log.flags.push(flag);
    } else break;
  }
  log.flags = ALL_FLAGS.filter((flag) => log.flags.includes(flag));
  return { kind: 'log', log, place: p.since(first) };
}

function parseLevel(p: Parser): string {
  const level = p.string('level');
  if (LEVELS.includes(level.text)) return level.text;
  const guess = nearest(level.text, LEVELS) ?? (level.text === 'warning' ? 'warn' : null);
  return p.fault(
    level.place,
    LEVELS,
    say(`"${level.text}" bukan tingkat log.`, `"${level.text}" is no log level.`),
    guess === null
      ? undefined
      : { ...say(`Maksud Anda \`${guess}\`?`, `Did you mean \`${guess}\`?`), replacement: guess },
  );
}

function parseFlags(p: Parser): string[] {
  const kind = p.oneOf(['tcp', 'ip', 'skuid', 'ether', 'all']);
  if (kind === 'all') return ALL_FLAGS;
  if (kind === 'ip') {
    p.expectWord('options');
    return ['ip options'];
  }
  if (kind !== 'tcp') return [kind];
  const flags: string[] = [];
  do {
    flags.push(`tcp ${p.oneOf(['sequence', 'options'])}`);
  } while (p.eatSymbol(','));
  return flags;
}

/** `log prefix "… $NAME …"`: variables inside the text are replaced by theirs. */
function expandPrefix(p: Parser, prefix: Name): string {
  const text = prefix.text.replace(/\$([a-zA-Z0-9_]*)/g, (_, name: string) => {
    const value = findVariable(p.scope, name);
    if (value === null) {
      p.fault(
        prefix.place,
        [],
        say(
          `Variabel "$${name}" di dalam prefix belum didefinisikan.`,
          `The variable "$${name}" in the prefix has not been defined.`,
        ),
      );
    }
    return variableText(value);
  });
  if (text.length > 127) {
    p.fault(
      prefix.place,
      [],
      say(
        'Prefix log terlalu panjang: paling banyak 127 karakter.',
        'The log prefix is too long: 127 characters at most.',
      ),
    );
  }
  return text;
}

function variableText(value: Node): string {
  if (value.kind === 'variable') return variableText(value.value);
  if (value.kind === 'symbol') return value.text;
  return value.kind === 'number' ? value.value.toString() : '';
}
