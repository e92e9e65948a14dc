/**
 * Records what the running kernel says of the fixed cases: `node test/kernel/record.ts`, on Linux with nft and the
 * right to make a network namespace. The fixture then serves where there is no kernel to ask.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { FIXTURE, fixedCases } from './cases.ts';
import { askKernel } from './converse.ts';
import { KernelProcess } from './kernel-process.ts';

const kernel = await KernelProcess.start();
if (!(kernel instanceof KernelProcess)) {
  process.stderr.write(`cannot record: ${kernel.reason}\n`);
  process.exit(1);
}
const head = { kernel: kernel.kernel, nft: kernel.nft, recorded: new Date().toISOString().slice(0, 10) };
const lines = [JSON.stringify(head)];
for (const one of fixedCases())
  lines.push(JSON.stringify({ id: one.id, ...(await askKernel(kernel, one)), error: null }));
kernel.stop();
mkdirSync(new URL('.', FIXTURE), { recursive: true });
writeFileSync(FIXTURE, `${lines.join('\n')}\n`);
process.stdout.write(`recorded ${lines.length - 1} cases with kernel ${head.kernel}, nft ${head.nft}\n`);
