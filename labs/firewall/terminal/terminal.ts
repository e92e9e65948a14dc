/**
 * The terminal of the firewall lab: typed lines in, pieces of output out. Pure; a page or a test does the showing.
 * Every verdict is the kernel model's; what the tools print follows nftables 1.0.6, iputils, netcat-openbsd, curl,
 * iproute2 and conntrack-tools in shape. What is not here is named, never imitated.
 */
import { nearest } from '../language/words/suggest.ts';
import { type Chunk, line, type Running, said, text } from './chunk.ts';
import { conntrack } from './commands/conntrack.ts';
import { curl } from './commands/curl.ts';
import { cat, cp, ls, rm, write } from './commands/files.ts';
import { ALIASES, COMMANDS, examples, help, type TerminalExample } from './commands/help.ts';
import { ip } from './commands/ip.ts';
import { nc } from './commands/nc.ts';
import { ping } from './commands/ping.ts';
import { ss } from './commands/ss.ts';
import { type Completion, complete } from './complete.ts';
import { nft } from './nft/nft.ts';
import { traceLines } from './nft/trace.ts';
import { Session, type SessionOptions } from './session.ts';
import { applyFilters, readLine, type SimpleCommand } from './shell.ts';

export type { Chunk, Running } from './chunk.ts';
export type { TerminalExample } from './commands/help.ts';
export type { Completion } from './complete.ts';
export { EDITOR_FILE } from './session.ts';

/** Commands only the gateway's administrator has. */
const ROOT_ONLY = ['nft', 'conntrack'];
const MOST_HISTORY = 200;

export class Terminal {
  private readonly session: Session;

  constructor(options: SessionOptions) {
    this.session = new Session(options);
    const { network } = this.session;
    network.onPacket = (packet, verdict) => {
      if (!this.session.tracing) return;
      const { ruleset } = this.session;
      this.session.traced.push(
        ...traceLines(ruleset, network.topology, packet, verdict, network.nextNumber()),
      );
    };
  }

  get prompt(): string {
    const { place, network } = this.session;
    return place === network.places.gateway ? `root@${place.id}:~# ` : `petugas@${place.id}:~$ `;
  }

  get history(): readonly string[] {
    return this.session.history;
  }

  /** Is `nft monitor trace` on? */
  get isTracing(): boolean {
    return this.session.tracing;
  }

  get examples(): TerminalExample[] {
    return examples(this.session);
  }

  /** What stands on the screen when it opens. */
  get greeting(): string {
    return [
      'Simulasi, bukan Linux sungguhan: perintahnya sedikit, putusannya dari model kernel halaman ini. Tidak ada yang dikirim ke luar peramban.',
      'Ketik "bantuan" untuk daftar perintah.',
      '',
    ].join('\n');
  }

  /** The editor's text changed. */
  setText(written: string): void {
    this.session.setText(written);
  }

  complete(input: string): Completion {
    return complete(this.session, input);
  }

  /** Ctrl+C while nothing runs: ends a trace. */
  interrupt(): string {
    if (!this.session.tracing) return '';
    this.session.tracing = false;
    return '# Pemantauan jalur paket berhenti.\n';
  }

  /** Runs one line. Waits among the output have already passed on the network's clock. */
  *run(input: string): Running {
    const { session } = this;
    const written = input.trim();
    if (written !== '' && session.history.at(-1) !== written) session.history.push(written);
    if (session.history.length > MOST_HISTORY) session.history.shift();
    const read = readLine(input);
    if (read.commands === null) return yield line(read.fault);
    for (const command of read.commands) {
      const well = yield* this.runOne(command);
      if (!well && read.commands.some(({ afterSuccess }) => afterSuccess)) return;
    }
  }

