/**
 * Every level: the solution holds on all requirements; every wrong answer breaks at least one, with a packet that the
 * kernel model sends the wrong way. Each "holds" is attacked with random packets: SIGAP_PROOF_ATTACKS for more.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { test } from 'node:test';
import { type FirewallExercise, readFirewallExercise } from '../../../labs/firewall/exercise.ts';
import {
  createKernel,
  type PacketDescription,
  preparePacket,
  resolvePacket,
  Topology,
} from '../../../labs/firewall/kernel/index.ts';
import { type Ruleset, readRuleset } from '../../../labs/firewall/language/index.ts';
import {
  addressesOf,
  gatewaysOf,
  isPlayed,
  type Policy,
  SHADOW_CHECK,
} from '../../../labs/firewall/policy/model.ts';
import { describeSample, goalOf } from '../../../labs/firewall/policy/run-sample.ts';
import { type Cell, cellsOf, type Sample } from '../../../labs/firewall/policy/samples.ts';
import { topologyOf } from '../../../labs/firewall/policy/topology.ts';
import { prove } from '../../../labs/firewall/proof/prove.ts';
import { pick, seeded } from './random-rulesets.ts';

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

/** Random variations of the policy's own packets: other hosts, ports, flags. Stories of several packets stand apart. */
function attack(policy: Policy, ruleset: Ruleset, times: number): number {
  const topology = new Topology(topologyOf(policy));
  const random = seeded(times);
  let passed = 0;
  // A month between packets: connections and limits of the one before are over.
  let now = 0;
  const kernel = createKernel(ruleset, topology, { now: () => now, random: () => 0 });
  for (const cell of cellsOf(policy).filter(({ requirement }) => !isPlayed(requirement))) {
    const { expected } = cell.requirement;
    for (let i = 0; i < times; i++) {
      const sample = pick(random, cell.samples);
      const packet = vary(policy, cell, sample, random);
      now += 30 * 86_400_000;
      const verdict = kernel.send(preparePacket(packet, topology));
      const goal = goalOf(policy, sample.place);
      const came = verdict.verdict === 'accept' && verdict.deliveredTo === goal;
      const shown = `${cell.requirement.id}: ${JSON.stringify(packet)}`;
      assert.equal(came, expected === 'accept', shown);
      if (expected === 'accept' && sample.icmpType === undefined) {
        const earlier = [{ packet, deliveredTo: verdict.deliveredTo, outTuple: verdict.outTuple }];
        const flags = sample.transport === 'tcp' ? { flags: 'SA' } : {};
        const answer = kernel.send(
          preparePacket(resolvePacket({ reply_to: 0, ...flags }, earlier, topology), topology),
        );
        assert.equal(answer.deliveredTo, sample.in, `answer to ${shown}`);
      }
      passed++;
    }
  }
  return passed;
}

/** Another sender of the same place, another source port; of what must be refused, other flags, too. */
function vary(policy: Policy, cell: Cell, sample: Sample, random: () => number): PacketDescription {
  const { expected, sourcePorts } = cell.requirement;
  const refused = expected === 'drop';
  const fixed = policy.hosts.some(({ id }) => id === cell.from) || sample.in === 'local';
  const others = [...policy.hosts.flatMap(addressesOf), ...policy.zones.flatMap(gatewaysOf)];
  const src = sample.src.replace(/\d+$/, String(2 + Math.floor(random() * 252)));
  const port =
    !refused && sourcePorts.length > 0 ? pick(random, sourcePorts) : 1024 + Math.floor(random() * 64_512);
  return {
    ...describeSample(sample),
    src: fixed || others.includes(src) ? sample.src : src,
    ...(sample.sport === null ? {} : { sport: refused ? Math.floor(random() * 65_536) : port }),
    ...(refused && sample.transport === 'tcp'
      ? { flags: pick(random, ['S', 'A', 'SA', 'R', 'FA', '', 'FPU', 'SEC']) }
      : {}),
  };
}

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
    t.diagnostic(`${attack(policy, ruleset, Math.ceil(ATTACKS / cellsOf(policy).length))} packets`);
  });
}
