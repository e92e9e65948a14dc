/** `curl`: one HTTP request to a service that speaks it; how it fails in curl's own words (curl 7.88). */
import { line, type Running, said } from '../chunk.ts';
import { outcomeSentence, sampleOf } from '../outcome.ts';
import type { Session } from '../session.ts';
import { closeTcp, openTcp, talk } from '../traffic.ts';
import { readOptions } from './options.ts';

const OPTIONS = {
  I: 'flag',
  head: 'flag',
  s: 'flag',
  silent: 'flag',
  v: 'flag',
  k: 'flag',
  insecure: 'flag',
  S: 'flag',
  L: 'flag',
  f: 'flag',
  m: 'number',
  'max-time': 'number',
  'connect-timeout': 'number',
  o: 'text',
  output: 'text',
  4: 'flag',
  6: 'flag',
} as const; // prettier-ignore
const PATIENCE = 134;
/** Doors behind which something speaks HTTP. */
const WEB_PORTS = [80, 443, 3000, 8000, 8080, 8443];
const REQUEST = 78;
const RESPONSE = 512;

export function* curl(session: Session, args: readonly string[]): Running {
  const { network, place } = session;
  const options = readOptions(args, OPTIONS);
  const [url] = options.rest;
  const quiet = options.flags.has('s') || options.flags.has('silent');
  if (options.fault !== null) return yield line(`curl: ${options.fault}`);
  if (url === undefined) return yield line("curl: try 'curl --help' for more information");
  const target = readUrl(url);
  if (!target) return yield* failed(3, `URL using bad/illegal format or missing URL`, quiet);
  const address = network.resolve(target.host, place);
  if (address === null) {
    const names = network.places.all.map(({ id }) => id).join(', ');
    yield* failed(6, `Could not resolve host: ${target.host}`, quiet);
    return yield line(`# Nama yang ada di jaringan ini: ${names}.`);
  }
  const connection = openTcp(network, place, address, target.port);
  if (!connection)
    return yield* failed(
      7,
      `Failed to connect to ${target.host} port ${target.port}: Network is unreachable`,
      quiet,
    );
  const sample = sampleOf(network, connection);
  if (sample) yield { kind: 'packet', sample };
  yield said(outcomeSentence(network, connection));
  const seconds =
    options.numbers['m'] ?? options.numbers['max-time'] ?? options.numbers['connect-timeout'] ?? PATIENCE;
  if (connection.ending === 'no-answer') {
    yield { kind: 'wait', milliseconds: seconds * 1000 };
    return yield* failed(
      28,
      `Failed to connect to ${target.host} port ${target.port} after ${seconds * 1000} ms: Timeout was reached`,
      quiet,
    );
  }
  if (connection.ending !== 'answered') {
    return yield* failed(
      7,
      `Failed to connect to ${target.host} port ${target.port} after 1 ms: Couldn't connect to server`,
      quiet,
    );
  }
  const heard = talk(network, connection, 'to', REQUEST) && talk(network, connection, 'from', RESPONSE);
  closeTcp(network, connection);
  if (!heard) return yield* failed(56, 'Recv failure: Connection timed out', quiet);
  if (!WEB_PORTS.includes(target.port)) return yield* failed(52, 'Empty reply from server', quiet);
  const name = connection.to?.name ?? target.host;
  if (options.flags.has('I') || options.flags.has('head')) {
    yield line('HTTP/1.1 200 OK');
    yield line('Content-Type: text/html; charset=utf-8');
    yield line('');
  } else if (options.texts['o'] === undefined && options.texts['output'] === undefined) {
    yield line(`<!doctype html><title>${name}</title><p>Halaman latihan dari ${name}.</p>`);
  }
}

function* failed(code: number, words: string, quiet: boolean): Running {
  if (!quiet) yield line(`curl: (${code}) ${words}`);
}

/** Scheme, host and port; http and its port when none is written. */
function readUrl(url: string): { host: string; port: number } | null {
  const parts = /^(?:(https?):\/\/)?(\[[0-9a-f:]+\]|[^/:?#]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i.exec(url);
  if (!parts) return null;
  const [, scheme = 'http', host = '', port] = parts;
  const number = port === undefined ? (scheme.toLowerCase() === 'https' ? 443 : 80) : Number(port);
  return number >= 1 && number <= 65535 ? { host: host.replace(/^\[|\]$/g, ''), port: number } : null;
}
