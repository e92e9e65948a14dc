/** `<sigap-tte-desk>`: files in, verdicts out. The views and the engine are fetched when the first file arrives. */

import type { AnchorCandidate } from '../../../labs/signature/index.ts';
import { AnchorPanel } from './anchor-panel.ts';
import type { Anchor } from './anchors.ts';
import { button, fill, icon, make } from './dom.ts';
import type { Evidence } from './evidence.ts';
import { Examiner } from './examiner.ts';
import { fetchedSince } from './network-watch.ts';
import type { Examined } from './protocol.ts';
import { FileQueue } from './queue.ts';
import { registerButtons } from './register-buttons.ts';
import { SiteRoots } from './site-roots.ts';
import { filesOfDrop, type Incoming, sortFiles } from './sorting.ts';
import { TrainingRoot } from './training-root.ts';
import type { Zone } from './words.ts';

interface Trust {
  readonly anchors: readonly Anchor[];
  /** Whether the training root is among them. */
  readonly training: boolean;
}

type Present = (document: Incoming, examined: Examined) => HTMLElement;

class TteDesk extends HTMLElement {
  readonly #examiner = new Examiner();
  readonly #queue = new FileQueue(this.#examiner);
  #panel!: AnchorPanel;
  #training!: TrainingRoot;
  #siteRoots!: SiteRoots;
  #status!: HTMLElement;
  #results!: HTMLElement;
  /** What was judged in this sitting, for the register. */
  readonly #evidences = new Map<File, Evidence>();
  readonly #certificates = new Map<string, readonly AnchorCandidate[]>();
  #files: File[] = [];
  #fromFolder = false;
  #busy = false;

  connectedCallback(): void {
    this.#status = this.#part('.desk-status');
    this.#results = this.#part('.desk-results');
    const again = (): void => void this.#again();
    this.#panel = new AnchorPanel(this.#part('.anchors'), this.#examiner, this.#zone, again);
    this.#siteRoots = new SiteRoots(this);
    this.#training = new TrainingRoot(this.#part('.training-root'), again);
    for (const input of this.querySelectorAll<HTMLInputElement>('.drop input')) {
      input.addEventListener('change', () => {
        void this.#take([...(input.files ?? [])], input.webkitdirectory);
        input.value = '';
      });
    }
    // The field looks like a button, and buttons answer to Enter as well as to Space.
    this.addEventListener('keydown', ({ key, target }) => {
      if (key === 'Enter' && target instanceof HTMLInputElement && target.type === 'file') target.click();
    });
    this.#takeDrops(this.#part('.drop'));
    this.#offerOffline(this.#part('.offline'));
  }

