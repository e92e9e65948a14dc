/** One visit to a packaged page: what was kept comes back, what is done goes to the LMS at once. */
import type { PackageInfo } from '../../lms/page.ts';
import { type Result, resultOf } from '../../lms/result.ts';
import { pack, unpack } from '../../lms/suspend.ts';
import type { LearningEvent } from '../../progress/event.ts';
import { type LearnerState, stateOf } from '../../progress/state.ts';
import { leadAway } from './links.ts';
import type { Lms, Visit } from './lms.ts';
import { NO_LMS, StatusLine } from './status-line.ts';
import { installStorage, type LearnerStorage } from './storage.ts';
import { LmsStore } from './store.ts';

/** What is only typed goes to the LMS at this pace; what is answered, at once. */
const TYPING_PAUSE_MS = 3000;

const DAMAGED = 'Sebagian catatan lama dari LMS tidak terbaca dan dilewati; status dan nilai di LMS tetap.';
const TOO_LONG =
  'Catatan terlalu panjang untuk LMS: status dan nilai tersimpan, sebagian teks latihan tidak.';

/** @param lms null when none was found: the page then works as on the site. @param why words for that. */
export async function beginVisit(lms: Lms | null, why = NO_LMS): Promise<void> {
  const info = readInfo();
  leadAway(info.site);
  const line = new StatusLine();
  const visit = lms && new VisitKeeper(lms, info, line);
  if (visit) visit.begin();
  else line.say('tanpa-lms', why);
  for (const script of info.scripts) {
    try {
      await import(/* @vite-ignore */ new URL(script, document.baseURI).href);
    } catch {
      line.note('Sebagian halaman tidak termuat. Muat ulang halaman ini.');
    }
  }
  if (visit) showBefore(info, visit.state, visit.place);
  document.documentElement.dataset.paket = 'siap';
}

function readInfo(): PackageInfo {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="sigap-paket"]');
  return JSON.parse(meta?.content ?? 'null') as PackageInfo;
}

class VisitKeeper {
  private readonly lms: Lms;
  private readonly info: PackageInfo;
  private readonly line: StatusLine;
  private readonly began = performance.now();
  private readonly store: LmsStore;
  private readonly storage: LearnerStorage;
  /** Where the learner is: the anchor of what was answered last. */
  place: string;
  private typing = 0;
  private warned = false;

  constructor(lms: Lms, info: PackageInfo, line: StatusLine) {
    this.lms = lms;
    this.info = info;
    this.line = line;
    this.place = lms.place;
    const { events, entries, damaged } = unpack(lms.kept);
    if (damaged) line.note(DAMAGED);
    this.store = new LmsStore(events, (added) => this.added(added));
    this.storage = installStorage(entries, () => this.typed());
    window.sigapProgressStore = this.store;
  }

  begin(): void {
    window.addEventListener('pagehide', () => void this.lms.end(this.visit()));
    const { back } = this.lms;
    if (back !== null) this.line.offerBack(() => void this.leave(back));
    // A page that comes back from the browser's memory has ended its session: begin a new one.
    window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.save();
    });
    void this.save();
  }

  private added(events: readonly LearningEvent[]): void {
    const [, anchor] = events.at(-1)?.item.split('#') ?? [];
    if (anchor) this.place = anchor;
    void this.save();
  }

  private typed(): void {
    if (this.typing !== 0) return;
    this.typing = window.setTimeout(() => void this.save(), TYPING_PAUSE_MS);
  }

  private visit(): Visit {
    window.clearTimeout(this.typing);
    this.typing = 0;
    const { text, eventsLeft, entriesLeft } = pack(
      { events: this.store.kept, entries: this.storage.entries() },
      this.lms.room,
    );
    if (eventsLeft > 0 || entriesLeft.length > 0) this.line.note(TOO_LONG);
    return {
      result: this.result(),
      kept: text,
      place: this.place,
      milliseconds: performance.now() - this.began,
    };
  }

  get state(): LearnerState {
    return stateOf(this.store.kept);
  }

  private result(): Result {
    const mastery = this.lms.mastery ?? this.info.mastery;
    return resultOf(this.state, { ...this.info, mastery });
  }

  /** Once warned that something is not in the LMS yet, the learner may leave all the same. */
  private async leave(back: string): Promise<void> {
    const stored = await this.save();
    if (!stored && !this.warned) {
      this.warned = true;
      return;
    }
    await this.lms.end(this.visit());
    location.assign(back);
  }

  private async save(): Promise<boolean> {
    const visit = this.visit();
    const fault = await this.lms.save(visit);
    if (fault === null) this.line.show(visit.result);
    else
      this.line.say(
        'ditolak',
        `LMS belum menyimpan (${fault}). Biarkan halaman ini terbuka dan beri tahu pengelola LMS.`,
      );
    return fault === null;
  }
}

/** What was answered before stands beside its question, and the page opens where the learner was. */
function showBefore({ item }: PackageInfo, { items }: LearnerState, place: string): void {
  for (const form of document.querySelectorAll<HTMLElement>('form.question')) {
    const attempts = items.get(`${item}#${form.id}`)?.attempts ?? [];
    const note = form.querySelector('.question-result');
    if (!note || attempts.length === 0 || note.textContent !== '') continue;
    const right = attempts.some(({ score, max }) => score === max);
    note.textContent = right ? 'Sudah Anda jawab benar sebelumnya.' : 'Sebelumnya belum tepat. Coba lagi.';
  }
  if (place !== '') document.getElementById(place)?.scrollIntoView({ block: 'center' });
}
