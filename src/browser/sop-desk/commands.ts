/** What the buttons of the form do to a draft; pure, so that keys, drags and presses share it. */

import { fieldValue, withValue } from '../../sop/draft/change.ts';
import type { Draft } from '../../sop/draft/draft.ts';
import { emptyStep } from '../../sop/draft/draft.ts';
import { insertStep, moveStep, removeStep, renameActor, setSymbol } from '../../sop/draft/steps.ts';

export interface Outcome {
  draft: Draft;
  /** The step to open afterwards. */
  open?: number;
  /** Said to those who do not see the change. */
  said: string;
}

export function move(draft: Draft, from: number, to: number): Outcome | null {
  const sop = moveStep(draft.sop, from, to);
  if (sop === draft.sop || from === to) return null;
  return { draft: { ...draft, sop }, open: to, said: `Langkah ${from} dipindah menjadi langkah ${to}.` };
}

/** @param what `data-act` of the button. @param at its `data-at`. @returns `null` where there is nothing to do */
export function applyAct(draft: Draft, what: string, at: string): Outcome | null {
  const no = Number(at);
  const { sop } = draft;
  switch (what) {
    case 'step-up':
      return move(draft, no, no - 1);
    case 'step-down':
      return move(draft, no, no + 1);
    case 'step-add': {
      const before = sop.langkah.at(-1);
      // A new row goes in before the end, which is where the next one is nearly always wanted.
      const place = before?.simbol === 'selesai' ? sop.langkah.length : no;
      const actor = sop.langkah[place - 2]?.pelaksana ?? sop.pelaksana[0]?.id ?? '';
      const more = insertStep(sop, place, emptyStep(actor));
      return { draft: { ...draft, sop: more }, open: place, said: `Langkah ${place} ditambahkan.` };
    }
    case 'step-remove':
      return { draft: { ...draft, sop: removeStep(sop, no) }, open: 0, said: `Langkah ${no} dihapus.` };
    case 'row-add':
      return {
        draft: withValue(draft, at, [...listAt(draft, at), emptyRow(at)]),
        said: 'Baris ditambahkan.',
      };
    case 'row-remove':
      return rowChange(
        draft,
        at,
        (list, place) => list.filter((_, each) => each !== place),
        'Baris dihapus.',
      );
    case 'row-up':
      return rowChange(draft, at, (list, place) => swapped(list, place - 1), 'Baris dinaikkan.');
    case 'row-down':
      return rowChange(draft, at, (list, place) => swapped(list, place), 'Baris diturunkan.');
    default:
      return null;
  }
}

function listAt(draft: Draft, path: string): unknown[] {
  const list = fieldValue(draft, path);
  return Array.isArray(list) ? list : [];
}

function emptyRow(path: string): object {
  if (path === 'pelaksana') return { id: '', nama: '' };
  return path.endsWith('dasarHukum') ? { peraturan: '' } : { judul: '', ke: '' };
}

function rowChange(
  draft: Draft,
  at: string,
  change: (list: unknown[], place: number) => unknown[],
  said: string,
): Outcome {
  const cut = at.lastIndexOf('.');
  const path = at.slice(0, cut);
  return { draft: withValue(draft, path, change(listAt(draft, path), Number(at.slice(cut + 1)))), said };
}

/** Exchanges an item with the one after it. */
function swapped(list: unknown[], place: number): unknown[] {
  const one = list[place];
  const other = list[place + 1];
  if (one === undefined || other === undefined) return list;
  return list.map((item, each) => (each === place ? other : each === place + 1 ? one : item));
}

/** Sets one field from a control; some fields carry others along. */
export function setField(draft: Draft, path: string, kind: string, value: unknown): Draft {
  const step = /^langkah\.(\d+)\.(simbol|waktu\.satuan)$/.exec(path);
  if (step) {
    const place = Number(step[1]);
    const row = draft.sop.langkah[place];
    if (!row) return draft;
    if (step[2] === 'simbol') {
      const symbol = value as typeof row.simbol;
      const changed = setSymbol(row, symbol, place + 1, draft.sop.langkah.length);
      return withValue(draft, `langkah.${place}`, changed);
    }
    return withValue(draft, `langkah.${place}.waktu`, timeIn(row.waktu, String(value)));
  }
  const actor = /^pelaksana\.(\d+)\.id$/.exec(path);
  if (actor) return { ...draft, sop: renameActor(draft.sop, Number(actor[1]), String(value).toUpperCase()) };
  if (kind === 'number' && path.endsWith('.lanjut') && value === 0) return withValue(draft, path, undefined);
  return withValue(draft, path, value);
}

type Time = Draft['sop']['langkah'][number]['waktu'];

function timeIn(time: Time, unit: string): Time {
  if (unit === 'teks') return { teks: 'nilai' in time ? '' : time.teks, dasar: time.dasar };
  const satuan = unit as 'menit' | 'jam' | 'hari kerja';
  const dasar = time.dasar === 'kewajiban' ? 'contoh' : time.dasar;
  return { nilai: 'nilai' in time ? time.nilai : 5, satuan, dasar };
}
