/** A session with a SCORM 1.2 LMS (RTE 3.3 and 3.4). Every call is synchronous. */
import { scormTime } from '../../lms/duration.ts';
import { keepBest, type Result, STATUSES } from '../../lms/result.ts';
import { SUSPEND_ROOM } from '../../lms/suspend.ts';
import type { Scorm12Api } from './find-api.ts';
import type { Lms, Visit } from './lms.ts';

/** CMIString255. */
const PLACE_ROOM = 255;

export class Scorm12 implements Lms {
  readonly kept: string;
  readonly place: string;
  readonly mastery: number | null;
  readonly room = SUSPEND_ROOM;
  readonly back = null;
  private readonly api: Scorm12Api;
  private readonly before: Pick<Result, 'status' | 'score'>;
  private ended = false;

  private constructor(api: Scorm12Api) {
    this.api = api;
    const status = textAt(api, 'cmi.core.lesson_status');
    this.before = {
      status: STATUSES.find((word) => word === status) ?? 'incomplete',
      score: percentOf(textAt(api, 'cmi.core.score.raw')),
    };
    this.mastery = percentOf(textAt(api, 'cmi.student_data.mastery_score'));
    this.kept = textAt(api, 'cmi.suspend_data');
    this.place = textAt(api, 'cmi.core.lesson_location');
  }

  /** @returns null when the LMS refuses to begin. */
  static begin(api: Scorm12Api): Scorm12 | null {
    try {
      return isTrue(api.LMSInitialize('')) || leftOpen(api) ? new Scorm12(api) : null;
    } catch {
      return null;
    }
  }

  async save(visit: Visit): Promise<string | null> {
    try {
      return this.hand(visit) && isTrue(this.api.LMSCommit('')) ? null : this.fault();
    } catch {
      return NO_REASON;
    }
  }

  async end(visit: Visit): Promise<void> {
    if (this.ended) return;
    try {
      this.hand(visit);
      this.api.LMSCommit('');
    } catch {
      // The page goes: nobody is left to be told.
    }
    this.ended = true;
    try {
      this.api.LMSFinish('');
    } catch {
      // As above.
    }
  }

  /** @returns false when the LMS refused a value; the others are handed over all the same. */
  private hand({ result, kept, place, milliseconds }: Visit): boolean {
    if (this.ended) return false;
    const { status, score } = keepBest(this.before, result);
    const values: [string, string][] = [
      ['cmi.core.lesson_status', status],
      ...(score === null
        ? []
        : ([
            ['cmi.core.score.min', '0'],
            ['cmi.core.score.max', '100'],
            ['cmi.core.score.raw', String(score)],
          ] as [string, string][])),
      ['cmi.core.lesson_location', place.slice(0, PLACE_ROOM)],
      ['cmi.suspend_data', kept],
      ['cmi.core.session_time', scormTime(milliseconds)],
      // Always resumable: who has passed may still come back to read.
      ['cmi.core.exit', 'suspend'],
    ];
    return values.map(([name, value]) => isTrue(this.api.LMSSetValue(name, value))).every(Boolean);
  }

  private fault(): string {
    const code = String(this.api.LMSGetLastError());
    return code === '0' ? NO_REASON : `kode ${code}: ${this.api.LMSGetErrorString(code)}`;
  }
}

const NO_REASON = 'tanpa keterangan';

/** CMIBoolean is a text; some LMSs answer with the value itself. */
const isTrue = (answer: unknown): boolean => String(answer) === 'true';

/** Some LMSs answer nothing at all where nothing is kept. */
const textAt = (api: Scorm12Api, name: string): string => String(api.LMSGetValue(name) ?? '');

/** A page that was killed could not end its session: 101 then says that it has begun, and values can be read. */
const leftOpen = (api: Scorm12Api): boolean =>
  String(api.LMSGetLastError()) === '101' && textAt(api, 'cmi.core.lesson_status') !== '';

/** CMIDecimal brought into 0 to 100; an empty text is no number. */
function percentOf(text: string): number | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : Math.min(Math.max(value, 0), 100);
}
