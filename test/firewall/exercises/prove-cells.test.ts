/** Grading by proof: what the samples of a level miss is found, shown by a packet and counted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRuleset } from '../../../labs/firewall/policy/check.ts';
import { proveCells } from '../../../labs/firewall/policy/prove-cells.ts';
import { firewallExercises } from '../../../src/firewall-exercises.ts';

const levels = firewallExercises();

for (const level of levels) {
  test(`level ${level.folder}: the solution is proved for all packets`, () => {
    const { result } = checkRuleset(level.solution, level.policy);
    const proved = proveCells(level.solution, level.policy, result?.cells ?? []);
    assert.equal(proved.proved, proved.total);
    assert.ok(proved.cells.every((cell) => cell.held));
  });
}

test('a hole for one address that no sample uses is found and shown by a packet', () => {
  const level = levels.find((each) => each.slug === 'basis-data');
  assert.ok(level);
  const text = level.solution.replace(
    'ct state invalid drop',
    'ct state invalid drop\n    ip saddr 198.51.100.99 tcp dport 3306 accept',
  );
  const { result } = checkRuleset(text, level.policy);
  assert.ok(result);
  assert.ok(
    result.cells.every((cell) => cell.held),
    'the samples see nothing',
  );
  const { cells, proved, total } = proveCells(text, level.policy, result.cells);
  assert.ok(proved < total);
  const cell = cells.find((each) => each.from === 'internet' && each.to === 'basisdata');
  assert.equal(cell?.held, false);
  assert.equal(cell?.samples[0]?.sample.src, '198.51.100.99');
  assert.equal(cell?.samples[0]?.passed, true);
});

const inLevelOne = (line: string) => {
  const level = levels.find((each) => each.slug === 'basis-data');
  assert.ok(level);
  const text = level.solution.replace('ct state invalid drop', `ct state invalid drop\n    ${line}`);
  const { result } = checkRuleset(text, level.policy);
  assert.ok(result);
  assert.ok(result.cells.every(({ held }) => held));
  const { cells } = proveCells(text, level.policy, result.cells);
  assert.deepEqual(
    cells.slice(0, -1).filter(({ held }) => !held),
    [],
  );
  const rest = cells.at(-1);
  assert.equal(rest?.requirement, 'selain-itu');
  return rest;
};

test('the closed world is the last cell: a hole that nobody named is shown by its packet, in words', () => {
  const { held, samples, told = '' } = inLevelOne('iifname "wan" ip daddr 10.30.0.4 tcp dport 8080 accept');
  assert.equal(held, false);
  assert.deepEqual([samples[0]?.sample.from, samples[0]?.sample.place], ['internet', 'aplikasi']);
  assert.equal(samples[0]?.passed, true);
  assert.match(told, /TCP ke port 8080 dari Internet sampai ke Server aplikasi/);
});

test('a hole for a transport without ports is shown, too', () => {
  const { held, samples } = inLevelOne('iifname "wan" oifname "db" meta l4proto gre accept');
  assert.equal(held, false);
  assert.equal(samples[0]?.sample.transport, 'gre');
  assert.equal(samples[0]?.passed, true);
});

test('a closed world that depends on what happened before counts as not held, without a packet', () => {
  const level = levels.find((each) => each.slug === 'ketuk-pintu');
  assert.ok(level);
  const text = level.solution.replace(
    'iifname "wan" tcp dport 22 ip saddr @boleh_masuk accept',
    'iifname "wan" tcp dport { 22, 8022 } ip saddr @boleh_masuk accept',
  );
  const { result } = checkRuleset(text, level.policy);
  const rest = proveCells(text, level.policy, result?.cells ?? []).cells.at(-1);
  assert.deepEqual([rest?.requirement, rest?.held, rest?.samples], ['selain-itu', false, []]);
  assert.match(rest?.told ?? '', /@boleh_masuk/);
});
