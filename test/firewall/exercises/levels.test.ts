/** Every level of the firewall lab: its solution fulfils the policy, and each wrong answer breaks what it says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Topology } from '../../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { checkRuleset, type PolicyReport } from '../../../labs/firewall/policy/check.ts';
import { brokenChecks as brokenIds } from '../../../labs/firewall/policy/lesson.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import { proveCells } from '../../../labs/firewall/policy/prove-cells.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { advise } from '../../../labs/firewall/proof/advice.ts';
import { firewallExercises } from '../../../src/firewall-exercises.ts';

function brokenChecks(report: PolicyReport): string[] {
  assert.ok(report.result, `not judged: ${report.diagnostics.map((each) => each.message.en).join('; ')}`);
  const { cells, shadowed, missing } = report.result;
  return brokenIds(cells, shadowed.length, missing);
}

/** With what only the proof over all packets finds. */
function provedChecks(text: string, policy: Policy): string[] {
  const { result } = checkRuleset(text, policy);
  assert.ok(result);
  const { cells } = proveCells(text, policy, result.cells);
  return brokenIds(cells, result.shadowed.length, result.missing);
}

const levels = firewallExercises();

test('there are levels, numbered from 1 without gaps', () => {
  assert.deepEqual(
    levels.map((level) => level.number),
    levels.map((_, i) => i + 1),
  );
  assert.ok(levels.length >= 1);
});

for (const level of levels) {
  test(`level ${level.folder}: the start breaks something, and every goal has something to win or keep`, () => {
    const broken = provedChecks(level.start, level.policy);
    assert.ok(broken.length > 0, 'nothing to do');
    const named = level.brief.goals.flatMap((goal) => goal.checks);
    for (const check of broken) assert.ok(named.includes(check), `${check} is broken but no goal names it`);
  });

  test(`level ${level.folder}: the solution holds on all requirements`, () => {
    assert.deepEqual(provedChecks(level.solution, level.policy), []);
  });

  test(`level ${level.folder}: no advice is left about the solution`, () => {
    const topology = new Topology(topologyOf(level.policy));
    const advice = advise(readRuleset(level.solution).ruleset, topology);
    assert.deepEqual(
      advice.map(({ kind, span }) => `${kind} in line ${span.line}`),
      [],
    );
  });

  for (const wrong of level.wrong) {
    test(`level ${level.folder}: the wrong answer "${wrong.name}" breaks what it says`, () => {
      assert.ok(wrong.breaks.length > 0);
      const broken = provedChecks(wrong.text, level.policy);
      for (const id of wrong.breaks) assert.ok(broken.includes(id), `${id} holds; broken are ${broken}`);
    });
  }

  test(`level ${level.folder}: without any rules the policy is not fulfilled`, () => {
    assert.notDeepEqual(brokenChecks(checkRuleset('flush ruleset\n', level.policy)), []);
  });
}
