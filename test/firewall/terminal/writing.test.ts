/** Help while writing rules: what may come next, what a word means, and a layout that loses nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { highlight } from '../../../labs/firewall/language/highlight.ts';
import { readRuleset } from '../../../labs/firewall/language/index.ts';
import { printRuleset } from '../../../labs/firewall/language/print/ruleset.ts';
import { suggestionsAt } from '../../../labs/firewall/writing/context.ts';
import { explainAt } from '../../../labs/firewall/writing/explain.ts';
import { indent } from '../../../labs/firewall/writing/indent.ts';
import { namesFor } from '../../../labs/firewall/writing/names.ts';
import { SNIPPETS, WORD_HELP } from '../../../labs/firewall/writing/words.ts';
import { LEVEL, LEVELS } from './lab.ts';

/** Words offered behind `typed` on a line of its own in the chain of level 1. */
function offered(typed: string): string[] {
  const at = LEVEL.start.indexOf('    iifname "dmz"');
  const text = `${LEVEL.start.slice(0, at)}    ${typed}\n${LEVEL.start.slice(at)}`;
  const names = namesFor(LEVEL.policy, text);
  return suggestionsAt(text, at + 4 + typed.length, names)?.list.map(({ word }) => word) ?? [];
}

test('suggestions follow the words before the cursor', () => {
  assert.deepEqual(offered('ct state ').slice(0, 2), ['established,related', 'invalid']);
  assert.ok(offered('ip ').includes('saddr'));
  assert.deepEqual(offered('ip saddr ').slice(0, 3), ['$BASIS_DATA', '$APLIKASI', '10.10.0.10']);
  assert.ok(offered('tcp dport ').includes('3306'));
  assert.ok(offered('iifname ').includes('"mgmt"'));
  assert.equal(offered('tcp dport 22 ')[0], 'accept');
  assert.equal(offered('')[0], 'ip');
  assert.deepEqual(offered('# ct state '), []);
});

test('the file, a table and a set have words of their own', () => {
  const at = (text: string): string[] =>
    suggestionsAt(text, text.length, namesFor(LEVEL.policy, text))?.list.map(({ word }) => word) ?? [];
  assert.ok(at('').includes('flush ruleset'));
  assert.ok(at('table inet x {\n  ').includes('chain'));
  assert.ok(at('table inet x {\n  set s {\n    ').includes('flags interval'));
  assert.ok(at('table inet x {\n  chain c {\n    tcp dport { 22, ').includes('443'));
});

test('a word, a variable and an address are explained with the rule around them', () => {
  const names = namesFor(LEVEL.policy, LEVEL.start);
  const explain = (word: string) => explainAt(LEVEL.start, LEVEL.start.indexOf(word) + 1, names, []);
  assert.equal(explain('daddr $BASIS_DATA')?.title, 'ip daddr');
  assert.match(explain('$BASIS_DATA')?.stands ?? '', /10\.20\.0\.5 \(Basis data\)/);
  assert.equal(explain('10.10.0.10')?.stands, 'Web DMZ');
  assert.match(explain('established')?.help?.means ?? '', /sudah dijawab/);
  assert.equal(explain('Basis data: hanya'), null);
});

test('every example of the help can be read', () => {
  const asRule = (rule: string): boolean =>
    readRuleset(`table inet t {\n chain dari_luar { }\n chain c {\n  ${rule}\n }\n}`).diagnostics.every(
      ({ severity }) => severity !== 'error',
    );
  for (const { rule } of SNIPPETS) assert.ok(asRule(rule), rule);
  const WHOLE =
    /^(table|chain|set|map|define|type|priority|policy|elements|flags|flush|redirect|masquerade|snat|dnat|oifname "wan" masq|tcp dport 80 redirect|ct count)|^(input|output)/;
  for (const [word, { example }] of Object.entries(WORD_HELP)) {
    if (!WHOLE.test(example)) assert.ok(asRule(example), `${word}: ${example}`);
  }
});

test('laying out changes white space only, and the meaning not at all', () => {
  for (const { start, solution, wrong } of LEVELS) {
    for (const text of [start, solution, ...wrong.map((each) => each.text)]) {
      const laid = indent(text);
      assert.equal(laid.replace(/\s/g, ''), text.replace(/\s/g, ''));
      assert.equal(printRuleset(readRuleset(laid).ruleset), printRuleset(readRuleset(text).ruleset));
      assert.equal(indent(laid), laid, 'laying out twice is laying out once');
    }
  }
});

test('whatever the spaces, comments and quoted words come out as they went in', () => {
  const piece = fc.constantFrom(
    'table inet t {',
    '}',
    'chain c {',
    'accept',
    '# a  b',
    'log prefix "x  y # z"',
    '\t',
    '  ',
    '\n',
    '\n\n\n',
    ';',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join(' ');
      const kept = (words: string): string[] =>
        highlight(words)
          .filter(({ kind }) => kind === 'comment' || kind === 'string')
          .map(({ start, end }) => words.slice(start, end).trimEnd());
      assert.deepEqual(kept(indent(text)), kept(text));
    }),
    { numRuns: 200 },
  );
});
