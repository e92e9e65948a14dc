/** `<sigap-tte-desk>`: files in, verdicts out. The views and the engine are fetched when the first file arrives. */
import { AnchorPanel } from './anchor-panel.ts';
import type { Anchor } from './anchors.ts';
import { button, fill, icon, make } from './dom.ts';
import type { Evidence } from './evidence.ts';
import { Examiner } from './examiner.ts';
import type { Examined } from './protocol.ts';
import { FileQueue } from './queue.ts';
import { SiteRoots } from './site-roots.ts';
import { TrainingRoot } from './training-root.ts';
import type { Zone } from './words.ts';

/** File names of certificates; everything else is taken for a document. */
const CERTIFICATE = /\.(pem|crt|cer|der)$/i;

interface Trust {
  readonly anchors: readonly Anchor[];
  /** Whether the training root is among them. */
  readonly training: boolean;
}

type Present = (file: File, examined: Examined, password?: string) => HTMLElement;

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
  #files: File[] = [];
  #busy = false;

  connectedCallback(): void {
    this.#status = this.#part('.desk-status');
    this.#results = this.#part('.desk-results');
    const again = (): void => void this.#again();
    this.#panel = new AnchorPanel(this.#part('.anchors'), this.#examiner, this.#zone, again);
    this.#siteRoots = new SiteRoots(this);
    this.#training = new TrainingRoot(this.#part('.training-root'), again);
    const input = this.#part<HTMLInputElement>('.drop input');
    input.addEventListener('change', () => {
      void this.#take([...(input.files ?? [])]);
      input.value = '';
    });
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
      void this.#take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  async #again(): Promise<void> {
    if (this.#files.length > 0 && !this.#busy) await this.#take(this.#files);
  }

  async #take(files: File[]): Promise<void> {
    if (files.length === 0 || this.#busy) return;
    this.#busy = true;
    this.#files = files;
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
    const trust = await this.#trust();
    const show = await this.#presenter(trust, files.length === 1);
    this.#evidences.clear();
    const certificates = files.filter(({ name }) => CERTIFICATE.test(name));
    for (const file of certificates) this.#results.append(await this.#readCertificates(file));
    const documents = files.filter(({ name }) => !CERTIFICATE.test(name));
    const finished = await this.#queue.run(
      documents,
      trust.anchors.map(({ der }) => der),
      (file, place, total) => this.#tell(`Memeriksa ${place} dari ${total}: ${file.name}`),
      (file, examined) => this.#results.append(show(file, examined)),
    );
    this.#finish(finished + certificates.length, files.length);
  }

  async #readCertificates(file: File): Promise<HTMLElement> {
    const { certificatesView } = await import('./view/certificates.ts');
    try {
      const candidates = await this.#examiner.readCertificates(new Uint8Array(await file.arrayBuffer()));
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
    const around = {
      anchors: new Set(anchors.map(({ summary }) => summary.fingerprint)),
      zone: this.#zone,
    };
    const show: Present = (file, { report, sha256 }, password) => {
      const evidence = {
        fileName: file.name,
        bytes: file.size,
        sha256,
        report,
        checkedAt: new Date().toISOString(),
        tool: this.dataset.tool ?? 'Sigap',
        anchors: anchors.map(({ summary: { name, fingerprint } }) => ({ name, fingerprint })),
        trainingAnchor: training,
      };
      this.#evidences.set(file, evidence);
      const actions = {
        password,
        read: async () => new Uint8Array(await file.arrayBuffer()),
        unlock: async (given: string) => {
          const ders = anchors.map(({ der }) => der);
          const again = show(file, await this.#queue.examine(file, ders, given), given);
          view.replaceWith(again);
          again.querySelector<HTMLElement>('.verdict-card h3')?.focus();
        },
      };
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

  #finish(finished: number, total: number): void {
    const rest = finished < total ? ` ${total - finished} dibatalkan.` : '';
    const bad = this.#results.querySelectorAll('[data-verdict="invalid"].result').length;
    const warning = bad > 0 && total > 1 ? ` ${bad} jangan dipakai.` : '';
    fill(this.#status, [
      make('span', {}, `Selesai: ${finished} berkas diperiksa.${warning}${rest}`),
      this.#evidences.size > 1 &&
        button('Simpan register (CSV)', () => void this.#saveRegister(), 'small', 'file-down'),
    ]);
    if (total === 1) this.#results.querySelector<HTMLElement>('.verdict-card h3')?.focus();
  }

  async #saveRegister(): Promise<void> {
    const [{ registerCsv }, { saveText }] = await Promise.all([
      import('./register.ts'),
      import('./evidence.ts'),
    ]);
    saveText(registerCsv([...this.#evidences.values()]), 'register-verifikasi-tte.csv');
  }

  #offerOffline(place: HTMLElement): void {
    const said = make('p', { role: 'status' });
    const press = button(
      'Siapkan untuk tanpa jaringan',
      () => {
        fill(said, ['Memuat mesin pemeriksa.']);
        Promise.all([this.#examiner.prepare(), import('./view/result.ts')]).then(
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
