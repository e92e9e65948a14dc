/** A wrong answer's lesson reaches the learner whose own answer is the same, or fails in the same way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRuleset } from '../../../labs/firewall/policy/check.ts';
import { brokenChecks, type Lesson, lessonFor, lessonsOf } from '../../../labs/firewall/policy/lesson.ts';
import { proveCells } from '../../../labs/firewall/policy/prove-cells.ts';
import { firewallExercises } from '../../../src/firewall-exercises.ts';

const level = firewallExercises().find((each) => each.slug === 'basis-data');
assert.ok(level);
const { policy, start, solution } = level;
const lessons = lessonsOf(level);

function lesson(text: string): Lesson | null {
  const { result } = checkRuleset(text, policy);
  assert.ok(result, 'the answer has an error');
  const { cells } = proveCells(text, policy, result.cells);
  return lessonFor(text, brokenChecks(cells, result.shadowed.length), lessons);
}

test('a right answer and the untouched start have no lesson', () => {
  assert.equal(lesson(solution), null);
  assert.equal(lesson(start), null);
  assert.equal(
    lesson(start.replace('table inet', '\n\n# catatan\ntable inet')),
    null,
    'a note changes nothing',
  );
});

for (const wrong of level.wrong)
  test(`the wrong answer "${wrong.name}" is recognised whatever its spaces and notes`, () => {
    const text = wrong.text.replaceAll(/^#.*$/gm, '').replaceAll('    ', '\t\t').replace('3306', ' 3306 ');
    assert.deepEqual(lesson(text), { name: wrong.name, text: wrong.lesson, same: true });
  });

test('an answer that fails in the same way gets the lesson as a likely one', () => {
  const shut = solution.replace(/^.*\$BASIS_DATA tcp.*\n/m, '').replace('counter drop', 'drop');
  assert.deepEqual([lesson(shut)?.name, lesson(shut)?.same], ['hapus-semua', false]);
  const open = start.replace('ip daddr $BASIS_DATA tcp', 'iifname "dmz" ip daddr $BASIS_DATA tcp');
  assert.equal(lesson(open.replace('counter drop', 'drop'))?.name, 'dari-zona-web');
});

test('an answer that breaks what the start breaks, but by changes of its own, gets no lesson', () => {
  assert.equal(lesson(start.replace('{ 80, 443 }', '{ 80, 443, 8080 }')), null);
});

test('a hole that nobody named gets the lesson of a wrong answer only when it opens the same one', () => {
  const same = solution.replace('$BASIS_DATA tcp dport 3306', '$BASIS_DATA tcp dport 3300-3399');
  assert.equal(lesson(same.replace('counter drop', 'drop'))?.name, 'rentang-port');
  const other = 'iifname "wan" ip daddr $APLIKASI tcp dport 8080 accept';
  assert.equal(lesson(solution.replace('log prefix', `${other}\n    log prefix`)), null);
});

test('an answer that breaks a mixture no wrong answer breaks gets no lesson', () => {
  const shut = 'table inet t { chain c { type filter hook forward priority 0; policy drop; }; }\n';
  assert.equal(lesson(shut), null);
  assert.equal(lesson('flush ruleset\n')?.name, 'kebijakan-terbuka', 'without rules all is open, too');
});

for (const each of firewallExercises())
  test(`level ${each.folder}: every wrong answer gets its own lesson`, () => {
    const known = lessonsOf(each);
    for (const { name, text } of each.wrong) {
      const { broken } = known.wrong.find((one) => one.name === name) ?? { broken: [] };
      assert.deepEqual([lessonFor(text, broken, known)?.name, broken.length > 0], [name, true]);
    }
  });
