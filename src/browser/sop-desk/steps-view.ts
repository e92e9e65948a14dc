/** The rows of the flowchart as cards: closed they read like the SOP's page, the open one has its fields. */
import type { Langkah } from '../../schemas/sop.ts';
import type { Draft } from '../../sop/draft/draft.ts';
import { sayTime } from '../../sop/time.ts';
import { make } from '../tte/dom.ts';
import { act } from './act.ts';
import { type Field, fieldView } from './fields.ts';

const SYMBOLS = [
  ['mulai', 'Mulai (kapsul)'],
  ['proses', 'Proses (kotak)'],
  ['keputusan', 'Keputusan (belah ketupat)'],
  ['selesai', 'Selesai (kapsul)'],
] as const;

const SHAPES: Record<Langkah['simbol'], string> = {
  mulai: 'M22 5h12a15 15 0 0 1 0 30H22a15 15 0 0 1 0-30z',
  proses: 'M7 5h42v30H7z',
  keputusan: 'M28 2 54 20 28 38 2 20z',
  selesai: 'M22 5h12a15 15 0 0 1 0 30H22a15 15 0 0 1 0-30z',
};

const SVG = 'http://www.w3.org/2000/svg';

/** @param open number of the card whose fields are shown, 0 for none */
export function stepsView(draft: Draft, open: number): HTMLElement[] {
  const { langkah } = draft.sop;
  return [
    make(
      'ol',
      { class: 'kartu-langkah' },
      ...langkah.map((step, place) => card(draft, step, place + 1, open)),
    ),
    act('step-add', 'plus', 'Tambah langkah', String(langkah.length + 1), false, 'Tambah langkah'),
  ];
}

function card(draft: Draft, step: Langkah, no: number, open: number): HTMLElement {
  const count = draft.sop.langkah.length;
  const isOpen = no === open;
  const toggle = make(
    'button',
    {
      type: 'button',
      class: 'polos ringkas',
      'data-act': 'step-open',
      'data-at': String(no),
      'aria-expanded': String(isOpen),
    },
    shape(step.simbol, no),
    make(
      'span',
      {},
      make('b', { 'data-show': 'kegiatan' }, step.kegiatan || 'Belum diisi'),
      make('small', { 'data-show': 'tentang' }, aboutStep(draft, no)),
    ),
  );
  const view = make(
    'li',
    { class: `langkah-satu ${step.simbol}`, 'data-step': String(no) },
    make(
      'div',
      { class: 'kepala' },
      make(
        'span',
        { class: 'pegangan', draggable: 'true', title: 'Seret untuk memindah', 'aria-hidden': 'true' },
        '⠿',
      ),
      toggle,
      make(
        'div',
        { class: 'alat' },
        act('step-up', 'arrow-up', `Naikkan langkah ${no}`, String(no), no === 1),
        act('step-down', 'arrow-down', `Turunkan langkah ${no}`, String(no), no === count),
        act('step-remove', 'trash-2', `Hapus langkah ${no}`, String(no)),
      ),
    ),
    make('ul', { class: 'temuan-langkah' }),
    isOpen ? make('div', { class: 'isi' }, ...fieldsOf(draft, step, no)) : null,
  );
  return view;
}

/** One line under a card's title: who, how long, and where it leads. */
export function aboutStep({ sop }: Draft, no: number): string {
  const step = sop.langkah[no - 1];
  if (!step) return '';
  const actor = sop.pelaksana.find(({ id }) => id === step.pelaksana)?.nama ?? step.pelaksana;
  const ways = [
    step.ya ? `ya ke ${step.ya.ke || '?'}` : '',
    step.tidak ? `tidak ke ${step.tidak.ke || '?'}` : '',
    step.lanjut !== undefined ? `lanjut ke ${step.lanjut || '?'}` : '',
  ];
  return [actor, sayTime(step.waktu), ...ways].filter(Boolean).join(' · ');
}

function shape(simbol: Langkah['simbol'], no: number): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('class', 'shape');
  drawing.setAttribute('viewBox', '0 0 56 40');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', `Langkah ${no}, ${simbol}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[simbol]);
  const text = document.createElementNS(SVG, 'text');
  text.setAttribute('x', '28');
  text.setAttribute('y', '25.5');
  text.textContent = String(no);
  drawing.append(path, text);
  return drawing;
}

