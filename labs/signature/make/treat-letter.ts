/** What somebody did to a letter after it was signed. */
import { type Letter, layOut, layOutSheet } from './letter.ts';
import { type Agency, type Say, sayBlocks, speaker, toLetter } from './letter-words.ts';
import { addPage, type Draft } from './pdf-draft.ts';
import type { LetterRecipe } from './recipe.ts';
import { exchangeDigits, overwrite, replacePage } from './tamper.ts';

/** @throws Error naming the letter when the text to change is not in it. */
export function treat(signed: Draft, recipe: LetterRecipe, agency: Agency, at: Date): Draft {
  const say = speaker(agency, at);
  const { timpa, bayangan, lembarKedua, gantiSesudah } = recipe;
  try {
    if (timpa) return overwrite(signed, timpa.dari, timpa.menjadi);
    if (bayangan) return exchangeDigits(signed, bayangan.dari, bayangan.menjadi);
    if (lembarKedua && recipe.olahan !== 'gabung')
      return addPage(signed, layOutSheet(say(lembarKedua.judul), sayBlocks(lembarKedua.isi, say)));
    if (gantiSesudah.length === 0) return signed;
    return replacePage(signed, layOut(reworded(toLetter(recipe, agency, at), gantiSesudah, say)).content);
  } catch (error) {
    throw new Error(`${recipe.id}: ${(error as Error).message}`);
  }
}

function reworded(letter: Letter, swaps: LetterRecipe['gantiSesudah'], say: Say): Letter {
  let words = JSON.stringify(letter);
  for (const { dari, menjadi } of swaps) {
    const from = JSON.stringify(say(dari)).slice(1, -1);
    if (!words.includes(from)) throw new Error(`"${dari}" does not occur in the letter`);
    if (dari === menjadi) throw new Error('gantiSesudah changes nothing');
    words = words.replaceAll(from, JSON.stringify(say(menjadi)).slice(1, -1));
  }
  return JSON.parse(words) as Letter;
}
