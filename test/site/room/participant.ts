/** Runs on the participant's computer: `node participant.ts chromium|firefox BASE [PATH OF FIREFOX]`. Exit 0: all went well. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { chromiumVisitor, firefoxVisitor } from './visitor.ts';
import { walkBimtek } from './walk.ts';

const [browser = '', base = '', executable = '', cut = ''] = process.argv.slice(2);
const began = Date.now();
const tell = (line: string): void => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s ${line}`);

/** An address of documentation (RFC 5737): never anybody's. The room must not even know a way there. */
async function wayOut(): Promise<string> {
  const socket = connect({ host: '198.51.100.1', port: 80, timeout: 2000 });
  const [outcome] = await Promise.race([
    once(socket, 'connect').then(() => ['reached']),
    once(socket, 'timeout').then(() => ['no answer']),
    new Promise<[string]>((ended) => socket.once('error', ({ message }) => ended([message]))),
  ]);
  socket.destroy();
  return String(outcome);
}

if (cut === 'cut') {
  const way = await wayOut();
  if (!way.includes('ENETUNREACH')) throw new Error(`the room has a way out: ${way}`);
}
const at = browser === 'firefox' ? await firefoxVisitor(base, executable) : await chromiumVisitor(base);
tell(`${browser} dibuka`);
try {
  await walkBimtek(at, { dist: 'dist', tell });
} finally {
  for (const fault of at.faults) console.log(`fault: ${fault}`);
  await at.close();
}
const foreign = [...at.hosts].filter((host) => host !== new URL(base).host);
for (const host of foreign) console.log(`fault: asked ${host}`);
if (at.faults.length + foreign.length > 0) process.exit(1);
