/** A built site as the packager sees it; paths have no leading slash. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Course, courseOf } from './parts.ts';

export interface BuiltSite {
  /** Is there a file of this name? */
  has(path: string): boolean;
  read(path: string): Uint8Array;
  /** All files in folders whose path begins with `prefix`, without the compressed copies. */
  inFolders(prefix: string): string[];
}

export function builtSite(dist: string): BuiltSite {
  return {
    has: (path) => path !== '' && (statSync(join(dist, path), { throwIfNoEntry: false })?.isFile() ?? false),
    read: (path) => readFileSync(join(dist, path)),
    inFolders: (prefix) =>
      globSync(`${prefix}*/**/*`, { cwd: dist, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name).slice(join(dist, '/').length)),
  };
}

/** @returns what can be packed, by its address without slashes at the ends: `pelatihan/zona-jaringan`. */
export function coursesOf(dist: string): Map<string, Course> {
  if (!existsSync(dist)) return new Map();
  const pages = globSync('{pelatihan/*,lab/firewall/*,lab/tte,lab/tte/*}/index.html', { cwd: dist }).sort();
  return new Map(
    pages.flatMap((page) => {
      const slug = page.replace(/\/index\.html$/, '');
      const course = courseOf(`/${slug}/`, readFileSync(join(dist, page), 'utf8'));
      return course ? [[slug, course] as const] : [];
    }),
  );
}
