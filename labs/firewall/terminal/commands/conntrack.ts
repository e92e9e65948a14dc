/** `conntrack -L`: the gateway's table of connections (conntrack-tools 1.4.7 prints them so). */
import { formatAddress } from '../../kernel/address.ts';
import { ASSURED, SEEN_REPLY } from '../../kernel/conntrack.ts';
import * as F from '../../kernel/fields.ts';
import type { Flow } from '../../kernel/index.ts';
import type { Tuple } from '../../kernel/tuple.ts';
import { line, type Running, said } from '../chunk.ts';
import type { Session } from '../session.ts';
import { readOptions } from './options.ts';

const TCP_STATES = [
  'NONE',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
];
const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'icmp',
  6: 'tcp',
  17: 'udp',
  58: 'icmpv6',
  47: 'gre',
  132: 'sctp',
};
const OPTIONS = {
  L: 'flag',
  F: 'flag',
  D: 'flag',
  E: 'flag',
  C: 'flag',
  n: 'flag',
  p: 'text',
  s: 'text',
  d: 'text',
  f: 'text',
} as const;

export function* conntrack(session: Session, args: readonly string[]): Running {
  const { network } = session;
  const { flags, texts, fault } = readOptions(args, OPTIONS);
  if (fault !== null) return yield line(`conntrack v1.4.7 (conntrack-tools): ${fault}`);
  if (flags.has('F')) {
    for (const flow of network.conntrack.flows()) network.conntrack.end(flow);
    yield line('conntrack v1.4.7 (conntrack-tools): connection tracking table has been emptied');
    return yield said('Semua sambungan yang tercatat dihapus.');
  }
  if (flags.has('D') || flags.has('E') || flags.has('C')) {
    return yield line('# Simulasi ini hanya mengenal conntrack -L (daftar) dan -F (kosongkan).');
  }
  const wanted = network.conntrack
    .flows()
    .filter(
      ({ original }) =>
        (texts['p'] === undefined || PROTOCOLS[original.proto] === texts['p']) &&
        (texts['s'] === undefined || sourceOf(original) === texts['s']) &&
        (texts['d'] === undefined || targetOf(original) === texts['d']),
    )
    .sort((a, b) => b.serial - a.serial);
  for (const flow of wanted) yield line(flowLine(flow, network.now));
  yield line(`conntrack v1.4.7 (conntrack-tools): ${wanted.length} flow entries have been shown.`);
  yield said(
    wanted.length === 0 ? 'Belum ada sambungan yang tercatat.' : `${wanted.length} sambungan tercatat.`,
  );
}

function flowLine(flow: Flow, now: number): string {
  const { original, reply, status, mark } = flow;
  const name = PROTOCOLS[original.proto] ?? 'unknown';
  const left = Math.max(0, Math.floor((flow.expires - now) / 1000));
  const state = flow.tcp ? `${TCP_STATES[flow.tcp.state] ?? ''} ` : '';
  const unreplied = status & SEEN_REPLY ? '' : '[UNREPLIED] ';
  const assured = status & ASSURED ? '[ASSURED] ' : '';
  const head = `${name.padEnd(8)} ${original.proto} ${left} ${state}`;
  return `${head}${tupleWords(original)} ${unreplied}${tupleWords(reply)} ${assured}mark=${mark} use=1`;
}

function tupleWords(tuple: Tuple): string {
  const ends = `src=${sourceOf(tuple)} dst=${targetOf(tuple)}`;
  if (tuple.proto === F.ICMP || tuple.proto === F.ICMPV6) {
    return `${ends} type=${tuple.dport >>> 8} code=${tuple.dport & 255} id=${tuple.sport}`;
  }
  return `${ends} sport=${tuple.sport} dport=${tuple.dport}`;
}

export function sourceOf({ l3, s0, s1, s2, s3 }: Tuple): string {
  return formatAddress(l3 === F.IPV4 ? 4 : 6, [s0, s1, s2, s3]);
}

export function targetOf({ l3, d0, d1, d2, d3 }: Tuple): string {
  return formatAddress(l3 === F.IPV4 ? 4 : 6, [d0, d1, d2, d3]);
}
