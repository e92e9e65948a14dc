/** Keeps the open draft on this device, beside other tabs that may have it open too. */
import type { Draft } from '../../sop/draft/draft.ts';
import { fill, make } from '../tte/dom.ts';
import { act } from './act.ts';
import { Autosave, type SaveState } from './autosave.ts';
import { openShelf, type Shelf, type Stored, type Version } from './shelf.ts';
import { clockText, versionsView } from './start-view.ts';

interface Note {
  id: string;
  revision: number;
}

export class Keeper {
  readonly #root: HTMLElement;
  readonly #replace: (draft: Draft) => void;
  readonly #tabs = 'BroadcastChannel' in window ? new BroadcastChannel('sigap-penyusun-sop') : undefined;
  #shelf!: Shelf;
  #autosave: Autosave | undefined;
  #versions: Version[] = [];

  /** @param replace shows another state of the open draft */
  constructor(root: HTMLElement, replace: (draft: Draft) => void) {
    this.#root = root;
    this.#replace = replace;
    this.#tabs?.addEventListener('message', ({ data }: MessageEvent<Note>) => void this.#heard(data));
    // A tab that was asleep may have missed a note.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.#autosave?.flush();
      else void this.#heard({ id: this.id, revision: Number.POSITIVE_INFINITY });
    });
    window.addEventListener('beforeunload', (event) => {
      if (this.#autosave && (!this.#shelf.lasting || this.#autosave.dirty)) event.preventDefault();
    });
  }

  get id(): string {
    return this.#autosave?.id ?? '';
  }

  /** Opens the shelf. @returns the draft worked on last */
  async begin(): Promise<Stored | undefined> {
    this.#shelf = await openShelf();
    const [last] = await this.#shelf.list();
    if (last) this.#watch(last);
    return last;
  }

  drafts(): Promise<Stored[]> {
    return this.#shelf.list();
  }

  /** Puts a new draft on the shelf and goes on with it. */
  async start(draft: Draft, why: string): Promise<void> {
    await this.#autosave?.flush();
    this.#watch({ id: newId(), revision: 0, savedAt: Date.now() });
    this.#autosave?.change(draft);
    await this.#autosave?.flush();
    await this.#keep(draft, why);
  }

  change(draft: Draft): void {
    this.#autosave?.change(draft);
  }

  #watch({ id, revision, savedAt }: Pick<Stored, 'id' | 'revision' | 'savedAt'>): void {
    this.#autosave?.close();
    this.#autosave = new Autosave(
      this.#shelf,
      { id, revision },
      (state) => this.#tell(state),
      (stored) => this.#tabs?.postMessage({ id: stored.id, revision: stored.revision } satisfies Note),
    );
    this.#conflict(null);
    this.#tell(this.#shelf.lasting ? { kind: 'saved', at: savedAt } : { kind: 'memory' });
  }

  #tell(state: SaveState): void {
    const place = this.#root.querySelector<HTMLElement>('.keadaan')!;
    place.dataset.state = state.kind;
    const words = {
      saved: () => `Tersimpan di perangkat ini ${clockText((state as { at: number }).at)}`,
      waiting: () => 'Menyimpan',
      memory: () => 'Peramban menolak menyimpan: simpan sebagai berkas sebelum menutup',
      failed: () => 'Belum tersimpan: ruang di perangkat ini tidak cukup. Simpan sebagai berkas.',
      conflict: () => 'Belum tersimpan: draf ini diubah di tab lain',
    };
    fill(place, [words[state.kind]()]);
    if (state.kind === 'conflict') this.#conflict(state.stored);
  }

  /** Another tab has saved this draft. What this tab has not stored yet is never dropped for it. */
  async #heard({ id, revision }: Note): Promise<void> {
    const autosave = this.#autosave;
    if (!autosave || id !== autosave.id || autosave.dirty || revision <= autosave.revision) return;
    const stored = await this.#shelf.get(id);
    if (!stored || autosave.dirty || stored.revision <= autosave.revision) return;
    autosave.adopt(stored);
    this.#replace(stored.draft);
    fill(this.#root.querySelector('.keadaan')!, [`Diperbarui dari tab lain ${clockText(stored.savedAt)}`]);
  }

  #conflict(stored: Stored | undefined | null): void {
    const place = this.#root.querySelector<HTMLElement>('.bentrok')!;
    place.hidden = stored === null;
    if (stored === null) return;
    fill(place, [
      make(
        'span',
        {},
        stored
          ? `Draf ini disimpan tab lain ${clockText(stored.savedAt)}. Tulisan Anda di tab ini masih ada dan belum menimpa apa pun.`
          : 'Draf ini dihapus di tab lain. Tulisan Anda di tab ini masih ada.',
      ),
      act(
        'conflict-copy',
        'plus',
        'Simpan tulisan tab ini sebagai draf baru',
        '',
        false,
        'Simpan sebagai draf baru',
      ),
      stored
        ? act('conflict-theirs', 'history', 'Pakai isi dari tab lain', '', false, 'Pakai isi tab lain')
        : null,
    ]);
  }

  /** @param now the shown draft. @returns whether the press was meant for the keeper */
  pressed(what: string, at: string, now: () => Draft | undefined): boolean {
    const draft = now();
    switch (what) {
      case 'conflict-copy':
        void this.#copy();
        return true;
      case 'conflict-theirs':
        if (draft) void this.#takeTheirs(draft);
        return true;
      case 'versions':
        if (draft) void this.#showVersions(draft);
        return true;
      case 'version-keep':
        if (draft) void this.#keep(draft, 'Disimpan sendiri').then(() => this.#showVersions(draft));
        return true;
      case 'version-restore':
        if (draft) void this.#restore(Number(at), draft);
        return true;
      case 'dialog-close':
        this.#dialog.close();
        return true;
      case 'draft-open':
      case 'draft-remove':
        void this.#other(what, at);
        return true;
      default:
        return false;
    }
  }

  get #dialog(): HTMLDialogElement {
    return this.#root.querySelector<HTMLDialogElement>('.dialog-versi')!;
  }

  async #copy(): Promise<void> {
    this.#autosave?.branch(newId());
    this.#conflict(null);
    await this.#autosave?.flush();
    await this.#renewList();
  }

  /** The text of this tab becomes a version first. */
  async #takeTheirs(draft: Draft): Promise<void> {
    const stored = await this.#shelf.get(this.id);
    if (!stored) return;
    await this.#keep(draft, 'Tulisan tab ini sebelum memakai isi tab lain');
    this.#autosave?.adopt(stored);
    this.#conflict(null);
    this.#replace(stored.draft);
  }

  async #showVersions(draft: Draft): Promise<void> {
    this.#versions = await this.#shelf.versions(this.id);
    fill(this.#root.querySelector('.isi-versi')!, versionsView(this.#versions, draft));
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  async #restore(place: number, draft: Draft): Promise<void> {
    const version = this.#versions[place];
    if (!version) return;
    await this.#keep(draft, 'Sebelum memulihkan');
    this.#dialog.close();
    this.#replace(version.draft);
    this.change(version.draft);
  }

  /** A version that cannot be kept is no reason to stop: the draft itself is stored apart from it. */
  async #keep(draft: Draft, why: string): Promise<void> {
    await this.#shelf.keep({ draftId: this.id, at: Date.now(), why, draft }).catch(() => {});
  }

  async #other(what: string, id: string): Promise<void> {
    if (what === 'draft-remove') {
      const stored = await this.#shelf.get(id);
      const name = stored?.draft.sop.judul || 'tanpa judul';
      if (!window.confirm(`Hapus draf "${name}" beserta versinya dari perangkat ini?`)) return;
      await this.#shelf.remove(id);
      await this.#renewList();
      return;
    }
    await this.#autosave?.flush();
    const stored = await this.#shelf.get(id);
    if (!stored) return;
    this.#watch(stored);
    this.#opened(stored.draft);
  }

  /** Set by the desk: another draft of the shelf was opened, or the list of drafts has changed. */
  onOpened: (draft: Draft) => void = () => {};
  onList: () => Promise<void> = async () => {};

  #opened(draft: Draft): void {
    this.onOpened(draft);
    void this.#renewList();
  }

  #renewList(): Promise<void> {
    return this.onList();
  }
}

/** Random enough for one device; `randomUUID` is missing on plain http. */
function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}
