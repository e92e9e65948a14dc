/** Asks the engine in its worker. Only the answer to the newest question is told; older ones are dropped. */
import { REST } from '../../../labs/firewall/policy/model.ts';
import type { CellVerdict } from '../../../labs/firewall/policy/verdict.ts';
import type { Answer, Question } from './protocol.ts';
import { tellingPacket } from './words.ts';

export class Engine {
  private readonly worker: Worker;
  private newest = 0;
  private text = '';
  /** The closed world as last proved: until the next proof answers, that is what is known of it. */
  private rest: CellVerdict | null = null;

  /** @param onFailure The worker could not be started or died. */
  constructor(onAnswer: (answer: Answer) => void, onFailure: () => void) {
    this.worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
    this.worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.id === this.newest) onAnswer(this.withRest(data));
    });
    this.worker.addEventListener('error', onFailure);
  }

  ask(question: Omit<Question, 'id'>): void {
    this.newest += 1;
    this.text = question.text;
    if (question.policy.rest) this.rest ??= UNSETTLED;
    this.worker.postMessage({ id: this.newest, ...question } satisfies Question);
  }

  /** The samples' answer knows nothing of the closed world. */
  private withRest(answer: Answer): Answer {
    const { result, proof } = answer;
    if (!result) return answer;
    if (proof) {
      this.rest = result.cells.find(({ requirement }) => requirement === REST) ?? this.rest;
      return answer;
    }
    const rest = this.rest && stillShown(this.rest, this.text);
    return rest ? { ...answer, result: { ...result, cells: [...result.cells, rest] } } : answer;
  }

  stop(): void {
    this.worker.terminate();
  }
}

/** Before the first proof. */
const UNSETTLED: CellVerdict = {
  from: REST,
  to: REST,
  requirement: REST,
  expected: 'drop',
  held: false,
  samples: [],
};

/** The same cell; without its packet when the rule that decided about it no longer stands where it stood. */
function stillShown(rest: CellVerdict, text: string): CellVerdict {
  const packet = rest.samples[0] && tellingPacket(rest.samples[0]);
  const step = packet?.deciding === null ? undefined : packet?.steps[packet.deciding];
  const line = step && text.split('\n')[step.line - 1];
  const [written = ''] = step?.text.split('\n') ?? [];
  return line?.includes(written) ? rest : { ...rest, samples: [] };
}
