/**
 * Broken input of every kind: no crash, no endless loop, always a diagnostic with a place inside the text.
 * LANGUAGE_FUZZ=1000000 for the long run, which also prints the slowest input.
 */
import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { type Diagnostic, readRuleset } from '../../../labs/firewall/language/index.ts';
import { Generator, mutate, random } from './generate.ts';

const COUNT = Number(process.env['LANGUAGE_FUZZ'] ?? 5000);

function checkPlaces(text: string, diagnostics: readonly Diagnostic[]): void {
  for (const { span, message } of diagnostics) {
    assert.ok(span.offset >= 0 && span.endOffset <= text.length && span.offset <= span.endOffset, message.en);
    assert.ok(span.line >= 1 && span.column >= 1);
    assert.ok(message.id.length > 0 && message.en.length > 0);
  }
}

/** Milliseconds of the fastest of three readings: a slow one may be another process's doing. */
function slowness(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 3; n++) {
    const start = performance.now();
    readRuleset(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

test(`${COUNT} mutated rulesets: no crash, and every diagnostic has a place in the text`, () => {
  let slowest = 0;
  let slowestSeed = 0;
  let refused = 0;
  let base = '';
  for (let seed = 1; seed <= COUNT; seed++) {
    const r = random(seed * 2654435761);
    if (seed % 10 === 1) base = new Generator(seed).ruleset();
    let text = base;
    for (let n = 1 + r.below(3); n > 0; n--) text = mutate(text, r);
    const start = performance.now();
    let diagnostics: Diagnostic[];
    try {
      ({ diagnostics } = readRuleset(text));
    } catch (problem) {
      assert.fail(`seed ${seed}: ${problem}\n${text}`);
    }
    const took = performance.now() - start;
    checkPlaces(text, diagnostics);
    if (diagnostics.length > 0) refused++;
    if (took > slowest && took > 20) {
      const again = slowness(text);
      if (again > slowest) [slowest, slowestSeed] = [again, seed];
    }
  }
  console.log(
    `fuzz: ${COUNT} inputs, ${refused} refused, slowest ${slowest.toFixed(1)} ms (seed ${slowestSeed}; 0 means none over 20 ms)`,
  );
});

test('random characters of the language do not crash the reader', () => {
  const alphabet =
    'tcp dport { } ( ) 22 , ; : . @ $ " # \\ \n \t \r table chain set ip6 ::1 1.1.1.1/8 a-b * & | ^ << >> ! = == 0x'.split(
      ' ',
    );
  const r = random(7);
  for (let n = 0; n < 3000; n++) {
    const text = Array.from({ length: r.below(60) }, () => r.pick(alphabet)).join(r.pick(['', ' ', '  ']));
    checkPlaces(text, readRuleset(text).diagnostics);
  }
});

const DEEP = 20000;
const HOSTILE: readonly (readonly [string, string])[] = [
  ['ten megabytes', 'table inet t { '.repeat(700000)],
  ['nested parentheses', `table ip t {\n chain c {\n  meta mark set ${'('.repeat(DEEP)}1`],
  ['nested sets', `define x = ${'{ '.repeat(DEEP)}`],
  ['nested jumps', `table ip t {\n chain c {\n${'jump {\n'.repeat(DEEP)}`],
  ['one long line of errors', 'x '.repeat(200000)],
  ['many errors', 'table ip t {\n'.repeat(100000)],
  ['an open quotation mark', `table ip t { comment "${'a'.repeat(500000)}`],
  ['many colons', `table ip t { chain c { ip6 saddr ${'a:'.repeat(100000)} } }`],
  ['many digits', `table ip t { chain c { meta mark ${'9'.repeat(200000)}; }; }`],
  ['a name without end', `table ip ${'a'.repeat(1000000)}`],
  ['only carriage returns', '\r'.repeat(100000)],
  ['zero bytes', '\0'.repeat(100000)],
  [
    'a variable that doubles itself',
    Array.from({ length: 60 }, (_, i) => `define v${i} = { ${i === 0 ? '1' : `$v${i - 1}, $v${i - 1}`} }\n`)
      .join('')
      .concat('table ip t { chain c { tcp dport $v59; }; }'),
  ],
  [
    'a jump tree',
    `table ip t {\n${Array.from({ length: 200 }, (_, i) => `chain c${i} {\n${i === 0 ? '' : `jump c${i - 1}\njump c${i - 1}\n`}}\n`).join('')}chain b {\ntype filter hook input priority 0\njump c199\n}\n}\n`,
  ],
];

for (const [name, text] of HOSTILE) {
  test(`hostile input ends in a clear answer: ${name}`, () => {
    const { diagnostics } = readRuleset(text);
    assert.ok(diagnostics.length > 0 && diagnostics.length <= 100);
    assert.ok(diagnostics.some(({ severity }) => severity === 'error'));
  });
}
