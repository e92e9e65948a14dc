/** All files of a package: the page, everything it needs of the site, and the script that talks to the LMS. */
import { strFromU8, strToU8 } from 'fflate';
import { type Rewritten, rewriteData, rewriteScript, rewriteStyles } from './addresses.ts';
import { rewritePage } from './page.ts';
import type { Course } from './parts.ts';
import type { BuiltSite } from './site.ts';

/** Path and bytes. */
export type PackageFiles = Record<string, Uint8Array>;

export interface Adapter {
  script: string;
  styles: string;
}

const SCRIPT = 'lms/lms.js';
const STYLES = 'lms/lms.css';

export const launchPath = ({ item }: Course): string => `${item.slice(1)}index.html`;

/** @param origin of the city's site. @throws Error naming the file when something in it is not as expected. */
export function packageFiles(
  course: Course,
  built: BuiltSite,
  origin: string,
  adapter: Adapter,
): PackageFiles {
  const launch = launchPath(course);
  const settings = { course, site: origin.replace(/\/$/, ''), script: SCRIPT, styles: STYLES };
  const files: PackageFiles = { [SCRIPT]: strToU8(adapter.script), [STYLES]: strToU8(adapter.styles) };
  const waiting = [launch];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files[path]) continue;
    const bytes = built.read(path);
    const rewrite = rewriter(path);
    const { text, needs } = rewrite?.(strFromU8(bytes)) ?? { text: null, needs: [] };
    files[path] = text === null ? new Uint8Array(bytes) : strToU8(text);
    waiting.push(...needs);
  }
  return files;

  function rewriter(path: string): ((text: string) => Rewritten) | null {
    if (path === launch) return (text) => rewritePage(path, text, built, settings);
    if (/\.m?js$/.test(path)) return (text) => rewriteScript(path, text, built);
    if (path.endsWith('.css')) return (text) => rewriteStyles(path, text, built);
    return path.endsWith('.json') ? (text) => rewriteData(launch, text, built) : null;
  }
}
