/** A free question in everyday words: "siapa yang bisa ke 10.20.0.5:3306?", "dari LAN ke DMZ port 22". */
import { parseAddress } from '../kernel/address.ts';
import { SERVICES } from '../language/words/services.ts';
import { GATEWAY } from '../policy/model.ts';
import { within } from '../reading/guess-zones.ts';
import { type Door, doorAt, PING } from './doors.ts';
import type { SurveyZone } from './network.ts';

export interface Asked {
  /** Zone ids and `gerbang`; empty: everybody. */
  from: string[];
  /** One sender only. */
  source: string | null;
  /** Where to: a place, or an address in it. */
  place: string;
  address: string | null;
  /** Null: anything. */
  door: Door | null;
}

/** What could not be understood, in Indonesian, with an example. */
export interface NotUnderstood {
  problem: string;
}

const EXAMPLE = 'Tulis misalnya "siapa yang bisa ke 10.20.0.5:3306" atau "dari LAN ke DMZ port 22".';
/** Words for the gateway itself. */
const SELF = /\b(gerbang|firewall|perangkat ini|router|server ini)\b/i;
const OFFICE_WORDS: Readonly<Record<string, Door>> = {
  mysql: doorAt('tcp', 3306),
  mariadb: doorAt('tcp', 3306),
  postgres: doorAt('tcp', 5432),
  postgresql: doorAt('tcp', 5432),
  rdp: doorAt('tcp', 3389),
  'remote desktop': doorAt('tcp', 3389),
  web: doorAt('tcp', 443),
  dns: doorAt('udp', 53),
  ntp: doorAt('udp', 123),
  snmp: doorAt('udp', 161),
  smb: doorAt('tcp', 445),
  ping: PING,
};

/** @param zones Names as shown on the page; an address is looked for in their networks. */
export function readQuestion(text: string, zones: readonly SurveyZone[]): Asked | NotUnderstood {
  const words = text.trim().replace(/[?.!]+\s*$/, '');
  if (words === '') return { problem: EXAMPLE };
  const [before, after] = sides(words);
  const target = readTarget(after, zones);
  if (target === null) {
    const bad = /\d+\.\d+\.\d+\S*/.exec(after)?.[0];
    return { problem: bad ? `"${bad}" bukan alamat. ${EXAMPLE}` : `Tujuannya belum jelas. ${EXAMPLE}` };
  }
  const from = readTarget(before, zones);
  const door =
    readDoor(after.replace(target.written, ' ')) ?? readDoor(before.replace(from?.written ?? '', ' '));
  if (door !== null && 'problem' in door) return door;
  const { place, address } = target;
  return { place, address, door, from: from === null ? [] : [from.place], source: from?.address ?? null };
}

/** Does the address lie in a network of the zone? */
export function holdsAddress({ networks }: SurveyZone, address: string): boolean {
  return networks.some((network) => within(`${address}/${address.includes(':') ? 128 : 32}`, network));
}

/** What stands before "ke" (who) and behind it (where to). */
function sides(text: string): [string, string] {
  const to = /\b(ke|menuju|menjangkau|mengakses|membuka|masuk)\b/i.exec(text);
  if (!to) return ['', text];
  const from = text.slice(0, to.index);
  const rest = text.slice(to.index + to[0].length);
  const late = /\bdari\b/i.exec(rest);
  if (late) return [rest.slice(late.index), rest.slice(0, late.index)];
  return [from, rest];
}

/** A place, or an address and the place it is in; `written` is the part of the text that says so. */
export function readTarget(
  text: string,
  zones: readonly SurveyZone[],
): { place: string; address: string | null; written: string } | null {
  for (const match of text.matchAll(
    /\[([0-9a-f:]+)\]|\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\b|\b\d+\.\d+\.\d+\.\d+\b/gi,
  )) {
    const address = match[1] ?? match[0];
    if (!parseAddress(address)) continue;
    if (zones.some(({ gateways }) => gateways.includes(address)))
      return { place: GATEWAY, address, written: match[0] };
    const inner = zones.find((zone) => !zone.isDefault && holdsAddress(zone, address));
    const zone = inner ?? zones.find(({ isDefault }) => isDefault);
    if (zone) return { place: zone.id, address, written: match[0] };
  }
  const named = [...zones]
    .sort((a, b) => b.name.length - a.name.length)
    .flatMap(({ id, name, interface: device }) => [name, device].map((word) => ({ id, word })))
    .find(({ word }) =>
      new RegExp(`(^|[^\\w])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^\\w])`, 'i').test(text),
    );
  if (named) return { place: named.id, address: null, written: named.word };
  const self = SELF.exec(text);
  return self ? { place: GATEWAY, address: null, written: self[0] } : null;
}

/** `port 22`, `:443`, `udp 53`, `tcp 8000-8010`, `mysql`, `ping`; null: none is named. */
export function readDoor(text: string): Door | NotUnderstood | null {
  const udp = /\budp\b/i.test(text);
  const number = /(?::|\bport\s*|\btcp\s*|\budp\s*|\s\/?)(\d{1,7})(?:\s*-\s*(\d{1,7}))?/i.exec(text);
  if (number) {
    const low = Number(number[1]);
    const high = Number(number[2] ?? number[1]);
    if (low < 1 || high > 65_535 || low > high)
      return { problem: `Port ${number[0].trim()} tidak ada; port 1 sampai 65535.` };
    return doorAt(udp ? 'udp' : 'tcp', low, high);
  }
  for (const [word, door] of Object.entries(OFFICE_WORDS))
    if (new RegExp(`\\b${word}\\b`, 'i').test(text)) return door;
  for (const word of text.toLowerCase().match(/[a-z][a-z0-9-]+/g) ?? []) {
    const port = word.length > 2 ? SERVICES.get(word) : undefined;
    if (port !== undefined) return doorAt(udp ? 'udp' : 'tcp', port);
  }
  return null;
}
