/** `<sigap-tte-lab>`: pick a letter, look, decide, learn. Links stay links, so that the address names the letter. */
import type { Report } from '../../../../labs/signature/index.ts';
import { letterItem } from '../../../progress/item.ts';
import { recordOutcome } from '../../progress/record.ts';
import { Stopwatch } from '../../progress/stopwatch.ts';
import type { Anchor } from '../anchors.ts';
import { button, fill, icon, make } from '../dom.ts';
import { Examiner, NoAnswer } from '../examiner.ts';
import { loadTrainingRoot } from '../training-root.ts';
import type { Zone } from '../words.ts';
import { showInbox } from './inbox.ts';
import { letterAfter, letterBefore } from './letter-view.ts';
import { type Decision, type Letter, loadInbox, type Official, type Reason } from './letters.ts';
import { type Decided, forget, keepDecision, readProgress } from './progress.ts';

/** One letter, fetched and judged. */
interface Judged {
  readonly letter: Letter;
  readonly bytes: Uint8Array;
  readonly report: Report;
}

class TteLab extends HTMLElement {
  readonly #examiner = new Examiner();
  readonly #files = new Map<string, Promise<Uint8Array>>();
  #letters: readonly Letter[] = [];
  #officials: readonly Official[] = [];
  #root!: Promise<Anchor>;
  #view!: HTMLElement;
  #ruling!: HTMLElement;
  /** The letter now shown; a slow answer for an earlier one is dropped. */
  #current = '';
  readonly #watch = new Stopwatch();
  /** By the stopwatch, when the present letter was opened. */
  #openedAt = 0;
  readonly #tries = new Map<string, number>();

  connectedCallback(): void {
    this.#view = this.querySelector('.letter')!;
    this.#ruling = this.querySelector('.ruling')!;
    void this.#start();
  }

