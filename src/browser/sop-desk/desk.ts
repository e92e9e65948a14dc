/** `<sigap-sop-desk>`: one draft at a time, with its form, sheet, remarks, versions and files. */
import type { Draft } from '../../sop/draft/draft.ts';
import type { Library } from '../../sop/draft/library.ts';
import type { Page, Paper } from '../../sop/sheet/model.ts';
import { fill } from '../tte/dom.ts';
import { applyAct, move, type Outcome, setField } from './commands.ts';
import { takeDrags } from './drag.ts';
import { DeskForm } from './form.ts';
import { JudgeClient } from './judge-client.ts';
import { Keeper } from './keeper.ts';
import { readKey } from './keys.ts';
import { keepForOffline } from './offline.ts';
import type { Answer } from './protocol.ts';
import { showRemarks } from './remarks-view.ts';
import { showSheet, usePaper } from './sheet-view.ts';
import type { Stored } from './shelf.ts';
import { Start } from './start.ts';
import { Timeline } from './timeline.ts';

const NO_LIBRARY: Library = {
  instansi: { nama: '', diskominfo: { nama: '', singkatan: '', bidang: '', alamat: '' } },
  peraturan: [],
  klausul: [],
  sop: [],
};

class SopDesk extends HTMLElement {
  #library = NO_LIBRARY;
  #timeline!: Timeline;
  #keeper!: Keeper;
  #form!: DeskForm;
  #judge!: JudgeClient;
  #start!: Start;
  #paper: Paper['id'] = 'a4';
  #pages: Page[] = [];
  #printing = false;
  /** The draft worked on last, once the shelf is open. */
  #shelf!: Promise<Stored | undefined>;

