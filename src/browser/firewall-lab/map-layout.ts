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
  measures: Measures;
  width: number;
  height: number;
  /** Has it so many rows that only a high window has room for the wide map? */
  crowded: boolean;
  nodes: MapNode[];
  gateway: { name: string; left: number; right: number; top: number; bottom: number };
}

interface Measures {
  width: number;
  edge: number;
  node: { width: number; height: number };
  gatewayLeft: number;
  gatewayRight: number;
  /** Between the tops of two nodes, when there are few and when there are many. */
  pitch: readonly [few: number, many: number];
  /** How deep inside the gateway a path turns, from the side it came in. */
  lane: number;
  /** From a node's edge to the mark where the packet starts, and from the arrow's tip to the warning, of this radius. */
  startMark: number;
  warning: number;
  warningRadius: number;
  /** Of the label with the line: the width of a letter, and how far it makes room for the warning on a straight run. */
  letter: number;
  makeRoom: number;
}

/** Roomy, for a phone, and low: where many places must fit above the matrix. */
export type MapSize = 'wide' | 'narrow' | 'compact';

const WIDE: Measures = {
  width: 512,
  edge: 6,
  node: { width: 142, height: 54 },
  gatewayLeft: 212,
  gatewayRight: 300,
  pitch: [84, 66],
  lane: 24,
  startMark: 24,
  warning: 34,
  warningRadius: 12,
  letter: 7.6,
  makeRoom: 0,
};
/** For a phone: drawn at its own size, so that its words are as large as the page's small print. */
const NARROW: Measures = {
  width: 360,
  edge: 1,
  node: { width: 122, height: 50 },
  gatewayLeft: 153,
  gatewayRight: 207,
  pitch: [74, 62],
  lane: 15,
  startMark: 11,
  warning: 22,
  warningRadius: 10,
  letter: 7,
  makeRoom: 7,
};
/** Name and address on one line: five places stand as high as three in the wide map, and no word is smaller. */
const COMPACT: Measures = {
  width: 488,
  edge: 1,
  node: { width: 189, height: 26 },
  gatewayLeft: 221,
  gatewayRight: 267,
  pitch: [34, 30],
  lane: 12,
  startMark: 10,
  warning: 22,
  warningRadius: 10,
  letter: 7,
  makeRoom: 8,
};
const SIZES: Readonly<Record<MapSize, Measures>> = { wide: WIDE, narrow: NARROW, compact: COMPACT };
const TOP = 14;
/** From this many rows on, the wide map leaves too little of a desk to the matrix. */
const MANY_ROWS = 4;

/** Who only asks stands left, servers right; where there are no servers, the outside left and the inside right. */
export function layoutMap(policy: Policy, size: MapSize = 'wide'): NetworkMap {
  const measures = SIZES[size];
  const { node, edge, width } = measures;
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
  const pitch = measures.pitch[rows <= 3 ? 0 : 1];
  const bottom = TOP + (rows - 1) * pitch + node.height;
  const column = (places: typeof left, side: MapNode['side']): MapNode[] =>
    places.map((place, i) => {
      const spread = places.length < rows ? ((rows - places.length) * pitch) / 2 : 0;
      const y = TOP + spread + i * pitch;
      const x = side === 'left' ? edge : width - edge - node.width;
      return { ...place, side, x, y, wireY: y + node.height / 2 };
    });
  return {
    measures,
    width,
    height: bottom + 28,
    crowded: rows >= MANY_ROWS,
    nodes: [...column(left, 'left'), ...column(right, 'right')],
    gateway: {
      name: policy.gatewayName,
      left: measures.gatewayLeft,
      right: measures.gatewayRight,
      top: 4,
      bottom: bottom + 10,
    },
  };
}

/** The two roofs inside it. */
export function gatewayMark({ left, right, top, bottom }: NetworkMap['gateway']): string {
  const half = (right - left) / 2 - 12;
  const rise = Math.round(half * 0.72);
  const slope = Math.round((right - left) * 0.36) + 12;
  return `M${left + 12} ${top + slope}l${half}-${rise} ${half} ${rise}M${left + 12} ${bottom - slope}l${half} ${rise} ${half}-${rise}`;
}

/** The outline of the gateway: an upright hexagon, the shape of the site's mark. */
export function gatewayOutline({ left, right, top, bottom }: NetworkMap['gateway']): string {
  const middle = (left + right) / 2;
  const slope = Math.round((right - left) * 0.36);
  return `M${middle} ${top} ${right} ${top + slope}V${bottom - slope}L${middle} ${bottom} ${left} ${bottom - slope}V${top + slope}z`;
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

/** From the middle of the label to the mark where a packet was stopped. */
const STOP_BEYOND = 26;

/** Draws the run of a packet between two places; `arrived` is false when it ended in the gateway. */
export function routeOf(map: NetworkMap, from: string, to: string, arrived: boolean): MapRoute | null {
  const { gateway, nodes, measures } = map;
  const { lane: depth } = measures;
  const source = nodes.find((node) => node.id === from);
  const target = nodes.find((node) => node.id === to);
  const centre = { x: (gateway.left + gateway.right) / 2, y: (gateway.top + gateway.bottom) / 2 };
  if (from === GATEWAY && target) return fromGateway(map, centre, target, arrived);
  if (!source) return null;
  const start = wireEnd(map, source);
  const lane = source.side === 'left' ? gateway.left + depth : gateway.right - depth;
  const direction = source.side === 'left' ? 'right' : 'left';
  if (!target || to === GATEWAY) {
    const label = { x: centre.x, y: centre.y - 22 };
    const end = { x: centre.x, y: centre.y + (arrived ? 24 : 4), direction } as const;
    return { path: `M${start.x} ${start.y}H${centre.x}V${end.y}`, label, start, end };
  }
  const straight = source.wireY === target.wireY;
  const labelY = straight ? source.wireY : (source.wireY + target.wireY) / 2;
  const aside = straight ? (direction === 'right' ? -measures.makeRoom : measures.makeRoom) : 0;
  const label = { x: centre.x + aside, y: labelY };
  if (!arrived) {
    // Beyond the label, the way the packet was going; on a straight run to where there is room.
    const room = straight && labelY + STOP_BEYOND + 20 > gateway.bottom ? -1 : 1;
    const y = labelY + STOP_BEYOND * (straight ? room : Math.sign(target.wireY - source.wireY));
    const x = straight ? centre.x : lane;
    return { path: `M${start.x} ${start.y}H${x}V${y}`, label, start, end: { x, y, direction } };
  }
  const stop = wireEnd(map, target);
  const outward = target.side === 'right' ? 'right' : 'left';
  const path = `M${start.x} ${start.y}H${lane}V${target.wireY}H${stop.x + (outward === 'right' ? -10 : 10)}`;
  return { path, label, start, end: { x: stop.x, y: target.wireY, direction: outward } };
}

function fromGateway(
  map: NetworkMap,
  centre: { x: number; y: number },
  target: MapNode,
  arrived: boolean,
): MapRoute {
  const stop = wireEnd(map, target);
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
function wireEnd({ measures }: NetworkMap, node: MapNode): { x: number; y: number } {
  return { x: node.side === 'left' ? node.x + measures.node.width : node.x, y: node.wireY };
}
