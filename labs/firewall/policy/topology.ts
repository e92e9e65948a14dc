/** The gateway of a policy as the kernel model wants it: one interface a zone, the default zone behind the default route. */
import type { TopologyDescription } from '../kernel/topology.ts';
import { gatewaysOf, networksOf, type Policy } from './model.ts';

export function topologyOf(policy: Policy): TopologyDescription {
  return {
    interfaces: policy.zones.map((zone) => ({
      name: zone.interface,
      peer: zone.id,
      addresses: gatewaysOf(zone).map((address, i) => `${address}/${lengthOf(networksOf(zone)[i])}`),
    })),
    routes: policy.zones
      .filter((zone) => zone.isDefault)
      .flatMap((zone) =>
        gatewaysOf(zone).map((gateway) => ({
          to: gateway.includes(':') ? '::/0' : '0.0.0.0/0',
          dev: zone.interface,
        })),
      ),
  };
}

function lengthOf(network: string | undefined): string {
  return network?.split('/')[1] ?? '32';
}
