/** Zones, hosts and services of `policy.yaml`. */
import type { YamlMap } from '../../yaml-reader.ts';
import { addressInNetwork, parseAddress } from './address.ts';
import {
  GATEWAY,
  type Host,
  ICMP_TYPES,
  networksOf,
  PLACE_ICONS,
  type Service,
  type Transport,
  type Zone,
} from './model.ts';

const TRANSPORTS = ['tcp', 'udp', 'icmp', 'icmpv6'] as const satisfies readonly Transport[];

export function readZone(id: string, entry: YamlMap): Zone {
  const zone: Zone = {
    id,
    name: entry.text('nama', 'LAN kantor'),
    icon: entry.choice('ikon', PLACE_ICONS),
    interface: entry.text('antarmuka', 'lan'),
    network: entry.text('jaringan', '10.40.0.0/24'),
    gateway: entry.text('gerbang', '10.40.0.1'),
    people: entry.texts('contoh', '10.40.0.21'),
    isDefault: entry.flag('bawaan'),
    ...readSecondFamily(entry),
  };
  checkFamily(entry, zone, '', zone.network, zone.gateway, zone.people);
  if (zone.network6 !== undefined)
    checkFamily(entry, zone, '6', zone.network6, zone.gateway6 ?? '', zone.people6 ?? []);
  entry.close();
  return zone;
}

function readSecondFamily(entry: YamlMap): Pick<Zone, 'network6' | 'gateway6' | 'people6'> {
  const keys = ['jaringan6', 'gerbang6', 'contoh6'] as const;
  if (!keys.some((key) => entry.has(key))) return {};
  return {
    network6: entry.text('jaringan6', '2001:db8:40::/64'),
    gateway6: entry.text('gerbang6', '2001:db8:40::1'),
    people6: entry.texts('contoh6', '2001:db8:40::21'),
  };
}

function checkFamily(
  entry: YamlMap,
  zone: Zone,
  ending: '' | '6',
  network: string,
  gateway: string,
  people: string[],
): void {
  if (!isNetwork(network)) {
    const mend = `tulis alamat/panjang, misalnya ${ending ? '2001:db8:40::/64' : '10.40.0.0/24'}.`;
    entry.reject(`jaringan${ending}`, `"${network}" bukan jaringan.`, mend);
    return;
  }
  if (ending === '6' && !network.includes(':'))
    entry.reject('jaringan6', `${network} bukan jaringan IPv6.`, 'jaringan6: 2001:db8:40::/64');
  requireInNetwork(entry, `gerbang${ending}`, gateway, network);
  for (const person of people)
    if (!zone.isDefault) requireInNetwork(entry, `contoh${ending}`, person, network);
}

function isNetwork(text: string): boolean {
  const [address = '', length = '', more] = text.split('/');
  const parsed = parseAddress(address);
  return more === undefined && parsed !== null && /^\d{1,3}$/.test(length) && Number(length) <= parsed.bits;
}

function requireInNetwork(entry: YamlMap, key: string, address: string, network: string): void {
  if (parseAddress(address) === null) {
    entry.reject(key, `"${address}" bukan alamat.`, 'tulis seperti 10.40.0.21 atau fd00:40::21.');
  } else if (!addressInNetwork(address, network)) {
    entry.reject(key, `${address} tidak berada di ${network}.`, `pilih alamat di dalam ${network}.`);
  }
}

export function readHost(id: string, entry: YamlMap, zones: Zone[]): Host {
  const host: Host = {
    id,
    name: entry.text('nama', 'Server aplikasi'),
    icon: entry.choice('ikon', PLACE_ICONS),
    zone: entry.text('zona', zones[0]?.id ?? 'lan'),
    address: entry.text('alamat', '10.30.0.4'),
    ...(entry.has('alamat6') ? { address6: entry.text('alamat6', '2001:db8:30::4') } : {}),
    ...(entry.has('mengaku') ? { claims: entry.texts('mengaku', '10.40.0.0/24') } : {}),
  };
  const zone = zones.find((candidate) => candidate.id === host.zone);
  const names = zones.map((each) => each.id).join(', ');
  if (!zone) entry.reject('zona', `Zona "${host.zone}" tidak ada.`, `pilih ${names}.`);
  else if (host.claims) checkForger(entry, host.address, host.claims);
  else {
    if (!zone.isDefault || parseAddress(host.address) === null)
      requireInNetwork(entry, 'alamat', host.address, zone.network);
    if (host.address6 !== undefined) checkAddress6(entry, host.address6, zone);
  }
  entry.close();
  return host;
}

