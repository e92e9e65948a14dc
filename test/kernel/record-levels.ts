/**
 * Records what the running kernel says of the levels' cases: `node test/kernel/record-levels.ts`, on Linux with nft and
 * the right to make a network namespace. To be run after a level is added or changed.
 */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { askCase, startLevel } from './ask-level.ts';
import { levelCases } from './level-cases.ts';
import { LEVEL_FIXTURE } from './level-fixture.ts';

const lines: string[] = [];
let head = '';
for (const { policy, cases } of levelCases()) {
  const kernel = await startLevel(policy);
  if ('reason' in kernel) {
    process.stderr.write(`cannot record: ${kernel.reason}\n`);
    process.exit(1);
  }
  head = JSON.stringify({
    kernel: kernel.kernel,
    nft: kernel.nft,
    recorded: new Date().toISOString().slice(0, 10),
  });
  for (const one of cases)
    lines.push(JSON.stringify({ id: one.id, digest: one.digest, ...(await askCase(kernel, policy, one)) }));
  kernel.stop();
}
writeFileSync(LEVEL_FIXTURE, `${[head, ...lines].join('\n')}\n`);
process.stdout.write(`recorded ${lines.length} cases: ${head}\n`);
