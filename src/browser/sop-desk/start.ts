/** Starting a draft: from the library, from nothing, from a file, or from the shelf. */
import { type Draft, emptyDraft } from '../../sop/draft/draft.ts';
import { type Library, nextCode } from '../../sop/draft/library.ts';
import { readMdx } from '../../sop/draft/mdx.ts';
import { fill, make } from '../tte/dom.ts';
import { act } from './act.ts';
import type { Keeper } from './keeper.ts';
import { draftsView, faultsView, libraryChoice } from './start-view.ts';

/** Larger than any SOP; a file beyond it is not one. */
const MOST_BYTES = 2_000_000;

interface Told {
  open: (draft: Draft, why: string) => void;
  libraryLoaded: (library: Library) => void;
}

export class Start {
  readonly #root: HTMLElement;
  readonly #told: Told;
  #library: Library | undefined;

  constructor(root: HTMLElement, told: Told) {
    this.#root = root;
    this.#told = told;
    const input = root.querySelector<HTMLInputElement>('#berkas-mdx')!;
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      input.value = '';
      if (file) void this.#openFile(file);
    });
    root.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
    root.addEventListener('drop', (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void this.#openFile(file);
    });
  }

  async loadLibrary(): Promise<void> {
    const place = this.#root.querySelector<HTMLElement>('.pustaka-keadaan')!;
    const select = this.#root.querySelector<HTMLSelectElement>('#pustaka')!;
    try {
      const response = await fetch(this.#root.dataset.library!);
      if (!response.ok) throw new Error(String(response.status));
      const library: Library = await response.json();
      this.#library = library;
      libraryChoice(select, library);
      select.disabled = false;
      fill(place, [`${library.sop.length} SOP pustaka dapat dipakai sebagai awal.`]);
      this.#told.libraryLoaded(library);
    } catch {
      fill(place, [
        'Pustaka belum termuat. Draf tetap dapat disunting; nama peraturan dan SOP terkait menyusul. ',
        act('library-again', 'history', 'Coba lagi', '', false, 'Coba lagi'),
      ]);
    }
  }

  async showDrafts(keeper: Keeper): Promise<void> {
    fill(this.#root.querySelector('.draf')!, draftsView(await keeper.drafts(), keeper.id));
  }

  /** @returns whether the press was meant for the start */
  pressed(what: string): boolean {
    switch (what) {
      case 'start-empty': {
        const kode = nextCode(this.#library ?? { sop: [] });
        this.#told.open(emptyDraft(new Date().toISOString().slice(0, 10), kode), 'Awal: kosong');
        return true;
      }
      case 'start-library': {
        const chosen = this.#root.querySelector<HTMLSelectElement>('#pustaka')!.value;
        const model = this.#library?.sop.find(({ slug }) => slug === chosen);
        if (model) this.#told.open(model, `Awal: ${model.sop.kode} dari pustaka`);
        else this.#fault([make('p', {}, 'Pilih dulu satu SOP dari pustaka.')]);
        return true;
      }
      case 'library-again':
        void this.loadLibrary();
        return true;
      case 'faults-close':
        this.#fault([]);
        return true;
      default:
        return false;
    }
  }

  async #openFile(file: File): Promise<void> {
    this.#fault([]);
    const text = file.size > MOST_BYTES ? '' : await file.text().catch(() => '');
    const { draft, faults } = readMdx(file.name, text);
    if (draft) this.#told.open(draft, `Awal: berkas ${file.name}`);
    if (faults.length > 0) this.#fault([faultsView(file.name, faults, draft !== null)]);
  }

  #fault(views: HTMLElement[]): void {
    const place = this.#root.querySelector<HTMLElement>('.galat')!;
    fill(place, views);
    if (views.length > 0) place.scrollIntoView({ block: 'nearest' });
  }
}
