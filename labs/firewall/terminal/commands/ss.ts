/** `ss`: open doors and connections of the machine one stands on (iproute2). */
import { ESTABLISHED } from '../../kernel/tcp-track.ts';
import { line, type Running, said } from '../chunk.ts';
import type { Session } from '../session.ts';
import { sourceOf, targetOf } from './conntrack.ts';
import { readOptions } from './options.ts';

const OPTIONS = {
  t: 'flag',
  u: 'flag',
  l: 'flag',
  n: 'flag',
  a: 'flag',
  p: 'flag',
  4: 'flag',
  6: 'flag',
  e: 'flag',
  r: 'flag',
} as const;

interface Row {
  netid: string;
  state: string;
  local: string;
  peer: string;
}

export function* ss(session: Session, args: readonly string[]): Running {
  const { flags, fault } = readOptions(args, OPTIONS);
  if (fault !== null) return yield line(`ss: ${fault}`);
  const both = flags.has('t') === flags.has('u');
  const kinds = [...(both || flags.has('t') ? ['tcp'] : []), ...(both || flags.has('u') ? ['udp'] : [])];
  const rows = [
    ...(flags.has('l') || flags.has('a') ? listening(session, kinds) : []),
    ...(flags.has('l') ? [] : connected(session, kinds)),
  ];
  yield line(format('Netid', 'State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port'));
  for (const { netid, state, local, peer } of rows) {
    yield line(format(netid, state, '0', state === 'LISTEN' ? '128' : '0', local, peer));
  }
  const { name } = session.place;
  yield said(
    rows.length === 0 ? `${name}: tidak ada yang cocok. Coba: ss -tuln` : `${name}: ${rows.length} baris.`,
  );
}

function format(
  netid: string,
  state: string,
  receive: string,
  send: string,
  local: string,
  peer: string,
): string {
  const cells = [
    netid.padEnd(6),
    state.padEnd(7),
    receive.padEnd(7),
    send.padEnd(7),
    local.padStart(24),
    peer.padStart(24),
  ];
  return cells.join(' ').trimEnd();
}

function listening({ network, place }: Session, kinds: readonly string[]): Row[] {
  return network.places
    .doorsOf(place)
    .filter(({ transport, port }) => kinds.includes(transport) && port !== null)
    .map(({ transport, port }) => ({
      netid: transport,
      state: transport === 'tcp' ? 'LISTEN' : 'UNCONN',
      local: `0.0.0.0:${port}`,
      peer: '0.0.0.0:*',
    }));
}

function connected({ network, place }: Session, kinds: readonly string[]): Row[] {
  if (!kinds.includes('tcp')) return [];
  return network.conntrack.flows().flatMap(({ original, reply, tcp }): Row[] => {
    if (tcp?.state !== ESTABLISHED) return [];
    const client = sourceOf(original);
    const server = sourceOf(reply);
    const seen = { netid: 'tcp', state: 'ESTAB' };
    return [
      ...(place.addresses.includes(client)
        ? [{ ...seen, local: `${client}:${original.sport}`, peer: `${targetOf(original)}:${original.dport}` }]
        : []),
      ...(place.addresses.includes(server)
        ? [{ ...seen, local: `${server}:${reply.sport}`, peer: `${targetOf(reply)}:${reply.dport}` }]
        : []),
    ];
  });
}
