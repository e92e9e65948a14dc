/** Decision diagrams against truth tables, and their bounds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Bdd, DROPPED, FALSE, leaves, RETURNED, TooLarge, TRUE } from '../../../labs/firewall/proof/bdd.ts';
import { atLeast, atMost, decrement, equals, plus, within } from '../../../labs/firewall/proof/bits.ts';
import { firstOf } from '../../../labs/firewall/proof/first-match.ts';
import { choose, constantWord, variableWord, wordOf } from '../../../labs/firewall/proof/word.ts';

const WIDTH = 6;

/** A formula over six variables, and what it says of one assignment. */
type Formula =
  | { kind: 'variable'; level: number }
  | { kind: 'not'; of: Formula }
  | { kind: 'and' | 'or' | 'minus'; left: Formula; right: Formula };

const formula: fc.Arbitrary<Formula> = fc.letrec<{ tree: Formula }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.record({ kind: fc.constant('variable' as const), level: fc.nat(WIDTH - 1) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const, 'minus' as const),
      left: tie('tree'),
      right: tie('tree'),
    }),
  ),
})).tree;

function build(bdd: Bdd, one: Formula): number {
  if (one.kind === 'variable') return bdd.variable(one.level);
  if (one.kind === 'not') return bdd.not(build(bdd, one.of));
  return bdd[one.kind](build(bdd, one.left), build(bdd, one.right));
}

function truth(one: Formula, bits: number): boolean {
  if (one.kind === 'variable') return ((bits >>> one.level) & 1) === 1;
  if (one.kind === 'not') return !truth(one.of, bits);
  const left = truth(one.left, bits);
  const right = truth(one.right, bits);
  return one.kind === 'and' ? left && right : one.kind === 'or' ? left || right : left && !right;
}

const holds = (bdd: Bdd, node: number, bits: number): boolean =>
  bdd.holds(node, (level) => ((bits >>> level) & 1) === 1);
const ALL = Array.from({ length: 1 << WIDTH }, (_, bits) => bits);

test('a diagram that would outgrow its budget says so instead of going on', () => {
  const bdd = new Bdd(50);
  assert.throws(() => {
    for (let i = 0; i < 200; i++) bdd.variable(i);
  }, TooLarge);
});

test('a diagram says of every assignment what its formula says, and equal formulas are one node', () => {
  fc.assert(
    fc.property(formula, formula, (one, two) => {
      const bdd = new Bdd();
      const a = build(bdd, one);
      const b = build(bdd, two);
      for (const bits of ALL) assert.equal(holds(bdd, a, bits), truth(one, bits));
      assert.equal(
        a === b,
        ALL.every((bits) => truth(one, bits) === truth(two, bits)),
      );
    }),
    { numRuns: 150 },
  );
});

