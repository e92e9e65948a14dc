/** LMSs as they are: that throw, answer with booleans, nothing or nonsense, are begun twice, or sit behind two windows. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Cmi5 } from '../../src/browser/lms/cmi5-session.ts';
import { faultWords } from '../../src/browser/lms/fault-words.ts';
import { findApi, type Scorm12Api } from '../../src/browser/lms/find-api.ts';
import type { Visit } from '../../src/browser/lms/lms.ts';
import { LrsFault } from '../../src/browser/lms/lrs.ts';
import { Scorm12 } from '../../src/browser/lms/scorm12.ts';
import { isoDuration, scormTime } from '../../src/lms/duration.ts';
import { pack, SUSPEND_ROOM, unpack } from '../../src/lms/suspend.ts';
import type { Json, LearningEvent } from '../../src/progress/event.ts';

const VISIT: Visit = {
  result: { status: 'passed', score: 80, done: 1, of: 1 },
  kept: 'S1',
  place: 'soal',
  milliseconds: 1000,
};

/** An API whose answers are given by `answer`, whatever they are. */
function api(answer: (call: string, ...words: string[]) => unknown): Scorm12Api & { calls: string[] } {
  const calls: string[] = [];
  const tell =
    (name: string) =>
    (...words: string[]): string => {
      calls.push([name, ...words].join(' ').trim());
      return answer(name, ...words) as string;
    };
  const names = ['Initialize', 'Finish', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString'];
  const functions = Object.fromEntries(names.map((name) => [`LMS${name}`, tell(`LMS${name}`)]));
  return { ...functions, calls } as unknown as Scorm12Api & { calls: string[] };
}

test('an LMS that answers with booleans and with nothing is one all the same', async () => {
  const lms = api((call) => (call === 'LMSGetValue' ? undefined : call === 'LMSGetLastError' ? 0 : true));
  const session = Scorm12.begin(lms);
  assert.ok(session);
  assert.deepEqual([session.kept, session.place, session.mastery], ['', '', null]);
  assert.equal(await session.save(VISIT), null);
});

test('an LMS that throws at the door is none; one that throws later is told, and is still left in order', async () => {
  const broken = (): never => {
    throw new Error('LMS session timed out');
  };
  assert.equal(Scorm12.begin(api(broken)), null);
  let dead = false;
  const lms = api((call) => (call === 'LMSGetValue' ? '' : dead && call !== 'LMSFinish' ? broken() : 'true'));
  const session = Scorm12.begin(lms);
  dead = true;
  assert.match((await session?.save(VISIT)) ?? '', /tanpa keterangan/);
  await session?.end(VISIT);
  assert.equal(lms.calls.at(-1), 'LMSFinish');
});

test('a session that a killed page left open is taken up again; one that is refused for another reason is not', () => {
  const refusing = (code: string, status: string) =>
    Scorm12.begin(
      api((call, name) => {
        if (call === 'LMSInitialize') return 'false';
        if (call === 'LMSGetLastError') return code;
        return name === 'cmi.core.lesson_status' ? status : '';
      }),
    );
  assert.ok(refusing('101', 'incomplete'));
  assert.equal(refusing('101', ''), null);
  assert.equal(refusing('301', 'incomplete'), null);
});

test('a score out of bounds in the LMS is brought back into them', async () => {
  for (const [before, after] of [
    ['150', '100'],
    ['-20', '80'],
    ['1e999', '80'],
    ['delapan', '80'],
  ] as const) {
    const lms = api((call, name) =>
      call === 'LMSGetValue' ? (name === 'cmi.core.score.raw' ? before : '') : 'true',
    );
    await Scorm12.begin(lms)?.save(VISIT);
    assert.ok(lms.calls.includes(`LMSSetValue cmi.core.score.raw ${after}`), before);
  }
});

type FakeWindow = { API?: unknown; parent: FakeWindow; opener?: FakeWindow | null };
function frame(parent: FakeWindow | null, extra: Partial<FakeWindow> = {}): FakeWindow {
  const own = { ...extra } as FakeWindow;
  own.parent = parent ?? own;
  return own;
}

test('the API is found in the window that opened the frame around the page', () => {
  const API = { LMSInitialize: () => 'true' };
  const popup = frame(null, { opener: frame(frame(null, { API })) });
  assert.equal(findApi(frame(frame(popup)) as unknown as Window), API);
});

test('time beyond ten hours keeps four digits of hours, and time that runs backwards is none', () => {
  assert.equal(scormTime(36_000_000), '0010:00:00.00');
  assert.equal(scormTime(100 * 3_600_000 + 59_999_990), '0116:39:59.99');
  assert.equal(scormTime(1e15), '9999:59:59.99');
  assert.equal(scormTime(-5), '0000:00:00.00');
  assert.equal(isoDuration(36_000_000), 'PT36000.00S');
});

test('what has no room is left out before the LMS has to refuse it, and a bottomless event is damage, no crash', () => {
  let seed = 1;
  const letter = (): string => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (seed % 90));
  };
  const entries = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`k${n}`, Array.from({ length: 900 }, letter).join('')]),
  );
  const { text, entriesLeft } = pack({ events: [], entries });
  assert.ok(text.length <= SUSPEND_ROOM && entriesLeft.length > 0);
  const made = (levels: number): LearningEvent => {
    let deep: Json = 1;
    for (let level = 0; level < levels; level += 1) deep = [deep];
    return {
      id: String(levels),
      at: '2026-11-23T01:00:00.000Z',
      kind: 'done',
      item: '/x/',
      data: { deep },
      nonce: '1',
    };
  };
  const packed = pack({ events: [made(1000), made(10)], entries: {} }).text;
  const read = unpack(packed);
  assert.equal(read.damaged, true);
  assert.equal(read.events.length, 1);
});

