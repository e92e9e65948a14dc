/** Packages of the built site: nothing absolute is left, the page stays valid, and the manifest fits the schemas. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { strFromU8 } from 'fflate';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { lmsScript } from '../../../src/build/lms-script.ts';
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

/** Folder with imscp_rootv1p1p2.xsd, adlcp_rootv1p2.xsd and ims_xml.xsd; they are ADL's and IMS's, so not ours to carry. */
const SCHEMAS = resolve('../shared/schemas/scorm12');

function whyNot(): string | false {
  if (!existsSync(SCHEMAS)) return `no SCORM 1.2 schemas in ${SCHEMAS}`;
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'pipe' });
    return false;
  } catch {
    return 'xmllint is not installed (libxml2-utils)';
  }
}

test('the manifest fits the published SCORM 1.2 schemas', { skip: whyNot() }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'sigap-scorm-'));
  try {
    const both = ['imsproject.org/xsd/imscp_rootv1p1p2', 'adlnet.org/xsd/adlcp_rootv1p2'].map(
      (name) =>
        `<xs:import namespace="http://www.${name}" schemaLocation="${SCHEMAS}/${name.replace(/.*\//, '')}.xsd"/>`,
    );
    const schema = join(scratch, 'both.xsd');
    writeFileSync(
      schema,
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${both.join('')}</xs:schema>`,
    );
    const check = (text: string): void => {
      const file = join(scratch, 'imsmanifest.xml');
      writeFileSync(file, text);
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { stdio: 'pipe' });
    };
    for (const { files } of packages) check(textOf(files['imsmanifest.xml']));
    const wrong = textOf(packages[0]?.files['imsmanifest.xml']).replace('scormtype="sco"', 'scormtype="scx"');
    assert.throws(() => check(wrong), /scormtype/, 'the schemas are really asked');
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
