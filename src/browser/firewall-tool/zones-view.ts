/** The table of zones: guessed first, corrected by whoever knows the network. */
import { html, icon, need } from '../dom.ts';
import type { GuessedZone, SurveyZone } from './protocol.ts';
import { lineOf } from './words.ts';

type Shown = SurveyZone & Partial<Pick<GuessedZone, 'seen' | 'assumed'>>;

export class ZonesView {
  private zones: Shown[] = [];
  private readonly root: HTMLElement;
  private readonly onChange: () => void;
  private readonly onLine: (file: string | undefined, line: number) => void;

  constructor(
    root: HTMLElement,
    onChange: () => void,
    onLine: (file: string | undefined, line: number) => void,
  ) {
    this.root = root;
    this.onChange = onChange;
    this.onLine = onLine;
    need(root, '.zone-add').addEventListener('click', () => {
      const number = this.zones.length + 1;
      const free = Array.from({ length: number }, (_, i) => `zona-${i + 1}`).find(
        (id) => !this.zones.some((zone) => zone.id === id),
      );
      this.zones.push({
        id: free!,
        name: `Zona ${number}`,
        interface: '',
        networks: [],
        gateways: [],
        isDefault: this.zones.length === 0,
      });
      this.draw();
      this.onChange();
      need<HTMLInputElement>(this.root, 'tbody tr:last-child input').focus();
    });
  }

  get value(): SurveyZone[] {
    return this.zones.map(({ id, name, interface: device, networks, gateways, isDefault }) => ({
      id,
      name,
      interface: device,
      networks,
      gateways,
      isDefault,
    }));
  }

  /** What stands there already is not drawn anew: whoever is typing in it keeps the place. */
  set(zones: readonly Shown[]): void {
    if (JSON.stringify(zones) === JSON.stringify(this.zones)) return;
    this.zones = zones.map((zone) => ({ ...zone }));
    this.draw();
  }

  /** A fault of one zone, beside it; null takes it away. */
  fault(zone: string | null): void {
    for (const row of this.root.querySelectorAll('tbody tr'))
      row.classList.toggle('is-faulty', zone !== null && row.getAttribute('data-zone') === zone);
  }

  private draw(): void {
    need(this.root, 'tbody').replaceChildren(...this.zones.map((zone, i) => this.row(zone, i)));
  }

  private row(zone: Shown, i: number): HTMLElement {
    const field = (label: string, value: string, write: (text: string) => void, hint = ''): HTMLElement => {
      const looks = `${label === 'Nama' ? '' : 'is-code'} ${label === 'Jaringan' ? 'is-wide' : ''}`.trim();
      const input = html('input', {
        value,
        class: looks === '' ? null : looks,
        'aria-label': `${label}, zona ${i + 1}`,
        placeholder: hint,
        autocapitalize: 'off',
        spellcheck: 'false',
      });
      input.addEventListener('input', () => {
        write(input.value);
        this.onChange();
      });
      return html('td', { 'data-label': label }, input);
    };
    const several = (text: string): string[] => text.split(/[\s,;]+/).filter((one) => one !== '');
    const radio = html('input', {
      type: 'radio',
      name: 'jalan-keluar',
      checked: zone.isDefault,
      'aria-label': `Jalan ke luar: ${zone.name}`,
    });
    radio.addEventListener('change', () => {
      for (const other of this.zones) other.isDefault = other === zone;
      this.draw();
      need<HTMLInputElement>(this.root, 'input[type="radio"]:checked').focus();
      this.onChange();
    });
    const remove = html(
      'button',
      { type: 'button', class: 'button quiet small square', 'aria-label': `Hapus zona ${zone.name}` },
      icon('x'),
    );
    remove.addEventListener('click', () => {
      this.zones.splice(i, 1);
      this.draw();
      this.onChange();
      need(this.root, '.zone-add').focus();
    });
    const row = html(
      'tr',
      { 'data-zone': zone.id },
      field('Nama', zone.name, (text) => (zone.name = text)),
      field('Antarmuka', zone.interface, (text) => (zone.interface = text.trim()), 'eth0'),
      field(
        'Jaringan',
        zone.networks.join(', '),
        (text) => (zone.networks = several(text)),
        zone.isDefault ? 'selain zona lain' : 'contoh dipakai: isi 10.40.0.0/24',
      ),
      field(
        'Alamat perangkat ini',
        zone.gateways.join(', '),
        (text) => (zone.gateways = several(text)),
        'alamat pertama',
      ),
      html('td', { 'data-label': 'Jalan ke luar', class: 'zone-out' }, radio),
      html('td', { 'data-label': 'Terlihat di', class: 'zone-why' }, this.why(zone)),
      html('td', { class: 'row-remove' }, remove),
    );
    return row;
  }

  private why({ seen, assumed }: Shown): HTMLElement | string {
    if (seen === undefined) return 'Anda';
    if (seen === null) return 'tidak disebut di aturan';
    const to = html('button', { type: 'button', class: 'line-button' }, lineOf(seen, false));
    to.addEventListener('click', () => this.onLine(seen.file, seen.line));
    return assumed ? html('span', {}, to, html('em', {}, 'jaringannya belum diketahui')) : to;
  }
}