  get #zone(): Zone {
    return { name: this.dataset.zone ?? 'UTC', short: this.dataset.zoneShort ?? 'UTC' };
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.querySelector<T>(selector)!;
  }

  /** The whole window takes files: a near miss must not open the PDF in the browser's own viewer. */
  #takeDrops(zone: HTMLElement): void {
    window.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
    window.addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) zone.classList.remove('over');
    });
    window.addEventListener('drop', (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      const { files = [], items } = event.dataTransfer ?? {};
      const loose = [...files];
      if (!items) return;
      void filesOfDrop(items).then((found) => this.#take(found ?? loose, found !== null));
    });
  }

  async #again(): Promise<void> {
    if (this.#files.length > 0 && !this.#busy) await this.#take(this.#files, this.#fromFolder);
  }

  async #take(files: File[], fromFolder: boolean): Promise<void> {
    if (files.length === 0 || this.#busy) return;
    this.#busy = true;
    this.#files = files;
    this.#fromFolder = fromFolder;
    fill(this.#results, []);
    this.#results.setAttribute('aria-busy', 'true');
    try {
      await this.#work(files);
    } finally {
      this.#busy = false;
      this.#results.removeAttribute('aria-busy');
    }
  }

  async #work(files: readonly File[]): Promise<void> {
    const since = performance.now();
    const sorted = sortFiles(files, this.#fromFolder);
    const total = sorted.documents.length + sorted.certificates.length + sorted.keyFiles.length;
    const trust = await this.#trust();
    const show = await this.#presenter(trust, total === 1);
    this.#evidences.clear();
    this.#certificates.clear();
    for (const file of sorted.certificates) this.#results.append(await this.#readCertificates(file));
    for (const file of sorted.keyFiles) this.#results.append(await this.#askForKeyFile(file));
    const finished = await this.#queue.run(
      sorted.documents,
      trust.anchors.map(({ der }) => der),
      (file, place, all) => this.#tell(`Memeriksa ${place} dari ${all}: ${file.name}`),
      (document, examined) => this.#results.append(show(document, examined)),
    );
    this.#finish(total - sorted.documents.length + finished, total, sorted.passedOver);
    fill(this.#part('.watch'), [fetchedSince(since)]);
  }

  async #askForKeyFile(file: File): Promise<HTMLElement> {
    const { keyFileView } = await import('./key-files.ts');
    return keyFileView(file, this.#zone, (candidates) => {
      this.#certificates.set(file.name, candidates);
      this.#offerRegisters('Sertifikat dibaca.');
    });
  }

  async #readCertificates(file: File): Promise<HTMLElement> {
    const { certificatesView } = await import('./view/certificates.ts');
    try {
      const candidates = await this.#examiner.readCertificates(new Uint8Array(await file.arrayBuffer()));
      this.#certificates.set(file.name, candidates);
      return certificatesView(file.name, candidates, this.#zone, Date.now());
    } catch (error) {
      return make(
        'p',
        { class: 'fault', role: 'alert' },
        icon('octagon-x'),
        `${file.name}: ${(error as Error).message}`,
      );
    }
  }

  async #trust(): Promise<Trust> {
    const training = await this.#training.anchor();
    const own = [...(await this.#siteRoots.anchors()), ...this.#panel.anchors];
    return { anchors: [...own, ...(training ? [training] : [])], training: training !== null };
  }

  /** Turns an answer into a view; with a password given later, into another one in its place. */
  async #presenter({ anchors, training }: Trust, open: boolean): Promise<Present> {
    const { resultView } = await import('./view/result.ts');
    const trusted = new Set(anchors.map(({ summary }) => summary.fingerprint));
    const show: Present = (document, examined) => {
      const { file, password } = document;
      const { carried, wantsContent } = examined;
      const evidence = {
        fileName: file.name,
        bytes: file.size,
        sha256: examined.sha256,
        contentSha256: examined.contentSha256,
        report: examined.report,
        checkedAt: new Date().toISOString(),
        tool: this.dataset.tool ?? 'Sigap',
        anchors: anchors.map(({ summary: { name, fingerprint } }) => ({ name, fingerprint })),
        trainingAnchor: training,
      };
      this.#evidences.set(file, evidence);
      const again = async (more: Partial<Incoming>): Promise<void> => {
        const given = { ...document, ...more };
        const renewed = show(
          given,
          await this.#queue.examine(
            given,
            anchors.map(({ der }) => der),
          ),
        );
        view.replaceWith(renewed);
        renewed.setAttribute('open', '');
        renewed.querySelector<HTMLElement>('.verdict-card h3')?.focus();
      };
      const actions = {
        password,
        carried,
        wantsContent,
        read: async () => new Uint8Array(await file.arrayBuffer()),
        unlock: (given: string) => again({ password: given }),
        withContent: (content: File) => again({ content }),
      };
      const around = { anchors: trusted, zone: this.#zone, checkedAt: evidence.checkedAt };
      const view = resultView(evidence, around, actions, open || password !== undefined);
      return view;
    };
    return show;
  }

  #tell(text: string): void {
    fill(this.#status, [
      icon('loader-circle', 'turning'),
      make('span', {}, text),
      button('Batal', () => this.#queue.cancel(), 'small'),
    ]);
  }

  #finish(finished: number, total: number, passedOver: number): void {
    const left = finished < total ? ` ${total - finished} dibatalkan.` : '';
    const others = passedOver > 0 ? ` ${passedOver} berkas lain di folder dilewati.` : '';
    const rest = left + others;
    const bad = this.#results.querySelectorAll('[data-verdict="invalid"].result').length;
    const warning = bad > 0 && total > 1 ? ` ${bad} jangan dipakai.` : '';
    this.#offerRegisters(`Selesai: ${finished} berkas diperiksa.${warning}${rest}`);
    if (total === 1) this.#results.querySelector<HTMLElement>('.verdict-card h3')?.focus();
  }

  /** What was done, and the tables that can be kept of it. */
  #offerRegisters(said: string): void {
    fill(this.#status, [
      make('span', {}, said),
      ...registerButtons([...this.#evidences.values()], this.#certificates),
    ]);
  }

  #offerOffline(place: HTMLElement): void {
    const said = make('p', { role: 'status' });
    const press = button(
      'Siapkan untuk tanpa jaringan',
      () => {
        fill(said, ['Memuat mesin pemeriksa.']);
        Promise.all([
          this.#examiner.prepare(),
          import('./offline-kit.ts').then(({ prepare }) => prepare()),
        ]).then(
          () => fill(said, ['Siap. Putuskan jaringan sekarang, lalu periksa berkas: hasilnya tetap keluar.']),
          (error: Error) => fill(said, [error.message]),
        );
      },
      'small',
      'wifi-off',
    );
    place.append(press, said);
  }
}

customElements.define('sigap-tte-desk', TteDesk);