function checkForger(entry: YamlMap, address: string, claims: string[]): void {
  const odd = claims.find((network) => !isNetwork(network));
  if (odd !== undefined)
    entry.reject('mengaku', `"${odd}" bukan jaringan.`, 'tulis alamat/panjang, misalnya 10.40.0.0/24.');
  else if (!claims.some((network) => addressInNetwork(address, network))) {
    const mend = `pilih alamat di dalam ${claims.join(' atau ')}.`;
    entry.reject('alamat', `${address} tidak termasuk yang diakui (mengaku).`, mend);
  }
}

function checkAddress6(entry: YamlMap, address: string, zone: Zone): void {
  if (zone.network6 !== undefined) requireInNetwork(entry, 'alamat6', address, zone.network6);
  else {
    const mend = `tambahkan jaringan6, gerbang6, contoh6 pada zona ${zone.id}.`;
    entry.reject('alamat6', `Zona "${zone.id}" belum punya jaringan6.`, mend);
  }
}

export function readService(id: string, entry: YamlMap, zones: Zone[], hosts: Host[]): Service {
  const transport = entry.choice('protokol', TRANSPORTS);
  const port = transport === 'tcp' || transport === 'udp' ? entry.integer('port', 1, 65535) : null;
  const service: Service = {
    id,
    name: entry.text('nama', 'Basis data'),
    places: entry.texts('di', 'basisdata'),
    transport,
    port,
    ...(transport === 'icmp' || transport === 'icmpv6' ? readType(entry, transport) : {}),
    ...(entry.has('lewat') && port !== null ? { published: readPublished(entry, port, zones) } : {}),
  };
  const places = [...zones, ...hosts.filter((host) => !host.claims)].map((place) => place.id);
  requireKnown(entry, 'di', service.places, [GATEWAY, ...places]);
  entry.close();
  return service;
}

function readType(entry: YamlMap, transport: 'icmp' | 'icmpv6'): Pick<Service, 'icmpType'> {
  if (!entry.has('jenis')) return {};
  const names = Object.keys(ICMP_TYPES[transport]);
  const type = ICMP_TYPES[transport][entry.choice('jenis', names)];
  return type === undefined || type === 8 || type === 128 ? {} : { icmpType: type };
}

/** `203.0.113.1:8443`, or the address alone for the same port. */
function readPublished(entry: YamlMap, port: number, zones: Zone[]): NonNullable<Service['published']> {
  const text = entry.text('lewat', '203.0.113.1:443');
  const [address = '', written] = text.split(':');
  const parsed = parseAddress(address);
  const outside = written === undefined ? port : Number(written);
  if (parsed?.bits !== 32 || !Number.isInteger(outside) || outside < 1 || outside > 65535)
    entry.reject('lewat', `"${text}" bukan alamat IPv4 dengan port.`, 'tulis seperti 203.0.113.1:443.');
  else if (!zones.some((zone) => networksOf(zone).some((network) => addressInNetwork(address, network)))) {
    const mend = 'pakai alamat gerbang di zona internet.';
    entry.reject('lewat', `${address} tidak berada di zona mana pun.`, mend);
  }
  return { address, port: outside };
}

export function requireKnown(entry: YamlMap, key: string, used: string[], known: string[]): void {
  for (const id of used) {
    if (!known.includes(id)) entry.reject(key, `"${id}" tidak ada.`, `pilih ${known.join(', ')}.`);
  }
}
