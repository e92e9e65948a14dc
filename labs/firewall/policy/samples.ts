/** The sample packets that follow from a policy: for each cell of its matrix, one request per address and door. */
import { GATEWAY, type Policy, type Requirement, type Service, type Transport, zoneOf } from './model.ts';

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
  transport: Transport;
  /** Null for ICMP. */
  sport: number | null;
  dport: number | null;
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

/** All cells, in the order of the requirements. */
export function cellsOf(policy: Policy): Cell[] {
  return policy.requirements.flatMap((requirement) =>
    requirement.from.flatMap((from) =>
      requirement.to.flatMap((to) => {
        const service = policy.services.find((candidate) => candidate.id === to);
        if (!service) return [];
        const ports = requirement.sourcePorts.length > 0 ? requirement.sourcePorts : [SOURCE_PORT];
        const samples = ports.flatMap((port) => samplesOf(policy, from, service, port));
        return [{ from, to, requirement, samples }];
      }),
    ),
  );
}

/** Every address of the source to every place of the service, but no host to itself. */
function samplesOf(policy: Policy, from: string, service: Service, sport: number): Sample[] {
  return service.places
    .filter((place) => place !== from || place === GATEWAY)
    .flatMap((place) =>
      endsOf(policy, from, place).map((ends) => ({
        from,
        to: service.id,
        place,
        ...ends,
        transport: service.transport,
        sport: service.port === null ? null : sport,
        dport: service.port,
      })),
    );
}

/** Wire, source and destination of a packet between two places; several when several people ask. */
export function endsOf(policy: Policy, from: string, to: string): Pick<Sample, 'in' | 'src' | 'dst'>[] {
  // The gateway talks to itself over the loopback interface.
  if (from === GATEWAY && to === GATEWAY) return [{ in: 'local', src: '127.0.0.1', dst: '127.0.0.1' }];
  const fromZone = zoneOf(policy, from);
  const toZone = zoneOf(policy, to);
  const [target] = to === GATEWAY ? [fromZone?.gateway] : addressesOf(policy, to);
  if (target === undefined) return [];
  if (from === GATEWAY) return toZone ? [{ in: 'local', src: toZone.gateway, dst: target }] : [];
  if (!fromZone) return [];
  return addressesOf(policy, from).map((src) => ({ in: fromZone.id, src, dst: target }));
}

/** The addresses packets of a place come from. */
function addressesOf(policy: Policy, place: string): string[] {
  const host = policy.hosts.find((candidate) => candidate.id === place);
  return host ? [host.address] : (zoneOf(policy, place)?.people ?? []);
}
