/** Moving, adding and removing rows. Branches name rows by number, so every change of order carries them along. */
import type { Langkah, Sop } from '../../schemas/sop.ts';

/** Takes row `from` to place `to`; both from 1. Branches keep leading to the same rows. */
export function moveStep(sop: Sop, from: number, to: number): Sop {
  const rows = sop.langkah.map((step, place) => ({ step, was: place + 1 }));
  const [row] = rows.splice(from - 1, 1);
  if (!row || to < 1 || to > sop.langkah.length) return sop;
  rows.splice(to - 1, 0, row);
  return renumbered(sop, rows);
}

/** Puts a row at place `no`; the rows from there on move down. */
export function insertStep(sop: Sop, no: number, step: Langkah): Sop {
  const rows: { step: Langkah; was: number | null }[] = sop.langkah.map((each, place) => ({
    step: each,
    was: place + 1,
  }));
  rows.splice(no - 1, 0, { step, was: null });
  return renumbered(sop, rows);
}

/** Takes a row out. A branch that led there leads nowhere (0) until the author decides; the linter names it. */
export function removeStep(sop: Sop, no: number): Sop {
  const rows = sop.langkah.map((step, place) => ({ step, was: place + 1 }));
  rows.splice(no - 1, 1);
  return renumbered(sop, rows);
}

function renumbered(sop: Sop, rows: readonly { step: Langkah; was: number | null }[]): Sop {
  const place = new Map(rows.map(({ was }, at) => [was, at + 1]));
  const now = (no: number) => place.get(no) ?? 0;
  return {
    ...sop,
    langkah: rows.map(({ step, was }) => {
      if (was === null) return step;
      const { lanjut, ya, tidak, ...rest } = step;
      return {
        ...rest,
        ...(lanjut === undefined ? {} : { lanjut: now(lanjut) }),
        ...(ya ? { ya: { ...ya, ke: now(ya.ke) } } : {}),
        ...(tidak ? { tidak: { ...tidak, ke: now(tidak.ke) } } : {}),
      };
    }),
  };
}

/** Gives an actor another short name, in the list and in every row. */
export function renameActor(sop: Sop, place: number, id: string): Sop {
  const old = sop.pelaksana[place]?.id;
  return {
    ...sop,
    pelaksana: sop.pelaksana.map((actor, at) => (at === place ? { ...actor, id } : actor)),
    langkah: sop.langkah.map((step) => (step.pelaksana === old ? { ...step, pelaksana: id } : step)),
  };
}

/** Gives a row another symbol and takes away the exits that symbol does not have. */
export function setSymbol(step: Langkah, simbol: Langkah['simbol'], no: number, count: number): Langkah {
  const { lanjut, ya, tidak, ...rest } = step;
  if (simbol === 'keputusan')
    return {
      ...rest,
      simbol,
      ya: ya ?? { ke: Math.min(no + 1, count) },
      tidak: tidak ?? { ke: Math.max(1, no - 1) },
    };
  return { ...rest, simbol, ...(lanjut === undefined || simbol === 'selesai' ? {} : { lanjut }) };
}
