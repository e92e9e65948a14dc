/**
 * A running kernel to ask: starts ask-kernel.py in a network namespace of its own and talks to it, one line each way.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Packet id, family, table, chain, kind (1 policy, 2 return, 3 rule), handle, verdict, headers in hex. */
export type TraceEvent = [number, number, string, string, number, number, number, string];

export interface Answer {
  trace: TraceEvent[];
  /** Device and Ethernet frame in hex, for all that left. */
  frames: [string, string][];
  /** Error of the send call, for packets of the router itself. */
  refused: string | null;
}

/** Another router than the usual one: MAC and addresses by device, and what `ip route add` is told. */
export interface RouterCables {
  devices: Readonly<Record<string, [mac: string, addresses: string[]]>>;
  routes: string[];
}

export interface Loaded {
  ok: boolean;
  error: string | null;
  /** `nft -a list ruleset`. */
  listing: string;
}

const SCRIPT = fileURLToPath(new URL('ask-kernel.py', import.meta.url));
const START_LIMIT_MS = 20_000;

export class KernelProcess {
  /** `uname -r` and the version of nft. */
  readonly kernel: string;
  readonly nft: string;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;

  private constructor(
    child: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
    about: { kernel: string; nft: string },
  ) {
    this.child = child;
    this.lines = lines;
    this.kernel = about.kernel;
    this.nft = about.nft;
  }

  /** null, with the reason, where there is no kernel to ask (no Linux, no nft, no right to make a namespace). */
  static async start(router?: RouterCables): Promise<KernelProcess | { reason: string }> {
    if (process.platform !== 'linux') return { reason: 'this is not Linux' };
    const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
    const cables = router ? [JSON.stringify(router)] : [];
    const child = spawn('unshare', [...user, '--net', 'python3', SCRIPT, ...cables]);
    let complaint = '';
    child.stderr.on('data', (data: Buffer) => {
      complaint += data.toString();
    });
    child.on('error', (problem) => {
      complaint += problem.message;
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const timer = setTimeout(() => child.kill(), START_LIMIT_MS);
    const first = await lines.next();
    clearTimeout(timer);
    if (first.done) return { reason: complaint.trim().split('\n').at(-1) || 'ask-kernel.py ended at once' };
    return new KernelProcess(child, lines, JSON.parse(first.value) as { kernel: string; nft: string });
  }

  load(text: string): Promise<Loaded> {
    return this.ask({ load: text }) as Promise<Loaded>;
  }

  /** A frame arrives on a device. */
  arrive(dev: string, frame: Buffer): Promise<Answer> {
    return this.ask({ dev, frame: frame.toString('hex') }) as Promise<Answer>;
  }

  /** The router sends a packet itself. */
  sendLocal(packet: Buffer, to: string): Promise<Answer> {
    return this.ask({
      dev: null,
      version: packet[0]! >> 4,
      to,
      packet: packet.toString('hex'),
    }) as Promise<Answer>;
  }

  stop(): void {
    this.child.stdin.end();
  }

  private async ask(question: object): Promise<unknown> {
    this.child.stdin.write(`${JSON.stringify(question)}\n`);
    const line = await this.lines.next();
    if (line.done) throw new Error('the kernel process ended');
    return JSON.parse(line.value);
  }
}
