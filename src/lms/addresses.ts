/**
 * Makes the addresses in a file of the site relative: an LMS serves a package below a folder of its own, where
 * `/aset/...` would be somebody else's. Each function gives the new text and the files it needs. Pure.
 */
import { posix } from 'node:path';
import type { BuiltSite } from './site.ts';

export interface Rewritten {
  text: string;
  /** Paths of files of the site this one needs. */
  needs: string[];
}

type Has = Pick<BuiltSite, 'has' | 'inFolders'>;

/** From the folder of one file of the site to another file. */
export function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/** What the bundler writes where it loads a chunk's style sheets and imports before the chunk itself. */
const PRELOAD_ROOT = /return\s*[`"']\/[`"']\s*\+\s*(\w+)/g;

/**
 * A string that names a file of the site becomes an address beside the script, in a page as in a worker. Imports and
 * the bundler's lists of chunks are only followed. @throws Error when the bundler's loader is not as expected.
 */
export function rewriteScript(path: string, text: string, site: Has): Rewritten {
  const needs = new Set<string>();
  const beside = (target: string, rest = ''): string =>
    `new URL(\`${relative(path, target)}${rest}\`,import.meta.url).href`;
  let script = text.replace(/(["'`])((?:\/|\.\.?\/|aset\/)[^"'`\s${}?#]+\.\w+)\1/g, (whole, _quote, name) => {
    const target = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name.replace(/^\//, '');
    if (!site.has(target)) return whole;
    needs.add(target);
    return name.startsWith('/') ? beside(target) : whole;
  });
  // A folder whose name is completed when the script runs: pdf.js with its version.
  script = script.replace(/`\/(aset\/[^`$]+)(\$\{[^}`]+\}[^`]*)`/g, (whole, folder, rest) => {
    const files = site.inFolders(folder);
    for (const file of files) needs.add(file);
    return files.length > 0 ? beside(folder, rest) : whole;
  });
  if (script.includes('vite:preloadError')) {
    const found = [...script.matchAll(PRELOAD_ROOT)].length;
    if (found !== 1)
      throw new Error(`${path}: the bundler's loader has ${found} roots instead of 1; mend PRELOAD_ROOT`);
    script = script.replace(
      PRELOAD_ROOT,
      `return new URL(\`${relative(path, '')}/\`+$1,import.meta.url).href`,
    );
  }
  return { text: script, needs: [...needs] };
}

export function rewriteStyles(path: string, text: string, site: Has): Rewritten {
  const needs = new Set<string>();
  const styles = text.replace(/url\((["']?)\/([^)"'\s]+)\1\)/g, (_whole, _quote, target) => {
    if (!site.has(target)) throw new Error(`${path}: no file /${target}`);
    needs.add(target);
    return `url(${relative(path, target)})`;
  });
  return { text: styles, needs: [...needs] };
}

/** Data a page fetches: what names a file of the site becomes an address seen from the page. */
export function rewriteData(page: string, text: string, site: Has): Rewritten {
  const needs = new Set<string>();
  const data: unknown = JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith('/') || !site.has(value.slice(1))) return value;
    needs.add(value.slice(1));
    return relative(page, value.slice(1));
  });
  return { text: JSON.stringify(data), needs: [...needs] };
}
