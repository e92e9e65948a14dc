/** Where progress lives on a packaged page: in memory, and from there with every change to the LMS. */
import { type LearningEvent, UNKNOWN_TIME } from '../../progress/event.ts';
import { merge } from '../../progress/history.ts';
import type { ProgressStore, StoredLearner } from '../progress/store.ts';

/** The LMS knows who this is; the page need not. */
const LEARNER: StoredLearner = { id: 'lms', name: '', pin: null, createdAt: UNKNOWN_TIME };

export class LmsStore implements ProgressStore {
  kept: LearningEvent[];
  private readonly onAdd: (events: readonly LearningEvent[]) => void;

  constructor(kept: readonly LearningEvent[], onAdd: (events: readonly LearningEvent[]) => void) {
    this.kept = merge(kept);
    this.onAdd = onAdd;
  }

  async learners(): Promise<StoredLearner[]> {
    return [LEARNER];
  }

  async firstLearner(): Promise<StoredLearner> {
    return LEARNER;
  }

  async events(): Promise<LearningEvent[]> {
    return this.kept;
  }

  async add(_learner: string, events: readonly LearningEvent[]): Promise<void> {
    this.kept = merge(this.kept, events);
    this.onAdd(events);
  }

  /** Learners come and go in the LMS, not here. */
  async saveLearner(): Promise<void> {}
  async removeLearner(): Promise<void> {}
  close(): void {}
}