function fieldsOf(draft: Draft, step: Langkah, no: number): HTMLElement[] {
  const at = `langkah.${no - 1}`;
  const { sop } = draft;
  const actors = sop.pelaksana.map(({ id, nama }) => [id, nama ? `${nama} (${id})` : id] as const);
  const known = actors.some(([id]) => id === step.pelaksana);
  const targets = sop.langkah.map(
    ({ kegiatan }, place) => [String(place + 1), `${place + 1}. ${kegiatan.slice(0, 48)}`] as const,
  );
  const choice = (path: string, label: string, options: Field['options'] = []): Field => ({
    path: `${at}.${path}`,
    label,
    kind: 'choice',
    options,
  });
  const text = (path: string, label: string, hint?: string): Field => ({
    path: `${at}.${path}`,
    label,
    kind: 'text',
    ...(hint ? { hint } : {}),
  });
  const target = (path: string, label: string, none: string) =>
    number(fieldView(draft, choice(path, label, [['0', none], ...targets])));
  return [
    fieldView(draft, {
      path: `${at}.kegiatan`,
      label: 'Kegiatan',
      kind: 'area',
      rows: 2,
      hint: 'Kata kerja aktif di depan, tanpa pelaku: "Memeriksa ...".',
    }),
    fieldView(draft, choice('simbol', 'Simbol', SYMBOLS)),
    fieldView(
      draft,
      choice('pelaksana', 'Pelaksana', known ? actors : [[step.pelaksana, 'pilih pelaksana'], ...actors]),
    ),
    ...timeFields(draft, step, at),
    ...(step.simbol === 'keputusan'
      ? [
          target('ya.ke', 'Ya: ke langkah', 'pilih langkah'),
          fieldView(draft, text('ya.label', 'Arti Ya', 'Misalnya "Lengkap". Boleh kosong.')),
          target('tidak.ke', 'Tidak: ke langkah', 'pilih langkah'),
          fieldView(draft, text('tidak.label', 'Arti Tidak')),
        ]
      : step.simbol === 'selesai'
        ? []
        : [target('lanjut', 'Lanjut ke', 'langkah di bawahnya')]),
    fieldView(draft, text('kelengkapan', 'Kelengkapan', 'Berkas atau alat yang dibutuhkan.')),
    fieldView(draft, text('output', 'Output', 'Kata benda: dokumen atau keadaan.')),
    fieldView(draft, text('keterangan', 'Keterangan')),
    fieldView(draft, { path: `${at}.rincian`, label: 'Rincian untuk pembaca', kind: 'area', rows: 2 }),
  ];
}

/** Target choices carry numbers, and an empty one reads as 0. */
function number(view: HTMLElement): HTMLElement {
  const select = view.querySelector('select')!;
  select.dataset.kind = 'number';
  if (select.value === '') select.value = '0';
  return view;
}

function timeFields(draft: Draft, { waktu }: Langkah, at: string): HTMLElement[] {
  const counted = 'nilai' in waktu;
  const unit = fieldView(draft, {
    path: `${at}.waktu.satuan`,
    label: 'Satuan waktu',
    kind: 'choice',
    options: [
      ['menit', 'menit'],
      ['jam', 'jam'],
      ['hari kerja', 'hari kerja'],
      ['teks', 'dengan kata'],
    ],
  });
  const select = unit.querySelector('select')!;
  select.dataset.kind = 'unit';
  select.value = counted ? waktu.satuan : 'teks';
  const bases = [
    ['contoh', 'contoh (usulan)'],
    ...(counted ? [] : [['kewajiban', 'kewajiban'] as const]),
    ['batas-iiv', 'batas IIV'],
    ['batas-aturan', 'batas aturan'],
  ] as const;
  return [
    counted
      ? fieldView(draft, { path: `${at}.waktu.nilai`, label: 'Waktu', kind: 'number' })
      : fieldView(draft, {
          path: `${at}.waktu.teks`,
          label: 'Waktu',
          kind: 'text',
          hint: 'Misalnya "Segera" atau "Sesuai RTO".',
        }),
    unit,
    fieldView(draft, { path: `${at}.waktu.dasar`, label: 'Dasar angka', kind: 'choice', options: bases }),
  ];
}
