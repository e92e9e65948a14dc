/**
 * The letters of the signature lab, made while the site is built: by the training authority, in the name of the
 * agency of `content/instansi.yaml`. The same input always gives the same bytes, and no letter is kept in the project.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type CertificateSummary, readAnchorFile } from '../../labs/signature/index.ts';
import {
  type ExerciseDocument,
  makeExerciseDocuments,
  readRecipe,
  seededRandom,
} from '../../labs/signature/make/index.ts';
import { instansi } from '../instansi.ts';

/** The day the letters carry; with their timestamps and lists they give the same verdict for years. */
const LETTER_DAY = new Date('2026-11-12T00:00:00Z');
/** One seed for all exercises: the first thing drawn from it is the training root, so all share one. */
const SEED = 'sigap-latihan-tte';

export interface Exercise {
  /** Folder name, e.g. `01-empat-surat`. */
  readonly folder: string;
  readonly title: string;
  readonly letters: readonly ExerciseDocument[];
}

export interface TrainingRoot {
  readonly summary: CertificateSummary;
  readonly der: Uint8Array;
}

interface Made {
  readonly exercises: readonly Exercise[];
  readonly root: TrainingRoot;
}

let made: Made | undefined;

/** @throws with the file's name when a recipe is wrong. */
export function exerciseDocuments(): Made {
  made ??= make();
  return made;
}

function make(): Made {
  const agency = {
    pemerintah: instansi.nama,
    kota: instansi.kota,
    diskominfo: instansi.diskominfo.nama,
    alamat: instansi.diskominfo.alamat,
    kepalaDaerah: instansi.kepalaDaerah,
  };
  const sets = globSync('labs/signature/exercises/*/recipe.yaml')
    .sort()
    .map((file) => {
      try {
        const recipe = readRecipe(parse(readFileSync(join(process.cwd(), file), 'utf8')));
        const set = makeExerciseDocuments(recipe, agency, LETTER_DAY, seededRandom(SEED));
        return { folder: basename(dirname(file)), set };
      } catch (error) {
        throw new Error(`${file}: ${(error as Error).message}`);
      }
    });
  const [first] = sets;
  if (!first) throw new Error('labs/signature/exercises holds no recipe.yaml');
  const [root] = readAnchorFile(first.set.anchor);
  return {
    exercises: sets.map(({ folder, set }) => ({ folder, title: set.title, letters: set.documents })),
    root: root!,
  };
}
