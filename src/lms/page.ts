/**
 * The very page of the site, made ready to stand alone: without the site's own header, footer and shell script, with
 * relative addresses, and with the script that talks to the LMS in place of the page's scripts, which it loads itself
 * once it knows where progress is kept. Pure.
 */
import { posix } from 'node:path';
import { type Rewritten, relative } from './addresses.ts';
import { AWAY } from './away.ts';
import type { Course } from './parts.ts';
import type { BuiltSite } from './site.ts';
import { escaped } from './xml.ts';

/** What the page tells the package's script, in `<meta name="sigap-paket">`. */
export interface PackageInfo extends Pick<Course, 'item' | 'parts' | 'graded' | 'mastery'> {
  /** Origin of the city's site: where links lead that leave the package. */
  site: string;
  /** The page's own scripts, in order, relative to the page. */
  scripts: string[];
}

/** Search, offline copy and theme button belong to the site, not to the page; `/aset/Head...js` is all of them. */
const SHELL_SCRIPT = /<script type="module" src="\/aset\/Head\.[^"]+"><\/script>/;
const SHELL_PARTS = [
  /<header class="top">.*?<\/header>/s,
  /<div class="offline-status".*?<\/div>/s,
  /<footer class="foot">.*?<\/footer>/s,
  /<button class="[^"]*theme-toggle"[^>]*>.*?<\/button>/s,
];
const MODULE = /<script type="module" src="([^"]+)"><\/script>/g;

export interface PageSettings {
  course: Course;
  /** Origin of the city's site, e.g. `https://sigap.kota.go.id`. */
  site: string;
  /** Paths in the package of the script and the styles it brings. */
  script: string;
  styles: string;
}

/** @param path of the page, e.g. `pelatihan/zona-jaringan/index.html`. @throws Error when the page is not as expected. */
export function rewritePage(
  path: string,
  html: string,
  built: Pick<BuiltSite, 'has'>,
  settings: PageSettings,
): Rewritten {
  if (!SHELL_SCRIPT.test(html)) throw new Error(`${path}: the site's shell script was not found`);
  let page = SHELL_PARTS.reduce((text, part) => text.replace(part, ''), html.replace(SHELL_SCRIPT, ''));
  const needs = new Set<string>();
  const own = (target: string): string => {
    needs.add(target);
    return relative(path, target);
  };
  const scripts: string[] = [];
  page = page.replace(MODULE, (_whole, src: string) => {
    scripts.push(own(src.slice(1)));
    return '';
  });
  page = page.replace(/<a\b[^>]*>/g, (tag) => link(tag, path, built, settings.site, own));
  page = page.replace(/(\s(?:href|src|action|poster)=")\/([^"]*)"/g, (_whole, start, address) => {
    if (!built.has(address)) throw new Error(`${path}: /${address} is no file of the site`);
    return `${start}${own(address)}"`;
  });
  const { item, parts, graded, mastery } = settings.course;
  const info: PackageInfo = { item, parts, graded, mastery, site: settings.site, scripts };
  const head = [
    `<meta name="sigap-paket" content="${escaped(JSON.stringify(info))}">`,
    `<link rel="stylesheet" href="${relative(path, settings.styles)}">`,
    `<script type="module" src="${relative(path, settings.script)}"></script>`,
  ];
  return { text: page.replace('</head>', `${head.join('')}</head>`), needs: [...needs] };
}

/** A link to a file of the package stays, one to another page leads to the city's site in a window of its own. */
function link(
  tag: string,
  path: string,
  built: Pick<BuiltSite, 'has'>,
  site: string,
  own: (target: string) => string,
): string {
  const [, address] = /\shref="\/([^"]*)"/.exec(tag) ?? [];
  if (address === undefined) return tag;
  const [target = '', hash] = address.split('#');
  if (built.has(target)) return tag.replace(`href="/${address}"`, `href="${own(target)}"`);
  if (target === posix.join(posix.dirname(path), '/'))
    return tag.replace(`href="/${address}"`, `href="#${hash ?? 'isi'}"`);
  const title = /\stitle="/.test(tag) ? '' : ` title="${AWAY}"`;
  return tag.replace(
    `href="/${address}"`,
    `href="${site}/${address}" target="_blank" rel="noopener" data-luar${title}`,
  );
}
