/** What may come next in a ruleset, from the words before it: grammar of nft(8), names from the text and the level. */
import { CT, META, PAYLOAD } from '../language/words/fields.ts';
import { STATEMENT_WORDS } from '../language/words/keywords.ts';
import { SYMBOLS } from '../language/words/symbols.ts';
import { WORD_HELP } from './words.ts';

export interface Suggestion {
  word: string;
  /** What it is, in a few words; empty when nothing needs saying. */
  tells: string;
}

/** Names a rule may use; `tells` is who or what it stands for. */
export interface Names {
  interfaces: readonly { name: string; tells: string }[];
  addresses: readonly { address: string; tells: string }[];
  ports: readonly { port: number; tells: string }[];
  /** Sets and maps of the text, without @. */
  sets: readonly string[];
  /** Variables of the text, without $, with their value. */
  variables: readonly { name: string; tells: string }[];
  /** Chains one may jump to. */
  chains: readonly string[];
}

const VERDICTS = ['accept', 'drop', 'reject'];
const USUAL = [
  'ip',
  'tcp',
  'udp',
  'ct',
  'iifname',
  'oifname',
  'icmp',
  'meta',
  'ip6',
  'icmpv6',
  'counter',
  'log',
  'limit',
];
const AFTER_FIELD: Readonly<Record<string, readonly string[]>> = {
  type: ['filter', 'nat', 'route'],
  filter: ['hook'],
  nat: ['hook'],
  hook: ['input', 'forward', 'output', 'prerouting', 'postrouting'],
  input: ['priority'],
  forward: ['priority'],
  output: ['priority'],
  prerouting: ['priority'],
  postrouting: ['priority'],
  priority: ['filter', 'dstnat', 'srcnat', 'raw', 'mangle'],
  policy: ['drop', 'accept'],
  limit: ['rate'],
  rate: ['over', '10/minute', '5/second'],
  log: ['prefix', 'level'],
  reject: ['with'],
  with: ['tcp reset', 'icmpx admin-prohibited', 'icmpx port-unreachable'],
  snat: ['to', 'ip to'],
  dnat: ['to', 'ip to'],
  redirect: ['to'],
};
const PROTOCOLS = ['tcp', 'udp', 'icmp', 'ipv6-icmp'];
const FIELD_HEADS = new Set([...Object.keys(PAYLOAD), 'ct', 'meta', 'fib']);

/** What may follow these words of a rule. */
export function fieldsAfter(words: readonly string[], names: Names): Suggestion[] {
  const last = words.at(-1) ?? '';
  const pair = `${words.at(-2) ?? ''} ${last}`;
  const values = valuesOf(pair, last, names);
  if (values) return values;
  const inner = innerFields(last);
  if (inner) return inner.map((word) => ({ word, tells: WORD_HELP[`${last} ${word}`]?.means ?? '' }));
  const fixed = last === 'jump' || last === 'goto' ? names.chains : AFTER_FIELD[last];
  if (fixed) return fixed.map(plain);
  if (VERDICTS.includes(last)) return [plain('comment')];
  return statementWords(words);
}

function plain(word: string): Suggestion {
  return { word, tells: WORD_HELP[word]?.means ?? '' };
}

/** Verdicts come first once there is a condition; before it, what a condition starts with. */
function statementWords(words: readonly string[]): Suggestion[] {
  const order = words.length > 0 ? [...VERDICTS, ...USUAL] : [...USUAL, ...VERDICTS];
  return [...new Set([...order, ...STATEMENT_WORDS])].map(plain);
}

/** `ip` -> saddr, daddr …; the ones people use stand first. */
function innerFields(head: string): string[] | null {
  if (!FIELD_HEADS.has(head)) return null;
  if (head === 'ct') return Object.keys(CT).sort((a, b) => rank(a) - rank(b));
  if (head === 'meta') return Object.keys(META).sort((a, b) => rank(a) - rank(b));
  if (head === 'fib') return ['saddr', 'daddr'];
  return Object.keys(PAYLOAD[head] ?? {}).sort((a, b) => rank(a) - rank(b));
}

const FIRST = [
  'state',
  'saddr',
  'daddr',
  'dport',
  'type',
  'l4proto',
  'sport',
  'protocol',
  'nfproto',
  'iifname',
  'oifname',
  'flags',
];
const rank = (word: string): number => (FIRST.indexOf(word) + FIRST.length + 1) % (FIRST.length + 1);

/** Values of a field; null when the last word is no field. */
function valuesOf(pair: string, last: string, names: Names): Suggestion[] | null {
  const sets = names.sets.map((name) => ({ word: `@${name}`, tells: 'daftar di berkas ini' }));
  const variables = names.variables.map(({ name, tells }) => ({ word: `$${name}`, tells }));
  if (last === 'iifname' || last === 'oifname' || last === 'iif' || last === 'oif') {
    return [...names.interfaces, { name: 'lo', tells: 'gerbang kepada dirinya sendiri' }].map(
      ({ name, tells }) => ({ word: `"${name}"`, tells }),
    );
  }
  if (/^(ip6?|ether) [sd]addr$/.test(pair)) {
    const six = pair.startsWith('ip6');
    const own = names.addresses.filter(({ address }) => address.includes(':') === six);
    return [...variables, ...own.map(({ address, tells }) => ({ word: address, tells })), ...sets];
  }
  if (/ [sd]port$/.test(pair))
    return [...names.ports.map(({ port, tells }) => ({ word: String(port), tells })), ...variables, ...sets];
  if (pair === 'ip protocol' || pair === 'meta l4proto' || pair === 'ip6 nexthdr')
    return PROTOCOLS.map(plain);
  const type = {
    'ct state': 'ct_state',
    'tcp flags': 'tcp_flag',
    'icmp type': 'icmp_type',
    'icmpv6 type': 'icmpv6_type',
    'meta nfproto': 'nf_proto',
    'ct direction': 'ct_dir',
  }[pair];
  if (type === undefined) return null;
  const symbols = Object.keys(SYMBOLS[type as 'ct_state'] ?? {});
  const extra = pair === 'ct state' ? ['established,related', ...symbols, 'vmap'] : symbols;
  return extra.map(plain);
}
