/** `ip`: addresses, links and routes of the machine one stands on (iproute2). Shown only; they are not changed here. */
import { formatAddress, parseAddress } from '../../kernel/address.ts';
import { UNICAST } from '../../kernel/topology.ts';
import { line, type Running } from '../chunk.ts';
import type { Session } from '../session.ts';

interface Device {
  name: string;
  loopback: boolean;
  addresses: { version: 4 | 6; address: string; length: number }[];
}

const OBJECTS = ['address', 'route', 'link'];

export function* ip(session: Session, args: readonly string[]): Running {
  const brief = args.includes('-br') || args.includes('-brief');
  const only = args.includes('-4') ? 4 : args.includes('-6') ? 6 : null;
  const [written = '', verb = 'show', ...rest] = args.filter((word) => !word.startsWith('-'));
  const object = written === '' ? undefined : OBJECTS.find((each) => each.startsWith(written));
  if (object === undefined) return yield line('Usage: ip [ -br | -4 | -6 ] { addr | route | link }');
  if (!'show list get'.split(' ').some((each) => each.startsWith(verb))) {
    return yield line(
      `# Simulasi ini hanya memperlihatkan: ip ${object} show. Alamat dan rute latihan tidak dapat diubah.`,
    );
  }
  if (object === 'route') yield* routes(session, verb, rest, only ?? 4);
  else
    for (const words of devicesOf(session).flatMap((device, i) =>
      deviceLines(device, i + 1, object, brief, only),
    ))
      yield line(words);
}

function devicesOf({ network, place }: Session): Device[] {
  if (place === network.places.gateway) {
    return network.topology.interfaces.slice(1).map(({ name, addresses }) => ({
      name,
      loopback: name === 'lo',
      addresses: addresses.map(({ version, words, length }) => ({
        version,
        address: formatAddress(version, words),
        length,
      })),
    }));
  }
  const lo = {
    name: 'lo',
    loopback: true,
    addresses: [{ version: 4 as const, address: '127.0.0.1', length: 8 }],
  };
  const wire = network.topology.interfaces[network.topology.interfaceOfPeer(place.zone) ?? 0];
  const addresses = place.addresses.map((address) => {
    const version = address.includes(':') ? 6 : 4;
    const length =
      wire?.addresses.find((one) => one.version === version)?.length ?? (version === 4 ? 24 : 64);
    return { version, address, length } as const;
  });
  return [lo, { name: 'eth0', loopback: false, addresses }];
}

function deviceLines(
  device: Device,
  number: number,
  object: string,
  brief: boolean,
  only: 4 | 6 | null,
): string[] {
  const { name, loopback } = device;
  const shown = device.addresses.filter(({ version }) => only === null || version === only);
  if (brief) {
    const what =
      object === 'link'
        ? mac(number, loopback)
        : shown.map(({ address, length }) => `${address}/${length}`).join(' ');
    return [`${name.padEnd(16)} ${(loopback ? 'UNKNOWN' : 'UP').padEnd(14)} ${what}`.trimEnd()];
  }
  const flags = loopback ? 'LOOPBACK,UP,LOWER_UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP';
  const mtu = loopback ? 65536 : 1500;
  const head = `${number}: ${name}: <${flags}> mtu ${mtu} qdisc ${loopback ? 'noqueue state UNKNOWN' : 'fq_codel state UP'} group default qlen 1000`;
  const link = `    link/${loopback ? 'loopback' : 'ether'} ${mac(number, loopback)} brd ${loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}`;
  if (object === 'link') return [head, link];
  return [
    head,
    link,
    ...shown.flatMap(({ version, address, length }) => [
      `    inet${version === 6 ? '6' : ''} ${address}/${length} scope ${loopback ? 'host' : 'global'} ${version === 4 ? name : ''}`.trimEnd(),
      '       valid_lft forever preferred_lft forever',
    ]),
  ];
}

function mac(number: number, loopback: boolean): string {
  return loopback ? '00:00:00:00:00:00' : `02:00:00:00:00:${number.toString(16).padStart(2, '0')}`;
}

function* routes(session: Session, verb: string, rest: readonly string[], version: 4 | 6): Running {
  const { network, place } = session;
  const [target] = rest;
  if (verb === 'get') {
    if (target === undefined) return yield line('Error: any valid address is expected rather than "".');
    return yield line(routeGet(session, network.resolve(target, place) ?? target));
  }
  if (place !== network.places.gateway) {
    const wire = network.topology.interfaces[network.topology.interfaceOfPeer(place.zone) ?? 0];
    const gateway = wire?.addresses.find((one) => one.version === version);
    const own = place.addresses.find((address) => address.includes(':') === (version === 6));
    if (!gateway || own === undefined) return;
    yield line(`default via ${formatAddress(version, gateway.words)} dev eth0`);
    return yield line(
      `${networkOf(version, gateway.words, gateway.length)} dev eth0 proto kernel scope link src ${own}`,
    );
  }
  for (const route of network.topology.tables(version).main) {
    if (route.type !== UNICAST) continue;
    const { name = '', addresses = [] } = network.topology.interfaces[route.dev] ?? {};
    const own = addresses.find((one) => one.version === version);
    const via = route.via === null ? '' : ` via ${formatAddress(4, [route.via, 0, 0, 0])}`;
    if (route.length === 0) yield line(`default${via} dev ${name}${via === '' ? ' scope link' : ''}`);
    else if (via !== '')
      yield line(`${formatAddress(version, route.words)}/${route.length}${via} dev ${name}`);
    else {
      const source = own
        ? ` proto kernel scope link src ${formatAddress(version, own.words)}`
        : ' scope link';
      yield line(`${formatAddress(version, route.words)}/${route.length} dev ${name}${source}`);
    }
  }
}

function routeGet({ network, place }: Session, target: string): string {
  const address = parseAddress(target);
  if (!address) return `Error: any valid address is expected rather than "${target}".`;
  const source = network.sourceOf(place, target);
  if (source === null) return 'RTNETLINK answers: Network is unreachable';
  if (place !== network.places.gateway) {
    const near = network.places.withAddress(target)?.zone === place.zone;
    const via = near ? '' : ` via ${network.resolve(network.places.gateway.id, place)}`;
    return `${target}${via} dev eth0 src ${source} uid 1000`;
  }
  const dev = network.topology.interfaces[network.topology.routeTo(address)?.dev ?? 0]?.name ?? '';
  return `${target} dev ${dev} src ${source} uid 0`;
}

function networkOf(version: 4 | 6, words: readonly [number, number, number, number], length: number): string {
  const masked = words.map((word, i) => {
    const bits = Math.min(Math.max(length - i * 32, 0), 32);
    return bits === 0 ? 0 : word & (-1 << (32 - bits));
  });
  return `${formatAddress(version, masked as unknown as readonly [number, number, number, number])}/${length}`;
}
