/** The letter a learner signs: laid out at build time, since the page itself carries no font metrics. */
import { layOut } from './letter.ts';
import type { Corner } from './letter-art.ts';
import { type Agency, speaker, toLetter } from './letter-words.ts';
import { type Draft, startDraft } from './pdf-draft.ts';
import { type Recipe, RecipeError } from './recipe.ts';

export interface OwnLetter {
  readonly draft: Draft;
  /** Where the visible signature goes. */
  readonly box: Corner;
  /** The comma in its context, and what it becomes. */
  readonly comma: { readonly from: string; readonly to: string };
}

/** @param recipe one letter, whose `timpa` says which comma is changed. */
export function makeOwnLetter({ surat: [letter] }: Recipe, agency: Agency, at: Date): OwnLetter {
  if (!letter?.timpa) throw new RecipeError('surat[0].timpa', 'missing', 'Say which comma is changed.');
  const page = layOut(toLetter(letter, agency, at));
  const draft = startDraft(speaker(agency, at)(letter.hal), page.content);
  return { draft, box: page.boxes[0]!, comma: { from: letter.timpa.dari, to: letter.timpa.menjadi } };
}
