import type { Limits } from './model.ts';

/** Generous for a document of a city's office, small enough that a hostile one ends within seconds. */
export const DEFAULT_LIMITS: Limits = {
  fileBytes: 96 * 1024 * 1024,
  inflatedBytes: 64 * 1024 * 1024,
  depth: 96,
  xrefEntries: 2_000_000,
  sections: 500,
  objects: 400_000,
  signatures: 200,
};
