/** The library as the desk knows it. */
import type { KnownIds } from '../../build/content/relations.ts';
import type { Instansi, Klausul, Peraturan } from '../../schemas/register.ts';
import type { Registers } from '../sheet/input.ts';
import type { Draft } from './draft.ts';

export interface Library {
  instansi: Pick<Instansi, 'nama' | 'diskominfo'>;
  peraturan: Pick<Peraturan, 'id' | 'nomor' | 'judul' | 'status'>[];
  klausul: Pick<Klausul, 'id' | 'isi'>[];
  sop: Draft[];
}

export function registersOf({ instansi, peraturan, sop }: Library): Registers {
  return { instansi, peraturan, titles: new Map(sop.map(({ slug, sop: { judul } }) => [slug, judul])) };
}

export function knownOf({ peraturan, klausul, sop }: Library): KnownIds {
  return {
    peraturan: new Set(peraturan.map(({ id }) => id)),
    klausul: new Set(klausul.map(({ id }) => id)),
    sop: new Set(sop.map(({ slug }) => slug)),
    // An SOP never points at a policy, and at a form only by its address.
    kebijakan: new Set(),
    formulir: new Set(),
  };
}

/** The code after the highest one in use: `SOP-18` after seventeen. */
export function nextCode({ sop }: Pick<Library, 'sop'>): string {
  const highest = Math.max(0, ...sop.map(({ sop: { kode } }) => Number(/^SOP-(\d+)$/.exec(kode)?.[1] ?? 0)));
  return `SOP-${String(highest + 1).padStart(2, '0')}`;
}
