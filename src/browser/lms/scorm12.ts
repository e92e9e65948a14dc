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
    const status = api.LMSGetValue('cmi.core.lesson_status');
    this.before = {
      status: STATUSES.find((word) => word === status) ?? 'incomplete',
      score: numberOf(api.LMSGetValue('cmi.core.score.raw')),
    };
    this.mastery = numberOf(api.LMSGetValue('cmi.student_data.mastery_score'));
    this.kept = api.LMSGetValue('cmi.suspend_data');
    this.place = api.LMSGetValue('cmi.core.lesson_location');
  }

  /** @returns null when the LMS refuses to begin. */
  static begin(api: Scorm12Api): Scorm12 | null {
    return api.LMSInitialize('') === 'true' ? new Scorm12(api) : null;
  }

  async save(visit: Visit): Promise<string | null> {
    return this.hand(visit) && this.api.LMSCommit('') === 'true' ? null : this.fault();
  }

  async end(visit: Visit): Promise<void> {
    if (this.ended) return;
    this.hand(visit);
    this.api.LMSCommit('');
    this.api.LMSFinish('');
    this.ended = true;
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
    return values.map(([name, value]) => this.api.LMSSetValue(name, value) === 'true').every(Boolean);
  }

  private fault(): string {
    const code = this.api.LMSGetLastError();
    return code === '0' ? 'tanpa keterangan' : `kode ${code}: ${this.api.LMSGetErrorString(code)}`;
  }
}

/** CMIDecimal; an empty text is no number. */
const numberOf = (text: string): number | null =>
  text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text);
