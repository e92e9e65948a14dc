/**
 * The learner's progress on this page: who it is, what stands, and how a page adds to it. When the device refuses to
 * store, everything goes on in memory and `storing` says so, so that the page can ask to save the file.
 */
import { type Json, type LearningEvent, makeEvent } from '../../progress/event.ts';
import { merge, momentAfter } from '../../progress/history.ts';
import { migrateFirstVersion } from '../../progress/migrate.ts';
import { entriesOf, type Outcome } from '../../progress/outcome.ts';
import { type LearnerState, stateOf } from '../../progress/state.ts';
import { Keeper } from './keeper.ts';
import { activeLearner, rememberActive, removeWork, workOf } from './own-key.ts';
import { randomHex } from './random.ts';
import { openStore, type StoredLearner } from './store.ts';

const CHANNEL = 'sigap-kemajuan';

export class Progress extends EventTarget {
  learner: StoredLearner;
  events: LearningEvent[] = [];
  /** A newer version of the site holds the device's store: this page has to be loaded again. */
  outdated = false;
  private readonly keeper: Keeper;
  private readonly channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null;
  private known: { events: LearningEvent[]; state: LearnerState } | null = null;

  private constructor(keeper: Keeper, learner: StoredLearner) {
    super();
    this.keeper = keeper;
    this.learner = learner;
    this.channel?.addEventListener('message', () => void this.reload());
  }

  /** Opens the device's store; takes over once what the labs kept before there were events. Never fails. */
  static async open(): Promise<Progress> {
    let outdated = false;
    let progress: Progress | null = null;
    const tell = (): void => {
      outdated = true;
      if (progress) progress.outdated = true;
    };
    const keeper = new Keeper(window.sigapProgressStore ?? (await openStore(tell).catch(() => null)));
    progress = new Progress(keeper, await chosenLearner(keeper));
    progress.outdated = outdated;
    await progress.reload();
    await progress.remember();
    await progress.takeOver();
    return progress;
  }

  /** False: the device refuses; what is done now is lost with the page unless it is saved to a file. */
  get storing(): boolean {
    return this.keeper.storing;
  }

  get state(): LearnerState {
    if (this.known?.events !== this.events) this.known = { events: this.events, state: stateOf(this.events) };
    return this.known.state;
  }

  /** Adds one event of now. */
  async record(kind: string, item: string, data: { [key: string]: Json } = {}): Promise<void> {
    await this.add([makeEvent({ at: this.moment(item), kind, item, data, nonce: randomHex(8) })]);
  }

  /** Adds what a lab or a quiz found. */
  async recordOutcome(outcome: Outcome): Promise<void> {
    const at = this.moment(outcome.item);
    const entries = entriesOf(outcome, this.state.items.get(outcome.item));
    if (entries.length > 0)
      await this.add(entries.map((entry) => makeEvent({ at, ...entry, nonce: randomHex(8) })));
  }

  /** Adds events from a file or another device. */
  async add(events: readonly LearningEvent[]): Promise<void> {
    this.events = merge(this.events, events);
    await this.keeper.add(this.learner.id, events);
    if (this.storing) this.channel?.postMessage('events');
    this.dispatchEvent(new Event('change'));
  }

  async learners(): Promise<StoredLearner[]> {
    return (await this.keeper.learners()) ?? [this.learner];
  }

  async saveLearner(learner: StoredLearner): Promise<void> {
    if (learner.id === this.learner.id) this.learner = learner;
    await this.keeper.saveLearner(learner);
    this.channel?.postMessage('learner');
    this.dispatchEvent(new Event('change'));
  }

  /** Makes `learner` the one whose progress this device's pages show. */
  async choose(learner: StoredLearner): Promise<void> {
    this.become(learner);
    await this.keeper.saveLearner(learner);
    await this.remember();
    await this.reload();
    await this.takeOver();
  }

  /** Takes a learner and everything of theirs from this device. @returns false when the device would not. */
  async remove(id: string): Promise<boolean> {
    const gone = await this.keeper.removeLearner(id);
    if (gone) {
      removeWork(id);
      if (id === this.learner.id) {
        this.become(await chosenLearner(this.keeper));
        await this.remember();
      }
    }
    await this.reload();
    this.channel?.postMessage('learner');
    return gone;
  }

  private become(learner: StoredLearner): void {
    this.learner = learner;
    this.events = [];
  }

  private moment(item: string): string {
    return momentAfter(this.events, item, Date.now());
  }

  private async remember(): Promise<void> {
    const [oldest] = await this.learners();
    if (this.storing) rememberActive(this.learner.id, oldest?.id ?? this.learner.id);
  }

  /** What a lab kept by itself: before there were events, or while this could not be fetched. */
  private async takeOver(): Promise<void> {
    const kept = migrateFirstVersion(workOf(this.learner.id));
    if (kept.some(({ id }) => !this.events.some((event) => event.id === id))) await this.add(kept);
  }

  /** What other tabs did: events, another name or PIN, or that this learner is no longer on the device. */
  private async reload(): Promise<void> {
    const { id } = this.learner;
    const learners = await this.keeper.learners();
    if (this.learner.id !== id) return;
    const own = learners?.find((learner) => learner.id === id);
    if (own) this.learner = own;
    else if (learners) {
      this.become(await chosenLearner(this.keeper));
      return this.reload();
    }
    const stored = await this.keeper.events(id);
    if (this.learner.id !== id) return;
    // Events are only ever added: what this page has and the store has not yet stays.
    if (stored) this.events = merge(this.events, stored);
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

async function chosenLearner(keeper: Keeper): Promise<StoredLearner> {
  const active = activeLearner();
  const known = (await keeper.learners())?.find(({ id }) => id === active);
  if (known) return known;
  // Without a store the labs' own work still stands under the name of whoever learned here.
  const make = (): StoredLearner =>
    keeper.storing || active === '' ? newLearner() : { ...newLearner(), id: active };
  return keeper.firstLearner(make);
}