  connectedCallback(): void {
    this.#form = new DeskForm(this.#part('.formulir'), ({ path, kind, value, redraw }) => {
      const draft = setField(this.#timeline.draft, path, kind, value);
      this.#timeline.change(draft, redraw ? '' : path, performance.now());
      this.#changed();
      if (redraw) this.#form.draw(draft, this.#library);
      else this.#form.refresh(draft, path);
    });
    this.#judge = new JudgeClient(
      (answer) => this.#answered(answer),
      () =>
        fill(this.#part('.lembar-ket'), ['Pemeriksa belum termuat. Sambungkan jaringan, lalu muat ulang.']),
    );
    this.#keeper = new Keeper(this, (draft) => this.#replace(draft));
    this.#start = new Start(this, {
      open: (draft, why) => void this.#open(draft, why),
      libraryLoaded: (library) => {
        this.#library = library;
        this.#judge.know(library);
        if (this.#timeline) this.#replace(this.#timeline.draft, false);
      },
    });
    this.#keeper.onOpened = (draft) => {
      this.#form.open = 1;
      this.#show(draft);
      this.#part<HTMLDetailsElement>('.awal').open = false;
    };
    this.#keeper.onList = () => this.#start.showDrafts(this.#keeper);
    takeDrags(this.#part('.formulir'), (from, to) => this.#take(move(this.#timeline.draft, from, to)));
    this.addEventListener('click', (event) => this.#pressed(event));
    this.addEventListener('keydown', (event) => this.#key(event));
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[name="kertas"]'))
      radio.addEventListener('change', () => {
        this.#paper = radio.value === 'f4' ? 'f4' : 'a4';
        usePaper(this.#paper);
        this.#judge.ask(this.#timeline.draft, this.#paper);
      });
    usePaper(this.#paper);
    this.#shelf = this.#keeper.begin();
    void this.#begin();
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.querySelector<T>(selector)!;
  }

  async #begin(): Promise<void> {
    const wanted = new URLSearchParams(location.search).get('sop');
    const library = this.#start.loadLibrary();
    const last = await this.#shelf;
    // The last draft does not wait for the library; an SOP asked for by name has to.
    if (last && !wanted) this.#show(last.draft);
    await library;
    const model = this.#library.sop.find(({ slug }) => slug === wanted);
    if (wanted) history.replaceState(null, '', location.pathname);
    if (model) await this.#open(model, `Awal: ${model.sop.kode} dari pustaka`);
    else if (last && wanted) this.#show(last.draft);
    else if (!this.#timeline) this.#part<HTMLDetailsElement>('.awal').open = true;
    await this.#start.showDrafts(this.#keeper);
    this.dataset.ready = '';
    if (await keepForOffline()) this.dataset.kept = '';
  }

  /** Begins a draft of its own; the one that was open stays on the shelf. */
  async #open(draft: Draft, why: string): Promise<void> {
    // A press may come before the shelf is open.
    await this.#shelf;
    await this.#keeper.start(draft, why);
    this.#form.open = 1;
    this.#show(draft);
    this.#part<HTMLDetailsElement>('.awal').open = false;
    await this.#start.showDrafts(this.#keeper);
    this.#say(`${draft.sop.judul || 'Draf kosong'} dibuka.`);
  }

  #show(draft: Draft): void {
    this.#timeline = new Timeline(draft);
    this.classList.add('terbuka');
    for (const part of ['.bilah', '.kolom']) this.#part(part).hidden = false;
    this.#redraw();
  }

  /** Puts another state of the same draft in place of the shown one; it can be undone. */
  #replace(draft: Draft, changed = true): void {
    if (changed) this.#timeline.change(draft, '', performance.now());
    this.#redraw();
  }

  #redraw(): void {
    this.#form.draw(this.#timeline.draft, this.#library);
    this.#renew();
  }

  #changed(): void {
    this.#keeper.change(this.#timeline.draft);
    this.#renew();
  }

  #renew(): void {
    const { draft, canUndo, canRedo } = this.#timeline;
    fill(this.#part('.nama-draf'), [draft.sop.judul || 'Tanpa judul']);
    this.#part<HTMLButtonElement>('[data-act="undo"]').disabled = !canUndo;
    this.#part<HTMLButtonElement>('[data-act="redo"]').disabled = !canRedo;
    this.#part('.samping').setAttribute('aria-busy', 'true');
    this.#judge.ask(draft, this.#paper);
  }

  #answered(answer: Answer): void {
    this.#pages = answer.pages;
    this.#form.mark(answer.remarks);
    showRemarks(this.#part('.daftar-temuan'), answer.remarks);
    const count = answer.remarks.filter(({ level }) => level !== 'warning').length;
    fill(this.#part('.hitung'), [count > 0 ? String(count) : '']);
    showSheet(this.#part('.tray'), this.#part('.lembar-ket'), answer, this.#paper);
    this.#part('.samping').removeAttribute('aria-busy');
    if (this.#printing) {
      this.#printing = false;
      window.print();
    }
  }

  #take(outcome: Outcome | null): void {
    if (!outcome) return;
    if (outcome.open !== undefined) this.#form.open = outcome.open;
    this.#timeline.change(outcome.draft, '', performance.now());
    this.#keeper.change(outcome.draft);
    this.#redraw();
    this.#say(outcome.said);
  }

  #step(done: boolean): void {
    if (!done) return;
    this.#keeper.change(this.#timeline.draft);
    this.#redraw();
  }

  #pressed({ target }: Event): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-act]') : null;
    if (!button) return;
    const { act = '', at = '' } = button.dataset;
    button.closest<HTMLDetailsElement>('details.keluar')?.removeAttribute('open');
    if (this.#start.pressed(act) || this.#keeper.pressed(act, at, () => this.#timeline?.draft)) return;
    if (!this.#timeline) return;
    const own = this.#commands(at)[act];
    if (own) own();
    else this.#change(act, at);
  }

  /** What the buttons outside the form do. */
  #commands(at: string): Record<string, () => void> {
    const save = (what: 'mdx' | 'svg' | 'docx') => () => void this.#save(what);
    return {
      undo: () => this.#step(this.#timeline.undo()),
      redo: () => this.#step(this.#timeline.redo()),
      'step-open': () => {
        this.#form.open = this.#form.open === Number(at) ? 0 : Number(at);
        this.#form.draw(this.#timeline.draft, this.#library);
      },
      view: () => this.#view(at),
      go: () => this.#go(at),
      print: () => {
        this.#printing = true;
        this.#judge.ask(this.#timeline.draft, this.#paper);
      },
      'save-mdx': save('mdx'),
      'save-svg': save('svg'),
      'save-docx': save('docx'),
    };
  }

  /** A button of the form; the cursor follows what it moved. */
  #change(act: string, at: string): void {
    const count = this.#timeline.draft.sop.langkah.length;
    this.#take(applyAct(this.#timeline.draft, act, at));
    if (act === 'step-add') this.#form.goToStep(this.#form.open, 'textarea');
    if (act === 'step-up' || act === 'step-down') this.#form.goToStep(this.#form.open, `[data-act="${act}"]`);
    if (act === 'step-remove') this.#form.goToStep(Math.min(Number(at), count - 1));
  }

  #view(name: string): void {
    this.#part('.kolom').dataset.view = name;
    for (const button of this.querySelectorAll<HTMLElement>('.tampilan button'))
      button.setAttribute('aria-pressed', String(button.dataset.at === name));
  }

  #go(path: string): void {
    this.#view('isi');
    const step = /^langkah\.(\d+)/.exec(path)?.[1];
    if (step !== undefined) this.#form.open = Number(step) + 1;
    this.#form.draw(this.#timeline.draft, this.#library);
    this.#form.go(/^langkah\.\d+$/.test(path) ? `${path}.kegiatan` : path);
  }

  async #save(what: 'mdx' | 'svg' | 'docx'): Promise<void> {
    const { draft } = this.#timeline;
    const files = await import('./files.ts');
    if (what === 'mdx') files.saveMdx(draft);
    else if (what === 'svg') files.saveSvg(draft, this.#pages);
    else await files.saveDocx(draft, this.#library, this.#paper, (text) => this.#say(text));
  }

  #key(event: KeyboardEvent): void {
    if (!this.#timeline) return;
    const key = readKey(event, this.#form.stepOf(event.target));
    if (!key) return;
    event.preventDefault();
    if (key.kind === 'move') {
      const outcome = move(this.#timeline.draft, key.step, key.to);
      const inField = event.target instanceof Element && event.target.closest('.isi');
      this.#take(outcome);
      if (outcome?.open) this.#form.goToStep(outcome.open, inField ? 'textarea' : '[data-act="step-open"]');
    } else if (key.kind === 'save') void this.#save('mdx');
    else this.#step(key.kind === 'undo' ? this.#timeline.undo() : this.#timeline.redo());
  }

  #say(text: string): void {
    fill(this.#part('.ucap'), [text]);
  }
}

customElements.define('sigap-sop-desk', SopDesk);
