/**
 * Remembers an answer about two objects for as long as both live. One document asks the same question about
 * the same two certificates many times, and each answer costs a public-key operation.
 */
export function remember<A extends object, B extends object, R>(ask: (a: A, b: B) => R): (a: A, b: B) => R {
  const known = new WeakMap<A, WeakMap<B, { readonly answer: R }>>();
  return (a, b) => {
    const row = known.get(a) ?? new WeakMap<B, { readonly answer: R }>();
    known.set(a, row);
    const found = row.get(b) ?? { answer: ask(a, b) };
    row.set(b, found);
    return found.answer;
  };
}
