/** `nft check`: one line a file or a fault, and the exit code scripts rely on. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, test } from 'node:test';

const CLI = join(import.meta.dirname, '../../../src/cli/nft.ts');
const FILES: Record<string, string> = {
  'good.nft': 'include "defs.nft"\ntable ip t {\n\tchain c {\n\t\tip saddr $LAN accept\n\t}\n}\n',
  'defs.nft': 'define LAN = 10.0.0.0/8\n',
  'bad.nft': 'table ip t {\n\tchain c {\n\t\ttcp dprot 22 accept\n\t\tudp dport 99999 drop\n\t}\n}\n',
  'all.nft': 'include "zz-*.nft"\n',
  'zz-1.nft': 'tabel ip t { }\n',
  'nothing.nft': 'include "yy-*.nft"\n',
  'other.nft': 'table netdev t {\n}\n',
  'load.nft': 'table ip t {\n\tchain c {\n\t\ttype filter hook forward priority 0;\n\t\tmasquerade\n\t}\n}\n',
};
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nft-check-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
after(() => rmSync(folder, { recursive: true }));

function check(...files: string[]) {
  return spawnSync(process.execPath, [CLI, 'check', ...files], { cwd: folder, encoding: 'utf8' });
}

test('a good file with an include beside it is ok, exit code 0', () => {
  const { stdout, status } = check('good.nft');
  assert.equal(stdout, 'good.nft: ok\n');
  assert.equal(status, 0);
});

test('every file that a pattern includes is read, and one that matches nothing is no error', () => {
  const { stdout, status } = check('all.nft', 'nothing.nft');
  assert.match(stdout, /^zz-\*\.nft:1:1: error: /);
  assert.match(stdout, /^nothing\.nft: ok$/m);
  assert.equal(status, 1);
});

test('every error has a line of its own with its place, exit code 1', () => {
  const { stdout, status } = check('bad.nft', 'good.nft');
  const lines = stdout.trimEnd().split('\n');
  assert.match(lines[0]!, /^bad\.nft:3:7: error: .*`dport`/);
  assert.match(lines[1]!, /^bad\.nft:4:13: error: /);
  assert.equal(lines[2], 'good.nft: ok');
  assert.equal(status, 1);
});

test('something unsupported is named, exit code 2', () => {
  const { stdout, status } = check('other.nft');
  assert.match(stdout, /^other\.nft:1:14: unsupported: table netdev/);
  assert.equal(status, 2);
});

test('what nft -c accepts but the kernel refuses at load is ok with a warning', () => {
  const { stdout, stderr, status } = check('load.nft');
  assert.equal(stdout, 'load.nft: ok\n');
  assert.match(stderr, /^load\.nft:4:3: warning: masquerade/);
  assert.equal(status, 0);
});

test('a file that is not there is an error, not a crash', () => {
  const { stdout, status } = check('missing.nft');
  assert.match(stdout, /^missing\.nft:1:1: error: cannot read the file/);
  assert.equal(status, 1);
});
