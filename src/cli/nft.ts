/** `npm run -s nft -- check FILE…` and friends: the firewall engine from a terminal. */
import process from 'node:process';
import { asksForHelp, endWithReader } from './terminal.ts';

endWithReader();

const [command, ...args] = process.argv.slice(2);

/** Each command is a module with `run(args): Promise<exit code>`; loaded only when asked for. */
const COMMANDS: Record<string, () => Promise<{ run(args: string[]): Promise<number> }>> = {
  check: () => import('./nft-check.ts'),
  run: () => import('./nft-run.ts'),
  prove: () => import('./nft-prove.ts'),
};

const USAGE = `usage: npm run -s nft -- ${Object.keys(COMMANDS).join('|')} …   (COMMAND --help says more)\n`;

const load = command !== undefined && Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
if (load === undefined) {
  const help = asksForHelp(process.argv.slice(2));
  (help ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = help ? 0 : 64;
} else {
  process.exitCode = await (await load()).run(args);
}
