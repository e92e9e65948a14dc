/** The sample packets that follow from a policy: for each cell of its matrix, one request per address and door. */
import { GATEWAY, type Policy, type Requirement, type Service, type Transport, zoneOf } from './model.ts';

/** A first packet of a connection, in plain words. */
export interface Sample {
  /** Zone or host it comes from, service it asks for, and where that service is. */
  from: string;
  to: string;
  place: string;
  /** Zone whose wire it arrives on: the peer of the topology. */
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
        return [{ from, to, requirement, samples: samplesOf(policy, from, service) }];
      }),
    ),
  );
}

/** Every address of the source to every place of the service, but nobody to himself. */
export function samplesOf(policy: Policy, from: string, service: Service): Sample[] {
  const zone = zoneOf(policy, from);
  if (!zone) return [];
  return service.places
    .filter((place) => place !== from)
    .flatMap((place) =>
      addressesOf(policy, from).flatMap((src) =>
        targetsOf(policy, place, zone.gateway).map((dst) => ({
          from,
          to: service.id,
          place,
          in: zone.id,
          src,
          dst,
          transport: service.transport,
          sport: service.port === null ? null : SOURCE_PORT,
          dport: service.port,
        })),
      ),
    );
}

/** The addresses packets of a place come from. */
export function addressesOf(policy: Policy, place: string): string[] {
  const host = policy.hosts.find((candidate) => candidate.id === place);
  return host ? [host.address] : (zoneOf(policy, place)?.people ?? []);
}

/** The gateway is asked at its address on the asker's side; of a zone only the first person is asked. */
function targetsOf(policy: Policy, place: string, gatewayHere: string): string[] {
  return place === GATEWAY ? [gatewayHere] : addressesOf(policy, place).slice(0, 1);
}
