/** The scripts a page cannot do without: those it loads, and what they import at once. What is loaded on demand stays out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param dist folder of the built site. @param pages paths below it. @returns paths below it, each once. */
export function scriptsOf(dist: string, pages: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(dist, 'aset', name), 'utf8');
    for (const [, imported = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
      visit(imported);
  };
  for (const page of pages) {
    for (const [, name = ''] of readFileSync(join(dist, page), 'utf8').matchAll(
      /<script[^>]+src="\/aset\/([^"]+\.js)"/g,
    )) {
      visit(name);
    }
  }
  return [...found].sort().map((name) => `aset/${name}`);
}
