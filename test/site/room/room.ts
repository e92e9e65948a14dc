/**
 * A training room without Internet: a laptop that serves the site and a participant's computer, each in a network
 * namespace of its own, joined by one cable and with no route to anywhere else. Both stand on a made-up LAN address, so
 * the origin is no secure context. Where namespaces are not allowed, the machine's own LAN address stands in, and only
 * the count of requests shows that nothing outside is asked.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface Room {
  /** `http://192.168.8.2:8080`; no secure context. */
  base: string;
  /** True: there is no way out of the room. */
  cut: boolean;
  /** Words to put before a command, so that it runs on the participant's computer. */
  participant: readonly string[];
  close(): void;
}

const LAPTOP = '192.168.8.2';
const PARTICIPANT = '192.168.8.21';
const ip = (...words: string[]): void => void execFileSync('ip', words, { stdio: 'pipe' });

/** Starts the class server as the facilitator does: `HOST=0.0.0.0 PORT=… npm run serve`, on a built `dist`. */
async function serve(words: readonly string[], port: number): Promise<ChildProcess> {
  const [command = '', ...rest] = [...words, process.execPath, 'src/cli/serve.ts'];
  const server = spawn(command, rest, {
    env: { ...process.env, HOST: '0.0.0.0', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    server.stdout?.once('data', () => ready());
    server.once('exit', (code) => failed(new Error(`the class server ended with ${code}`)));
    server.once('error', failed);
  });
  return server;
}

/** @returns null when this machine has neither namespaces nor an address but its own. */
export async function openRoom(name: string): Promise<Room | null> {
  const [laptop, desk] = [`sigap-${name}-l`, `sigap-${name}-p`];
  const remove = (): void => {
    for (const each of [laptop, desk]) {
      try {
        ip('netns', 'del', each);
      } catch {
        // It was never made.
      }
    }
  };
  try {
    for (const each of [laptop, desk]) ip('netns', 'add', each);
    ip('link', 'add', 'kabel', 'netns', laptop, 'type', 'veth', 'peer', 'name', 'kabel', 'netns', desk);
    for (const [each, address] of [
      [laptop, LAPTOP],
      [desk, PARTICIPANT],
    ] as const) {
      ip('-n', each, 'addr', 'add', `${address}/24`, 'dev', 'kabel');
      ip('-n', each, 'link', 'set', 'kabel', 'up');
      ip('-n', each, 'link', 'set', 'lo', 'up');
    }
  } catch {
    remove();
    return openOnOwnAddress();
  }
  const server = await serve(['ip', 'netns', 'exec', laptop], 8080);
  return {
    base: `http://${LAPTOP}:8080`,
    cut: true,
    participant: ['ip', 'netns', 'exec', desk],
    close: () => {
      server.kill();
      remove();
    },
  };
}

async function openOnOwnAddress(): Promise<Room | null> {
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  if (!address) return null;
  const port = await new Promise<number>((found) => {
    const probe = createServer().listen(0, () => {
      const at = probe.address();
      probe.close(() => found(typeof at === 'object' && at ? at.port : 8080));
    });
  });
  const server = await serve([], port);
  return { base: `http://${address}:${port}`, cut: false, participant: [], close: () => void server.kill() };
}
