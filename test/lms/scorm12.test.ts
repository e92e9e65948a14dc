/** The SCORM 1.2 side of a page: finding the API, what is handed over, and an LMS that refuses. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { findApi, type Scorm12Api } from '../../src/browser/lms/find-api.ts';
import type { Visit } from '../../src/browser/lms/lms.ts';
import { Scorm12 } from '../../src/browser/lms/scorm12.ts';

type FakeWindow = { API?: unknown; parent: FakeWindow; opener?: FakeWindow | null };

const found = (own: FakeWindow) => findApi(own as unknown as Window);

function frame(parent: FakeWindow | null, extra: Partial<FakeWindow> = {}): FakeWindow {
  const own = { ...extra } as FakeWindow;
  own.parent = parent ?? own;
  return own;
}

test('the API is found in the page, in a frame far above, and in the window that opened it', () => {
  const API = { LMSInitialize: () => 'true' };
  assert.equal(found(frame(null, { API })), API);
  const top = frame(null, { API });
  assert.equal(found(frame(frame(frame(top)))), API);
  assert.equal(found(frame(null, { opener: frame(top) })), API);
  assert.equal(found(frame(null)), null);
  assert.equal(found(frame(null, { API: {} })), null, 'something else of that name is no API');
});

test('a frame of another origin ends the search without a fault', () => {
  const closed = new Proxy({} as FakeWindow, {
    get: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  assert.equal(found(frame(closed)), null);
  assert.equal(found(frame(null, { opener: closed })), null);
});

interface Fake extends Scorm12Api {
  values: Map<string, string>;
  calls: string[];
}

function fakeLms(
  values: Record<string, string> = {},
  refuses: (name: string) => boolean = () => false,
): Fake {
  const kept = new Map(Object.entries(values));
  const calls: string[] = [];
  const answer = (name: string): string => {
    calls.push(name);
    return String(!refuses(name));
  };
  return {
    values: kept,
    calls,
    LMSInitialize: () => answer('LMSInitialize'),
    LMSFinish: () => answer('LMSFinish'),
    LMSCommit: () => answer('LMSCommit'),
    LMSGetValue: (name) => kept.get(name) ?? '',
    LMSSetValue(name, value) {
      if (refuses(name)) return 'false';
      kept.set(name, value);
      return 'true';
    },
    LMSGetLastError: () => '405',
    LMSGetErrorString: (code) => `Incorrect Data Type ${code}`,
  };
}

const begun = (lms: Fake): Scorm12 => {
  const session = Scorm12.begin(lms);
  assert.ok(session);
  return session;
};

const visit = (result: Partial<Visit['result']>): Visit => ({
  result: { status: 'incomplete', score: null, done: 1, of: 2, ...result },
  kept: 'S1',
  place: 'soal-satu',
  milliseconds: 61_000,
});

test('a half-done page hands over no score, a whole one hands over score, bounds and status', async () => {
  const lms = fakeLms({ 'cmi.core.lesson_status': 'not attempted' });
  const session = begun(lms);
  assert.equal(await session.save(visit({})), null);
  assert.equal(lms.values.get('cmi.core.lesson_status'), 'incomplete');
  assert.equal(lms.values.has('cmi.core.score.raw'), false);
  await session.save(visit({ status: 'passed', score: 80 }));
  const core = (name: string) => lms.values.get(`cmi.core.${name}`);
  assert.deepEqual(
    ['lesson_status', 'score.raw', 'score.min', 'score.max', 'session_time', 'exit', 'lesson_location'].map(
      core,
    ),
    ['passed', '80', '0', '100', '0000:01:01.00', 'suspend', 'soal-satu'],
  );
});

test('what the LMS knows from before is kept: passed stays passed, also when the suspend data were lost', async () => {
  const lms = fakeLms({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '90' });
  await begun(lms).save(visit({ status: 'failed', score: 40 }));
  assert.equal(lms.values.get('cmi.core.lesson_status'), 'passed');
  assert.equal(lms.values.get('cmi.core.score.raw'), '90');
});

test('the mark the LMS sets is read; without one it is left to the page', () => {
  assert.equal(begun(fakeLms({ 'cmi.student_data.mastery_score': '85' })).mastery, 85);
  assert.equal(begun(fakeLms()).mastery, null);
});

test('an LMS that does not begin is none; one that refuses a value is named with its code', async () => {
  assert.equal(Scorm12.begin(fakeLms({}, (name) => name === 'LMSInitialize')), null);
  const refused = begun(fakeLms({}, (name) => name === 'cmi.suspend_data'));
  assert.equal(await refused.save(visit({})), 'kode 405: Incorrect Data Type 405');
  const closed = begun(fakeLms({}, (name) => name === 'LMSCommit'));
  assert.match((await closed.save(visit({}))) ?? '', /405/);
});

test('the session is finished once, and nothing is said after that', async () => {
  const lms = fakeLms();
  const session = begun(lms);
  await session.end(visit({}));
  await session.end(visit({ status: 'passed', score: 100 }));
  assert.deepEqual(lms.calls, ['LMSInitialize', 'LMSCommit', 'LMSFinish']);
  assert.equal(lms.values.get('cmi.core.lesson_status'), 'incomplete');
});
