/**
 * What the kernel's trace and the frames that came out say about one packet, in the form that the engine's verdicts
 * are compared in.
 */
import type { PacketDescription } from '../../labs/firewall/kernel/packet.ts';
import type { Answer, TraceEvent } from './kernel-process.ts';
import { decodePacket, type Headers } from './wire.ts';

/** One verdict, from the kernel or from the engine. */
export interface Observed {
  verdict: 'accept' | 'drop' | 'reject';
  dropped_by: 'rule' | 'policy' | 'kernel' | null;
  rejected_with: string | null;
  /** family table chain handle verdict; a policy has no handle. */
  path: string[];
  answer_path: string[];
  delivered_to: string | null;
  out_tuple: { src: string; dst: string; sport: number | null; dport: number | null; id?: number } | null;
  ct_state: string | null;
}

const WATCH = 'sigap_watch';
const STATES = ['invalid', 'established', 'related', 'new', 'untracked'];
const FAMILIES: Readonly<Record<number, string>> = { 1: 'inet', 2: 'ip', 10: 'ip6' };
/** NFT_* and NF_* verdict codes as the trace carries them. */
const VERDICTS: Readonly<Record<number, string>> = {
  0: 'drop',
  1: 'accept',
  4294967295: 'continue',
  4294967293: 'jump',
  4294967292: 'goto',
  4294967291: 'return',
};
const POLICY = 1;
const RULE = 3;
const ANSWERS4: Readonly<Record<string, string>> = {
  '3.0': 'net-unreachable',
  '3.1': 'host-unreachable',
  '3.2': 'prot-unreachable',
  '3.3': 'port-unreachable',
  '3.9': 'net-prohibited',
  '3.10': 'host-prohibited',
  '3.13': 'admin-prohibited',
  '11.0': 'time-exceeded',
};
const ANSWERS6: Readonly<Record<string, string>> = {
  '1.0': 'no-route',
  '1.1': 'admin-prohibited',
  '1.2': 'beyond-scope',
  '1.3': 'addr-unreachable',
  '1.4': 'port-unreachable',
  '1.5': 'policy-fail',
  '1.6': 'reject-route',
  '3.0': 'time-exceeded',
};

/** Rules that reject, and the handles of our own rules that tell the state, read from `nft -a list ruleset`. */
export interface Listing {
  rejecting: Set<string>;
  states: Map<string, string>;
}

export function readListing(text: string): Listing {
  const rejecting = new Set<string>();
  const states = new Map<string, string>();
  let table = '';
  let chain = '';
  for (const line of text.split('\n')) {
    const opens = /^(\t*)(table \w+|chain) (\S+) \{/.exec(line);
    if (opens?.[1] === '') table = `${opens[2]!.slice(6)} ${opens[3]}`;
    else if (opens) chain = `${table} ${opens[3]}`;
    const handle = /# handle (\d+)$/.exec(line)?.[1];
    if (!handle || opens) continue;
    if (/\breject\b/.test(line.replaceAll(/"[^"]*"/g, ''))) rejecting.add(`${chain} ${handle}`);
    if (table === `inet ${WATCH}`) states.set(handle, STATES.find((state) => line.includes(state)) ?? '');
  }
  return { rejecting, states };
}

export function judge(packet: PacketDescription, tag: number, answer: Answer, listing: Listing): Observed {
  const owners = new Map<number, string | null>();
  const path: string[] = [];
  const answerPath: string[] = [];
  let state: string | null = null;
  let delivered: string | null = null;
  let out: Headers | null = null;
  let answered: string | null = null;
  let last: { verdict: string; policy: boolean } | null = null;
  for (const event of answer.trace) {
    const [id, , table, chain, , handle, , hex] = event;
    const headers = hex === '' ? null : decodePacket(Buffer.from(hex, 'hex'));
    if (headers) owners.set(id, ownerOf(headers, packet, tag));
    const owner = owners.get(id);
    if (owner === undefined || owner === null) continue;
    if (table === WATCH) {
      if (owner === 'own' && chain.startsWith('state')) state ??= listing.states.get(String(handle)) || null;
      if (chain === 'swallow' && handle !== 0) {
        if (owner === 'own') [delivered, out] = ['local', headers];
        else answered = owner;
      }
      continue;
    }
    const step = stepOf(event, listing);
    if (step === null) continue;
    (owner === 'own' ? path : answerPath).push(step.text);
    if (owner === 'own') last = step;
  }
  for (const [dev, hex] of answer.frames) {
    const headers = decodePacket(Buffer.from(hex, 'hex').subarray(14));
    const owner = headers && ownerOf(headers, packet, tag);
    if (owner === 'own') [delivered, out] = [dev.slice(0, 3), headers];
    else if (owner) answered = owner;
  }
  return {
    ...conclude(delivered, last, answered),
    path,
    answer_path: answerPath,
    ...came(delivered, out),
    ct_state: state,
  };
}

function conclude(
  delivered: string | null,
  last: { verdict: string; policy: boolean } | null,
  answered: string | null,
): Pick<Observed, 'verdict' | 'dropped_by' | 'rejected_with'> {
  if (delivered !== null) return { verdict: 'accept', dropped_by: null, rejected_with: null };
  if (last?.verdict === 'reject') return { verdict: 'reject', dropped_by: 'rule', rejected_with: answered };
  if (last?.verdict === 'drop')
    return { verdict: 'drop', dropped_by: last.policy ? 'policy' : 'rule', rejected_with: null };
  return { verdict: 'drop', dropped_by: 'kernel', rejected_with: null };
}

function came(delivered: string | null, out: Headers | null): Pick<Observed, 'delivered_to' | 'out_tuple'> {
  if (delivered === null || out === null) return { delivered_to: null, out_tuple: null };
  const { src, dst, sport, dport, id } = out;
  return { delivered_to: delivered, out_tuple: { src, dst, sport, dport, ...(id === null ? {} : { id }) } };
}

function stepOf(
  event: TraceEvent,
  { rejecting }: Listing,
): { text: string; verdict: string; policy: boolean } | null {
  const [, family, table, chain, kind, handle, code] = event;
  if (kind !== POLICY && (kind !== RULE || handle === 0)) return null;
  const place = `${FAMILIES[family] ?? family} ${table} ${chain}`;
  const verdict = VERDICTS[code] ?? String(code);
  const shown = verdict === 'drop' && rejecting.has(`${place} ${handle}`) ? 'reject' : verdict;
  if (kind === POLICY) return { text: `${place} policy ${verdict}`, verdict, policy: true };
  return { text: `${place} ${handle} ${shown}`, verdict: shown, policy: false };
}

/** `own` for the packet itself, the name of the answer for one that the router made about it, null for neither. */
function ownerOf(headers: Headers, packet: PacketDescription, tag: number): string | null {
  const { protocol, rest, version } = headers;
  if ((protocol === 1 || protocol === 58) && rest.length >= 14) {
    const name = (version === 4 ? ANSWERS4 : ANSWERS6)[`${rest[0]}.${rest[1]}`];
    const quoted = version === 4 ? rest.readUInt16BE(12) : rest.readUInt32BE(8) & 0xfffff;
    if (name && quoted === tag) return `${version === 4 ? 'icmp' : 'icmpv6'}-${name}`;
  }
  if (headers.tag === tag) return 'own';
  const reset = protocol === 6 && rest.length >= 14 && (rest[13]! & 4) !== 0;
  return reset && headers.dport === (packet.sport ?? 0) ? 'tcp-reset' : null;
}
