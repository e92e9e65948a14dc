/** The line being typed in the terminal, and the comparison of two texts: both pure, both on the page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Attempts } from '../../../src/browser/firewall-lab/attempts.ts';
import { changeGroups, changeLine } from '../../../src/browser/firewall-lab/change-words.ts';
import { compareTexts } from '../../../src/browser/firewall-lab/compare.ts';
import { diffLines } from '../../../src/browser/firewall-lab/line-diff.ts';
import { LineEditor } from '../../../src/browser/firewall-lab/terminal/line-editor.ts';
import { LEVEL } from './lab.ts';

test('keys move, erase, recall and complete as in a shell', () => {
  const line = new LineEditor(['ls', 'conntrack -L']);
  line.feed('ping wb\x1b[De');
  assert.equal(line.text, 'ping web');
  line.feed('\x17');
  assert.equal(line.text, 'ping b');
  line.feed('\x15\x0b\x1b[A\x1b[A');
  assert.equal(line.text, 'ls');
  line.feed('\x1b[B\x1b[B');
  assert.equal(line.text, '', 'the line being written comes back');
  assert.deepEqual(line.feed('\t').typed, { kind: 'complete' });
});

test('pasted lines come out one by one, whatever ends them', () => {
  const line = new LineEditor([]);
  const lines: string[] = [];
  let rest = 'ls\r\ncat a\tb\nexit\r';
  while (rest !== '') {
    const { typed, rest: behind } = line.feed(rest);
    if (typed?.kind === 'line') lines.push(typed.text);
    line.restart();
    rest = behind;
  }
  assert.deepEqual(lines, ['ls', 'cat a b', 'exit']);
});

test('a comparison of lines gives back both texts', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = diffLines(before, after);
      const side = (leave: string): string =>
        diff
          .filter(({ kind }) => kind !== leave)
          .map((line) => line.text)
          .join('\n');
      assert.equal(side('added'), before);
      assert.equal(side('removed'), after);
    }),
  );
});

test('a change is told by what it opens and closes, with machines that the level knows', () => {
  const change = compareTexts(LEVEL.start, LEVEL.solution, LEVEL.policy);
  assert.ok(change);
  const [group, ...others] = changeGroups(change, LEVEL.policy);
  assert.deepEqual(others, []);
  assert.match(group?.sentence ?? '', /^TCP port 3306 ke Zona data dari Internet, LAN kantor/);
  assert.equal(group?.verb, 'Menutup');
  assert.equal(group?.example, '203.0.113.9 (Internet) ke 10.20.0.5 (Basis data) port 3306');
  assert.equal(changeLine(changeGroups(change, LEVEL.policy)), 'menutup 1 hal.');
  const commented = compareTexts(LEVEL.start, `${LEVEL.start}# catatan\n`, LEVEL.policy);
  assert.match(
    changeLine(changeGroups(commented ?? { opened: [], closed: [], partial: false }, LEVEL.policy)),
    /artinya sama/,
  );
  assert.equal(compareTexts(LEVEL.start, 'table inet {', LEVEL.policy), null);
});

test('the text to compare with is the last checked one that differs', () => {
  const attempts = new Attempts('start', []);
  assert.equal(attempts.baseFor('x').name, 'aturan awal');
  attempts.check('one');
  assert.deepEqual(attempts.baseFor('two'), { text: 'one', name: 'pemeriksaan terakhir' });
  attempts.check('two');
  attempts.check('two');
  assert.deepEqual(attempts.baseFor('two'), { text: 'one', name: 'pemeriksaan sebelumnya' });
});