  get #zone(): Zone {
    return { name: this.dataset.zone ?? 'UTC', short: this.dataset.zoneShort ?? 'UTC' };
  }

  async #start(): Promise<void> {
    try {
      this.#root = loadTrainingRoot('/lab/tte/akar-latihan.json');
      const [inbox] = await Promise.all([loadInbox(), this.#root]);
      this.#letters = inbox.letters;
      this.#officials = inbox.officials;
    } catch {
      const fault = this.querySelector<HTMLElement>('.intro .fault')!;
      fault.hidden = false;
      fill(fault, ['Surat latihan belum termuat. Sambungkan jaringan, lalu muat ulang halaman ini.']);
      return;
    }
    for (const link of this.querySelectorAll<HTMLAnchorElement>('[data-letter]')) {
      link.href = `#${link.dataset.letter}`;
    }
    const [first] = this.#letters;
    const begin = this.querySelector<HTMLAnchorElement>('[data-begin]');
    if (begin && first) {
      begin.href = `#${first.id}`;
      begin.closest('p')!.hidden = false;
    }
    const reset = button('Kosongkan keputusan', () => this.#reset(), 'quiet small');
    fill(this.querySelector('.kept-action')!, [reset]);
    window.addEventListener('hashchange', () => this.#follow());
    this.#follow();
  }

  #reset(): void {
    forget();
    this.#follow();
  }

  #follow(): void {
    const id = decodeURIComponent(location.hash.slice(1));
    const letter = this.#letters.find((one) => one.id === id);
    showInbox(this, this.#letters, readProgress(), letter?.id ?? null);
    if (letter) void this.#open(letter);
  }

  async #open(letter: Letter): Promise<void> {
    this.#current = letter.id;
    this.#openedAt = this.#watch.seconds;
    this.dataset.letter = letter.id;
    delete this.dataset.decided;
    const heading = make('h1', { tabindex: '-1' }, letter.title);
    const head = make('header', { class: 'letter-head' }, heading, make('p', {}, `Dari ${letter.from}.`));
    fill(this.#view, [head, make('p', { class: 'quiet', role: 'status' }, 'Membuka surat.')]);
    fill(this.#ruling, []);
    heading.focus();
    try {
      const judged = await this.#judge(letter);
      if (this.#current !== letter.id) return;
      const decided = readProgress()[letter.id];
      await (decided ? this.#tell(judged, decided, head) : this.#ask(judged, head));
      const files = this.#letters.flatMap(({ file, original }) => (original ? [file, original] : [file]));
      const kit = import('../offline-kit.ts').then(({ prepare }) => prepare());
      await Promise.allSettled([kit, ...files.map((file) => this.#fetch(file))]);
    } catch (error) {
      if (this.#current !== letter.id) return;
      const why =
        error instanceof NoAnswer
          ? error.message
          : 'Surat ini belum termuat. Sambungkan jaringan, lalu buka lagi.';
      fill(this.#view, [head, make('p', { role: 'alert', class: 'quiet' }, why)]);
    }
  }

  async #judge(letter: Letter): Promise<Judged> {
    const bytes = await this.#fetch(letter.file);
    const { der } = await this.#root;
    const { report } = await this.#examiner.verify({ kind: 'verify', bytes, anchors: [der], at: Date.now() });
    return { letter, bytes, report };
  }

  /** Fetched once; after the first letter the others follow, so that the lab goes on with the network off. */
  #fetch(file: string): Promise<Uint8Array> {
    const known = this.#files.get(file);
    if (known) return known;
    const coming = fetch(file).then(async (response) => new Uint8Array(await response.arrayBuffer()));
    this.#files.set(file, coming);
    coming.catch(() => this.#files.delete(file));
    return coming;
  }

  async #ask(judged: Judged, head: HTMLElement): Promise<void> {
    const { askView } = await import('./ruling.ts');
    if (this.#current !== judged.letter.id) return;
    fill(this.#ruling, [
      askView(
        judged.report,
        this.#officials,
        (decision, reason) => void this.#decide(judged, decision, reason, head),
      ),
    ]);
    await letterBefore(
      this.#view,
      head,
      judged.bytes,
      judged.letter,
      () => this.#current === judged.letter.id,
    );
  }

  async #decide(judged: Judged, decision: Decision, reason: Reason, head: HTMLElement): Promise<void> {
    const { letter } = judged;
    const decided = { decision, reason, right: decision === letter.expected.decision };
    keepDecision(letter.id, decided);
    this.#record(letter, decided.right);
    showInbox(this, this.#letters, readProgress(), letter.id);
    await this.#tell(judged, decided, head);
    this.#ruling.querySelector<HTMLElement>('.feedback h2')?.focus();
  }

  #record({ id }: Letter, right: boolean): void {
    this.#tries.set(id, (this.#tries.get(id) ?? 0) + 1);
    recordOutcome({
      item: letterItem(id),
      done: right,
      score: { points: right ? 1 : 0, max: 1, missed: right ? [] : [id] },
      seconds: this.#watch.seconds - this.#openedAt,
      tries: this.#tries.get(id) ?? 1,
    }).catch(() => undefined);
  }

  async #tell({ letter, bytes, report }: Judged, decided: Decided, head: HTMLElement): Promise<void> {
    const { answerView } = await import('./ruling.ts');
    const { summary } = await this.#root;
    if (this.#current !== letter.id) return;
    const again = (): void => {
      forget(letter.id);
      this.#follow();
    };
    this.dataset.decided = '';
    fill(this.#ruling, [answerView(letter, report, decided, this.#next(letter), again)]);
    const around = {
      anchors: new Set([summary.fingerprint]),
      zone: this.#zone,
      checkedAt: new Date().toISOString(),
    };
    const papers = { bytes, original: letter.original ? this.#fetch(letter.original) : null };
    await letterAfter(this.#view, head, papers, letter, report, around, () => this.#current === letter.id);
  }

  #next(letter: Letter): HTMLElement {
    const kept = readProgress();
    const place = this.#letters.indexOf(letter);
    const rest = [...this.#letters.slice(place + 1), ...this.#letters.slice(0, place)];
    const following = rest.find(({ id }) => !kept[id]);
    if (following)
      return make(
        'a',
        { class: 'button primary', href: `#${following.id}` },
        'Surat berikutnya',
        icon('arrow-right'),
      );
    const right = this.#letters.filter(({ id }) => kept[id]?.right).length;
    return make(
      'p',
      { class: 'done' },
      `Semua surat sudah diputuskan: ${right} dari ${this.#letters.length} tepat.`,
    );
  }
}

customElements.define('sigap-tte-lab', TteLab);