  /** Runs one command with its filters and file; true when it printed no fault. */
  private *runOne({
    words,
    filters,
    output,
    lostQuotes,
  }: SimpleCommand): Generator<Chunk, boolean, undefined> {
    const { session } = this;
    const running = this.start(words, lostQuotes);
    const held = filters.length > 0 || output !== null;
    let kept = '';
    let well = true;
    let step = running.next();
    // Not a for loop: leaving one early would swallow the first piece of a command's summary.
    try {
      for (; !step.done; step = running.next()) {
        const chunk = step.value;
        if (chunk.kind === 'wait') session.network.pass(chunk.milliseconds);
        if (
          chunk.kind === 'text' &&
          /^(?:\S+: )?Error:|^(?:nc|curl|ping|bash|cat|cp|rm|ss): /m.test(chunk.text)
        )
          well = false;
        if (chunk.kind === 'text' && held) kept += chunk.text;
        else yield chunk;
        yield* this.showTrace();
      }
    } finally {
      if (!step.done) yield* finish(running);
    }
    const filtered = applyFilters(kept, filters);
    if (output === null) {
      if (filtered !== '') yield text(filtered);
    } else {
      const old = output.append ? (session.files.get(output.file) ?? '') : '';
      yield* write(session, output.file, old + filtered);
    }
    return well;
  }

  private *showTrace(): Running {
    const { traced } = this.session;
    if (traced.length === 0) return;
    this.session.traced = [];
    for (const words of traced) yield line(words);
  }

  private *start(words: readonly string[], lostQuotes: boolean): Running {
    const { session } = this;
    const [typed = '', ...args] = words;
    const name = ALIASES[typed] ?? typed;
    if (ROOT_ONLY.includes(name) && session.place !== session.network.places.gateway) {
      yield line(`bash: ${name}: command not found`);
      yield line(`# ${name} hanya ada di ${session.network.places.gateway.id}. Kembali ke sana: exit`);
      return;
    }
    switch (name) {
      case 'nft':
        return yield* nft(session, args, lostQuotes);
      case 'ping':
        return yield* ping(session, args);
      case 'nc':
        return yield* nc(session, args);
      case 'curl':
        return yield* curl(session, args);
      case 'ss':
        return yield* ss(session, args);
      case 'ip':
        return yield* ip(session, args);
      case 'conntrack':
        return yield* conntrack(session, args);
      case 'dari':
        return yield* this.from(args, lostQuotes);
      case 'cat':
        return yield* cat(session, args);
      case 'cp':
        return yield* cp(session, args);
      case 'ls':
        return yield* ls(session);
      case 'rm':
        return yield* rm(session, args);
      case 'history':
        for (const [i, each] of session.history.entries())
          yield line(`${String(i + 1).padStart(5)}  ${each}`);
        return;
      case 'clear':
        return yield { kind: 'clear' };
      case 'exit':
        session.place = session.network.places.gateway;
        return;
      case 'berhenti':
        return yield text(this.interrupt());
      case 'bantuan':
        return yield* help(session);
      default:
        return yield* unknown(session, name);
    }
  }

  /** `dari lan` stands on another machine, `dari lan ping web` runs one command there. */
  private *from([name, ...command]: readonly string[], lostQuotes: boolean): Running {
    const { session } = this;
    const { places } = session.network;
    const place = name === undefined ? undefined : places.named(name);
    if (!place) {
      const names = places.all.map(({ id }) => id).join(', ');
      yield line(
        name === undefined
          ? `Tulis mesinnya: dari ${names}`
          : `Tidak ada mesin bernama "${name}". Ada: ${names}.`,
      );
      return yield said(`Mesin yang ada: ${names}.`);
    }
    if (command.length === 0) {
      session.place = place;
      return yield said(`Sekarang Anda di ${place.name}. Kembali ke gerbang: exit`);
    }
    const before = session.place;
    session.place = place;
    try {
      yield* this.start(command, lostQuotes);
    } finally {
      session.place = before;
    }
  }
}

/** Lets a command that is left early print its summary. */
function* finish(running: Running): Running {
  for (let step = running.return(); !step.done; step = running.next()) yield step.value;
}

function* unknown(session: Session, name: string): Running {
  yield line(`bash: ${name}: command not found`);
  const near = nearest(name, [...Object.keys(COMMANDS), ...Object.keys(ALIASES)]);
  const place = session.network.places.named(name);
  const hint = place
    ? `"${name}" adalah nama mesin. Berpindah ke sana: dari ${name}`
    : near
      ? `Maksud Anda "${near}"?`
      : '';
  const known = `Yang ada di terminal latihan: ${Object.keys(COMMANDS).join(', ')}.`;
  yield line(`# ${hint === '' ? '' : `${hint} `}${known}`);
  yield said(`Perintah "${name}" tidak ada. ${hint === '' ? 'Ketik bantuan.' : hint}`);
}
