/** `ping`: echo requests one second apart (iputils). */
import { line, type Running, said, text } from '../chunk.ts';
import { outcomeSentence, sampleOf } from '../outcome.ts';
import type { Session } from '../session.ts';
import { ping as sendPing } from '../traffic.ts';
import { readOptions } from './options.ts';

const INTERVAL = 1000;
/** After the last request, before giving up. */
const PATIENCE = 1000;

export function* ping(session: Session, args: readonly string[]): Running {
  const { network, place } = session;
  const options = readOptions(args, {
    c: 'number',
    W: 'number',
    i: 'number',
    w: 'number',
    n: 'flag',
    4: 'flag',
    6: 'flag',
    q: 'flag',
  });
  const [name] = options.rest;
  if (options.fault !== null) return yield line(`ping: ${options.fault}`);
  if (name === undefined) return yield line('ping: usage error: Destination address required');
  const address = network.resolve(name, place);
  if (address === null) return yield* unknownHost(session, 'ping', name);
  const count = options.numbers['c'] ?? Number.POSITIVE_INFINITY;
  const id = 1 + (network.nextNumber() & 0x7fff);
  if (network.sourceOf(place, address) === null) return yield line(`ping: connect: Network is unreachable`);
  yield line(`PING ${name} (${address}) 56(84) bytes of data.`);
  let sent = 0;
  let received = 0;
  const began = network.now;
  try {
    while (sent < count) {
      const exchange = sendPing(network, place, address, id);
      if (!exchange) break;
      sent += 1;
      if (sent === 1) {
        const sample = sampleOf(network, exchange);
        if (sample) yield { kind: 'packet', sample };
        yield said(outcomeSentence(network, exchange));
      }
      if (exchange.ending === 'answered') {
        received += 1;
        const hops = exchange.request.verdict === null || exchange.to === network.places.gateway ? 64 : 63;
        yield line(
          `64 bytes from ${address}: icmp_seq=${sent} ttl=${hops} time=${(0.2 + (sent % 5) / 10).toFixed(3)} ms`,
        );
      } else if (exchange.ending !== 'no-answer') {
        const told = { refused: 'Port', unreachable: 'Host', 'net-unreachable': 'Net' }[exchange.ending];
        yield line(`From ${gatewayAddress(session)} icmp_seq=${sent} Destination ${told} Unreachable`);
      }
      yield {
        kind: 'wait',
        milliseconds: sent < count ? INTERVAL : exchange.ending === 'answered' ? 0 : PATIENCE,
      };
    }
  } finally {
    const lost = sent === 0 ? 0 : Math.round(((sent - received) / sent) * 100);
    yield text(`\n--- ${name} ping statistics ---\n`);
    yield line(
      `${sent} packets transmitted, ${received} received, ${lost}% packet loss, time ${Math.round(network.now - began)}ms`,
    );
  }
}

function gatewayAddress({ network, place }: Session): string {
  return network.resolve(network.places.gateway.id, place) ?? network.places.gateway.id;
}

/** The name is not known: says which are. */
export function* unknownHost({ network }: Session, tool: string, name: string): Running {
  yield line(`${tool}: ${name}: Name or service not known`);
  const names = network.places.all.map(({ id }) => id).join(', ');
  yield line(`# Nama yang ada di jaringan ini: ${names}. Alamat IP juga boleh.`);
  yield said(`Nama "${name}" tidak dikenal. Ada: ${names}.`);
}
