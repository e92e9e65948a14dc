/** One worker at a time, ended when it takes too long. The page never waits on a file that will not end. */
import type { AnchorCandidate } from '../../../labs/signature/index.ts';
import type { Answer, Examined, Question } from './protocol.ts';

/** Longest time one file may take, counted from when the engine is loaded. */
export const LIMIT_MS = 10_000;

/** The reader pressed cancel. */
export class Cancelled extends Error {}
/** Why a file got no answer; the message is an Indonesian sentence. */
export class NoAnswer extends Error {}

export class Examiner {
  #worker: Worker | undefined;
  #ready: Promise<Worker> | undefined;
  #stop: ((error: Error) => void) | undefined;

  /** Fetches the engine, so that everything later works with the network off. */
  async prepare(): Promise<void> {
    await this.#open();
  }

  /** @throws NoAnswer after {@link LIMIT_MS}, or when the engine cannot be loaded; Cancelled after `cancel`. */
  async verify(question: Extract<Question, { kind: 'verify' }>): Promise<Examined> {
    const answer = await this.#ask(question);
    if (answer.kind === 'verified') return answer.examined;
    throw new NoAnswer(refusal(answer));
  }

  /** @throws NoAnswer with the reason when the file holds no certificate. */
  async readCertificates(bytes: Uint8Array): Promise<readonly AnchorCandidate[]> {
    const answer = await this.#ask({ kind: 'certificates', bytes });
    if (answer.kind === 'certificates') return answer.candidates;
    throw new NoAnswer(refusal(answer));
  }

  cancel(): void {
    this.#end(new Cancelled());
  }

  #end(error: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = undefined;
    this.#stop?.(error);
    this.#stop = undefined;
  }

  #open(): Promise<Worker> {
    this.#ready ??= new Promise<Worker>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
      this.#worker = worker;
      this.#stop = reject;
      worker.addEventListener('message', () => resolve(worker), { once: true });
      worker.addEventListener('error', () =>
        this.#end(new NoAnswer('Mesin pemeriksa belum termuat. Sambungkan jaringan, lalu coba lagi.')),
      );
    });
    return this.#ready;
  }

  async #ask(question: Question): Promise<Answer> {
    const worker = await this.#open();
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(
        () =>
          this.#end(
            new NoAnswer(
              `Pemeriksaan dihentikan setelah ${LIMIT_MS / 1000} detik agar peramban tidak macet.`,
            ),
          ),
        LIMIT_MS,
      );
      const settle = (): void => {
        clearTimeout(timer);
        worker.onmessage = null;
        this.#stop = undefined;
      };
      this.#stop = (error) => {
        settle();
        reject(error);
      };
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        settle();
        resolve(data);
      };
      worker.postMessage(question);
    });
  }
}

function refusal(answer: Answer): string {
  return answer.kind === 'refused' ? answer.why : 'Mesin pemeriksa menjawab di luar dugaan.';
}
