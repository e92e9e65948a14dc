/** `<sigap-formulir>`: the boxes on the left, the document on the right, at every change. Nothing leaves the device. */
import { checkValues, type Fault } from '../../forms/check.ts';
import { csvOf } from '../../forms/csv.ts';
import { documentOf, type FormDefinition } from '../../forms/document.ts';
import { withFacts } from '../../forms/facts.ts';
import { documentHtml } from '../../forms/html.ts';
import type { DocumentModel } from '../../forms/model.ts';
import { type Agency, resolve } from '../../forms/text.ts';
import { fieldsOf, isEmpty, type Values } from '../../forms/values.ts';
import type { Bidang } from '../../schemas/form.ts';
import { download } from '../download.ts';
import { clearFaults, showFaultOf, showFaults } from './faults.ts';
import { readValues, showFields, touched, writeValues } from './fields.ts';
import { whenLeft } from './left.ts';
import { addRow, renumber } from './rows.ts';
import { factsFrom } from './sources.ts';
import {
  type Draft,
  forget,
  forgetProfile,
  type Keeping,
  loadDevice,
  loadProfile,
  loadTab,
  save,
} from './store.ts';

const KEPT: Record<Keeping, string> = {
  draf: 'Tidak ada yang dikirim. Draf menjaga isian bila tab mati, lalu hilang sendiri sesudah 24 jam.',
  ingat:
    'Tersimpan di perangkat ini saja, sampai Anda menekan Kosongkan. Data kantor dipakai juga di formulir lain.',
  tidak: 'Hanya di tab ini. Isian hilang bila tab ditutup, jadi cetak atau unduh dulu.',
};

