/**
 * What is computed from what was typed: one check, then answers about it. Each can be stopped, and any change ends all:
 * an answer to an earlier text is never shown. The state stands at the element: `data-state` is busy, done or empty.
 */
import { Cancelled, type Client, Failure } from './client.ts';
import type { CheckInput, CheckResult, Stage, Subject, Way } from './protocol.ts';
import type { StatusLine } from './status-line.ts';

/** What was checked, and what came out. */
export interface Checked {
  about: Subject;
  result: CheckResult;
}

export interface Inquirer {
  /** Reads what stands there now; a text says why it cannot be checked. */
  prepare: () => Promise<CheckInput | string>;
  show: (checked: Checked) => Promise<void>;
  /** The zone that the check stumbled over; null when it was none. */
  zoneFault: (zone: string | null) => void;
}

/** A quicker answer needs no word that it is being looked for. */
const ANSWER_PAUSE = 200;
const STAGES: Readonly<Record<Stage, string>> = {
  matriks: 'Menghitung siapa menjangkau apa',
  perubahan: 'Membandingkan kedua versi',
  uji: 'Membuktikan tabel uji',
  saran: 'Mencari saran',
};

export class Inquiry {
  checked: Checked | null = null;
  private readonly root: HTMLElement;
  private readonly client: Client;
  private readonly status: StatusLine;
  private readonly inquirer: Inquirer;
  /** The check that runs. */
  private running: Promise<void> | null = null;
  /** Counts what was begun; an answer to something earlier is dropped. */
  private turn = 0;

  constructor(root: HTMLElement, client: Client, status: StatusLine, inquirer: Inquirer) {
    this.root = root;
    this.client = client;
    this.status = status;
    this.inquirer = inquirer;
  }

  /** What is checked already needs no second check; what runs is waited for. */
  check(): Promise<void> {
    if (this.checked) return Promise.resolve();
    if (this.running) return this.running;
    const run = this.run().finally(() => {
      if (this.running === run) this.running = null;
    });
    this.running = run;
    return run;
  }

  /** @returns Ways, or why there are none; null when it was stopped or nothing is checked. */
  async ask(question: (about: Subject) => Promise<Way[]>): Promise<Way[] | Failure | null> {
    if (this.checked === null) return null;
    const turn = ++this.turn;
    this.root.dataset['state'] = 'busy';
    const slow = setTimeout(() => this.status.tell('busy', 'Mencari jawaban…'), ANSWER_PAUSE);
    try {
      const ways = await question(this.checked.about);
      return turn === this.turn ? ways : null;
    } catch (error) {
      if (turn !== this.turn || error instanceof Cancelled) return null;
      if (error instanceof Failure) return error;
      throw error;
    } finally {
      clearTimeout(slow);
      if (turn === this.turn) this.finish();
    }
  }

  /** Ends what is being computed, and says why. What was computed before stands. */
  stop(text: string): void {
    this.end();
    this.root.dataset['state'] = this.checked ? 'done' : '';
    this.status.tell('fault', text);
  }

  /** What was typed changed. @returns False: nothing was computed or being computed, so nothing is lost. */
  outdate(): boolean {
    if (this.root.dataset['state'] !== 'busy' && !this.checked) return false;
    this.end();
    this.checked = null;
    this.root.dataset['state'] = '';
    this.status.tell('idle', 'Ada yang diubah. Tekan "Periksa aturan" untuk jawaban yang baru.');
    return true;
  }

  private async run(): Promise<void> {
    const turn = ++this.turn;
    this.root.dataset['state'] = 'busy';
    this.status.tell('busy', 'Membaca aturan…');
    const input = await this.inquirer.prepare();
    if (turn !== this.turn) return;
    if (typeof input === 'string') return this.stop(input);
    try {
      const result = await this.client.check(input, ({ stage, done, of }) =>
        this.status.tell('busy', `${STAGES[stage]} (${Math.min(done + 1, of)} dari ${of})…`),
      );
      if (turn !== this.turn) return;
      this.checked = { about: input, result };
      await this.inquirer.show(this.checked);
      if (turn === this.turn) this.finish();
    } catch (error) {
      if (turn !== this.turn || error instanceof Cancelled) return;
      if (!(error instanceof Failure)) throw error;
      this.inquirer.zoneFault(error.zone);
      this.stop(error.message);
    }
  }

  private end(): void {
    this.turn++;
    if (this.root.dataset['state'] === 'busy') this.client.cancel();
    this.running = null;
  }

  private finish(): void {
    this.root.dataset['state'] = 'done';
    const took = Math.max(1, Math.round(this.checked?.result.milliseconds ?? 1));
    if (this.status.tone !== 'done') this.status.tell('done', `Selesai dalam ${took} milidetik.`);
  }
}
