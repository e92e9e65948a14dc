/** Asks the worker about every new state of the draft and hands on the newest answer only. */
import type { Draft } from '../../sop/draft/draft.ts';
import type { Library } from '../../sop/draft/library.ts';
import type { Paper } from '../../sop/sheet/model.ts';
import type { Answer, Question } from './protocol.ts';

export class JudgeClient {
  readonly #worker: Worker;
  #no = 0;

  /** @param failed told when the worker cannot be loaded */
  constructor(answered: (answer: Answer) => void, failed: () => void) {
    this.#worker = new Worker(new URL('./desk.worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.no === this.#no) answered(data);
    });
    this.#worker.addEventListener('error', failed);
  }

  know(library: Library): void {
    this.#send({ kind: 'library', library });
  }

  ask(draft: Draft, paper: Paper['id']): void {
    this.#no += 1;
    this.#send({ kind: 'draft', no: this.#no, draft, paper });
  }

  #send(question: Question): void {
    this.#worker.postMessage(question);
  }
}
