/**
 * Every level on a real kernel: its network built in a namespace, each sample of the solution and each counterexample
 * of a wrong answer sent over it. Where the last packet comes out, and as what, must be what the evaluator claims.
 * Without a kernel to ask, recorded answers are compared; cases not recorded are counted and named.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askCase, startLevel } from './ask-level.ts';
import { levelCases } from './level-cases.ts';
import { readLevelFixture } from './level-fixture.ts';

const fixture = readLevelFixture();

/** Levels at once: each holds one namespace; one of them waits eleven seconds for a set to forget. */
describe('levels on the kernel', { concurrency: 3 }, () => {
  for (const { folder, policy, wrong, cases } of levelCases()) {
    test(`level ${folder}: each wrong answer has a counterexample, and the evaluator agrees with the proof`, () => {
      for (const name of ['solution', ...wrong])
        assert.ok(
          cases.some(({ id }) => id.startsWith(`${folder}/${name}/`)),
          `${name} has no case`,
        );
      for (const { id, shows, claim } of cases)
        assert.equal(claim.at === null, shows === 'stopped', `${id}: ${shows}, but ${JSON.stringify(claim)}`);
    });

    test(`level ${folder}: the kernel does what solution and counterexamples claim`, async (t) => {
      const kernel = await startLevel(policy);
      if ('reason' in kernel) {
        assert.ok(fixture, `no kernel to ask (${kernel.reason}), and nothing recorded`);
        const { head, recorded } = fixture;
        const known = cases.filter(({ id, digest }) => recorded.get(id)?.digest === digest);
        t.diagnostic(
          `no kernel to ask (${kernel.reason}): ${known.length} of ${cases.length} cases compared with kernel ${head.kernel}, nft ${head.nft}, recorded ${head.recorded}`,
        );
        if (known.length === 0) return t.skip('not recorded yet: node test/kernel/record-levels.ts');
        for (const { id, claim } of known) {
          const { at, tuple } = recorded.get(id)!;
          assert.deepEqual({ at, tuple }, claim, id);
        }
        return;
      }
      try {
        for (const one of cases) assert.deepEqual(await askCase(kernel, policy, one), one.claim, one.id);
        t.diagnostic(`${cases.length} cases on kernel ${kernel.kernel}, nft ${kernel.nft}`);
      } finally {
        kernel.stop();
      }
    });
  }
});
