/**
 * The learner's progress on this page: who it is, what stands, and how a page adds to it. When the device refuses to
 * store, everything goes on in memory and `storing` says so, so that the page can ask to save the file.
 */
import { type Json, type LearningEvent, makeEvent } from '../../progress/event.ts';
import { merge } from '../../progress/history.ts';
import { migrateFirstVersion } from '../../progress/migrate.ts';
import { entriesOf, type Outcome } from '../../progress/outcome.ts';
import { type LearnerState, stateOf } from '../../progress/state.ts';
import { activeLearner, rememberActive, removeWork, workOf } from './own-key.ts';
import { randomHex } from './random.ts';
import { openStore, type ProgressStore, type StoredLearner } from './store.ts';

const CHANNEL = 'sigap-kemajuan';

export class Progress extends EventTarget {
  learner: StoredLearner;
  events: LearningEvent[] = [];
  /** False: the device refuses; what is done now is lost with the page unless it is saved to a file. */
  storing = true;
  private readonly store: ProgressStore | null;
  /** Not stored yet; tried again with every change. */
  private waiting: LearningEvent[] = [];
  private readonly channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null;

  private constructor(store: ProgressStore | null, learner: StoredLearner) {
    super();
    this.store = store;
    this.storing = store !== null;
    this.learner = learner;
    this.channel?.addEventListener('message', () => void this.reload());
  }

  /** Opens the device's store; takes over once what the labs kept before there were events. */
  static async open(): Promise<Progress> {
    const store = window.sigapProgressStore ?? (await openStore().catch(() => null));
    const learner = await chosenLearner(store);
    const progress = new Progress(store, learner);
    await progress.reload();
    if (store) await progress.remember();
    await progress.takeOver();
    return progress;
  }

  get state(): LearnerState {
    return stateOf(this.events);
  }

  /** Adds one event of now. */
  async record(kind: string, item: string, data: { [key: string]: Json } = {}): Promise<void> {
    await this.add([makeEvent({ at: new Date().toISOString(), kind, item, data, nonce: randomHex(8) })]);
  }

  /** Adds what a lab or a quiz found. */
  async recordOutcome(outcome: Outcome): Promise<void> {
    const at = new Date().toISOString();
    const entries = entriesOf(outcome, this.state.items.get(outcome.item));
    if (entries.length > 0)
      await this.add(entries.map((entry) => makeEvent({ at, ...entry, nonce: randomHex(8) })));
  }

  /** Adds events from a file or another device. */
  async add(events: readonly LearningEvent[]): Promise<void> {
    this.events = merge(this.events, events);
    this.waiting = merge(this.waiting, events);
    await this.keep();
    this.dispatchEvent(new Event('change'));
  }

  async learners(): Promise<StoredLearner[]> {
    return (await this.store?.learners()) ?? [this.learner];
  }

  async saveLearner(learner: StoredLearner): Promise<void> {
    await this.store?.saveLearner(learner);
    if (learner.id === this.learner.id) this.learner = learner;
    this.channel?.postMessage('learner');
    this.dispatchEvent(new Event('change'));
  }

  /** Makes `learner` the one whose progress this device's pages show. */
  async choose(learner: StoredLearner): Promise<void> {
    await this.store?.saveLearner(learner);
    this.learner = learner;
    this.waiting = [];
    await this.remember();
    await this.reload();
    await this.takeOver();
  }

  /** Takes a learner and everything of theirs from this device. */
  async remove(id: string): Promise<void> {
    await this.store?.removeLearner(id);
    removeWork(id);
    if (id === this.learner.id) {
      this.waiting = [];
      this.learner = await chosenLearner(this.store);
      await this.remember();
    }
    await this.reload();
    this.channel?.postMessage('learner');
  }

  private async remember(): Promise<void> {
    const [oldest] = await this.learners();
    rememberActive(this.learner.id, oldest?.id ?? this.learner.id);
  }

  /** What a lab kept by itself: before there were events, or while this could not be fetched. */
  private async takeOver(): Promise<void> {
    const kept = migrateFirstVersion(workOf(this.learner.id));
    if (kept.some(({ id }) => !this.events.some((event) => event.id === id))) await this.add(kept);
  }

  private async keep(): Promise<void> {
    if (!this.store || this.waiting.length === 0) return;
    try {
      await this.store.add(this.learner.id, this.waiting);
      this.waiting = [];
      this.storing = true;
      this.channel?.postMessage('events');
    } catch {
      // Full disk, or the database was closed under us.
      this.storing = false;
    }
  }

  private async reload(): Promise<void> {
    const stored = await this.store?.events(this.learner.id).catch(() => null);
    if (stored) this.events = merge(stored, this.waiting);
    this.dispatchEvent(new Event('change'));
  }
}

let opened: Promise<Progress> | null = null;

/** The one progress of this page. */
export function progress(): Promise<Progress> {
  opened ??= Progress.open();
  return opened;
}

export function newLearner(name = ''): StoredLearner {
  return { id: randomHex(16), name, pin: null, createdAt: new Date().toISOString() };
}

async function chosenLearner(store: ProgressStore | null): Promise<StoredLearner> {
  const active = activeLearner();
  if (!store) return active === '' ? newLearner() : { ...newLearner(), id: active };
  const known = (await store.learners()).find(({ id }) => id === active);
  return known ?? (await store.firstLearner(() => newLearner()));
}
