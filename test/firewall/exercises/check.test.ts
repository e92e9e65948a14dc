/** The judge of a level: what it finds, what it refuses to judge, and how it explains. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { checkRuleset } from '../../../labs/firewall/policy/check.ts';
import { findShadowed } from '../../../labs/firewall/policy/shadowed.ts';
import { firewallExercises } from '../../../src/firewall-exercises.ts';

const level = firewallExercises().find((each) => each.slug === 'basis-data');
assert.ok(level);
const { policy, start } = level;

function shadowed(rules: string[]): string[] {
  const text = `table inet t {\nchain c {\ntype filter hook forward priority 0; policy drop;\n${rules.join('\n')}\n}\n}\n`;
  const { ruleset, diagnostics } = readRuleset(text);
  assert.deepEqual(diagnostics, []);
  return findShadowed(ruleset).map((found) => `${found.line - 3}<${found.by.line - 3}`);
}

test('a ruleset with an error is not judged', () => {
  const { result, diagnostics } = checkRuleset(start.replace('accept', 'acept'), policy);
  assert.equal(result, null);
  assert.equal(diagnostics[0]?.span.line, 10);
});

test('a ruleset with something unsupported is not judged, and the place is named', () => {
  const { result, diagnostics } = checkRuleset(start.replace('counter drop', 'queue num 1'), policy);
  assert.equal(result, null);
  assert.equal(diagnostics[0]?.severity, 'unsupported');
  assert.equal(diagnostics[0]?.span.line, 20);
});

test('the account of a packet lists every rule asked, with the condition that failed and the value it had', () => {
  const { result } = checkRuleset(start, policy);
  const cell = result?.cells.find((each) => each.from === 'lan' && each.to === 'keluar');
  const [request, reply] = cell?.samples[0]?.packets ?? [];
  assert.deepEqual(
    request?.steps.map((step) => step.line),
    [10, 11, 14, 15, 16, 17, 18, 19],
  );
  const miss = request?.steps.find((step) => step.line === 14)?.failed;
  assert.deepEqual(miss, { condition: 'ip daddr $BASIS_DATA', field: 'ip daddr', value: '203.0.113.9' });
  assert.equal(request?.deciding, 7);
  assert.deepEqual(request?.unread, [20]);
  assert.equal(reply?.kind, 'reply');
  assert.equal(reply?.steps[reply.deciding ?? -1]?.line, 10, 'the reply passes by connection state');
});

test('a request whose reply is dropped does not count as let through', () => {
  const { result } = checkRuleset(start.replace('ct state established,related accept', ''), policy);
  const cell = result?.cells.find((each) => each.requirement === 'web-publik');
  assert.equal(cell?.held, false);
  const [sample] = cell?.samples ?? [];
  assert.deepEqual(
    sample?.packets.map((packet) => [packet.kind, packet.passed]),
    [
      ['request', true],
      ['reply', false],
    ],
  );
});

test('without any rule the gateway forwards, and the verdict names no line', () => {
  const { result } = checkRuleset('flush ruleset\n', policy);
  const cell = result?.cells.find((each) => each.requirement === 'data-dari-luar');
  assert.equal(cell?.held, false);
  assert.equal(cell?.samples[0]?.packets[0]?.deciding, null);
});

test('a rule below a wider one of the same chain is found', () => {
  assert.deepEqual(shadowed(['tcp dport 22 accept', 'ip saddr 10.0.0.1 tcp dport 22 accept']), ['2<1']);
  assert.deepEqual(shadowed(['ip saddr 10.0.0.0/8 drop', 'ip saddr { 10.1.0.0/16, 10.2.0.3 } accept']), [
    '2<1',
  ]);
  assert.deepEqual(shadowed(['counter drop', 'tcp dport 22 accept']), ['2<1']);
});

test('a rule that keeps packets of its own is left alone', () => {
  assert.deepEqual(shadowed(['ip saddr 10.0.0.1 tcp dport 22 accept', 'tcp dport 22 accept']), []);
  assert.deepEqual(shadowed(['tcp dport 22 log', 'tcp dport 22 accept']), []);
  assert.deepEqual(shadowed(['tcp dport 22 limit rate 1/second accept', 'tcp dport 22 accept']), []);
  assert.deepEqual(shadowed(['udp dport 53 accept', 'tcp dport 53 accept']), []);
  assert.deepEqual(shadowed(['ip saddr != 10.0.0.1 accept', 'ip saddr != 10.0.0.2 accept']), []);
});
