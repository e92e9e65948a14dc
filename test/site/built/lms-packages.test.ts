/** Packages of the built site: nothing absolute is left, the page stays valid, and the manifest fits the schemas. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { strFromU8 } from 'fflate';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { lmsScript } from '../../../src/build/lms-script.ts';
import { courseStructure } from '../../../src/lms/course-structure.ts';
import { wholePackage } from '../../../src/lms/formats.ts';
import { launchPath } from '../../../src/lms/package.ts';
import { builtSite, coursesOf } from '../../../src/lms/site.ts';
import { DIST } from './pages.ts';

const courses = coursesOf(DIST);
const adapter = await lmsScript('scorm');
/** One module and one lab: between them every kind of file the packager mends. */
const packages = ['pelatihan/membaca-log', 'lab/firewall/basis-data'].map((slug) => {
  const course = courses.get(slug);
  assert.ok(course, `${slug} can be packed`);
  return {
    slug,
    launch: launchPath(course),
    files: wholePackage('scorm', course, builtSite(DIST), 'https://sigap.kota.invalid', adapter),
  };
});
const textOf = (bytes: Uint8Array | undefined): string => strFromU8(bytes ?? new Uint8Array());

test('every module, level and signature lab can be packed, each under a title of its own', () => {
  const slugs = [...courses.keys()];
  assert.ok(slugs.filter((slug) => slug.startsWith('lab/firewall/')).length >= 13);
  for (const slug of ['lab/tte', 'pelatihan/tes-awal', 'pelatihan/tes-akhir', 'pelatihan/tabletop'])
    assert.ok(slugs.includes(slug), slug);
  for (const slug of slugs) assert.doesNotMatch(slug, /jadwal|kelas|fasilitator/);
  const titles = [...courses.values()].map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length);
});

test('no file of a package names an address at the root of the LMS', () => {
  for (const { slug, files } of packages) {
    assert.equal(files['sw.js'], undefined);
    assert.deepEqual(
      Object.keys(files).filter((path) => /pagefind|\.(?:br|gz)$/.test(path)),
      [],
    );
    for (const [path, bytes] of Object.entries(files)) {
      if (!/\.(?:m?js|css|html)$/.test(path)) continue;
      const absolute = /["'`(]\/(?:aset|sw\.js|pagefind|lab\/[\w/-]+\.json)[^"'`)]*/.exec(textOf(bytes));
      assert.equal(absolute, null, `${slug}: ${path} says ${absolute?.[0]}`);
    }
  }
});

test('the packed page is still valid HTML', async () => {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  for (const { slug, launch, files } of packages) {
    const { results } = await validator.validateString(textOf(files[launch]), join(DIST, launch));
    const faults = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    );
    assert.deepEqual(faults, [], slug);
  }
});

/** Published schemas; they are not ours to carry, so the checks ask for them where a developer has put them. */
const SCHEMAS = resolve('../shared/schemas');

function whyNot(folder: string): string | false {
  if (!existsSync(join(SCHEMAS, folder))) return `no schemas in ${join(SCHEMAS, folder)}`;
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'pipe' });
    return false;
  } catch {
    return 'xmllint is not installed (libxml2-utils)';
  }
}

/** @throws with the words of xmllint when a text does not fit. */
function fits(schema: string, texts: readonly string[]): void {
  const scratch = mkdtempSync(join(tmpdir(), 'sigap-lms-'));
  try {
    writeFileSync(join(scratch, 'schema.xsd'), schema);
    texts.forEach((text, place) => {
      const file = join(scratch, `${place}.xml`);
      writeFileSync(file, text);
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', join(scratch, 'schema.xsd'), file], {
        stdio: 'pipe',
      });
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

test('the manifest fits the published SCORM 1.2 schemas', { skip: whyNot('scorm12') }, () => {
  const imports = ['imsproject.org/xsd/imscp_rootv1p1p2', 'adlnet.org/xsd/adlcp_rootv1p2'].map((name) => {
    const file = join(SCHEMAS, 'scorm12', `${name.replace(/.*\//, '')}.xsd`);
    return `<xs:import namespace="http://www.${name}" schemaLocation="${file}"/>`;
  });
  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`;
  const texts = packages.map(({ files }) => textOf(files['imsmanifest.xml']));
  fits(schema, texts);
  const wrong = texts.map((text) => text.replace('scormtype="sco"', 'scormtype="scx"'));
  assert.throws(() => fits(schema, wrong), /scormtype/, 'the schemas are really asked');
});

test('the course structures fit the published cmi5 schema', { skip: whyNot('cmi5') }, () => {
  const schema = readFileSync(join(SCHEMAS, 'cmi5/CourseStructure.xsd'), 'utf8');
  const texts = [...courses.values()].map((course) =>
    courseStructure(course, launchPath(course), 'https://sigap.kota.invalid'),
  );
  fits(schema, texts);
  const wrong = texts.map((text) => text.replace(/moveOn="\w+"/, 'moveOn="Entah"'));
  assert.throws(() => fits(schema, wrong), /moveOn/, 'the schema is really asked');
});
