/** What a civil servant with Firefox does over https, where the walk over plain http does not come: dark, and offline. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'playwright/test';
import { says, seen } from './room/expressions.ts';
import { firefoxVisitor } from './room/visitor.ts';

const firefox =
  process.env.FIREFOX ??
  spawnSync('sh', ['-c', 'command -v firefox-esr || command -v firefox'], { encoding: 'utf8' }).stdout.trim();

async function freePort(): Promise<number> {
  const asked = createServer().listen(0, '127.0.0.1');
  await once(asked, 'listening');
  const address = asked.address();
  asked.close();
  await once(asked, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A server of its own, because this one is stopped in the middle. */
async function serve(): Promise<{ base: string; stop(): Promise<void> }> {
  const port = await freePort();
  const server = spawn(process.execPath, ['src/cli/serve.ts'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  const ended = once(server, 'exit');
  return {
    base: `http://127.0.0.1:${port}`,
    async stop() {
      server.kill();
      await ended;
    },
  };
}

test('with Firefox, a draft is kept, a dark lab has dark rails, and the pages open without the network', async () => {
  if (!firefox) console.log('Firefox is not installed: its visit is skipped.');
  test.skip(!firefox, 'Firefox is not installed');
  const site = await serve();
  const at = await firefoxVisitor(site.base, firefox);
  try {
    await at.goto('/alat/penyusun-sop/?sop=pelaporan-insiden');
    await at.until(says('.lembar-ket', 'halaman'));
    await at.fill('.formulir textarea', 'Menerima laporan uji');
    await at.until(says('.sisi-lembar .tray', 'Menerima laporan uji'));
    await at.until(says('.keadaan', 'Tersimpan'));

    await at.goto('/lab/firewall/basis-data/');
    await at.until(`document.querySelector('firewall-lab').dataset.proved`);
    await at.click('.theme-toggle');
    await at.until(`document.documentElement.dataset.theme === 'dark'`);
    await at.until(
      `getComputedStyle(document.querySelector('.plain-editor textarea')).scrollbarColor !== 'auto'`,
    );

    await at.goto('/');
    await at.until(seen('[data-offline=stored]'));
    await at.goto('/darurat/');
    await at.until(`!!navigator.serviceWorker.controller`);
    await site.stop();
    await at.goto('/sop/listrik-padam/');
    expect(await at.read(`document.querySelector('h1').textContent`)).toContain('Listrik padam');
    await at.goto('/cari/?q=genset');
    await at.until(says('main', 'hasil untuk'));
    expect(at.faults).toEqual([]);
  } finally {
    await at.close();
    await site.stop();
  }
});