test('forgetting variables keeps exactly the assignments that some value of them would allow', () => {
  fc.assert(
    fc.property(formula, fc.nat(WIDTH - 1), (one, from) => {
      const bdd = new Bdd();
      const node = build(bdd, one);
      const projected = bdd.project(node, (level) => level < from);
      const may = bdd.truncate(node, from, TRUE);
      const must = bdd.truncate(node, from, FALSE);
      const mask = (1 << from) - 1;
      for (const bits of ALL) {
        const alike = ALL.filter((other) => (other & mask) === (bits & mask));
        assert.equal(
          holds(bdd, projected, bits),
          alike.some((other) => truth(one, other)),
        );
        assert.equal(
          holds(bdd, may, bits),
          alike.some((other) => truth(one, other)),
        );
        assert.equal(
          holds(bdd, must, bits),
          alike.every((other) => truth(one, other)),
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('a simplified set agrees with the original wherever it matters', () => {
  fc.assert(
    fc.property(formula, formula, (one, two) => {
      const bdd = new Bdd();
      const simple = bdd.simplify(build(bdd, one), build(bdd, two));
      for (const bits of ALL) if (truth(two, bits)) assert.equal(holds(bdd, simple, bits), truth(one, bits));
    }),
    { numRuns: 150 },
  );
});

test('growing beyond the first tables loses nothing', () => {
  const bdd = new Bdd();
  const word = variableWord(bdd, 0, 32);
  const nodes = Array.from({ length: 3000 }, (_, i) => equals(bdd, word, Math.imul(i, 2654435761)));
  assert.ok(bdd.nodes > 1 << 15);
  for (const [i, node] of nodes.entries()) assert.equal(equals(bdd, word, Math.imul(i, 2654435761)), node);
});

test('the smallest member is a member, and no smaller one is', () => {
  fc.assert(
    fc.property(formula, (one) => {
      const bdd = new Bdd();
      const node = build(bdd, one);
      fc.pre(node !== FALSE);
      const chosen = bdd.smallest(node);
      const value = (bits: number): number =>
        Array.from({ length: WIDTH }, (_, level) => ((bits >>> level) & 1) << (WIDTH - 1 - level)).reduce(
          (a, b) => a + b,
        );
      const bits = [...chosen].reduce((sum, level) => sum | (1 << level), 0);
      assert.ok(truth(one, bits));
      assert.ok(ALL.every((other) => !truth(one, other) || value(other) >= value(bits)));
    }),
    { numRuns: 100 },
  );
});

test('comparisons and arithmetic on words agree with numbers', () => {
  const number = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(number, number, number, (low, high, value) => {
      const bdd = new Bdd();
      const word = variableWord(bdd, 0, 8);
      const is = (node: number): boolean => bdd.holds(node, (level) => ((value >>> (7 - level)) & 1) === 1);
      assert.equal(is(atLeast(bdd, [word], [low])), value >= low);
      assert.equal(is(atMost(bdd, [word], [high])), value <= high);
      assert.equal(is(within(bdd, [word], [low], [high])), value >= low && value <= high);
      assert.equal(is(equals(bdd, word, low & high, high)), (value & high) === (low & high));
      assert.equal(is(equals(bdd, plus(bdd, word, -low), (value - low) | 0)), true);
      assert.equal(is(equals(bdd, decrement(bdd, word), (value - 1) | 0)), true);
      assert.equal(equals(bdd, constantWord(low), high), low === high ? TRUE : FALSE);
    }),
    { numRuns: 150 },
  );
});

test('a word written over for some packets is compared as its bits are', () => {
  const value = fc.integer({ min: 0, max: 7 });
  const writing = fc.tuple(formula, value, fc.boolean());
  fc.assert(
    fc.property(fc.array(writing, { maxLength: 4 }), value, value, value, (writings, one, low, high) => {
      const bdd = new Bdd();
      let word = variableWord(bdd, 0, 3);
      let beside = variableWord(bdd, 3, 3);
      for (const [set, written, both] of writings) {
        const condition = build(bdd, set);
        word = choose(bdd, condition, constantWord(written), word);
        if (both) beside = choose(bdd, condition, constantWord(7 - written), beside);
      }
      const plain = [wordOf(word.bits), wordOf(beside.bits)];
      assert.equal(equals(bdd, word, one & high, high), equals(bdd, plain[0]!, one & high, high));
      const bounds = [
        [low, one],
        [high, one],
      ] as const;
      assert.equal(within(bdd, [word, beside], ...bounds), within(bdd, plain, ...bounds));
      for (const bits of ALL) {
        const last = writings.findLast(([set]) => truth(set, bits));
        const arrived = ((bits & 1) << 2) | (bits & 2) | ((bits >>> 2) & 1);
        const is = bdd.holds(
          equals(bdd, word, last ? last[1] : arrived),
          (level) => ((bits >>> level) & 1) === 1,
        );
        assert.ok(is);
      }
    }),
    { numRuns: 200 },
  );
});

test('a wide interval is compared word by word', () => {
  const bdd = new Bdd();
  const words = [variableWord(bdd, 0, 32), variableWord(bdd, 32, 32)];
  const low = [0x20010db8, 0x00010000];
  const high = [0x20010db9, 0x0000ffff];
  const set = within(bdd, words, low, high);
  for (const [a, b, inside] of [
    [0x20010db8, 0x00010000, true],
    [0x20010db8, 0x0000ffff, false],
    [0x20010db8, 0xffffffff, true],
    [0x20010db9, 0x0000ffff, true],
    [0x20010db9, 0x00010000, false],
  ] as const) {
    const bit = (level: number): boolean => (((level < 32 ? a : b) >>> (31 - (level % 32))) & 1) === 1;
    assert.equal(bdd.holds(set, bit), inside);
  }
});

test('hundreds of rules decided together are the diagram that joining them two by two gives', () => {
  const bdd = new Bdd();
  const word = variableWord(bdd, 0, 16);
  const rules = Array.from({ length: 400 }, (_, i) => {
    const low = (i * 40_503) & 0xffff;
    return within(bdd, [word], [low], [Math.min(0xffff, low + i * 7)], [TRUE, DROPPED, RETURNED][i % 3]!);
  });
  const decided = rules.reduceRight((below, one) => bdd.over(one, below), FALSE as number);
  for (const room of [undefined, 5000, 0]) assert.equal(firstOf(bdd, rules, room), decided);
});

test('rules laid over each other decide as the first that matches, and each leaf gives its packets', () => {
  const leaf = fc.constantFrom(TRUE, DROPPED, RETURNED);
  const rules = fc.array(fc.tuple(formula, leaf), { maxLength: 8 });
  fc.assert(
    fc.property(rules, formula, (written, entering) => {
      const bdd = new Bdd();
      const sets = written.map(([one]) => build(bdd, one));
      const laid = sets.map((set, i) => bdd.ite(set, written[i]![1], FALSE));
      const decided = laid.reduceRight((below, one) => bdd.over(one, below), FALSE as number);
      for (const room of [undefined, 30, 0]) assert.equal(firstOf(bdd, laid, room), decided);
      const among = build(bdd, entering);
      for (let at = 0; at < 1 << WIDTH; at++) {
        const isSet = (level: number): boolean => ((at >>> level) & 1) === 1;
        const first = sets.findIndex((set) => bdd.holds(set, isSet));
        const expected = first < 0 ? FALSE : written[first]![1];
        for (const ending of [FALSE, TRUE, DROPPED, RETURNED])
          assert.equal(
            bdd.holds(bdd.among(among, decided, leaves(ending)), isSet),
            ending === expected && bdd.holds(among, isSet),
          );
        assert.equal(
          bdd.holds(bdd.among(among, decided, leaves(FALSE, RETURNED)), isSet),
          (expected === FALSE || expected === RETURNED) && bdd.holds(among, isSet),
        );
      }
    }),
  );
});

test('equal sets keep equal numbers when the table has grown', () => {
  const bdd = new Bdd();
  const words = [0, 32, 64].map((level) => variableWord(bdd, level, 32));
  const values = Array.from({ length: 1500 }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
  const points = (): number[] =>
    values.map((value) => words.reduce((set, word) => equals(bdd, word, value, -1, set), TRUE as number));
  const before = points();
  assert.ok(bdd.nodes > 100_000);
  assert.deepEqual(points(), before);
  assert.equal(bdd.union(before), bdd.not(bdd.not(bdd.union(before.toReversed()))));
});
