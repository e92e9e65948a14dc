/** cmi5: what each statement carries, what may be said when, and the course structure. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { courseStructure } from '../../src/lms/course-structure.ts';
import { afterSending, dueVerbs, NOTHING_SENT, type Sent } from '../../src/lms/due.ts';
import type { Course } from '../../src/lms/parts.ts';
import { type Result, STATUSES } from '../../src/lms/result.ts';
import { type Launch, statement, type Verb } from '../../src/lms/statement.ts';

const TEMPLATE = {
  contextActivities: {
    grouping: [{ id: 'https://penerbit.invalid/au' }],
    category: [{ id: 'https://lms.invalid/a' }],
  },
  extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': 's-1' },
};
const LAUNCH: Launch = {
  actor: { objectType: 'Agent', account: { homePage: 'https://lms.invalid', name: '7' } },
  registration: 'r-1',
  activityId: 'https://lms.invalid/kegiatan/1',
  contextTemplate: TEMPLATE,
  masteryScore: 0.7,
};
const MOMENT = { id: 'u', timestamp: '2026-11-23T01:00:00.000Z', milliseconds: 61_500, score: 80 };
const made = (verb: Verb, launch = LAUNCH) =>
  statement(launch, verb, MOMENT) as {
    result?: Record<string, unknown>;
    verb: { id: string };
    object: { id: string };
    context: {
      registration: string;
      extensions: Record<string, unknown>;
      contextActivities: { category: { id: string }[]; grouping: unknown };
    };
  };
const categories = (verb: Verb): string[] =>
  made(verb).context.contextActivities.category.map(({ id }) => id.replace(/.*\//, ''));

test('each verb carries what section 9.5 lets it, and no more', () => {
  const duration = 'PT61.50S';
  const score = { scaled: 0.8, raw: 80, min: 0, max: 100 };
  assert.equal(made('initialized').result, undefined);
  assert.deepEqual(made('completed').result, { completion: true, duration });
  assert.deepEqual(made('passed').result, { success: true, duration, score });
  assert.deepEqual(made('failed').result, { success: false, duration, score });
  assert.deepEqual(made('scored').result, { score });
  assert.deepEqual(made('terminated').result, { duration });
});

test('the context is the template of the LMS with registration and the right categories', () => {
  const { context, object } = made('passed');
  assert.equal(object.id, LAUNCH.activityId);
  assert.equal(context.registration, 'r-1');
  assert.deepEqual(context.contextActivities.grouping, TEMPLATE.contextActivities.grouping);
  assert.equal(context.extensions['https://w3id.org/xapi/cmi5/context/extensions/sessionid'], 's-1');
  assert.equal(context.extensions['https://w3id.org/xapi/cmi5/context/extensions/masteryscore'], 0.7);
  for (const verb of ['completed', 'passed', 'failed'] as const)
    assert.deepEqual(categories(verb), ['a', 'cmi5', 'moveon'], verb);
  for (const verb of ['initialized', 'terminated'] as const)
    assert.deepEqual(categories(verb), ['a', 'cmi5'], verb);
  assert.deepEqual(categories('scored'), ['a'], 'allowed, not defined by cmi5');
  const without = made('passed', { ...LAUNCH, masteryScore: null }).context.extensions;
  assert.deepEqual(Object.keys(without), ['https://w3id.org/xapi/cmi5/context/extensions/sessionid']);
});

const result: fc.Arbitrary<Result> = fc
  .record(
    { status: fc.constantFrom(...STATUSES), score: fc.integer({ min: 0, max: 100 }) },
    { noNullPrototype: true },
  )
  .map(({ status, score }) => ({ status, score: status === 'incomplete' ? null : score, done: 1, of: 1 }));

test('whatever a learner does in any number of sessions, the order of verbs stays lawful', () => {
  fc.assert(
    fc.property(fc.array(fc.array(result, { maxLength: 6 }), { maxLength: 5 }), (sessions) => {
      let sent: Sent = NOTHING_SENT;
      const all: Verb[] = [];
      for (const session of sessions) {
        const said: Verb[] = [];
        session.forEach((each, place) => {
          const verbs = dueVerbs(each, sent, place === session.length - 1);
          said.push(...verbs);
          sent = afterSending(sent, verbs, each.score);
        });
        assert.equal(new Set(said).size, said.length, 'no verb twice in a session');
        assert.ok(!(said.includes('passed') && said.includes('failed')), 'passed or failed, not both');
        all.push(...said);
      }
      for (const once of ['completed', 'passed'] as const)
        assert.ok(all.filter((verb) => verb === once).length <= 1, `${once} once in a registration`);
      assert.ok(!all.slice(all.indexOf('passed')).includes('failed') || !all.includes('passed'));
    }),
    { numRuns: 500 },
  );
});

test('who passes on the second try is never told to have failed; who leaves before is', () => {
  const failed: Result = { status: 'failed', score: 40, done: 2, of: 2 };
  assert.deepEqual(dueVerbs(failed, NOTHING_SENT, false), ['completed']);
  const after = afterSending(NOTHING_SENT, ['completed'], 40);
  assert.deepEqual(dueVerbs({ ...failed, status: 'passed', score: 90 }, after, true), ['passed']);
  assert.deepEqual(dueVerbs(failed, after, true), ['failed']);
  assert.deepEqual(
    dueVerbs(failed, afterSending(after, ['failed'], 40), true),
    [],
    'only reading fails nobody again',
  );
});

const COURSE: Course = {
  item: '/pelatihan/zona/',
  title: 'Zona & "batas"',
  description: 'Satu <kalimat>.',
  parts: ['/pelatihan/zona/#satu'],
  graded: true,
  mastery: 70,
};

test('the course structure names one unit, its rule and its page, with everything escaped', () => {
  const xml = courseStructure(COURSE, 'pelatihan/zona/index.html', 'https://sigap.kota.invalid');
  assert.match(
    xml,
    /<courseStructure xmlns="https:\/\/w3id\.org\/xapi\/profiles\/cmi5\/v1\/CourseStructure\.xsd">/,
  );
  assert.equal([...xml.matchAll(/<au /g)].length, 1);
  assert.match(xml, /<au id="[^"]+" moveOn="Passed" masteryScore="0\.7" launchMethod="AnyWindow">/);
  assert.match(xml, /<url>pelatihan\/zona\/index\.html<\/url>/);
  assert.ok(xml.includes('<langstring lang="id-ID">Zona &amp; &quot;batas&quot;</langstring>'));
  assert.ok(xml.includes('Satu &lt;kalimat&gt;.'));
  const ids = [...xml.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, 'course and unit have ids of their own');
  const read = courseStructure(
    { ...COURSE, graded: false, mastery: null },
    'x',
    'https://sigap.kota.invalid',
  );
  assert.match(read, /moveOn="Completed" launchMethod/);
});
