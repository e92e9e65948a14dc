/**
 * `npm run scorm [-- ITEM...]` and `npm run cmi5 [-- ITEM...]`: packages for an LMS, one zip a module or lab, into
 * `dist-scorm/` or `dist-cmi5/`. An ITEM is an address such as `pelatihan/zona-jaringan`; without one, all are packed.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lmsScript } from '../build/lms-script.ts';
import { instansi } from '../instansi.ts';
import { PROTOCOLS, packageName, wholePackage, zipped } from '../lms/formats.ts';
import { builtSite, coursesOf } from '../lms/site.ts';
import { asksForHelp } from './terminal.ts';

const DIST = 'dist';
const USAGE = 'usage: lms-package scorm|cmi5 [ITEM...]   (an ITEM such as pelatihan/zona-jaringan)';
const [word, ...wanted] = process.argv.slice(2);
if (asksForHelp(process.argv.slice(2))) {
  console.log(USAGE);
  process.exit(0);
}
const protocol = PROTOCOLS.find((each) => each === word) ?? fail(USAGE);
if (!existsSync(join(DIST, 'index.html'))) fail('dist/ belum ada. Jalankan: npm run build');

const courses = coursesOf(DIST);
const slugs = wanted.length > 0 ? wanted.map((item) => item.replace(/^\/|\/$/g, '')) : [...courses.keys()];
const unknown = slugs.filter((slug) => !courses.has(slug));
if (unknown.length > 0)
  fail(`Tidak ada: ${unknown.join(', ')}. Yang dapat dikemas:\n  ${[...courses.keys()].join('\n  ')}`);

const adapter = await lmsScript(protocol);
const folder = `dist-${protocol}`;
mkdirSync(folder, { recursive: true });
for (const slug of slugs) {
  const course = courses.get(slug)!;
  const files = wholePackage(protocol, course, builtSite(DIST), instansi.situs, adapter);
  const path = join(folder, `${packageName(course)}.zip`);
  const zip = zipped(files);
  writeFileSync(path, zip);
  console.log(`${path}  ${Math.round(zip.length / 1000)} kB  ${Object.keys(files).length} berkas`);
}

function fail(words: string): never {
  console.error(words);
  process.exit(2);
}
