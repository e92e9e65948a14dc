/** Where things stand on the network map and how a packet runs across it: pure geometry from a policy, in SVG units. */
import { GATEWAY, type PlaceIcon, type Policy, zoneOf } from '../../../labs/firewall/policy/model.ts';

export interface MapNode {
  id: string;
  name: string;
  address: string;
  icon: PlaceIcon;
  side: 'left' | 'right';
  x: number;
  y: number;
  /** Middle of the node, where its wire ends. */
  wireY: number;
}

export interface NetworkMap {
  width: number;
  height: number;
  nodes: MapNode[];
  gateway: { name: string; left: number; right: number; top: number; bottom: number };
}

export const NODE = { width: 142, height: 54 } as const;
const WIDTH = 512;
const EDGE = 6;
const GATEWAY_LEFT = 212;
const GATEWAY_RIGHT = 300;
const TOP = 14;
/** How deep inside the gateway a path turns, from the side it came in. */
const LANE = 24;

/** Who only asks stands left, servers right; where there are no servers, the outside left and the inside right. */
export function layoutMap(policy: Policy): NetworkMap {
  const used = new Set(policy.requirements.flatMap((requirement) => requirement.from));
  const serving = new Set(policy.services.flatMap((service) => service.places));
  for (const place of serving) used.add(place);
  const zones = policy.zones.filter((zone) => used.has(zone.id));
  const hosts = policy.hosts.map(({ id, name, address, icon }) => ({ id, name, address, icon }));
  const servers = hosts.filter(({ id }) => serving.has(id));
  const people = [
    ...zones.map(({ id, name, network, icon }) => ({ id, name, address: network, icon })),
    ...hosts.filter(({ id }) => !serving.has(id)),
  ];
  const outside = (place: { id: string }): boolean => zoneOf(policy, place.id)?.isDefault === true;
  const left = servers.length > 0 ? people : people.filter(outside);
  const right = servers.length > 0 ? servers : people.filter((place) => !outside(place));
  const rows = Math.max(left.length, right.length, 2);
  const pitch = rows <= 3 ? 84 : 66;
  const bottom = TOP + (rows - 1) * pitch + NODE.height;
  const column = (places: typeof left, side: MapNode['side']): MapNode[] =>
    places.map((place, i) => {
      const spread = places.length < rows ? ((rows - places.length) * pitch) / 2 : 0;
      const y = TOP + spread + i * pitch;
      const x = side === 'left' ? EDGE : WIDTH - EDGE - NODE.width;
      return { ...place, side, x, y, wireY: y + NODE.height / 2 };
    });
  return {
    width: WIDTH,
    height: bottom + 28,
    nodes: [...column(left, 'left'), ...column(right, 'right')],
    gateway: {
      name: policy.gatewayName,
      left: GATEWAY_LEFT,
      right: GATEWAY_RIGHT,
      top: 4,
      bottom: bottom + 10,
    },
  };
}

/** The outline of the gateway: an upright hexagon, the shape of the site's mark. */
export function gatewayOutline({ left, right, top, bottom }: NetworkMap['gateway']): string {
  const middle = (left + right) / 2;
  return `M${middle} ${top} ${right} ${top + 32}V${bottom - 32}L${middle} ${bottom} ${left} ${bottom - 32}V${top + 32}z`;
}

export interface MapRoute {
  /** The whole line the packet ran. */
  path: string;
  /** Where the line number stands, on the path inside the gateway. */
  label: { x: number; y: number };
  start: { x: number; y: number };
  /** Where the packet ended: at its destination, or in the gateway. */
  end: { x: number; y: number; direction: 'left' | 'right' };
}

/** Draws the run of a packet between two places; `arrived` is false when it ended in the gateway. */
export function routeOf(map: NetworkMap, from: string, to: string, arrived: boolean): MapRoute | null {
  const { gateway, nodes } = map;
  const source = nodes.find((node) => node.id === from);
  const target = nodes.find((node) => node.id === to);
  const centre = { x: (gateway.left + gateway.right) / 2, y: (gateway.top + gateway.bottom) / 2 };
  if (from === GATEWAY && target) return fromGateway(centre, target, arrived);
  if (!source) return null;
  const start = wireEnd(source);
  const lane = source.side === 'left' ? gateway.left + LANE : gateway.right - LANE;
  const direction = source.side === 'left' ? 'right' : 'left';
  if (!target || to === GATEWAY) {
    const label = { x: centre.x, y: centre.y - 22 };
    const end = { x: centre.x, y: centre.y + (arrived ? 24 : 4), direction } as const;
    return { path: `M${start.x} ${start.y}H${centre.x}V${end.y}`, label, start, end };
  }
  const straight = source.wireY === target.wireY;
  const labelY = straight ? source.wireY : (source.wireY + target.wireY) / 2;
  const label = { x: centre.x, y: labelY };
  if (!arrived) {
    const path = straight ? `M${start.x} ${start.y}H${centre.x}` : `M${start.x} ${start.y}H${lane}V${labelY}`;
    return { path, label, start, end: { x: straight ? centre.x : lane, y: labelY, direction } };
  }
  const stop = wireEnd(target);
  const outward = target.side === 'right' ? 'right' : 'left';
  const path = `M${start.x} ${start.y}H${lane}V${target.wireY}H${stop.x + (outward === 'right' ? -10 : 10)}`;
  return { path, label, start, end: { x: stop.x, y: target.wireY, direction: outward } };
}

function fromGateway(centre: { x: number; y: number }, target: MapNode, arrived: boolean): MapRoute {
  const stop = wireEnd(target);
  const direction = target.side === 'right' ? 'right' : 'left';
  if (!arrived) {
    return {
      path: `M${centre.x} ${centre.y}h0`,
      label: centre,
      start: centre,
      end: { ...centre, direction },
    };
  }
  const path = `M${centre.x} ${centre.y}V${target.wireY}H${stop.x + (direction === 'right' ? -10 : 10)}`;
  return { path, label: centre, start: centre, end: { ...stop, direction } };
}

/** Where the wire of a node begins. */
function wireEnd(node: MapNode): { x: number; y: number } {
  return { x: node.side === 'left' ? node.x + NODE.width : node.x, y: node.wireY };
}
