/** The machines of a level by name: who they are, where they live, which doors they keep open. */

import { formatAddress } from '../kernel/address.ts';
import type { Topology } from '../kernel/index.ts';
import { addressInNetwork } from '../policy/address.ts';
import {
  addressesOf,
  GATEWAY,
  networksOf,
  type Policy,
  peopleOf,
  type Service,
  type Transport,
} from '../policy/model.ts';

export interface Place {
  /** Its name in the terminal: a zone, a host, or the gateway. */
  id: string;
  name: string;
  /** Wire it hangs on; `local` for the gateway. */
  zone: string;
  /** Its own addresses, the one it speaks with first. */
  addresses: string[];
  /** Networks whose addresses it writes as its own, being a forger. */
  claims: readonly string[];
}

export class Places {
  readonly all: readonly Place[];
  readonly gateway: Place;
  private readonly policy: Policy;

  constructor(policy: Policy, topology: Topology) {
    this.policy = policy;
    const hosts = policy.hosts.map((host) => ({
      id: host.id,
      name: host.name,
      zone: host.zone,
      addresses: addressesOf(host),
      claims: host.claims ?? [],
    }));
    const taken = new Set(hosts.flatMap(({ addresses }) => addresses));
    const people = policy.zones.flatMap((zone) => {
      const addresses = peopleOf(zone).filter((address) => !taken.has(address));
      return addresses.length === 0
        ? []
        : [{ id: zone.id, name: zone.name, zone: zone.id, addresses, claims: [] }];
    });
    const own = topology.interfaces.flatMap((one) =>
      one.addresses.map(({ version, words }) => formatAddress(version, words)),
    );
    this.gateway = { id: GATEWAY, name: policy.gatewayName, zone: 'local', addresses: own, claims: [] };
    this.all = [this.gateway, ...people, ...hosts];
  }

  named(id: string): Place | undefined {
    return this.all.find((place) => place.id === id);
  }

  /** Who has this address on this wire. */
  at(zone: string, address: string): Place | undefined {
    return this.all.find((place) => place.zone === zone && place.addresses.includes(address));
  }

  /** May packets of this place bear this source? */
  speaksAs(place: Place, address: string): boolean {
    return (
      place.addresses.includes(address) || place.claims.some((network) => addressInNetwork(address, network))
    );
  }

  /** Who has this address, wherever. */
  withAddress(address: string): Place | undefined {
    return this.all.find(({ addresses }) => addresses.includes(address));
  }

  /** The service that answers at this door, if one does. */
  serviceAt(place: Place, transport: Transport, port: number | null): Service | undefined {
    return this.doorsOf(place).find((door) => door.transport === transport && door.port === port);
  }

  doorsOf(place: Place): Service[] {
    return this.policy.services.filter(
      ({ places }) =>
        places.includes(place.id) ||
        (places.includes(place.zone) && this.policy.zones.some(({ id }) => id === place.zone)),
    );
  }

  /** The place a packet to this address is about, for the map: a machine, else the network it would be in. */
  about(address: string): string {
    const known = this.withAddress(address);
    if (known) return known.id;
    const network = this.policy.zones.find((zone) =>
      networksOf(zone).some((own) => addressInNetwork(address, own)),
    );
    return (network ?? this.policy.zones.find((zone) => zone.isDefault))?.id ?? GATEWAY;
  }
}
