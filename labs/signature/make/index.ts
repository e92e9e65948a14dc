/** Making things at build time: exercise documents and what they need. For a page, see `practice.ts`. */
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
