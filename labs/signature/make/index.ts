/** Making things at build time: the training authority, signed letters, exercises. Not for the browser bundle. */
export { makeAuthority, type TrainingAuthority, toPem } from './authority.ts';
export {
  type Agency,
  type ExerciseDocument,
  type ExerciseSet,
  makeExerciseDocuments,
} from './exercise-documents.ts';
export { type Random, seededRandom } from './random.ts';
export {
  type Decision,
  type ExpectedVerdict,
  type LetterRecipe,
  type Recipe,
  RecipeError,
  readRecipe,
} from './recipe.ts';
