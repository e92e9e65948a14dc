/** The commands in clumsy hands: help asked for, nothing given, files that are none, a reader that stops reading. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';

const CLI = join(import.meta.dirname, '../../src/cli');
const folder = mkdtempSync(join(tmpdir(), 'sigap-cli-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function call(command: string, ...args: string[]) {
  const path = join(CLI, `${command}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' });
  assert.doesNotMatch(stderr, /^\s+at |node:internal/m, `${command} ${args.join(' ')} shows its insides`);
  return { status, stdout, stderr };
}

test('help that is asked for is an answer: standard output, exit code 0', () => {
  const asked = [
    ['nft'],
    ['nft', 'check'],
    ['nft', 'run'],
    ['nft', 'prove'],
    ['tte'],
    ['tte', 'verify'],
    ['search'],
    ['lms-package'],
    ['lms-package', 'scorm'],
  ] as const;
  for (const [command, ...words] of asked)
    for (const help of ['--help', '-h']) {
      const { status, stdout } = call(command, ...words, help);
      assert.equal(status, 0, `${command} ${words.join(' ')} ${help}`);
      assert.match(stdout, /usage: |Cara pakai: /);
    }
});

test('a command without its files is wrong use, never a silent success', () => {
  for (const words of [[], ['check'], ['run'], ['prove'], ['check', '--bogus', 'a.nft'], ['run', '-x']]) {
    const { status, stderr } = call('nft', ...words);
    assert.equal(status, 64, words.join(' '));
    assert.match(stderr, /usage: /);
  }
});

test('a word every object knows is no command', () => {
  for (const word of ['constructor', 'toString', '__proto__'])
    assert.equal(call('nft', word).status, 64, word);
});

test('cases that cannot be read are named with their file, and the files after them still run', () => {
  const good = file('good.jsonl', '{"id":1,"ruleset":"table ip t { }"}\n');
  const directory = join(folder, 'map');
  mkdirSync(directory);
  const { status, stdout, stderr } = call('nft', 'run', join(folder, 'none'), directory, good);
  assert.equal(status, 1);
  assert.match(stderr, /none:1: cannot read the file/);
  assert.match(stderr, /map:1: cannot read the file/);
  assert.match(stdout, /"id":1,"accepted":true/);
});

test('a line of JSON that is no case is told what a case has', () => {
  const lines = [
    'null',
    '7',
    '{"ruleset":5}',
    '{"ruleset":"","packets":7}',
    '{"ruleset":"","packets":[null]}',
  ];
  const { status, stderr } = call('nft', 'run', file('no.jsonl', lines.join('\n')));
  assert.equal(status, 1);
  const told = stderr.trim().split('\n');
  assert.equal(told.length, lines.length);
  for (const [place, line] of told.entries()) {
    assert.match(line, new RegExp(`no\\.jsonl:${place + 1}: no case: .*(?:object|"ruleset"|"packets")`));
    assert.doesNotMatch(line, /Cannot read|is not a function|iterable/);
  }
});

test('an option with one hyphen is no file', () => {
  const { status, stderr } = call('tte', 'verify', '-x');
  assert.equal(status, 2);
  assert.match(stderr, /unknown option -x/);
});

test('a reader that stops reading ends the command quietly', async () => {
  const empty = file('empty.pdf', '');
  const broken = file('broken.nft', '}\n'.repeat(3000));
  const calls = [
    ['tte', 'verify', ...Array.from({ length: 3000 }, () => empty)],
    ['nft', 'check', ...Array.from({ length: 3 }, () => broken)],
  ] as const;
  for (const [command, ...args] of calls) {
    const child = spawn(process.execPath, [join(CLI, `${command}.ts`), ...args]);
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((ended) => child.once('close', ended));
    assert.equal(told, '', command);
  }
});
