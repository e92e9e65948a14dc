/** Reads `policy.yaml`. Every fault is collected with its line and its mend; only a faultless file gives a policy. */
import { openYaml, type Problem, type YamlMap } from '../../yaml-reader.ts';
import { GATEWAY, type Note, type Policy, REST, type Requirement, type Service } from './model.ts';
import { readHost, readService, readZone, requireKnown } from './read-places.ts';
import { readRest } from './read-rest.ts';
import { readStory, refuseOddStory } from './read-story.ts';

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
    .map(({ id, value }) => readService(id, value, zones, hosts));
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
  if (root.has('catatan')) policy.notes = root.maps('catatan', '{ id: nomor-tiket, … }').map(readNote);
  if (root.has(REST)) {
    const entry = root.map(REST, '{ alasan: Selain yang diminta, tidak ada yang perlu lewat. }');
    if (entry) policy.rest = readRest(entry, policy);
  }
  root.close();
  refuseDoubles(root, policy);
  refuseWelcomeForgers(root, policy);
  return { policy: problems.length === 0 ? policy : null, problems };
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
      ...readStory(entry, [GATEWAY, ...places], services),
    };
    requireKnown(entry, 'dari', requirement.from, [GATEWAY, ...places]);
    const doors = services.map((service) => service.id);
    requireKnown(entry, 'ke', requirement.to, doors);
    refuseOddStory(entry, requirement, services);
    entry.close();
    return requirement;
  });
}

function readNote(entry: YamlMap): Note {
  const note = {
    id: entry.text('id', 'nomor-tiket'),
    contains: entry.text('memuat', 'PF-0412'),
    reason: entry.text('alasan', 'Aturan tanpa nomor tiket tidak dapat ditinjau.'),
  };
  entry.close();
  return note;
}

function readPorts(entry: YamlMap): number[] {
  const ports = entry.texts('portAsal', '443', false).map(Number);
  if (ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65535)) return ports;
  entry.reject('portAsal', 'Port asal adalah bilangan 1 sampai 65535.', 'portAsal: [443]');
  return [];
}

/** A forged address is never one that a requirement can let pass: the answer would go to somebody else. */
function refuseWelcomeForgers(root: YamlMap, { hosts, requirements }: Policy): void {
  const forgers = hosts.filter(({ claims }) => claims !== undefined).map(({ id }) => id);
  for (const { id, expected, from } of requirements) {
    const forger = from.find((place) => forgers.includes(place));
    if (expected !== 'accept' || forger === undefined) continue;
    const what = `${id}: "${forger}" memakai alamat palsu (mengaku), paketnya tidak dapat diminta lolos.`;
    root.reject('harus-lolos', what, 'pindahkan ke harus-ditolak.');
  }
}

/** A name used twice, or one cell of the matrix asked for twice, would make results contradict each other. */
function refuseDoubles(root: YamlMap, policy: Policy): void {
  const seen = new Map<string, string>();
  for (const { id } of policy.notes ?? []) seen.set(id, id);
  if (policy.rest) seen.set(REST, REST);
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
