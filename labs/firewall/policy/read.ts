/** Reads `policy.yaml`. Every fault is collected with its line and its mend; only a faultless file gives a policy. */
import { openYaml, type Problem, type YamlMap } from '../../yaml-reader.ts';
import { addressInNetwork, parseAddress } from './address.ts';
import {
  GATEWAY,
  type Host,
  PLACE_ICONS,
  type Policy,
  type Requirement,
  type Service,
  type Zone,
} from './model.ts';

export function readPolicy(file: string, text: string): { policy: Policy | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const root = openYaml(file, text, problems);
  if (!root) return { policy: null, problems };
  const zones = root
    .entries('zona', 'lan: { nama: LAN kantor, … }')
    .map(({ id, value }) => readZone(id, value));
  const hosts = root.has('host')
    ? root.entries('host', 'web: { nama: Web, … }').map(({ id, value }) => readHost(id, value, zones))
    : [];
  const places = [...zones, ...hosts].map((place) => place.id);
  const services = root
    .entries('layanan', 'web: { nama: Web, di: web, protokol: tcp, port: 443 }')
    .map(({ id, value }) => readService(id, value, [GATEWAY, ...places]));
  const policy: Policy = {
    gatewayName: root.textOr('gerbang', 'gerbang'),
    zones,
    hosts,
    services,
    requirements: [
      ...readRequirements(root, 'harus-lolos', 'accept', places, services),
      ...readRequirements(root, 'harus-ditolak', 'drop', places, services),
    ],
  };
  root.close();
  refuseDoubles(root, policy);
  return { policy: problems.length === 0 ? policy : null, problems };
}

function readZone(id: string, entry: YamlMap): Zone {
  const zone: Zone = {
    id,
    name: entry.text('nama', 'LAN kantor'),
    icon: entry.choice('ikon', PLACE_ICONS),
    interface: entry.text('antarmuka', 'lan'),
    network: entry.text('jaringan', '10.40.0.0/24'),
    gateway: entry.text('gerbang', '10.40.0.1'),
    people: entry.texts('contoh', '10.40.0.21'),
    isDefault: entry.flag('bawaan'),
  };
  if (!/^[^/]+\/\d{1,3}$/.test(zone.network) || parseAddress(zone.network.split('/')[0] ?? '') === null) {
    entry.reject(
      'jaringan',
      `"${zone.network}" bukan jaringan.`,
      'tulis alamat/panjang, misalnya 10.40.0.0/24.',
    );
  } else {
    for (const [key, addresses] of [
      ['gerbang', [zone.gateway]],
      ['contoh', zone.people],
    ] as const) {
      for (const address of addresses) {
        if (zone.isDefault && key === 'contoh') continue;
        requireInNetwork(entry, key, address, zone.network);
      }
    }
  }
  entry.close();
  return zone;
}

function requireInNetwork(entry: YamlMap, key: string, address: string, network: string): void {
  if (parseAddress(address) === null) {
    entry.reject(key, `"${address}" bukan alamat.`, 'tulis seperti 10.40.0.21 atau fd00:40::21.');
  } else if (!addressInNetwork(address, network)) {
    entry.reject(key, `${address} tidak berada di ${network}.`, `pilih alamat di dalam ${network}.`);
  }
}

function readHost(id: string, entry: YamlMap, zones: Zone[]): Host {
  const host: Host = {
    id,
    name: entry.text('nama', 'Server aplikasi'),
    icon: entry.choice('ikon', PLACE_ICONS),
    zone: entry.text('zona', zones[0]?.id ?? 'lan'),
    address: entry.text('alamat', '10.30.0.4'),
  };
  const zone = zones.find((candidate) => candidate.id === host.zone);
  if (zone) requireInNetwork(entry, 'alamat', host.address, zone.network);
  else
    entry.reject(
      'zona',
      `Zona "${host.zone}" tidak ada.`,
      `pilih ${zones.map((each) => each.id).join(', ')}.`,
    );
  entry.close();
  return host;
}

function readService(id: string, entry: YamlMap, places: string[]): Service {
  const transport = entry.choice('protokol', ['tcp', 'udp', 'icmp', 'icmpv6'] as const);
  const service: Service = {
    id,
    name: entry.text('nama', 'Basis data'),
    places: entry.texts('di', 'basisdata'),
    transport,
    port: transport === 'tcp' || transport === 'udp' ? entry.integer('port', 1, 65535) : null,
  };
  requireKnown(entry, 'di', service.places, places);
  entry.close();
  return service;
}

function requireKnown(entry: YamlMap, key: string, used: string[], known: string[]): void {
  for (const id of used) {
    if (!known.includes(id)) entry.reject(key, `"${id}" tidak ada.`, `pilih ${known.join(', ')}.`);
  }
}

function readRequirements(
  root: YamlMap,
  key: 'harus-lolos' | 'harus-ditolak',
  expected: Requirement['expected'],
  places: string[],
  services: Service[],
): Requirement[] {
  const example = '{ id: web-publik, dari: [internet], ke: [web], alasan: … }';
  return root.maps(key, example).map((entry) => {
    const requirement: Requirement = {
      id: entry.text('id', 'web-publik'),
      expected,
      from: entry.texts('dari', 'internet'),
      to: entry.texts('ke', 'web'),
      sourcePorts: readPorts(entry),
      reason: entry.text('alasan', 'Warga membuka layanan dari internet.'),
      line: entry.line,
    };
    requireKnown(entry, 'dari', requirement.from, [GATEWAY, ...places]);
    const doors = services.map((service) => service.id);
    requireKnown(entry, 'ke', requirement.to, doors);
    entry.close();
    return requirement;
  });
}

function readPorts(entry: YamlMap): number[] {
  const ports = entry.texts('portAsal', '443', false).map(Number);
  if (ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65535)) return ports;
  entry.reject('portAsal', 'Port asal adalah bilangan 1 sampai 65535.', 'portAsal: [443]');
  return [];
}

/** A name used twice, or one cell of the matrix asked for twice, would make results contradict each other. */
function refuseDoubles(root: YamlMap, policy: Policy): void {
  const seen = new Map<string, string>();
  for (const requirement of policy.requirements) {
    const key = requirement.expected === 'accept' ? 'harus-lolos' : 'harus-ditolak';
    if (seen.has(requirement.id))
      root.reject(key, `Id "${requirement.id}" dipakai dua kali.`, 'beri nama lain.');
    seen.set(requirement.id, requirement.id);
    for (const from of requirement.from) {
      for (const to of requirement.to) {
        const cell = `${from} ke ${to}`;
        const other = seen.get(cell);
        if (other) {
          const what = `"${cell}" diminta oleh ${other} dan ${requirement.id}.`;
          root.reject(key, what, 'hapus dari salah satunya.');
        }
        seen.set(cell, requirement.id);
      }
    }
  }
}
