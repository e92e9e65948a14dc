/** The corpus of real rulesets: what nft 1.0.6 accepts we accept, what it rejects we never call ok. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRuleset } from '../../../labs/firewall/language/index.ts';

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus/nft');
const present = existsSync(join(CORPUS, 'index.tsv'));
if (!present) console.log('corpus test skipped: ../shared/corpus/nft is not there');

interface Row {
  file: string;
  accepted: boolean;
  line: number | null;
  reason: string;
}

function rows(): Row[] {
  const [head, ...lines] = readFileSync(join(CORPUS, 'index.tsv'), 'utf8').trimEnd().split('\n');
  const names = head!.split('\t');
  const field = (cells: string[], name: string): string => cells[names.indexOf(name)] ?? '';
  return lines.map((line) => {
    const cells = line.split('\t');
    const place = /line ([0-9]+):/.exec(field(cells, 'error_first_line'));
    return {
      file: field(cells, 'file'),
      accepted: field(cells, 'accepted') === 'yes',
      line: place === null ? null : Number(place[1]),
      reason: field(cells, 'reject_class'),
    };
  });
}

test('no accepted file of the corpus is called an error, and no rejected one ok', { skip: !present }, () => {
  const wrong: string[] = [];
  let unsupported = 0;
  let accepted = 0;
  for (const row of rows()) {
    const { diagnostics } = readRuleset(readFileSync(join(CORPUS, row.file), 'utf8'));
    const hard = diagnostics.filter(({ atLoad, severity }) => atLoad !== true && severity !== 'warning');
    const error = hard.find(({ severity }) => severity === 'error');
    if (row.accepted) {
      accepted++;
      if (error !== undefined) wrong.push(`${row.file}:${error.span.line}: ${error.message.en}`);
      else if (hard.length > 0) unsupported++;
    } else if (hard.length === 0) wrong.push(`${row.file}: called ok, but ${row.reason}`);
  }
  console.log(`corpus: ${accepted} accepted files, ${unsupported} of them unsupported`);
  assert.deepEqual(wrong, []);
  assert.ok(unsupported <= accepted * 0.05, `${unsupported} of ${accepted} accepted files are unsupported`);
});

test('a syntax error of the corpus is reported on the line where nft reports it', { skip: !present }, () => {
  const wrong: string[] = [];
  for (const row of rows().filter(({ reason }) => reason === 'syntax error')) {
    const { diagnostics } = readRuleset(readFileSync(join(CORPUS, row.file), 'utf8'));
    if (diagnostics.some(({ severity }) => severity === 'unsupported')) continue;
    if (!diagnostics.some(({ span }) => span.line === row.line)) wrong.push(`${row.file}:${row.line}`);
  }
  assert.deepEqual(wrong, []);
});
