/** Words of the tool: places, lines, packets and findings as sentences. Pure. */
import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PacketDescription, Step } from '../../../labs/firewall/kernel/index.ts';
import type { Span } from '../../../labs/firewall/language/ruleset.ts';
import { isUnknown } from '../../../labs/firewall/reading/unknown.ts';
import type { Passing } from '../../../labs/firewall/survey/ways.ts';
import type { SurveyZone } from './protocol.ts';

export const GATEWAY = 'gerbang';
export const GATEWAY_NAME = 'Perangkat ini';

export const PASSING: Readonly<Record<Passing, { word: string; icon: string; tone: string }>> = {
  all: { word: 'lolos', icon: 'arrow-right', tone: 'lolos' },
  some: { word: 'sebagian', icon: 'split', tone: 'some' },
  unsure: { word: 'bergantung', icon: 'circle-question-mark', tone: 'ragu' },
  none: { word: 'ditolak', icon: 'minus', tone: 'none' },
};

export function placeName(zones: readonly SurveyZone[], id: string | null): string {
  if (id === null) return 'alamat di luar zona';
  return id === GATEWAY ? GATEWAY_NAME : (zones.find((zone) => zone.id === id)?.name ?? id);
}

/** `baris 12`, with the file when there are several. */
export function lineOf({ file, line }: Span, several: boolean): string {
  return several && file !== undefined ? `${file} baris ${line}` : `baris ${line}`;
}

/** `10.40.0.21 ke 10.20.0.5 TCP 3306`. */
export function packetText({ src, dst, proto, dport, icmp_type: type }: PacketDescription): string {
  const name = String(proto).toUpperCase();
  const what = dport === undefined ? (type === 8 || type === 128 ? 'ping' : name) : `${name} ${dport}`;
  return `${src} ke ${dst} ${what}`;
}

/** What an answer hangs on. */
export function dependsText(what: string): string {
  const known: Readonly<Record<string, string>> = {
    limit: 'batas laju',
    quota: 'kuota',
    'connection-limit': 'batas jumlah sambungan',
  };
  if (isUnknown(what)) return 'aturan yang belum didukung';
  return known[what] ?? what;
}

/** The rule or policy that decided; null when no chain filters this packet. */
export function filtering(step: Step | null): Step | null {
  const passing = step?.handle === null && (step.hook === 'postrouting' || step.hook === 'prerouting');
  return passing ? null : step;
}

/** Who decided: the line of a rule, the policy of a chain, or nobody. */
export function decidedText(step: Step | null, several: boolean): string {
  const decided = filtering(step);
  if (decided === null) return 'tidak ada aturan yang menyaringnya';
  const line = lineOf(decided.span, several);
  return decided.handle === null ? `kebijakan rantai ${decided.chain} (${line})` : line;
}

export function list(words: readonly string[], most = 6): string {
  const shown = words.slice(0, most);
  const left = words.length - shown.length;
  if (left > 0) return `${shown.join(', ')}, dan ${left} lagi`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} dan ${shown.at(-1)}`;
}

/** The hash of a text as hexadecimal digits; on plain http too, where `crypto.subtle` does not exist. */
export function sha256(text: string): string {
  return bytesToHex(hash(utf8ToBytes(text)));
}
