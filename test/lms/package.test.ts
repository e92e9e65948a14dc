/** Packing a page of a small made-up site: addresses, files, manifest; and what must stop it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { strFromU8, strToU8 } from 'fflate';
import { rewriteData, rewriteScript, rewriteStyles } from '../../src/lms/addresses.ts';
import { type Protocol, wholePackage, zipped } from '../../src/lms/formats.ts';
import { courseOf } from '../../src/lms/parts.ts';
import type { BuiltSite } from '../../src/lms/site.ts';

const ITEM = '/pelatihan/zona/';
const PAGE = 'pelatihan/zona/index.html';
const question = (id: string): string =>
  `<quiz-lesson data-page="${ITEM}"><form class="question" id="${id}" data-item="{&quot;id&quot;:&quot;${id}&quot;}"></form></quiz-lesson>`;
const page = `<!DOCTYPE html><html lang="id"><head><meta name="description" content="Batas &quot;A &amp; B&quot;.">
<title>Zona &amp; jaringan · Sigap</title><link rel="preload" href="/aset/huruf.woff2" as="font"><script src="/tema.js"></script>
<script type="module" src="/aset/Head.x.js"></script><script type="module" src="/aset/soal.x.js"></script>
<link rel="stylesheet" href="/aset/a.css"></head><body><header class="top"><form action="/cari/"></form></header>
<div class="offline-status" role="status"><p>luring</p></div>
<main id="isi"><h1>Zona</h1><a href="/sop/firewall/?a=1&amp;b#langkah">SOP</a> <a href="${ITEM}#dua">soal</a>
<a href="/lab/surat.pdf">surat</a> <a href="/istilah/" title="Istilah">istilah</a>${question('satu')}${question('dua')}</main>
<footer class="foot"><a href="/klausul/">Klausul</a></footer></body></html>`;

const FILES: Record<string, string> = {
  [PAGE]: page,
  'tema.js': '0',
  'aset/Head.x.js': 'fetch("/sw.js")',
  'aset/soal.x.js':
    'import"./b.js";import("./c.mjs");new Worker(new URL(`/aset/w.js`,``+import.meta.url));fetch("/lab/surat.json");go("/lab/")',
  'aset/b.js': 'import "./soal.x.js"',
  'aset/c.mjs': `var d=["aset/lain.css","aset/pdf-9/tidak.js"];x(\`/aset/pdf-\${v}/cmaps/\`)`,
  'aset/w.js': 'self.postMessage(1)',
  'aset/a.css': '@font-face{src:url(/aset/huruf.woff2)}b{background:url("data:image/png;base64,AA==")}',
  'aset/lain.css': '',
  'aset/huruf.woff2': 'w',
  'aset/pdf-9/cmaps/a.bcmap': 'c',
  'lab/surat.json': '{"letters":[{"file":"/lab/surat.pdf","page":"/lab/","n":1}]}',
  'lab/surat.pdf': '%PDF',
  'sw.js': 'stays at home',
};

const site = (files: Record<string, string>): BuiltSite => ({
  has: (path) => path in files,
  read: (path) => strToU8(files[path] ?? ''),
  inFolders: (prefix) => Object.keys(files).filter((path) => path.startsWith(prefix)),
});

const ADAPTER = { script: 'begin()', styles: '' };
const course = courseOf(ITEM, page)!;
const pack = (files = FILES, protocol: Protocol = 'scorm') =>
  wholePackage(protocol, course, site(files), 'https://sigap.kota.invalid/', ADAPTER);
const textOf = (path: string): string => strFromU8(pack()[path] ?? new Uint8Array());

test('a course is read from its page: title, parts, what must be reached', () => {
  assert.deepEqual(course, {
    item: ITEM,
    title: 'Zona & jaringan',
    description: 'Batas "A & B".',
    parts: [`${ITEM}#satu`, `${ITEM}#dua`],
    graded: true,
    mastery: 70,
  });
  assert.equal(courseOf('/pelatihan/jadwal/', '<h1>Jadwal</h1>'), null, 'nothing to do, nothing to pack');
  const pre = courseOf('/pelatihan/tes-awal/', '<quiz-test data-page="/pelatihan/tes-awal/">');
  assert.deepEqual([pre?.parts, pre?.mastery], [['/pelatihan/tes-awal/'], null], 'nobody fails a pre-test');
  const read = courseOf('/pelatihan/klinik/', '<progress-mark data-item="/pelatihan/klinik/">');
  assert.deepEqual([read?.graded, read?.mastery], [false, null]);
});

test('the package has what the page needs, and nothing of the shell', () => {
  const needed = Object.keys(FILES).filter((path) => path !== 'aset/Head.x.js' && path !== 'sw.js');
  const own = ['imsmanifest.xml', 'lms/lms.js', 'lms/lms.css'];
  assert.deepEqual(Object.keys(pack()).sort(), [...needed, ...own].sort());
  const html = textOf(PAGE);
  for (const part of ['class="top"', 'class="foot"', 'offline-status', 'Head.x.js'])
    assert.ok(!html.includes(part), part);
});

test('no address of the page, its styles or its scripts begins at the root of the LMS', () => {
  const html = textOf(PAGE);
  assert.deepEqual(html.match(/\s(?:href|src|action)="\/[^"]*"/g), null);
  assert.match(html, /href="\.\.\/\.\.\/aset\/huruf\.woff2"/);
  assert.match(textOf('aset/a.css'), /url\(\.\/huruf\.woff2\).*url\("data:/);
  const script = textOf('aset/soal.x.js');
  assert.ok(script.includes('new URL(new URL(`./w.js`,import.meta.url).href,``+import.meta.url)'), script);
  assert.ok(script.includes('fetch(new URL(`../lab/surat.json`,import.meta.url).href)'), script);
  assert.ok(script.includes('go("/lab/")'), 'the name of a page is no file');
  assert.ok(textOf('aset/c.mjs').includes(`x(new URL(\`./pdf-\${v}/cmaps/\`,import.meta.url).href)`));
  assert.deepEqual(JSON.parse(textOf('lab/surat.json')), {
    letters: [{ file: '../../lab/surat.pdf', page: '/lab/', n: 1 }],
  });
});

test('a link leads to the place on the page, to a file of the package, or marked to the city', () => {
  const html = textOf(PAGE);
  assert.ok(html.includes('<a href="#dua">'));
  assert.ok(html.includes('<a href="../../lab/surat.pdf">'));
  const away = 'target="_blank" rel="noopener" data-luar';
  const sop = 'https://sigap.kota.invalid/sop/firewall/?a=1&amp;b#langkah';
  assert.ok(html.includes(`<a href="${sop}" ${away} title="Ada di laman Sigap kota Anda">`), html);
  assert.ok(html.includes(`<a href="https://sigap.kota.invalid/istilah/" ${away} title="Istilah">`));
});

test('the page is told what it is, and loads its own scripts only after the LMS was found', () => {
  const html = textOf(PAGE);
  const [, info = ''] = /<meta name="sigap-paket" content="([^"]*)">/.exec(html) ?? [];
  assert.deepEqual(JSON.parse(info.replaceAll('&quot;', '"')), {
    item: ITEM,
    parts: course.parts,
    graded: true,
    mastery: 70,
    site: 'https://sigap.kota.invalid',
    scripts: ['../../aset/soal.x.js'],
  });
  assert.deepEqual(html.match(/<script[^>]*>/g), [
    '<script src="../../tema.js">',
    '<script type="module" src="../../lms/lms.js">',
  ]);
});

test('the manifest lists every file once, names one organization, and its references resolve', () => {
  const files = pack();
  const xml = strFromU8(files['imsmanifest.xml'] ?? new Uint8Array());
  const all = (pattern: RegExp) => [...xml.matchAll(pattern)].map(([, value = '']) => value);
  assert.deepEqual(
    all(/<file href="([^"]*)"/g).sort(),
    Object.keys(files)
      .filter((path) => path !== 'imsmanifest.xml')
      .sort(),
  );
  assert.equal(all(/<organization (identifier)=/g).length, 1);
  const identifiers = all(/\sidentifier="([^"]*)"/g);
  assert.equal(new Set(identifiers).size, identifiers.length);
  for (const identifier of identifiers) assert.match(identifier, /^[A-Za-z][\w-]*$/);
  for (const reference of [...all(/identifierref="([^"]*)"/g), ...all(/default="([^"]*)"/g)])
    assert.ok(identifiers.includes(reference), reference);
  assert.deepEqual(all(/<resource [^>]*href="([^"]*)"/g), [PAGE]);
  assert.deepEqual(all(/adlcp:scormtype="([^"]*)"/g), ['sco']);
  assert.deepEqual(all(/<adlcp:masteryscore>(.*)<\/adlcp:masteryscore>/g), ['70']);
  assert.ok(xml.includes('<title>Zona &amp; jaringan</title>'));
});

test('what is not as expected stops the packing and says where', () => {
  const changed = (path: string, from: string, to: string) => () =>
    pack({ ...FILES, [path]: (FILES[path] ?? '').replace(from, to) });
  assert.throws(changed(PAGE, 'Head.x.js', 'Kepala.x.js'), /pelatihan\/zona\/index\.html.*shell script/);
  assert.throws(changed(PAGE, 'huruf.woff2', 'hilang.woff2'), /hilang\.woff2 is no file/);
  assert.throws(changed('aset/a.css', 'huruf', 'hilang'), /aset\/a\.css: no file \/aset\/hilang/);
  assert.throws(changed('aset/b.js', 'import', '/*vite:preloadError*/import'), /loader has 0 roots/);
  const loader = '/*vite:preloadError*/t=function(e){return`/`+e}';
  assert.ok(
    rewriteScript('aset/p.js', loader, site({})).text.includes(
      'return new URL(`../`+e,import.meta.url).href',
    ),
  );
});

test('data and styles without addresses stay as they are', () => {
  assert.deepEqual(rewriteData(PAGE, '[1,"/tidak/ada"]', site({})), { text: '[1,"/tidak/ada"]', needs: [] });
  assert.deepEqual(rewriteStyles('aset/x.css', 'a{}', site({})), { text: 'a{}', needs: [] });
});

test('the same site gives the same zip, byte for byte', () => {
  assert.deepEqual(zipped(pack()), zipped(Object.fromEntries(Object.entries(pack()).reverse())));
});
