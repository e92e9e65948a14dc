/** `nc`: tries doors over TCP and UDP (netcat-openbsd, as Debian has it). */
import { SERVICES } from '../../language/words/services.ts';
import { line, type Running, said } from '../chunk.ts';
import { outcomeSentence, sampleOf } from '../outcome.ts';
import type { Session } from '../session.ts';
import { closeTcp, type Ending, openTcp, sendUdp } from '../traffic.ts';
import { readOptions } from './options.ts';
import { unknownHost } from './ping.ts';

const OPTIONS = {
  z: 'flag',
  v: 'flag',
  u: 'flag',
  w: 'number',
  p: 'number',
  s: 'text',
  n: 'flag',
  4: 'flag',
  6: 'flag',
  N: 'flag',
  l: 'flag',
} as const;
/** Linux gives up on a SYN without an answer after about two minutes. */
const SYSTEM_PATIENCE = 127;
const MOST_PORTS = 100;

export const CONNECT_WORDS: Readonly<Record<Exclude<Ending, 'answered'>, string>> = {
  refused: 'Connection refused',
  'no-answer': 'Connection timed out',
  unreachable: 'No route to host',
  'net-unreachable': 'Network is unreachable',
};

export function* nc(session: Session, args: readonly string[]): Running {
  const { network, place } = session;
  const options = readOptions(args, OPTIONS);
  const [name, written] = options.rest;
  if (options.fault !== null) return yield line(`nc: ${options.fault}`);
  if (options.flags.has('l')) {
    return yield line(
      '# Mesin di jaringan ini sudah membuka layanannya sendiri; lihat: dari <mesin> ss -tln',
    );
  }
  if (name === undefined || written === undefined)
    return yield line('usage: nc [-uvz] [-w detik] tujuan port');
  const address = network.resolve(name, place);
  if (address === null) return yield* unknownHost(session, 'nc: getaddrinfo for host', name);
  const ports = readPorts(written);
  if (ports === null) return yield line(`nc: port number invalid: ${written}`);
  const patience = options.numbers['w'] ?? SYSTEM_PATIENCE;
  const src = options.texts['s'];
  if (src !== undefined && !network.places.speaksAs(place, src)) {
    return yield line('nc: bind failed: Cannot assign requested address');
  }
  const { flags, numbers } = options;
  for (const port of ports)
    yield* tryPort(session, { name, address, port, flags, patience, sport: numbers['p'], src });
}

interface Try {
  name: string;
  address: string;
  port: number;
  flags: ReadonlySet<string>;
  /** Seconds. */
  patience: number;
  /** Source port, when the learner wants one. */
  sport: number | undefined;
  src: string | undefined;
}

function* tryPort(session: Session, { name, address, port, flags, patience, sport, src }: Try): Running {
  const { network, place } = session;
  const udp = flags.has('u');
  const tcp = udp ? null : openTcp(network, place, address, port, { sport, src });
  const exchange = udp ? sendUdp(network, place, address, port, { sport, src }) : tcp;
  const proto = udp ? 'udp' : 'tcp';
  if (!exchange)
    return yield line(`nc: connect to ${name} port ${port} (${proto}) failed: Network is unreachable`);
  const sample = sampleOf(network, exchange);
  if (sample) yield { kind: 'packet', sample };
  const silent = exchange.ending === 'no-answer';
  if (silent && !udp) yield { kind: 'wait', milliseconds: patience * 1000 };
  // nc cannot tell a datagram that was dropped from one that was taken: both are silence.
  if (exchange.ending === 'answered' || (udp && silent)) {
    if (flags.has('v'))
      yield line(
        `Connection to ${name} (${address}) ${port} port [${proto}/${serviceName(port)}] succeeded!`,
      );
    if (udp)
      yield line(
        '# UDP tidak membalas: "succeeded" di sini hanya berarti tidak ada penolakan. Buktikan dengan nft monitor trace.',
      );
  } else if (flags.has('v') || !flags.has('z')) {
    yield line(
      `nc: connect to ${name} (${address}) port ${port} (${proto}) failed: ${CONNECT_WORDS[exchange.ending as Exclude<Ending, 'answered'>]}`,
    );
  }
  yield said(outcomeSentence(network, exchange));
  if (tcp?.ending !== 'answered') return;
  if (flags.has('z')) closeTcp(network, tcp);
  else yield line('# Sambungan dibiarkan terbuka; lihat dengan: conntrack -L');
}

function serviceName(port: number): string {
  for (const [name, number] of SERVICES) if (number === port) return name;
  return '*';
}

/** `22`, `20-25`, `ssh`; null for anything else. */
function readPorts(written: string): number[] | null {
  const named = SERVICES.get(written);
  if (named !== undefined) return [named];
  const [, low, high] = /^(\d+)(?:-(\d+))?$/.exec(written) ?? [];
  if (low === undefined) return null;
  const from = Number(low);
  const to = high === undefined ? from : Number(high);
  if (from < 1 || to > 65535 || to < from || to - from >= MOST_PORTS) return null;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
