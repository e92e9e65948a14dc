/** Making things at build time: exercise documents and what they need. For a page, see `practice.ts`. */
export { makeAuthority, type TrainingAuthority, toPem } from './authority.ts';
export {
  type ExerciseDocument,
  type ExerciseSet,
  makeExerciseDocuments,
} from './exercise-documents.ts';
export type { Agency } from './letter-words.ts';
export { makeOwnLetter, type OwnLetter } from './own-letter.ts';
export { type Random, seededRandom } from './random.ts';
export {
  type Clue,
  type Decision,
  type ExpectedVerdict,
  type LetterRecipe,
  type Reason,
  type Recipe,
  RecipeError,
  readRecipe,
} from './recipe.ts';
