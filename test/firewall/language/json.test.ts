/**
 * The JSON printer against `nft -j list ruleset` of 1.0.6: recorded listings of hand-made rulesets everywhere, the nft of
 * the machine over the corpus where it may be asked. Handles are compared in the recorded ones. `RECORD=1 node json.test.ts`
 * writes the listings again.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { rulesetJson } from '../../../labs/firewall/language/print/json.ts';
import { askNft } from './nft-process.ts';

const FIXTURE = new URL('fixtures/listings.json', import.meta.url);
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus/nft');

interface Listing {
  text: string;
  nftables: unknown[];
}

const chain = (rules: string, type = 'filter hook forward priority filter; policy drop'): string =>
  `table inet t {\n\tset hosts {\n\t\ttype ipv4_addr\n\t\tflags interval\n\t\telements = { 10.0.0.0/8, 192.168.1.1-192.168.1.9 }\n\t}\n\tset seen {\n\t\ttype ipv4_addr . inet_service\n\t\tflags dynamic,timeout\n\t\ttimeout 1m\n\t}\n\tmap doors {\n\t\ttype inet_service : verdict\n\t\telements = { 22 : accept, 80 : jump web }\n\t}\n\tcounter hits {\n\t}\n\tchain web {\n\t}\n\tchain c {\n\t\ttype ${type}\n\t\t${rules.trim().replaceAll('\n', '\n\t\t')}\n\t}\n}\n`;
const TEXTS = [
  chain(`
ct state established,related accept
ct state vmap { invalid : drop, new : continue }
iifname "lan0" oifname { "wan0", "dmz0" } accept
iifname "eth*" tcp dport { 22, 80-90, 443 } counter accept comment "doors"
ip saddr @hosts tcp dport vmap @doors
ip saddr . tcp dport { 10.0.0.1 . 22, 10.0.0.0/24 . 80-90 } drop
ip6 saddr fe80::/10 icmpv6 type { nd-neighbor-solicit, echo-request } accept
tcp flags syn / syn,ack log prefix "new: " level info
tcp flags & (fin | syn) == 0 drop
meta l4proto { tcp, udp } th dport 53 accept
limit rate over 10/minute burst 5 packets drop
limit rate 3 mbytes/second accept
meta mark set 0x10 ct mark set meta mark
update @seen { ip saddr . tcp dport timeout 5m limit rate over 3/hour } drop
meter m { ip saddr ct count over 20 } drop
ip protocol icmp icmp type echo-request reject with icmp host-unreachable
fib saddr . iif oif missing drop
ct original ip daddr 10.0.0.9 ct status dnat accept
quota over 25 mbytes counter name "hits" drop
tcp option maxseg size set rt mtu
reject with icmpx admin-prohibited`),
  chain(
    `
tcp dport 80 dnat ip to 192.168.20.8:8080
tcp dport { 80, 443 } dnat ip to 192.168.20.8-192.168.20.9
dnat ip to tcp dport map { 25 : 192.168.20.7, 53 : 192.168.20.6 }
dnat ip6 to [fd00::1]
tcp dport 8080 redirect to :80`,
    'nat hook prerouting priority dstnat',
  ),
  chain(
    `
oifname "wan0" masquerade random,persistent
ip saddr 10.0.0.0/8 snat ip to 203.0.113.1-203.0.113.5
udp sport 53 masquerade to :1024-65535`,
    'nat hook postrouting priority srcnat',
  ),
];

const ours = (text: string): unknown[] => rulesetJson(readRuleset(text).ruleset).nftables;
/** The number of the table depends on how many there were before it. */
const bare = (list: readonly unknown[]): unknown[] => {
  const copy = JSON.parse(JSON.stringify(list)) as { table?: { handle?: number } }[];
  for (const { table } of copy) delete table?.handle;
  return copy;
};

if (process.env['RECORD'] === '1') {
  const told = askNft(TEXTS, true);
  if (told === null) throw new Error('there is no nft 1.0.6 to ask here');
  const listings = TEXTS.map((text, n) => ({ text, nftables: told[n]!.listing!.nftables }));
  writeFileSync(FIXTURE, `${JSON.stringify(listings, null, 1)}\n`);
}

for (const [n, { text, nftables }] of (JSON.parse(readFileSync(FIXTURE, 'utf8')) as Listing[]).entries())
  test(`ruleset ${n} is listed as nft 1.0.6 listed it, handles included`, () => {
    assert.deepEqual(bare(ours(text)), bare(nftables));
  });

/**
 * What is written differently on purpose: nft lists a set whose elements merged into one in braces, and takes a plain
 * value when it reads that again; it lists some values of a type without names as text, drops a protocol that a later
 * field implies, and shows a guard that a reject has moved to the front.
 */
const MOST_DIFFERENT = 0.15;

const files = existsSync(CORPUS)
  ? readFileSync(join(CORPUS, 'index.tsv'), 'utf8').trim().split('\n').slice(1)
  : [];
const corpus = files
  .map((line) => readFileSync(join(CORPUS, line.split('\t')[0]!), 'utf8'))
  .filter((text) => readRuleset(text).diagnostics.every(({ severity }) => severity === 'warning'));
const told = corpus.length > 0 ? askNft(corpus, true) : null;

test('the corpus is listed as the nft of this machine lists it', { skip: told === null }, () => {
  let objects = 0;
  let differing = 0;
  for (const [n, { listing }] of told!.entries()) {
    if (listing === undefined) continue;
    const mine = new Set(ours(corpus[n]!).map(withoutHandles));
    for (const one of listing.nftables.slice(1).map(withoutHandles)) {
      objects++;
      if (!mine.has(one)) differing++;
    }
  }
  console.log(`JSON: ${objects} objects of the corpus, ${differing} listed differently`);
  assert.ok(objects > 500, `only ${objects} objects`);
  assert.ok(differing <= objects * MOST_DIFFERENT);
});

/** Object keys sorted, handles left out. */
function withoutHandles(value: unknown): string {
  const sorted = (at: unknown): unknown => {
    if (Array.isArray(at)) return at.map(sorted);
    if (typeof at !== 'object' || at === null) return at;
    const entries = Object.entries(at).filter(([key]) => key !== 'handle');
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]),
    );
  };
  return JSON.stringify(sorted(value));
}
