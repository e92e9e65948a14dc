/** A session with a cmi5 LMS: launch, statements, and a state document of our own for what the next visit needs. */
import { afterSending, dueVerbs, NOTHING_SENT, type Sent } from '../../lms/due.ts';
import { keepBest, type Result, STATUSES } from '../../lms/result.ts';
import { fieldsOf, type Launch, type Moment, statement, type Verb } from '../../lms/statement.ts';
import type { Json } from '../../progress/event.ts';
import { faultWords } from './fault-words.ts';
import type { Lms, Visit } from './lms.ts';
import { Lrs, LrsFault } from './lrs.ts';

/** Requests that outlive their page may have 64 KiB in all (Fetch standard, keepalive): room for two states at once. */
const ROOM = 28_000;
const OWN_STATE = 'sigap';

/** What the address of the launched page says: cmi5 8.1. @returns null when an LMS did not launch it. */
export function launchParameters(search: string): Record<string, string> | null {
  const given = new URLSearchParams(search);
  const names = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'];
  if (names.some((name) => !given.get(name))) return null;
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? '']));
}

export class Cmi5 implements Lms {
  readonly kept: string;
  readonly place: string;
  readonly mastery: number | null;
  readonly back: string | null;
  readonly room = ROOM;
  private readonly lrs: Lrs;
  private readonly launch: Launch;
  /** In "Browse" and "Review" nothing about completion is sent: section 10. */
  private readonly records: boolean;
  private readonly before: Pick<Result, 'status' | 'score'>;
  private sent: Sent;
  private ended: Promise<void> | null = null;
  /** One after the other, so that an older state never overwrites a newer one. */
  private saving: Promise<unknown> = Promise.resolve();

  private constructor(
    lrs: Lrs,
    launch: Launch,
    data: { [key: string]: Json },
    state: { [key: string]: Json },
  ) {
    this.lrs = lrs;
    this.launch = launch;
    this.mastery = launch.masteryScore === null ? null : Math.round(launch.masteryScore * 10_000) / 100;
    this.back = typeof data.returnURL === 'string' && /^https?:/.test(data.returnURL) ? data.returnURL : null;
    this.records = data.launchMode === 'Normal';
    this.kept = typeof state.kept === 'string' ? state.kept : '';
    this.place = typeof state.place === 'string' ? state.place : '';
    this.before = {
      status: STATUSES.find((word) => word === state.status) ?? 'incomplete',
      score: typeof state.score === 'number' ? state.score : null,
    };
    const sent = fieldsOf(state.sent);
    this.sent = {
      completed: sent.completed === true,
      passed: sent.passed === true,
      failed: typeof sent.failed === 'number' ? sent.failed : NOTHING_SENT.failed,
    };
  }

  /** @throws Error with words for the learner when the LMS does not let the session begin. */
  static async begin(given: Record<string, string>): Promise<Cmi5> {
    const { endpoint = '', fetch: tokenUrl = '', actor = '', registration = '', activityId = '' } = given;
    // One use only: a page that is loaded again has to be launched again (8.2).
    if (!isJson(actor) || !URL.canParse(endpoint, document.baseURI))
      throw new LrsFault('alamat peluncurannya keliru');
    const response = await fetch(tokenUrl, { method: 'POST' });
    if (!response.ok) throw new LrsFault(`LMS menjawab ${response.status}`);
    const answer = (await response.json()) as Json;
    if (answer === null) throw new SyntaxError('no token');
    const token = fieldsOf(answer)['auth-token'];
    if (typeof token !== 'string') throw new LrsFault('sesi ini sudah pernah dibuka');
    const lrs = new Lrs(endpoint, token);
    const about = { activityId, agent: actor, registration };
    const data = await lrs.read('activities/state', { ...about, stateId: 'LMS.LaunchData' });
    if (data === null) throw new LrsFault('LMS tidak memberi data peluncuran');
    // Section 11 asks for it; the page has no sound and one language, so nothing in it changes anything.
    await lrs.read('agents/profile', { agent: actor, profileId: 'cmi5LearnerPreferences' }).catch(() => null);
    const state = await lrs.read('activities/state', { ...about, stateId: OWN_STATE });
    const { contextTemplate, masteryScore } = fieldsOf(data);
    const launch: Launch = {
      actor: JSON.parse(actor) as Json,
      registration,
      activityId,
      contextTemplate: fieldsOf(contextTemplate),
      masteryScore: typeof masteryScore === 'number' ? masteryScore : null,
    };
    const session = new Cmi5(lrs, launch, fieldsOf(data), fieldsOf(state ?? undefined));
    await lrs.send([statement(launch, 'initialized', momentOf(0, null))]);
    return session;
  }

  save(visit: Visit): Promise<string | null> {
    const saved = this.saving.then(async () => {
      if (this.ended) return null;
      try {
        await this.hand(visit, false);
        return null;
      } catch (error) {
        return faultWords(error);
      }
    });
    this.saving = saved;
    return saved;
  }

  async end(visit: Visit): Promise<void> {
    this.ended ??= this.hand(visit, true).catch(() => undefined);
    await this.ended;
  }

  /** Both requests leave before the first answer is awaited: the page may be going. */
  private async hand({ result, kept, place, milliseconds }: Visit, leaving: boolean): Promise<void> {
    const best = keepBest(this.before, result);
    const verbs = this.records ? dueVerbs(best, this.sent, leaving) : [];
    const before = this.sent;
    this.sent = afterSending(this.sent, verbs, best.score);
    const all: Verb[] = leaving ? [...verbs, 'terminated'] : verbs;
    const statements = all.map((verb) => statement(this.launch, verb, momentOf(milliseconds, best.score)));
    const { status, score } = best;
    const state: Json = { kept, place, status, score, sent: { ...this.sent } };
    const { actor, registration, activityId } = this.launch;
    const about = { activityId, agent: JSON.stringify(actor), registration, stateId: OWN_STATE };
    const [stated, told] = await Promise.allSettled([
      this.lrs.write('activities/state', about, state),
      statements.length > 0 ? this.lrs.send(statements) : Promise.resolve(),
    ]);
    if (told.status === 'rejected') {
      this.sent = before;
      throw told.reason;
    }
    if (stated.status === 'rejected') throw stated.reason;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const momentOf = (milliseconds: number, score: number | null): Moment => ({
  id: uuid(),
  timestamp: new Date().toISOString(),
  milliseconds,
  score,
});

/** Version 4 (RFC 9562 5.4). On plain http there is no `crypto.randomUUID`. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
