/** The gateway of a policy as the kernel model wants it: one interface a zone, the default zone behind the default route. */
import type { TopologyDescription } from '../kernel/topology.ts';
import type { Policy } from './model.ts';

export function topologyOf(policy: Policy): TopologyDescription {
  return {
    interfaces: policy.zones.map((zone) => ({
      name: zone.interface,
      peer: zone.id,
      addresses: [`${zone.gateway}/${zone.network.split('/')[1] ?? '32'}`],
    })),
    routes: policy.zones
      .filter((zone) => zone.isDefault)
      .map((zone) => ({ to: zone.gateway.includes(':') ? '::/0' : '0.0.0.0/0', dev: zone.interface })),
  };
}