const ACTOR = JSON.stringify({
  objectType: 'Agent',
  account: { homePage: 'https://lms.invalid', name: '7' },
});
const GIVEN = {
  endpoint: 'https://lms.invalid/xapi/',
  fetch: 'https://lms.invalid/token',
  actor: ACTOR,
  registration: 'r',
  activityId: 'https://lms.invalid/a',
};

/** Answers by the end of the address; anything thrown is what the network does. */
async function begin(answers: Record<string, Response | Error>, given: Record<string, string> = GIVEN) {
  const real = globalThis.fetch;
  const document = { baseURI: 'https://lms.invalid/' };
  Object.assign(globalThis, { document });
  globalThis.fetch = (async (input: URL | string) => {
    const url = new URL(String(input));
    const name = url.searchParams.get('stateId') ?? url.pathname.replace(/.*\//, '');
    const answer = answers[name] ?? new Response('{}');
    if (answer instanceof Error) throw answer;
    return answer.clone();
  }) as typeof fetch;
  try {
    return await Cmi5.begin(given);
  } finally {
    globalThis.fetch = real;
  }
}

const TOKEN = {
  token: new Response('{"auth-token":"t"}'),
  'LMS.LaunchData': new Response('{"launchMode":"Normal","masteryScore":0.55}'),
};

test('whatever keeps a cmi5 session from beginning is told in words of a learner', async () => {
  const cases: [Record<string, Response | Error>, RegExp, Record<string, string>?][] = [
    [{ token: new TypeError('Failed to fetch') }, /^tidak ada sambungan$/],
    [{ token: new Response('<html>', { status: 500 }) }, /^LMS menjawab 500$/],
    [{ token: new Response('<html>') }, /^jawabannya tidak terbaca$/],
    [{ token: new Response('null') }, /^jawabannya tidak terbaca$/],
    [{ token: new Response('{"error-code":"1"}') }, /pernah dibuka/],
    [{ ...TOKEN, 'LMS.LaunchData': new Response('', { status: 404 }) }, /data peluncuran/],
    [TOKEN, /^alamat peluncurannya keliru$/, { ...GIVEN, actor: '{kotor' }],
    [TOKEN, /^alamat peluncurannya keliru$/, { ...GIVEN, endpoint: 'http://[' }],
  ];
  for (const [answers, words, given] of cases)
    await assert.rejects(begin(answers, given), (error) => {
      assert.match(faultWords(error), words);
      return true;
    });
  assert.equal(faultWords(new LrsFault('x')), 'x');
});

test('preferences that are refused and a state that is empty do not keep a session from beginning', async () => {
  const session = await begin({
    ...TOKEN,
    profile: new Response('', { status: 403 }),
    sigap: new Response('', { status: 200 }),
  });
  assert.equal(session.kept, '');
  assert.equal(session.mastery, 55, 'and the mark to reach is the number that was set');
});
