/** The built pages as text, and what they point at. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const DIST = 'dist';

export interface Page {
  /** Address, e.g. `/sop/listrik-padam/`. */
  url: string;
  html: string;
  ids: Set<string>;
  links: string[];
}

export function readPages(): Page[] {
  return globSync('**/*.html', { cwd: DIST }).map((file) => {
    const html = readFileSync(join(DIST, file), 'utf8');
    const attribute = (name: string) =>
      [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((m) => m[1] ?? '');
    const links = [...attribute('href'), ...attribute('src')].map((link) => link.replaceAll('&amp;', '&'));
    return { url: `/${file.replace(/index\.html$/, '')}`, html, ids: new Set(attribute('id')), links };
  });
}
