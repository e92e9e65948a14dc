/** The test table of SOP-09: rows typed by the reader, results of both versions beside them. */
import { html, icon, need } from '../dom.ts';
import type { CheckResult, Judged, SurveyZone } from './protocol.ts';
import type { TestRow } from './state.ts';
import { decidedText, GATEWAY_NAME, packetText } from './words.ts';

export const STATUS = {
  held: { word: 'sesuai', icon: 'circle-check', tone: 'lolos' },
  broken: { word: 'tidak sesuai', icon: 'octagon-x', tone: 'tolak' },
  'not-proved': { word: 'belum pasti', icon: 'circle-question-mark', tone: 'ragu' },
  unclear: { word: 'belum jelas', icon: 'circle-alert', tone: 'ingat' },
} as const;

export class TestsView {
  private rows: TestRow[] = [];
  private zones: readonly SurveyZone[] = [];
  private results: CheckResult['tests'] | null = null;
  private readonly root: HTMLElement;
  private readonly onChange: () => void;

  constructor(root: HTMLElement, onChange: () => void) {
    this.root = root;
    this.onChange = onChange;
    need(root, '.test-add').addEventListener('click', () => {
      const number = Math.max(0, ...this.rows.map(({ id }) => Number(id))) + 1;
      this.rows.push({
        id: String(number),
        from: this.zones[0]?.name ?? '',
        to: '',
        door: '',
        expected: this.rows.length % 2 === 0 ? 'accept' : 'drop',
      });
      this.draw();
      this.onChange();
      need<HTMLElement>(this.root, 'tbody tr:last-child select').focus();
    });
  }

  get value(): TestRow[] {
    return this.rows;
  }

  set(rows: readonly TestRow[], zones: readonly SurveyZone[]): void {
    this.rows = rows.map((row) => ({ ...row }));
    this.zones = zones;
    this.draw();
  }

  /** Rows are drawn anew only when the names to choose from changed. */
  setZones(zones: readonly SurveyZone[]): void {
    const names = (all: readonly SurveyZone[]): string => JSON.stringify(all.map(({ name }) => name));
    const same = names(zones) === names(this.zones);
    this.zones = zones;
    if (!same) this.draw();
  }

  /** Null: what was computed belongs to an earlier text. */
  tell(results: CheckResult['tests'] | null): void {
    this.results = results;
    for (const row of this.rows) this.tellRow(row);
  }

  private draw(): void {
    need(this.root, 'tbody').replaceChildren(...this.rows.map((row, i) => this.row(row, i)));
    this.root.classList.toggle('has-rows', this.rows.length > 0);
    for (const row of this.rows) this.tellRow(row);
  }

  private row(row: TestRow, i: number): HTMLElement {
    const changed = (): void => {
      this.results = null;
      for (const one of this.rows) this.tellRow(one);
      this.onChange();
    };
    const select = (
      label: string,
      options: readonly (readonly [string, string])[],
      value: string,
      write: (text: string) => void,
    ): HTMLElement => {
      const box = html(
        'select',
        { 'aria-label': `${label}, uji ${i + 1}` },
        ...options.map(([one, name]) => html('option', { value: one, selected: one === value }, name)),
      );
      box.addEventListener('change', () => {
        write(box.value);
        changed();
      });
      return html('td', { 'data-label': label }, box);
    };
    const input = (
      label: string,
      value: string,
      hint: string,
      write: (text: string) => void,
    ): HTMLElement => {
      const box = html('input', {
        value,
        placeholder: hint,
        class: 'is-code',
        'aria-label': `${label}, uji ${i + 1}`,
        autocapitalize: 'off',
        spellcheck: 'false',
      });
      box.addEventListener('input', () => {
        write(box.value);
        changed();
      });
      return html('td', { 'data-label': label }, box);
    };
    const places = [...this.zones.map(({ name }) => name), GATEWAY_NAME];
    if (!places.includes(row.from)) places.unshift(row.from);
    const remove = html(
      'button',
      { type: 'button', class: 'button quiet small square', 'aria-label': `Hapus uji ${i + 1}` },
      icon('x'),
    );
    remove.addEventListener('click', () => {
      this.rows.splice(i, 1);
      this.draw();
      this.onChange();
      need(this.root, '.test-add').focus();
    });
    return html(
      'tr',
      { 'data-test': row.id },
      select(
        'Dari',
        places.map((name) => [name, name] as const),
        row.from,
        (text) => (row.from = text),
      ),
      input('Ke', row.to, '10.20.0.5 atau nama zona', (text) => (row.to = text)),
      input('Layanan', row.door, 'tcp 3306', (text) => (row.door = text)),
      select(
        'Harus',
        [
          ['accept', 'lolos'],
          ['drop', 'ditolak'],
        ],
        row.expected,
        (text) => (row.expected = text === 'drop' ? 'drop' : 'accept'),
      ),
      html('td', { 'data-label': 'Hasil', class: 'test-result' }),
      html('td', { class: 'row-remove' }, remove),
    );
  }

  private tellRow({ id }: TestRow): void {
    const place = this.root.querySelector(`tr[data-test="${id}"] .test-result`);
    if (!place) return;
    const of = (list: readonly Judged[] | null | undefined): Judged | undefined =>
      list?.find((one) => one.id === id);
    const before = of(this.results?.before);
    const after = of(this.results?.after);
    if (!before) {
      place.replaceChildren(html('span', { class: 'status kosong' }, 'belum diperiksa'));
      return;
    }
    const now = after ?? before;
    const parts = after ? [status(before, 'Sebelum'), status(after, 'Sesudah')] : [status(before, '')];
    place.replaceChildren(...parts);
    if (now.status !== 'held')
      place.append(
        html(
          'p',
          {},
          now.reason.id,
          now.packet
            ? ` Contoh: ${packetText(now.packet)}${now.decidedBy ? `, ${decidedText(now.decidedBy, false)}` : ''}.`
            : '',
        ),
      );
  }
}

function status({ status: kind }: Judged, prefix: string): HTMLElement {
  const { word, icon: drawing, tone } = STATUS[kind];
  return html(
    'span',
    { class: `status ${tone}`, 'data-status': kind },
    icon(drawing),
    prefix === '' ? word : `${prefix}: ${word}`,
  );
}
