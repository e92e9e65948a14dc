/** The worker as seen from the page: one answer for each question, progress on the way, and an end at any time. */
import type { Answer, CheckInput, CheckResult, Question, SourceFile, Subject, Way } from './protocol.ts';

type Reading = Extract<Answer, { kind: 'read' }>;
type Progress = Extract<Answer, { kind: 'progress' }>;

/** What the worker could not do, in words for the page. */
export class Failure extends Error {
  readonly zone: string | null;

  constructor(message: string, zone: string | null) {
    super(message);
    this.zone = zone;
  }
}

/** The reader pressed "Batalkan", or changed what was being computed. */
export class Cancelled extends Error {}

interface Waiting {
  take: (answer: Answer) => void;
  fail: (error: Error) => void;
}

/** Two workers: reading answers while one types, however long the other computes. */
export class Client {
  private reader = new Line();
  private computer = new Line();

  async read(before: SourceFile[], after: SourceFile[]): Promise<Reading> {
    return (await this.reader.ask((id) => ({ id, kind: 'read', before, after }))) as Reading;
  }

  async check(input: CheckInput, onProgress: (progress: Progress) => void): Promise<CheckResult> {
    const answer = await this.computer.ask((id) => ({ id, kind: 'check', ...input }), onProgress);
    if (answer.kind !== 'checked') throw new Failure('Jawaban tidak dikenal.', null);
    return answer.result;
  }

  async detail(about: Subject, from: string, to: string, door: string): Promise<Way[]> {
    return this.ways((id) => ({ id, kind: 'detail', about, from, to, door }));
  }

  /** Throws Failure when the question was not understood. */
  async ask(about: Subject, text: string): Promise<Way[]> {
    return this.ways((id) => ({ id, kind: 'ask', about, text }));
  }

  /** Ends what is being computed; the next question starts anew. */
  cancel(): void {
    this.computer.close(new Cancelled());
    this.computer = new Line();
  }

  close(): void {
    this.reader.close(new Cancelled());
    this.computer.close(new Cancelled());
  }

  private async ways(make: (id: number) => Question): Promise<Way[]> {
    const answer = await this.computer.ask(make);
    if (answer.kind !== 'ways') throw new Failure('Jawaban tidak dikenal.', null);
    if (answer.problem !== null) throw new Failure(answer.problem, null);
    return answer.ways;
  }
}

/** One worker, started when it is first asked. */
class Line {
  private worker: Worker | null = null;
  private count = 0;
  private readonly waiting = new Map<number, Waiting>();

  ask(make: (id: number) => Question, onProgress?: (progress: Progress) => void): Promise<Answer> {
    this.worker ??= this.start();
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      const take = (answer: Answer): void => {
        if (answer.kind === 'progress') {
          onProgress?.(answer);
          return;
        }
        this.waiting.delete(id);
        if (answer.kind === 'failed') reject(new Failure(answer.message, answer.zone));
        else resolve(answer);
      };
      this.waiting.set(id, { take, fail: reject });
      this.worker?.postMessage(make(id));
    });
  }

  close(error: Error): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { fail } of this.waiting.values()) fail(error);
    this.waiting.clear();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./tool.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) =>
      this.waiting.get(data.id)?.take(data),
    );
    worker.addEventListener('error', () =>
      this.close(
        new Failure(
          'Mesin pemeriksa berhenti, mungkin karena memori. Teks Anda tetap utuh; coba periksa lagi.',
          null,
        ),
      ),
    );
    return worker;
  }
}
