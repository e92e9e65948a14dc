/** `npm run -s nft -- check FILE…` and friends: the firewall engine from a terminal. */
import process from 'node:process';

const [command, ...args] = process.argv.slice(2);

/** Each command is a module with `run(args): Promise<exit code>`; loaded only when asked for. */
const COMMANDS: Record<string, () => Promise<{ run(args: string[]): Promise<number> }>> = {
  check: () => import('./nft-check.ts'),
  run: () => import('./nft-run.ts'),
  prove: () => import('./nft-prove.ts'),
};

const load = command === undefined ? undefined : COMMANDS[command];
if (load === undefined) {
  process.stderr.write(`usage: npm run -s nft -- ${Object.keys(COMMANDS).join('|')} …\n`);
  process.exitCode = 64;
} else {
  process.exitCode = await (await load()).run(args);
}
