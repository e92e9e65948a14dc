/** Where a draft comes from: one that lies on this device, the library, nothing, or a file. */
import type { ContentFault } from '../../build/content/fault.ts';
import type { Draft } from '../../sop/draft/draft.ts';
import type { Library } from '../../sop/draft/library.ts';
import { icon, make } from '../tte/dom.ts';
import { act } from './act.ts';
import type { Stored, Version } from './shelf.ts';

export function clockText(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getHours())}.${two(date.getMinutes())}`;
}

/** `22 Nov 14.05`, and only the clock for today. */
export function whenText(at: number, now = Date.now()): string {
  const date = new Date(at);
  const day = date.toDateString() === new Date(now).toDateString();
  const written = date.toLocaleDateString('id-ID', { day: 'numeric', month: 'short' });
  return day ? clockText(at) : `${written} ${clockText(at)}`;
}

export function draftsView(drafts: readonly Stored[], current: string): HTMLElement[] {
  if (drafts.length === 0) return [make('p', { class: 'hint' }, 'Belum ada draf di perangkat ini.')];
  return [
    make(
      'ul',
      { class: 'daftar-draf' },
      ...drafts.map(({ id, draft, savedAt }) =>
        make(
          'li',
          { class: id === current ? 'sekarang' : '' },
          make('b', {}, draft.sop.judul || 'Tanpa judul'),
          make('small', {}, `${draft.sop.kode} · ${draft.sop.langkah.length} langkah · ${whenText(savedAt)}`),
          id === current
            ? make('span', { class: 'chip' }, 'sedang dibuka')
            : make(
                'span',
                { class: 'alat' },
                act('draft-open', 'folder-open', 'Buka draf', id, false, 'Buka'),
                act('draft-remove', 'trash-2', `Hapus draf ${draft.sop.judul || 'tanpa judul'}`, id),
              ),
        ),
      ),
    ),
  ];
}

export function libraryChoice(select: HTMLSelectElement, library: Library): void {
  select.replaceChildren(
    make('option', { value: '' }, 'Pilih SOP dari pustaka'),
    ...library.sop.map(({ slug, sop }) => make('option', { value: slug }, `${sop.kode} ${sop.judul}`)),
  );
}

/** What was wrong with a file. @param opened whether a draft came of it all the same */
export function faultsView(name: string, faults: readonly ContentFault[], opened: boolean): HTMLElement {
  const said = opened
    ? `${name} dibuka, tetapi ${faults.length} bagian tidak terbaca dan dikosongkan.`
    : `${name} tidak dapat dibuka. Draf Anda tidak berubah.`;
  return make(
    'div',
    { class: 'galat-berkas' },
    make('p', {}, icon(opened ? 'triangle-alert' : 'octagon-x'), make('b', {}, said)),
    make(
      'ul',
      {},
      ...faults
        .slice(0, 20)
        .map(({ line, field, message, mend }) =>
          make(
            'li',
            {},
            make('span', { class: 'mono' }, `baris ${line}${field ? ` · ${field}` : ''}`),
            ` ${message} `,
            make('span', { class: 'mend' }, `Perbaiki: ${mend}`),
          ),
        ),
    ),
    act('faults-close', 'x', 'Tutup keterangan ini', '', false, 'Tutup'),
  );
}

export function versionsView(versions: readonly Version[], draft: Draft): HTMLElement[] {
  if (versions.length === 0)
    return [make('p', { class: 'hint' }, 'Belum ada versi. Versi disimpan sendiri tiap lima menit bekerja.')];
  return [
    make(
      'ol',
      { class: 'daftar-draf' },
      ...versions.map((version, place) =>
        make(
          'li',
          {},
          make('b', {}, whenText(version.at)),
          make(
            'small',
            {},
            `${version.why} · ${version.draft.sop.judul || 'Tanpa judul'} · ${version.draft.sop.langkah.length} langkah` +
              (version.draft.sop.langkah.length === draft.sop.langkah.length
                ? ''
                : ', berbeda dari sekarang'),
          ),
          act('version-restore', 'history', 'Pulihkan versi ini', String(place), false, 'Pulihkan'),
        ),
      ),
    ),
  ];
}
