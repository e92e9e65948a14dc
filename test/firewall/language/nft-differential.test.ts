/**
 * The real nft as judge, where it exists and may be used: generated and mutated rulesets, in a network namespace of
 * their own. LANGUAGE_NFT=2000 for a longer run. Elsewhere the test is skipped and says so.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { test } from 'node:test';
import { Generator, mutate, random } from './generate.ts';
import { faults } from './helpers.ts';

const COUNT = Number(process.env['LANGUAGE_NFT'] ?? 30);

/** true accepted, false refused, null nft itself broke down (1.0.6 ends some nonsense with an assertion). */
function asksNft(text: string): { accepted: boolean | null; error: string } {
  const answer = spawnSync('unshare', ['--net', 'nft', '-c', '-f', '-'], {
    input: text,
    encoding: 'utf8',
    timeout: 20000,
  });
  const error = answer.stderr ?? '';
  if (answer.status === null || answer.status > 1 || /Assertion|BUG/.test(error))
    return { accepted: null, error };
  return { accepted: answer.status === 0, error };
}

function usable(): boolean {
  const version = spawnSync('nft', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0 || !version.stdout.includes('v1.0.6')) return false;
  return asksNft('table ip t {\n}\n').accepted === true && asksNft('table ip {\n').accepted === false;
}

const judge = usable();
if (!judge) console.log('differential test skipped: no nft 1.0.6 that may be used here');

function compare(name: string, text: string): string | null {
  const found = faults(text);
  if (found.some(({ severity }) => severity === 'unsupported')) return null;
  const { accepted, error } = asksNft(text);
  if (accepted === null || accepted === (found.length === 0)) return null;
  return `${name}: nft says ${accepted ? 'ok' : error.split('\n')[0]}, we say ${found[0]?.message.en ?? 'ok'}\n${text}`;
}

test('nft and the checker accept and refuse the same generated and broken rulesets', { skip: !judge }, () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= COUNT; seed++) {
    const text = new Generator(seed * 7919).ruleset();
    const broken = mutate(text, random(seed));
    for (const problem of [compare(`seed ${seed}`, text), compare(`mutated seed ${seed}`, broken)]) {
      if (problem !== null) wrong.push(problem);
    }
  }
  console.log(`differential: ${COUNT * 2} rulesets asked of nft 1.0.6, ${wrong.length} disagreements`);
  assert.deepEqual(wrong, []);
});
