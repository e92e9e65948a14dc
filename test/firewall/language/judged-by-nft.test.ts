/** Every statement, expression and command of nft(8), right and wrong: the checker says of each what nft 1.0.6 says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncludeResolver } from '../../../labs/firewall/language/index.ts';
import { faults } from './helpers.ts';
import { judgedCases } from './judged-cases.ts';
import { askNft } from './nft-process.ts';

const cases = judgedCases();
/** A folder without files, as nft had it: a pattern matches nothing there, and that is no fault. */
const nothingThere: IncludeResolver = (path) => (/[*?[]/.test(path) ? [] : null);

test('the checker accepts and refuses the hand-made rulesets as nft 1.0.6 does', () => {
  const wrong: string[] = [];
  let unsupported = 0;
  for (const { line, sign, written, text } of cases) {
    if (sign === '?') continue;
    const found = faults(text, nothingThere);
    const error = found.find(({ severity }) => severity === 'error');
    if (error === undefined && found.length > 0) unsupported++;
    else if ((error === undefined) !== (sign === '+'))
      wrong.push(`line ${line}: nft ${sign} "${written}", we say ${error?.message.en ?? 'ok'}`);
  }
  console.log(
    `judged by nft: ${cases.length} rulesets, ${unsupported} unsupported, ${wrong.length} disagreements`,
  );
  assert.deepEqual(wrong, []);
  assert.ok(unsupported < cases.length / 20);
});

/** nft takes about 10 ms for each; `node judged-cases.ts` asks about all of them. */
const sample = cases.filter((_, n) => n % 10 === 0);
const told = askNft(sample.map(({ text }) => text));
if (told === null) console.log('recorded answers used: no nft 1.0.6 that may be asked here');

test('the recorded answers are those of nft', { skip: told === null }, () => {
  const stale = sample.filter(({ sign }, n) => {
    const accepted = told![n]!.accepted;
    return sign !== '?' && accepted !== null && accepted !== (sign === '+');
  });
  assert.deepEqual(
    stale.map(({ line, written }) => `line ${line}: ${written}`),
    [],
  );
});
