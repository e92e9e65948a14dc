/** Asks the engine in its worker. Only the answer to the newest question is told; older ones are dropped. */
import type { Answer, Question } from './protocol.ts';

export class Engine {
  private readonly worker: Worker;
  private newest = 0;

  /** @param onFailure The worker could not be started or died. */
  constructor(onAnswer: (answer: Answer) => void, onFailure: () => void) {
    this.worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
    this.worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.id === this.newest) onAnswer(data);
    });
    this.worker.addEventListener('error', onFailure);
  }

  ask(question: Omit<Question, 'id'>): void {
    this.newest += 1;
    this.worker.postMessage({ id: this.newest, ...question } satisfies Question);
  }

  stop(): void {
    this.worker.terminate();
  }
}
