/** Advice: what each finding is about, and that good rulesets get none of it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DEFAULT_TOPOLOGY, Topology } from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import { readPolicy } from '../../../labs/firewall/policy/read.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { advise } from '../../../labs/firewall/proof/advice.ts';

const TOPOLOGY = new Topology(DEFAULT_TOPOLOGY);

function adviceOn(text: string, topology: Topology = TOPOLOGY): [kind: string, line: number][] {
  const { ruleset, diagnostics } = readRuleset(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity !== 'warning'),
    [],
  );
  return advise(ruleset, topology).map(({ kind, span }) => [kind, span.line]);
}

function chain(rules: string, hook = 'forward', policy = 'drop', family = 'inet'): string {
  return `table ${family} t {\nchain c {\ntype filter hook ${hook} priority filter; policy ${policy};\n${rules}\n}\n}\n`;
}

const STATEFUL = 'ct state established,related accept';

test('a rule that several rules above take all packets of is shadowed; one with a packet left is not', () => {
  const rules = `${STATEFUL}\nip saddr 10.0.0.0/9 accept\nip saddr 10.128.0.0/9 accept\nip saddr 10.0.0.0/8 tcp dport 22 drop\nip saddr 10.0.0.0/7 drop`;
  const found = adviceOn(chain(rules));
  assert.deepEqual(
    found.filter(([kind]) => kind === 'shadowed'),
    [['shadowed', 7]],
  );
});

test('a rule that contradicts itself never matches', () => {
  const found = adviceOn(chain(`${STATEFUL}\ntcp dport 22 tcp dport 23 accept`));
  assert.deepEqual(found, [['never-matches', 5]]);
});

test('a rule whose packets end the same way below is redundant, unless it logs or counts', () => {
  const rules = `${STATEFUL}\ntcp dport 22 drop\ntcp dport 23 counter drop\ntcp dport 80 accept`;
  assert.deepEqual(adviceOn(chain(rules)), [['redundant', 5]]);
});

test('a limit that is followed by an accept for the same packets has no effect', () => {
  const rules = `${STATEFUL}\ntcp dport 22 limit rate 5/minute accept\ntcp dport 22 accept`;
  assert.deepEqual(adviceOn(chain(rules)), [['limit-without-effect', 5]]);
  assert.deepEqual(
    adviceOn(chain(rules.replace('dport 22 accept', 'dport 22 drop'))).filter(
      ([kind]) => kind === 'limit-without-effect',
    ),
    [],
  );
});

test('a rule that accepts anything from anybody is told', () => {
  const found = adviceOn(chain(`${STATEFUL}\naccept`));
  assert.ok(found.some(([kind, line]) => kind === 'any-any' && line === 5));
});

test('a forward rule for the gateway address behind a dnat is told', () => {
  const nat =
    'table ip n {\nchain p {\ntype nat hook prerouting priority dstnat\niifname "wan0" tcp dport 443 dnat to 192.168.20.10\n}\n}\n';
  const wrong = adviceOn(
    nat + chain(`${STATEFUL}\nip daddr 203.0.113.1 tcp dport 443 accept`, 'forward', 'drop', 'ip'),
  );
  assert.ok(wrong.some(([kind, line]) => kind === 'untranslated-address' && line === 11));
  const right = adviceOn(
    nat + chain(`${STATEFUL}\nip daddr 192.168.20.10 tcp dport 443 accept`, 'forward', 'drop', 'ip'),
  );
  assert.ok(!right.some(([kind]) => kind === 'untranslated-address'));
});

test('dropping neighbour discovery and path MTU messages is told', () => {
  const found = adviceOn(chain('iifname "lan0" tcp dport 22 accept', 'input')).map(([kind]) => kind);
  assert.ok(found.includes('neighbour-discovery-dropped'));
  assert.ok(found.includes('path-mtu-dropped'));
  const good = `${STATEFUL}\nicmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept\niifname "lan0" tcp dport 22 accept`;
  assert.deepEqual(adviceOn(chain(good, 'input')), []);
});

test('an input chain that nobody can open SSH through locks the manager out', () => {
  const found = adviceOn(chain(`${STATEFUL}\ntcp dport 80 accept`, 'input')).map(([kind]) => kind);
  assert.ok(found.includes('management-locked-out'));
});

test('a table for IPv4 alone leaves IPv6 open, and that is told', () => {
  const found = adviceOn(chain(`${STATEFUL}\niifname "lan0" tcp dport 443 accept`, 'forward', 'drop', 'ip'));
  assert.ok(found.some(([kind]) => kind === 'ipv6-open'));
  const both = adviceOn(chain(`${STATEFUL}\niifname "lan0" tcp dport 443 accept`));
  assert.ok(!both.some(([kind]) => kind === 'ipv6-open'));
});

test('no solution of a level has a rule that does nothing', () => {
  const root = 'labs/firewall/exercises';
  for (const { name: folder } of readdirSync(root, { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  )) {
    const { policy, problems } = readPolicy(folder, readFileSync(`${root}/${folder}/policy.yaml`, 'utf8'));
    assert.deepEqual(problems, []);
    const topology = new Topology(topologyOf(policy as Policy));
    const found = adviceOn(readFileSync(`${root}/${folder}/solution.nft`, 'utf8'), topology);
    const idle = found.filter(([kind]) =>
      ['shadowed', 'never-matches', 'limit-without-effect'].includes(kind),
    );
    assert.deepEqual(idle, [], folder);
  }
});
