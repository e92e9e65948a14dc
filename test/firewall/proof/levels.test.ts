/**
 * Every level: the solution holds on all requirements; every wrong answer breaks at least one, with a packet that the
 * kernel model sends the wrong way. Each "holds" is attacked with random packets within the requirement's own source and
 * target: SIGAP_PROOF_ATTACKS=100000 for the full figure.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { test } from 'node:test';
import { type FirewallExercise, readFirewallExercise } from '../../../labs/firewall/exercise.ts';
import { Topology } from '../../../labs/firewall/kernel/index.ts';
import { type Ruleset, readRuleset } from '../../../labs/firewall/language/index.ts';
import { isPlayed, type Policy, REST, SHADOW_CHECK } from '../../../labs/firewall/policy/model.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { prove } from '../../../labs/firewall/proof/prove.ts';
import { attack, type Laboratory } from './attack.ts';
import { attackRest } from './attack-rest.ts';
import { seeded } from './random-rulesets.ts';

const ROOT = 'labs/firewall/exercises';
const ATTACKS = Number(process.env.SIGAP_PROOF_ATTACKS ?? 400);

function filesOf(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(`${ROOT}/${folder}`, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    files[path.slice(`${ROOT}/${folder}/`.length)] = readFileSync(path, 'utf8');
  }
  return files;
}

function exerciseOf(folder: string): FirewallExercise {
  const { exercise, problems } = readFirewallExercise(folder, filesOf(folder));
  assert.deepEqual(problems, []);
  return exercise as FirewallExercise;
}

function rulesetOf(text: string): Ruleset {
  const { ruleset, diagnostics } = readRuleset(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity !== 'warning'),
    [],
  );
  return ruleset;
}

function laboratory(policy: Policy, text: string): Laboratory {
  return { policy, text, ruleset: rulesetOf(text), topology: new Topology(topologyOf(policy)) };
}

test('each level closes its world, and teaches it by an answer that breaks nothing else', () => {
  for (const folder of readdirSync(ROOT).filter((name) => /^\d\d-/.test(name))) {
    const { policy, wrong } = exerciseOf(folder);
    assert.ok(policy.rest, folder);
    const alone = wrong.filter(({ text }) => {
      const { requirements } = prove(rulesetOf(text), new Topology(topologyOf(policy)), policy);
      const broken = requirements.filter(({ status }) => status !== 'held');
      return broken.length === 1 && broken[0]?.id === REST;
    });
    assert.ok(alone.length > 0, `${folder}: no wrong answer opens only what nobody asks for`);
    for (const { name, breaks } of alone) assert.deepEqual(breaks, [REST], `${folder}/${name}`);
  }
});

for (const folder of readdirSync(ROOT)
  .filter((name) => /^\d\d-/.test(name))
  .sort()) {
  test(`level ${folder}: every wrong answer breaks what it says, with a confirmed packet`, () => {
    const { policy, wrong } = exerciseOf(folder);
    assert.ok(wrong.length >= 4);
    for (const { name, text, breaks } of wrong) {
      const { requirements, unsupported } = prove(rulesetOf(text), new Topology(topologyOf(policy)), policy);
      assert.deepEqual(unsupported, [], name);
      const broken = requirements.filter(({ status }) => status === 'broken');
      const named = breaks.filter((id) => id !== SHADOW_CHECK);
      assert.ok(broken.length > 0 || named.length === 0, `${name} breaks nothing`);
      for (const id of named)
        assert.ok(
          broken.some((one) => one.id === id),
          `${name} should break ${id}`,
        );
      for (const { id, counterexample } of broken)
        assert.equal(counterexample?.confirmed, true, `${name}: ${id}`);
    }
  });

  test(`level ${folder}: the solution holds on every requirement, and random packets do not shake it`, (t) => {
    const { policy, solution } = exerciseOf(folder);
    const ruleset = rulesetOf(solution);
    const { requirements, unsupported } = prove(ruleset, new Topology(topologyOf(policy)), policy);
    assert.deepEqual(unsupported, []);
    for (const { id, status, reason, counterexample } of requirements)
      assert.equal(status, 'held', `${id}: ${reason.en} ${JSON.stringify(counterexample)}`);
    const lab = laboratory(policy, solution);
    const proved = policy.requirements.filter((one) => !isPlayed(one));
    const sent = proved.map((requirement, i) => {
      const { packets, astray, hit } = attack(lab, requirement, ATTACKS, seeded(i));
      assert.equal(hit, null, `${requirement.id}: ${JSON.stringify(hit)}`);
      return { packets, astray };
    });
    if (policy.rest) {
      const { packets, hit } = attackRest(lab, policy.rest, 10 * ATTACKS, seeded(proved.length));
      assert.equal(hit, null, `${REST}: ${JSON.stringify(hit)}`);
      sent.push({ packets, astray: 0 });
    }
    const total = sent.reduce((sum, { packets, astray }) => sum + packets + astray, 0);
    const least = Math.min(...sent.map(({ packets }) => packets));
    t.diagnostic(`${sent.length} requirements attacked: ${total} packets, at least ${least} for each`);
  });

  test(`level ${folder}: a wrong answer that somebody called held would fall to the same attack`, (t) => {
    const { policy, wrong } = exerciseOf(folder);
    let fallen = 0;
    const missed: string[] = [];
    for (const { name, text } of wrong) {
      const lab = laboratory(policy, text);
      const { requirements } = prove(lab.ruleset, lab.topology, policy);
      for (const [i, { id, status, played }] of requirements.entries()) {
        if (status !== 'broken' || played) continue;
        const requirement = policy.requirements[i];
        const { hit } = requirement
          ? attack(lab, requirement, 5 * ATTACKS, seeded(i))
          : attackRest(lab, policy.rest!, 50 * ATTACKS, seeded(i));
        if (hit) fallen++;
        else missed.push(`${name}: ${id}`);
      }
    }
    assert.deepEqual(missed, []);
    t.diagnostic(`${fallen} fell`);
  });
}
