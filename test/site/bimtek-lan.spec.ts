/** The whole Bimtek in a room without Internet: over plain http from a laptop's LAN address, in Chromium and Firefox. */
import { spawn, spawnSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { openRoom } from './room/room.ts';

const firefox =
  process.env.FIREFOX ??
  spawnSync('sh', ['-c', 'command -v firefox-esr || command -v firefox'], { encoding: 'utf8' }).stdout.trim();

/** @returns everything the participant's computer said, and how it ended. */
function visit(words: readonly string[]): Promise<{ said: string; code: number | null }> {
  const [command = '', ...rest] = words;
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  return new Promise((ended) => child.once('close', (code) => ended({ said, code })));
}

for (const browser of ['chromium', 'firefox']) {
  test(`with ${browser}, every page and act of the two days works without Internet and without https`, async () => {
    if (browser === 'firefox' && !firefox)
      console.log('Firefox is not installed: its walk through the Bimtek is skipped.');
    test.skip(browser === 'firefox' && !firefox, 'Firefox is not installed');
    test.slow();
    const room = await openRoom(`${process.pid}-${browser}`);
    if (!room)
      console.log('This machine has no address but its own: the walk through the Bimtek is skipped.');
    test.skip(!room, 'this machine has no address but its own');
    if (!room) return;
    try {
      const program = [process.execPath, 'test/site/room/participant.ts', browser, room.base, firefox || '-'];
      const { said, code } = await visit([...room.participant, ...program, room.cut ? 'cut' : 'open']);
      console.log(
        `${browser}, ${room.cut ? 'cut off' : 'on the machine’s own LAN address'}:\n${said.trim()}`,
      );
      expect(code, said).toBe(0);
    } finally {
      room.close();
    }
  });
}
