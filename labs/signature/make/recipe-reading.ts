/** Reads values out of a parsed YAML file, with errors that name the place, the fault and the mend. */

/** Says where in the recipe something is wrong, what, and how to mend it. */
export class RecipeError extends Error {
  /** Keys and indices from the top of the recipe, for finding the line. */
  readonly place: readonly (string | number)[];

  constructor(path: string, fault: string, mend: string) {
    super(`${path}: ${fault}. ${mend}`);
    this.name = 'RecipeError';
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '' && step !== 'recipe');
    this.place = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  }
}

export type Mapping = Readonly<Record<string, unknown>>;

/** A mapping with no other keys than `keys`. */
export function strictly(from: Mapping, keys: readonly string[], path: string): Mapping {
  const strange = Object.keys(from).find((key) => !keys.includes(key));
  if (strange === undefined) return from;
  throw new RecipeError(`${path}.${strange}`, 'no such key', `The keys are: ${keys.join(', ')}.`);
}

export function object(value: unknown, path: string): Mapping {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Mapping;
  throw new RecipeError(path, 'not a mapping', 'Write it as "key: value" lines.');
}

export function list(from: Mapping, key: string, path: string): readonly unknown[] {
  const value = from[key];
  if (Array.isArray(value)) return value;
  throw new RecipeError(`${path}.${key}`, 'not a list', 'Start each item with "- ".');
}

export function texts(from: Mapping, key: string, path: string): string[] {
  return list(from, key, path).map((item, index) => {
    if (typeof item === 'string') return item;
    throw new RecipeError(`${path}.${key}[${index}]`, 'not text', 'Put it in quotes.');
  });
}

export function text(from: Mapping, key: string, path: string): string {
  const value = from[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new RecipeError(
    `${path}.${key}`,
    value === undefined ? 'missing' : 'not text',
    `Add "${key}: ..." with text in quotes.`,
  );
}

export function choice<T extends string>(
  from: Mapping,
  key: string,
  path: string,
  allowed: readonly T[],
  fallback?: T,
): T {
  const value = from[key] ?? fallback;
  const found = allowed.find((one) => one === value);
  if (found) return found;
  throw new RecipeError(
    `${path}.${key}`,
    value === undefined ? 'missing' : `"${String(value)}" is not known`,
    `Use one of: ${allowed.join(', ')}.`,
  );
}

/** Reads a part that may be left out. */
export function optional<T>(
  from: Mapping,
  key: string,
  path: string,
  read: (part: Mapping, path: string) => T,
): T | null {
  return from[key] === undefined ? null : read(object(from[key], `${path}.${key}`), `${path}.${key}`);
}
