/**
 * The engine against the Linux kernel, packet by packet: verdict, every matching rule, NAT tuple, conntrack state,
 * reject answer. Where a kernel can be asked it is asked; elsewhere recorded answers are replayed. It says which.
 * A port that NAT chose at random only has to be of the same class, and later packets of that case are compared too.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixedCases, readFixture } from './cases.ts';
import { askEngine, askKernel, differences, type KernelCase, type Outcome } from './converse.ts';
import { PROFILES } from './generate.ts';
import { KernelProcess } from './kernel-process.ts';

describe('engine and kernel agree', () => {
  let kernel: KernelProcess | null = null;
  let recorded: Map<string, Outcome> | null = null;

  before(async () => {
    const started = await KernelProcess.start();
    if (started instanceof KernelProcess) {
      kernel = started;
      console.log(`asking the running kernel ${kernel.kernel} with nft ${kernel.nft}`);
      return;
    }
    const { head, outcomes } = readFixture();
    recorded = outcomes;
    console.log(
      `no kernel to ask (${started.reason}); replaying answers of ${head.kernel}, nft ${head.nft}, recorded ${head.recorded}`,
    ); // prettier-ignore
  });
  after(() => kernel?.stop());

  const ask = async (one: KernelCase): Promise<Outcome> => {
    if (kernel) return askKernel(kernel, one);
    const outcome = recorded?.get(one.id);
    assert.ok(outcome, `${one.id} is not in the fixture: record it again with node test/kernel/record.ts`);
    return outcome;
  };

  for (const profile of PROFILES)
    test(`on every packet of profile ${profile}`, async () => {
      let packets = 0;
      for (const one of fixedCases().filter(({ id }) => id.startsWith(`${profile}-`))) {
        const told = await ask(one);
        const engine = askEngine(one, told);
        assert.ok(typeof engine !== 'string', `${one.id}: unsupported: ${engine}`);
        assert.equal(
          engine.accepted,
          told.accepted,
          `${one.id}: ${engine.error ?? told.error}\n${one.ruleset}`,
        );
        for (const [i, ours] of engine.packets.entries()) {
          const differing = differences(ours, told.packets[i]!);
          const shown = JSON.stringify({ packet: one.packets[i], ours, kernel: told.packets[i] }, null, 1);
          assert.deepEqual(differing, [], `${one.id} packet ${i}: ${shown}\n${one.ruleset}`);
          packets++;
        }
      }
      assert.ok(packets > 120, `only ${packets} packets: the generator makes rulesets that nft refuses`);
    });
});
