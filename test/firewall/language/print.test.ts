/** The printer gives back text that reads as the same ruleset, on the corpus and on generated rulesets. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import fc from 'fast-check';
import { printRuleset, readRuleset } from '../../../labs/firewall/language/index.ts';
import { Generator } from './generate.ts';
import { comparable, faults } from './helpers.ts';

/** LANGUAGE_RUNS=100000 for the long run; the normal one must stay short. */
const RUNS = Number(process.env['LANGUAGE_RUNS'] ?? 300);
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus/nft');

/** null when stable, else what changed. */
function instability(text: string): string | null {
  const first = readRuleset(text);
  const printed = printRuleset(first.ruleset);
  const again = faults(printed);
  if (again.length > 0) return `printed text is refused: ${again[0]!.message.en}\n${printed}`;
  const second = readRuleset(printed);
  if (printRuleset(second.ruleset) !== printed) return `the second print differs\n${printed}`;
  if (comparable(first.ruleset) !== comparable(second.ruleset)) return `the ruleset differs\n${printed}`;
  return null;
}

/** Rules with a fault are left out of the checked ruleset; what is left must still print and read back. */
test('generated rulesets print and read back as the same ruleset', () => {
  let whole = 0;
  let rules = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
      const text = new Generator(seed).ruleset();
      const { ruleset, diagnostics } = readRuleset(text);
      rules += ruleset.tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules)).length;
      if (diagnostics.length === 0) whole++;
      assert.equal(instability(text), null, text);
    }),
    { numRuns: RUNS, seed: 20261122 },
  );
  console.log(
    `print: ${RUNS} generated rulesets stable (${whole} without any fault, ${rules} accepted rules in all)`,
  );
  assert.ok(rules > RUNS, `only ${rules} accepted rules in ${RUNS} generated rulesets`);
});

test('every accepted file of the corpus prints and reads back as the same ruleset', {
  skip: !existsSync(CORPUS),
}, () => {
  for (const file of readdirSync(CORPUS).filter((name) => name.endsWith('.nft'))) {
    const text = readFileSync(join(CORPUS, file), 'utf8');
    if (faults(text).length === 0) assert.equal(instability(text), null, file);
  }
});

const LISTED: readonly (readonly [string, string])[] = [
  ['ct state new,established accept', 'ct state established,new accept'],
  ['ip saddr 10.1.2.3/8', 'ip saddr 10.0.0.0/8'],
  ['tcp flags & (fin|syn|rst) != 0', 'tcp flags fin,syn,rst'],
  ['tcp flags & syn == 0', 'tcp flags ! syn'],
  ['tcp flags syn / fin,syn', 'tcp flags & (fin | syn) == syn'],
  ['ip saddr and 255.255.255.0 eq 10.0.0.0', 'ip saddr 10.0.0.0/24'],
  ['meta mark set 5', 'meta mark set 0x00000005'],
  ['mark and 0xff 5', 'meta mark & 0x000000ff == 0x00000005'],
  ['meta l4proto 41', 'meta l4proto ipv6'],
  ['tcp dport { ssh, http }', 'tcp dport { 22, 80 }'],
  ['tcp dport { 22 }', 'tcp dport 22'],
  ['iifname eth*', 'iifname "eth*"'],
  ['log level warn prefix foo', 'log prefix "foo"'],
  ['limit rate 10 mbytes/second burst 5 kbytes', 'limit rate 10 mbytes/second burst 5 kbytes'],
  ['reject with icmp type host-unreachable', 'reject with icmp host-unreachable'],
  ['counter drop comment x', 'counter packets 0 bytes 0 drop comment "x"'],
  ['tcp dport 80 dnat ip6 to [::1]:80', 'tcp dport 80 dnat ip6 to [::1]:80'],
  ['ct expiration 90', 'ct expiration 1m30s'],
  ['meta hour 5', 'meta hour "00:00:05"'],
  ['meta priority set 1:2', 'meta priority set 1:2'],
];

test('rules are written the way nft lists them', () => {
  for (const [written, listed] of LISTED) {
    const hook = written.includes('dnat') ? 'type nat hook prerouting' : 'type filter hook input';
    const text = `table inet t {\n\tchain c {\n\t\t${hook} priority 0;\n\t\t${written}\n\t}\n}\n`;
    assert.deepEqual(faults(text), [], written);
    const lines = printRuleset(readRuleset(text).ruleset).split('\n');
    assert.equal(lines[3]!.trim(), listed);
  }
});
