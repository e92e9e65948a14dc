/** The sample packets that follow from a policy: for each cell of its matrix, one request per address and door. */
import {
  addressesOf,
  type Earlier,
  GATEWAY,
  gatewaysOf,
  type Policy,
  peopleOf,
  type Requirement,
  type Service,
  type Transport,
  UNCHANGED,
  zoneOf,
} from './model.ts';

/** A first packet of a connection, in plain words. */
export interface Sample {
  /** Zone or host it comes from, service it asks for, and where that service is. */
  from: string;
  to: string;
  place: string;
  /** Zone whose wire it arrives on (the peer of the topology), or `local`: the gateway sends it. */
  in: string;
  src: string;
  dst: string;
  /** A `Transport`; of a packet that the closed world found, any protocol's name or number. */
  transport: Transport | (string & {});
  /** Null for ICMP. */
  sport: number | null;
  dport: number | null;
  /** Of an ICMP message that is no echo request. */
  icmpType?: number;
  /** What the packet must look like where it arrives, where that is not left open. */
  arrives?: { src?: string; dst?: string; dport?: number };
  /** Packets before this one, in order, each followed by a pause. */
  earlier?: { packet: Sample; pauseMs: number }[];
  /** Besides the answer, a "packet too big" about it must come back. */
  tooBig?: boolean;
}

/** One cell of the policy matrix: a source, a service, and what is asked for it. */
export interface Cell {
  from: string;
  to: string;
  requirement: Requirement;
  samples: Sample[];
}

/** An ordinary source port above those that servers use. */
const SOURCE_PORT = 40112;
/** Where the source ports of earlier packets begin: none of them is the same connection. */
const EARLIER_PORT = 41000;

/** All cells, in the order of the requirements. */
export function cellsOf(policy: Policy): Cell[] {
  return policy.requirements.flatMap((requirement) =>
    requirement.from.flatMap((from) =>
      requirement.to.flatMap((to) => {
        const service = policy.services.find((candidate) => candidate.id === to);
        if (!service) return [];
        const ports = requirement.sourcePorts.length > 0 ? requirement.sourcePorts : [SOURCE_PORT];
        const samples = ports.flatMap((port) => samplesOf(policy, from, service, port));
        return [
          {
            from,
            to,
            requirement,
            samples: samples.map((one) => withStory(policy, requirement, service, one)),
          },
        ];
      }),
    ),
  );
}

/** Every address of the source to every place of the service, but no host to itself. */
function samplesOf(policy: Policy, from: string, service: Service, sport: number): Sample[] {
  const { published, transport, port, icmpType } = service;
  return service.places
    .filter((place) => place !== from || place === GATEWAY)
    .flatMap((place) =>
      endsOf(policy, from, place, published?.address)
        .filter(({ src }) => !transport.startsWith('icmp') || src.includes(':') === (transport === 'icmpv6'))
        .map((ends) => ({
          from,
          to: service.id,
          place,
          ...ends,
          transport,
          sport: port === null ? null : sport,
          dport: published?.port ?? port,
          ...(icmpType === undefined ? {} : { icmpType }),
        })),
    );
}

/**
 * What a request that must pass has to look like where it arrives, as far as the policy says: the target behind a
 * published address, the source that is to be seen. @param src The source it was sent with.
 */
export function arrivalOf(
  { hosts }: Policy,
  { seenAs }: Requirement,
  { published, port }: Service,
  place: string,
  src: string,
): NonNullable<Sample['arrives']> {
  const host = published && hosts.find(({ id }) => id === place);
  return {
    ...(host ? { dst: host.address } : {}),
    ...(published && port !== null ? { dport: port } : {}),
    ...(seenAs === undefined ? {} : { src: seenAs === UNCHANGED ? src : seenAs }),
  };
}

function withStory(policy: Policy, requirement: Requirement, service: Service, sample: Sample): Sample {
  const { earlier, tooBig } = requirement;
  const arrives = arrivalOf(policy, requirement, service, sample.place, sample.src);
  return {
    ...sample,
    ...(Object.keys(arrives).length > 0 ? { arrives } : {}),
    ...(earlier ? { earlier: packetsOf(policy, earlier) } : {}),
    ...(tooBig ? { tooBig } : {}),
  };
}

function packetsOf(policy: Policy, earlier: readonly Earlier[]): NonNullable<Sample['earlier']> {
  let port = EARLIER_PORT;
  return earlier.flatMap(({ from, to, times, pause }) => {
    const service = policy.services.find(({ id }) => id === to);
    if (!service) return [];
    return Array.from({ length: times }, () => samplesOf(policy, from, service, port++)[0] ?? [])
      .flat()
      .map((packet) => ({ packet, pauseMs: pause * 1000 }));
  });
}

/**
 * Wire, source and destination of a packet between two places; several when several people ask or both families are
 * spoken. @param published Written as the destination instead of the place's own address.
 */
export function endsOf(
  policy: Policy,
  from: string,
  to: string,
  published?: string,
): Pick<Sample, 'in' | 'src' | 'dst'>[] {
  const fromZone = zoneOf(policy, from);
  const toZone = zoneOf(policy, to);
  const both = policy.zones.some((zone) => zone.network6 !== undefined);
  return (both ? [4, 6] : [null]).flatMap((version) => {
    const pick = (addresses: readonly string[]): string[] =>
      version === null ? [...addresses] : addresses.filter((one) => one.includes(':') === (version === 6));
    // The gateway talks to itself over the loopback interface.
    if (from === GATEWAY && to === GATEWAY) {
      const loopback = version === 6 ? '::1' : '127.0.0.1';
      return [{ in: 'local', src: loopback, dst: loopback }];
    }
    const own = to === GATEWAY && fromZone ? gatewaysOf(fromZone) : placeAddresses(policy, to);
    const [target] = pick(published === undefined ? own : [published]);
    if (target === undefined) return [];
    if (from === GATEWAY) {
      const [src] = toZone ? pick(gatewaysOf(toZone)) : [];
      return src === undefined ? [] : [{ in: 'local', src, dst: target }];
    }
    if (!fromZone) return [];
    return pick(placeAddresses(policy, from)).map((src) => ({ in: fromZone.id, src, dst: target }));
  });
}

/** The addresses packets of a place come from. */
function placeAddresses(policy: Policy, place: string): string[] {
  const host = policy.hosts.find((candidate) => candidate.id === place);
  if (host) return addressesOf(host);
  const zone = policy.zones.find((candidate) => candidate.id === place);
  return zone ? peopleOf(zone) : [];
}
