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
