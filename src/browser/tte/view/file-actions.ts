/** What can still be done with a file that was judged: see its pages, compare its versions, open it with a password. */
import type { Report } from '../../../../labs/signature/index.ts';
import { button, fill, icon, make } from '../dom.ts';

export interface FileActions {
  readonly read: () => Promise<Uint8Array>;
  /** Password the reader gave, for the pages as well. */
  readonly password: string | undefined;
  /** Judges the file again with a password and puts the new result in place of this one. */
  readonly unlock: (password: string) => Promise<void>;
  /** What a `.p7m` carries, and whether a `.p7s` still needs the file it is over. */
  readonly carried: Uint8Array | null;
  readonly wantsContent: boolean;
  /** Judges a detached signature over this file. */
  readonly withContent: (content: File) => Promise<void>;
}

/** Pages are drawn only when asked for: the viewer is ten times the size of the engine. */
export function pagesButton(report: Report, { read, password }: FileActions): HTMLElement {
  const changed = report.signatures.find(
    ({ revision }) => revision >= 0 && revision < (report.document?.revisions.length ?? 0) - 1,
  );
  const place = make('div', { class: 'pages' });
  const show = async (): Promise<void> => {
    fill(place, [make('p', { role: 'status' }, 'Menyiapkan halaman.')]);
    try {
      const bytes = await read();
      const view = changed
        ? (await import('../viewer/comparison.ts')).comparisonView(bytes, report, changed, password)
        : (await import('../viewer/pages.ts')).pagesView(bytes, password);
      fill(place, [await view]);
    } catch (error) {
      fill(place, [make('p', { role: 'alert' }, (error as Error).message)]);
    }
  };
  const name = changed ? 'Bandingkan dengan versi yang ditandatangani' : 'Tampilkan halaman';
  place.append(button(name, () => void show(), '', 'file-search'));
  return place;
}

/** A detached signature says nothing without its file. */
export function contentPicker({ withContent }: FileActions): HTMLElement {
  const { box, input } = picker('Pilih berkas yang ditandatangani');
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void withContent(file);
  });
  return box;
}

/** The document inside a `.p7m`, so that it can be read or compared. */
export function carriedButton(carried: Uint8Array, fileName: string): HTMLElement {
  return button(
    'Simpan berkas di dalamnya',
    () => {
      const url = URL.createObjectURL(new Blob([carried.slice()]));
      make('a', { href: url, download: fileName.replace(/\.p7m$/i, '') }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    },
    'small',
    'file-down',
  );
}

let fields = 0;

/** A file field that looks like a button. */
function picker(name: string, accept?: string): { box: HTMLElement; input: HTMLInputElement } {
  const id = `berkas-lain-${++fields}`;
  const input = make('input', { type: 'file', id, accept });
  const label = make('label', { class: 'button', for: id }, icon('file-search'), name);
  return { box: make('div', { class: 'pick' }, label, input), input };
}

/** After the sender was asked for the original: what differs between that and what was received. */
export function copyPicker({ read, password }: FileActions): HTMLElement {
  const { box, input } = picker('Bandingkan dengan berkas lain', 'application/pdf,.pdf');
  const place = make('div', {});
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    input.value = '';
    fill(place, [make('p', { role: 'status' }, 'Menyiapkan halaman.')]);
    try {
      const [bytes, other] = await Promise.all([read(), file.arrayBuffer()]);
      const { originalView } = await import('../viewer/comparison.ts');
      fill(place, [await originalView(new Uint8Array(other), bytes, password)]);
    } catch (error) {
      fill(place, [make('p', { role: 'alert' }, (error as Error).message)]);
    }
  });
  return make('div', { class: 'pages' }, box, place);
}

/** The password is used in this page only and kept nowhere. */
export function passwordForm({ unlock, password }: FileActions): HTMLFormElement {
  const field = make('input', {
    type: 'password',
    name: 'sandi',
    autocomplete: 'off',
    required: true,
    'aria-label': 'Kata sandi dokumen',
  });
  const wrong =
    password !== undefined && make('p', { class: 'fault', role: 'alert' }, 'Kata sandi itu tidak cocok.');
  const form = make(
    'form',
    { class: 'password' },
    make('p', {}, 'Dokumen ini terkunci. Kata sandi hanya dipakai di halaman ini dan tidak disimpan.'),
    make('div', {}, field, make('button', { type: 'submit', class: 'button' }, 'Buka dan periksa')),
    wrong,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void unlock(field.value);
  });
  return form;
}