class SigapFormulir extends HTMLElement {
  #form!: HTMLFormElement;
  #paper!: HTMLElement;
  #definition!: FormDefinition;
  #agency!: Agency;
  #fields: Bidang[] = [];
  /** First values and the profile: what stands in the boxes before the reader has done anything. */
  #given: Values = {};
  #left: Draft | undefined;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const paper = this.querySelector<HTMLElement>('[data-paper]');
    if (!form || !paper) return;
    this.#form = form;
    this.#paper = paper;
    this.#definition = JSON.parse(this.dataset.form ?? '{}');
    this.#agency = JSON.parse(this.dataset.agency ?? '{}');
    this.#fields = fieldsOf(this.#definition);
    this.#start();
    form.addEventListener('input', () => this.#changed());
    whenLeft(form, (name) => showFaultOf(form, this.#definition, this.#values(), name));
    form.addEventListener('click', (event) => this.#pressed(event));
    form.addEventListener('submit', (event) => this.#submit(event));
    this.dataset.ready = '';
  }

  get #slug(): string {
    return this.dataset.slug ?? '';
  }

  get #keeping(): Keeping {
    const chosen = this.#form.querySelector<HTMLInputElement>('[name="-simpan"]:checked')?.value;
    return chosen === 'ingat' || chosen === 'tidak' ? chosen : 'draf';
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-${name}]`)!;
  }

  #start(): void {
    this.#given = this.#firstValues();
    const tab = loadTab(this.#slug);
    const device = tab ? undefined : loadDevice(this.#slug, Date.now());
    const own = tab ?? (device?.keeping === 'ingat' ? device : undefined);
    if (device && !own) this.#offer(device);
    const keeping = own?.keeping ?? 'draf';
    const choice = this.#form.querySelector<HTMLInputElement>(`[name="-simpan"][value="${keeping}"]`);
    if (choice) choice.checked = true;
    let values = own ? { ...this.#given, ...own.values } : this.#given;
    const source = factsFrom(location.search);
    if (source) {
      const { values: next, filled } = withFacts(this.#definition, values, source.facts);
      values = next;
      this.#part('from').hidden = filled.length === 0;
      this.#part('from').textContent =
        `${filled.length} bidang diisi dari ${source.name}. Periksa, lalu lengkapi.`;
    }
    writeValues(this.#form, this.#fields, values);
    this.#draw();
    // What came from another page is as dear as what was typed.
    if (source || own) this.#keep();
  }

  #firstValues(): Values {
    const profile = loadProfile();
    const context = { values: {}, fields: new Map(), agency: this.#agency };
    const values: Values = {};
    for (const { id, awal, profil } of this.#fields) {
      if (profil && !isEmpty(profile[id])) values[id] = profile[id];
      else if (awal !== undefined)
        values[id] = resolve(awal, context)
          .map(({ text }) => text)
          .join('');
    }
    return values;
  }

  #offer(draft: Draft): void {
    this.#left = draft;
    const when = new Date(draft.at).toLocaleTimeString('id-ID', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: this.dataset.zone ?? 'Asia/Makassar',
    });
    this.#part('offer-text').textContent = `Ada isian yang belum selesai, terakhir diubah pukul ${when}.`;
    this.#part('offer').hidden = false;
  }

  #values(): Values {
    return readValues(this.#form, this.#fields);
  }

  #changed(): void {
    this.#draw();
    this.#keep();
  }

  #model(values: Values): DocumentModel {
    return documentOf(this.#definition, values, this.#agency, touched(this.#fields, values, this.#given));
  }

  #draw(): void {
    const values = this.#values();
    showFields(this.#form, this.#fields, values);
    this.#paper.innerHTML = documentHtml(this.#model(values));
    for (const head of this.#paper.querySelectorAll<HTMLElement>('th[data-share]')) {
      const all = [...head.parentElement!.children].reduce(
        (sum, one) => sum + Number((one as HTMLElement).dataset.share),
        0,
      );
      // Set through the CSSOM, which the content security policy does not govern.
      head.style.width = `${(Number(head.dataset.share) / all) * 100}%`;
    }
  }

  #keep(): void {
    const values = this.#values();
    // An offered draft is only replaced by something of the reader's own.
    if (!touched(this.#fields, values, this.#given)) return;
    const profile = Object.fromEntries(
      this.#fields
        .filter(({ id, profil }) => profil && !isEmpty(values[id]))
        .map(({ id }) => [id, values[id]]),
    );
    const kept = save(this.#slug, { values, keeping: this.#keeping, at: Date.now() }, profile);
    this.#part('kept').textContent = kept
      ? KEPT[this.#keeping]
      : 'Peramban ini tidak mau menyimpan. Cetak atau unduh sebelum menutup halaman.';
    this.#part('offer').hidden = true;
  }

  #pressed({ target }: Event): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('button') : null;
    if (!button) return;
    if (button.dataset.add) {
      addRow(this.#form, button.dataset.add)?.querySelector<HTMLElement>('input, textarea, select')?.focus();
      this.#changed();
    } else if (button.dataset.remove !== undefined) this.#removeRow(button);
    else if (button.dataset.resume !== undefined && this.#left) {
      writeValues(this.#form, this.#fields, { ...this.#given, ...this.#left.values });
      this.#changed();
    } else if (button.dataset.discard !== undefined) {
      forget(this.#slug);
      this.#part('offer').hidden = true;
    } else if (button.dataset.clear !== undefined) this.#clear(button);
  }

  #removeRow(button: HTMLElement): void {
    const table = button.closest<HTMLElement>('[data-table]')?.dataset.table ?? '';
    button.closest('[data-row]')?.remove();
    renumber(this.#form, table);
    this.#form.querySelector<HTMLElement>(`[data-add="${table}"]`)?.focus();
    this.#changed();
  }

  /** Asks once by changing its own words: a dialog would be one more thing to dismiss. */
  #clear(button: HTMLElement): void {
    if (button.dataset.sure === undefined) {
      button.dataset.sure = '';
      button.lastChild!.textContent = 'Tekan sekali lagi untuk mengosongkan';
      return;
    }
    delete button.dataset.sure;
    button.lastChild!.textContent = 'Kosongkan';
    forget(this.#slug);
    if (this.#keeping === 'ingat') forgetProfile();
    this.#given = this.#firstValues();
    writeValues(this.#form, this.#fields, this.#given);
    clearFaults(this.#form);
    this.#draw();
    this.#part('kept').textContent = 'Isian dihapus dari perangkat ini.';
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { do: work = 'cetak', of = '' } = event.submitter?.dataset ?? {};
    const values = this.#values();
    const empty = !touched(this.#fields, values, this.#given);
    const faults = empty && work !== 'csv' ? [] : this.#faultsFor(work, of, values);
    if (faults.length > 0) {
      showFaults(this.#form, faults, work === 'csv' ? undefined : () => this.#make(work, of));
      return;
    }
    clearFaults(this.#form);
    this.#make(work, of);
  }

  /** A register is written as a table file without its signature, so only the table has to be right. */
  #faultsFor(work: string, of: string, values: Values): Fault[] {
    const faults = checkValues(this.#definition, values);
    if (work !== 'csv') return faults;
    const own = faults.filter(({ path }) => path === of || path.startsWith(`${of}.`));
    if (own.length > 0 || !isEmpty(values[of])) return own;
    return [{ path: of, message: 'Belum ada baris untuk ditulis.', missing: true }];
  }

  #make(work: string, of: string): void {
    const values = this.#values();
    if (work === 'cetak') print();
    else if (work === 'csv') this.#writeCsv(of, values);
    else void this.#writeDocx(values);
  }

  #writeCsv(of: string, values: Values): void {
    const field = this.#fields.find(({ id }) => id === of);
    if (field?.jenis !== 'tabel') return;
    download(`${this.#slug}-${of}.csv`, csvOf(field, values[of]), 'text/csv');
    this.#part('told').textContent = 'Berkas CSV terunduh. Pemisahnya titik koma.';
  }

  async #writeDocx(values: Values): Promise<void> {
    const told = this.#part('told');
    told.textContent = 'Menyusun berkas…';
    try {
      const { formDocument } = await import('../../documents/form.ts');
      const { DOCX } = await import('../../documents/file.ts');
      download(`${this.#slug}.docx`, await formDocument(this.#model(values)), DOCX);
      told.textContent = 'Berkas .docx terunduh. Buka dan periksa sebelum ditandatangani.';
    } catch {
      told.textContent = 'Berkas .docx tidak dapat disusun. Isian tetap ada. Cetak atau simpan sebagai PDF.';
    }
  }
}

customElements.define('sigap-formulir', SigapFormulir);
