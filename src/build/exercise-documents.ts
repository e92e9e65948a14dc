/**
 * The letters of the signature lab, made while the site is built: by the training authority, in the name of the
 * agency of `content/instansi.yaml`. The same input always gives the same bytes, and no letter is kept in the project.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Document, isNode, LineCounter, parse, parseDocument } from 'yaml';
import { type CertificateSummary, readAnchorFile } from '../../labs/signature/index.ts';
import {
  type Agency,
  type ExerciseDocument,
  makeExerciseDocuments,
  makeOwnLetter,
  type OwnLetter,
  RecipeError,
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

/** Who may sign what, for matching a certificate with an office. */
export interface Official {
  readonly jabatan: string;
  readonly urusan: string;
}

export interface TrainingRoot {
  readonly summary: CertificateSummary;
  readonly der: Uint8Array;
}

interface Made {
  readonly exercises: readonly Exercise[];
  readonly root: TrainingRoot;
  readonly officials: readonly Official[];
}

/** The letter that learners sign themselves. */
export function ownLetter(): OwnLetter {
  const recipe = readRecipe(parse(readFileSync('labs/signature/exercises/surat-sendiri.yaml', 'utf8')));
  return makeOwnLetter(recipe, agency(), LETTER_DAY);
}

function agency(): Agency {
  return {
    pemerintah: instansi.nama,
    kota: instansi.kota,
    diskominfo: instansi.diskominfo.nama,
    alamat: instansi.diskominfo.alamat,
    kepalaDaerah: instansi.kepalaDaerah,
  };
}

let made: Made | undefined;

/** @throws with the file's name when a recipe is wrong. */
export function exerciseDocuments(): Made {
  made ??= make();
  return made;
}

function make(): Made {
  const sets = globSync('labs/signature/exercises/*/recipe.yaml')
    .sort()
    .map((file) => {
      const lines = new LineCounter();
      const yaml = parseDocument(readFileSync(join(process.cwd(), file), 'utf8'), { lineCounter: lines });
      try {
        const [fault] = yaml.errors;
        if (fault) throw fault;
        const recipe = readRecipe(yaml.toJS());
        const set = makeExerciseDocuments(recipe, agency(), LETTER_DAY, seededRandom(SEED));
        return { folder: basename(dirname(file)), set };
      } catch (error) {
        const line = error instanceof RecipeError ? `:${lineOf(yaml, lines, error.place)}` : '';
        throw new Error(`${file}${line}: ${(error as Error).message}`);
      }
    });
  const [first] = sets;
  if (!first) throw new Error('labs/signature/exercises holds no recipe.yaml');
  const [root] = readAnchorFile(first.set.anchor);
  return {
    exercises: sets.map(({ folder, set }) => ({ folder, title: set.title, letters: set.documents })),
    root: root!,
    officials: parse(readFileSync('labs/signature/exercises/pejabat.yaml', 'utf8')) as Official[],
  };
}

/** The line of the deepest part of the place that the recipe has: a missing key is reported at its letter. */
function lineOf(yaml: Document.Parsed, lines: LineCounter, place: RecipeError['place']): number {
  for (let depth = place.length; depth > 0; depth--) {
    const node = yaml.getIn(place.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
