/** Questions people ask about a change: what did it open, what did it close. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createKernel,
  DEFAULT_TOPOLOGY,
  preparePacket,
  Topology,
} from '../../../labs/firewall/kernel/index.ts';
import { type Ruleset, readRuleset } from '../../../labs/firewall/language/index.ts';
import { difference } from '../../../labs/firewall/proof/difference.ts';

const TOPOLOGY = new Topology(DEFAULT_TOPOLOGY);

function rulesetOf(rules: string, nat = ''): Ruleset {
  const text = `table inet t {
  chain f {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
${rules}
  }
${nat}
}`;
  const { ruleset, diagnostics } = readRuleset(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity !== 'warning'),
    [],
  );
  return ruleset;
}

const accepts = (ruleset: Ruleset, packet: Parameters<typeof preparePacket>[0]): boolean =>
  createKernel(ruleset, TOPOLOGY, { now: () => 0, random: () => 0 }).send(preparePacket(packet, TOPOLOGY))
    .verdict === 'accept';

test('two spellings of the same rules differ in nothing', () => {
  const one = rulesetOf('iifname "lan0" tcp dport { 80, 81, 82 } accept');
  const two = rulesetOf('iifname "lan0" tcp dport 80-81 accept\niifname "lan0" tcp dport 82 accept');
  assert.deepEqual(difference(one, two, TOPOLOGY), { opened: [], closed: [], unsupported: [] });
});

test('what a change opens and closes is told by zone and port, and the packets agree with the kernel model', () => {
  const before = rulesetOf('iifname "lan0" oifname "dmz0" meta nfproto ipv4 tcp dport { 80, 443 } accept');
  const after = rulesetOf(
    'iifname "lan0" oifname "dmz0" meta nfproto ipv4 tcp dport { 443, 8000-8080 } accept',
  );
  const { opened, closed } = difference(before, after, TOPOLOGY);
  assert.deepEqual(
    opened.map(({ from, to, protocol, ports }) => [from, to, protocol, ports]),
    [['lan', 'dmz', 'tcp', ['8000-8080']]],
  );
  assert.deepEqual(
    closed.map(({ from, to, protocol, ports }) => [from, to, protocol, ports]),
    [['lan', 'dmz', 'tcp', ['80']]],
  );
  for (const { packet } of opened)
    assert.deepEqual([accepts(before, packet), accepts(after, packet)], [false, true]);
  for (const { packet } of closed)
    assert.deepEqual([accepts(before, packet), accepts(after, packet)], [true, false]);
  assert.equal(opened[0]?.after?.span.line, 6);
});

test('an IPv6 door that a change opens by the way is told', () => {
  const { opened } = difference(
    rulesetOf('ip protocol tcp accept'),
    rulesetOf('meta l4proto tcp accept'),
    TOPOLOGY,
  );
  assert.ok(opened.length > 0);
  assert.ok(opened.every(({ version }) => version === 6));
});
