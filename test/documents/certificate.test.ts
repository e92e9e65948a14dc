/** Certificates: names nobody foresaw, fields that do not fit, keys that may not sign, files changed afterwards. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { verifyPdf } from '../../labs/signature/index.ts';
import {
  ecdsaKey,
  makeAuthority,
  readCertificate,
  seededRandom,
  selfSigned,
  writePkcs12,
} from '../../labs/signature/make/practice.ts';
import { readPem } from '../../labs/signature/pki/pem.ts';
import { CertificateSigner } from '../../src/browser/certificate/signer.ts';
import { certificateFont } from '../../src/build/certificate-fonts.ts';
import { drawCertificate } from '../../src/certificate/draw.ts';
import { type BimtekEvent, daysOf, eventFaults, numberOf } from '../../src/certificate/event.ts';
import { fileNameOf, LONGEST_NAME, nameFault, paperText } from '../../src/certificate/name.ts';
import { lacking } from '../../src/certificate/qualify.ts';
import { registerText } from '../../src/certificate/register.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const DAY = 86_400_000;
const PASSWORD = 'Rahasia-Kelas 1';
const random = seededRandom('certificate test');

const EVENT: BimtekEvent = {
  kind: 'Sertifikat',
  title: 'Bimbingan Teknis Peningkatan Keamanan Informasi',
  organiser: 'Dinas Komunikasi dan Informatika',
  from: '2026-11-23',
  until: '2026-11-24',
  place: 'Ruang Rapat 1',
  number: '{no}/BIMTEK/2026',
  first: '7',
  hours: '',
  issuedIn: 'Kota Contoh',
  issuedOn: '2026-11-24',
  signer: 'Nama Contoh',
  office: 'Kepala Dinas',
  signerId: '',
};

const faces = async (face: string): Promise<Uint8Array[]> =>
  Promise.all(['latin', 'latin-ext', 'vietnamese'].map((script) => certificateFont(`${face}-${script}`)));
const fonts = { regular: await faces('regular'), bold: await faces('bold') };
const tools = { draw: drawCertificate, fonts };

/** A key file whose certificate lasts from one day to another, counted from now. */
function keyFile(from: number, to: number): Uint8Array {
  const key = ecdsaKey(random);
  const terms = { notBefore: new Date(NOW + from * DAY), notAfter: new Date(NOW + to * DAY) };
  const certificate = selfSigned([['CN', 'Fasilitator Latihan']], key, terms, random);
  return writePkcs12({ key, certificate, chain: [] }, PASSWORD, random, 'kelas');
}

const signer = (): CertificateSigner => new CertificateSigner(random, () => NOW);

/** Opened once: deriving the key from its password takes its time. */
const practised = signer();
const { anchor } = practised.open(keyFile(-1, 300), PASSWORD);

function order(name: string, event = EVENT, lists: readonly Uint8Array[] = []) {
  return {
    kind: 'make' as const,
    event,
    recipient: { name, unit: 'Dinas Contoh' },
    place: 0,
    course: [{ day: 1, sessions: ['Risiko layanan'] }],
    checker: 'sigap.contoh.go.id/alat/verifikasi-tte/',
    lists,
  };
}

async function textOf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages = Array.from({ length: pdf.numPages }, async (_, place) => {
    const { items } = await (await pdf.getPage(place + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join(' ');
  });
  return Promise.all(pages);
}

test('a name that is empty, has no letter or cannot fit is refused with what to do', () => {
  for (const name of ['', '  \u200b\u202e ', '=1+2', '12345'])
    assert.match(nameFault(paperText(name)) ?? '', /Nama/);
  assert.match(nameFault('a'.repeat(LONGEST_NAME + 1)) ?? '', /121 huruf.*120/);
  assert.equal(nameFault('a'.repeat(LONGEST_NAME)), null);
});

test('nothing hidden in a name reaches paper or the name of a file', () => {
  assert.equal(paperText(' Siti\u202e\u0000 \t Aminah\u200f\n'), 'Siti Aminah');
  assert.equal(paperText('e\u0301'), 'é');
  assert.equal(fileNameOf(3, '=HYPERLINK("../x")é'), 'sertifikat-003-hyperlink-x-e.pdf');
  assert.equal(fileNameOf(12, '字'), 'sertifikat-012.pdf');
});

test('fields that are missing, too long or contradict each other are each named once', () => {
  const faults = (change: Partial<BimtekEvent>, count = 1): string[] =>
    eventFaults({ ...EVENT, ...change }, count).map(({ field }) => field);
  assert.deepEqual(faults({}), []);
  assert.deepEqual(faults({ title: ' ', place: '\u200b', signer: '' }), ['title', 'place', 'signer']);
  assert.deepEqual(faults({ office: 'x'.repeat(111) }), ['office']);
  assert.deepEqual(faults({ until: '2026-11-20' }), ['until']);
  assert.deepEqual(faults({ issuedOn: '2026-11-23' }), ['issuedOn']);
  assert.deepEqual(faults({ number: '1/2026' }), []);
  assert.deepEqual(faults({ number: '1/2026' }, 2), ['number']);
  assert.deepEqual(faults({ first: 'satu' }), ['first']);
  for (const hours of ['0', '16 JP', '1000', '-1']) assert.deepEqual(faults({ hours }), ['hours']);
});

test('numbers run on from the first; days of one, two and three dates read as one span', () => {
  assert.equal(numberOf(EVENT, 0), '007/BIMTEK/2026');
  assert.equal(numberOf(EVENT, 5), '012/BIMTEK/2026');
  assert.equal(daysOf({ from: '2026-11-23', until: '2026-11-23' }), '23 November 2026');
  assert.equal(daysOf(EVENT), '23–24 November 2026');
  assert.equal(daysOf({ from: '2026-11-30', until: '2026-12-01' }), '30 November–1 Desember 2026');
  assert.equal(daysOf({ from: '2026-12-31', until: '2027-01-01' }), '31 Desember 2026–1 Januari 2027');
});

test('the register keeps every exception with its reason, and no name in it runs as a formula', () => {
  const row = { number: '007/B/2026', name: '=1+2', unit: '', reason: 'Izin; satu sesi', file: 'a.pdf' };
  const [, line] = registerText([row]).split('\r\n');
  assert.equal(line, '007/B/2026;\'=1+2;;"Izin; satu sesi";a.pdf');
});

test('the rule says what a participant lacks; a test not asked for is not missed', () => {
  const sessions = ['a', 'b', 'c'].map((item) => ({ item, name: `Sesi ${item}` }));
  const rule = { sessions: 3, post: 70 };
  assert.deepEqual(lacking({ done: ['a', 'b', 'c'], post: 70 }, sessions, rule), []);
  assert.deepEqual(lacking({ done: ['a', 'x'], post: null }, sessions, rule), [
    '1 dari 3 sesi selesai. Belum: Sesi b; Sesi c.',
    'Tes akhir belum dikerjakan.',
  ]);
  assert.deepEqual(lacking({ done: ['a', 'b', 'c'], post: 69 }, sessions, rule), [
    'Tes akhir 69, batasnya 70.',
  ]);
  assert.deepEqual(lacking({ done: [], post: null }, sessions, { sessions: 0, post: null }), []);
});

test('a wrong password, a foreign file and a certificate out of its time open nothing', async () => {
  const own = signer();
  assert.throws(() => own.open(keyFile(-1, 300), 'salah'), /Kata sandi/);
  assert.throws(() => own.open(new Uint8Array([1, 2, 3]), PASSWORD), /bukan berkas PKCS#12/);
  assert.throws(() => own.open(keyFile(-300, -1), PASSWORD), /kedaluwarsa sejak 23 November 2026/);
  assert.throws(() => own.open(keyFile(1, 300), PASSWORD), /baru berlaku 25 November 2026/);
  await assert.rejects(own.make(order('Siti'), tools), /Buka dulu/);
});

test('a certificate that may not sign documents is refused', () => {
  const authority = makeAuthority('Kelas', new Date(NOW), random);
  const file = writePkcs12(authority.intermediate, PASSWORD, random, 'CA');
  assert.throws(() => signer().open(file, PASSWORD), /tidak boleh dipakai menandatangani/);
});

test('letters that no face has are named, and no file is made', async () => {
  await assert.rejects(practised.make(order('Li 字 Ming'), tools), /Huruf “字” tidak ada/);
});

test('letters of names that no face has are written as what looks the same; a lone mark is shown where it can be seen', async () => {
  for (const [name, shown] of [
    ['Nurʼaini', 'Nur’aini'],
    ['ʻAbdu‑llāh', '‘Abdu-llāh'],
    ['Ｓｉｔｉ ﬁ', 'Siti fi'],
  ] as const) {
    const { bytes, verdict } = await practised.make(order(name), tools);
    assert.equal(verdict, 'valid');
    assert.ok((await textOf(bytes))[0]?.replace(/\s/g, '').includes(shown.replace(' ', '')), name);
  }
  await assert.rejects(practised.make(order('M\u0308'), tools), /“◌\u0308”/);
  await assert.rejects(practised.make(order('ꦱꦶꦠꦶ'), tools), /“ꦱ”, “◌ꦶ”, “ꦠ” .*huruf Latin/);
  await assert.rejects(practised.make(order('Siti ستي'), tools), /“س”, “ت”, “ي” /);
});

test('every name ends up on its sheet as it is written, up to the longest', async () => {
  const long = 'Abdurrahman '.repeat(10).trim();
  for (const name of [
    'Fédor Őry Ñúñez',
    'Nguyễn Thị Ánh',
    "=Ali & 'Umar <b>",
    long,
    'W'.repeat(LONGEST_NAME),
  ]) {
    const { bytes, verdict } = await practised.make(order(name), tools);
    const [front = '', back = ''] = await textOf(bytes);
    const bare = (text: string): string => text.replace(/\s/g, '');
    assert.equal(verdict, 'valid', name);
    assert.ok(bare(front).includes(bare(name)), `${name} is on the front`);
    assert.ok(bare(back).includes(bare(name)), `${name} is on the back`);
  }
});

test('training hours stand on the sheet only when the organiser has set them', async () => {
  const silent = (await textOf((await practised.make(order('Siti'), tools)).bytes)).join(' ');
  assert.doesNotMatch(silent, /\d JP/);
  assert.match(silent, /tidak menyatakan jam pelajaran/);
  const told = (
    await textOf((await practised.make(order('Siti', { ...EVENT, hours: '16' }), tools)).bytes)
  ).join(' ');
  assert.match(told, /16 JP/);
  assert.match(told, /ditetapkan oleh Dinas Komunikasi/);
});

test('a byte changed anywhere in a signed sheet is found, and it is never called certified', async () => {
  const anchors = readPem(anchor.pem);
  const { bytes } = await practised.make(order('Siti Aminah'), tools);
  const judge = (file: Uint8Array): string => verifyPdf(file, { anchors, at: new Date(NOW) }).verdict;
  assert.equal(judge(bytes), 'valid');
  assert.match((await textOf(bytes)).join(' '), /bukan tanda tangan elektronik tersertifikasi/);
  for (let part = 1; part < 12; part += 1) {
    const changed = bytes.slice();
    const at = Math.floor((part / 12) * bytes.length);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.notEqual(judge(changed), 'valid', `byte ${at}`);
  }
});

test('a key issued by an authority needs its revocation list; with it the sheet is valid', async () => {
  const authority = makeAuthority('Kelas', new Date(NOW), random);
  const terms = { notBefore: new Date(NOW - DAY), notAfter: new Date(NOW + 300 * DAY) };
  const issued = authority.issue({ name: [['CN', 'Kepala Dinas Latihan']], key: ecdsaKey(random), ...terms });
  const own = signer();
  const opened = own.open(writePkcs12(issued, PASSWORD, random, 'k'), PASSWORD);
  const [root] = readPem(opened.anchor.pem);
  assert.deepEqual(readCertificate(root!).subject.raw, authority.root.certificate.subject.raw);
  assert.equal(opened.selfSigned, false);
  assert.equal((await own.make(order('Siti'), tools)).verdict, 'indeterminate');
  const lists = authority.lists([], new Date(NOW - DAY), new Date(NOW + 30 * DAY));
  assert.equal((await own.make(order('Siti', EVENT, lists), tools)).verdict, 'valid');
  const revoked = authority.lists(
    [{ serial: issued.certificate.serial, at: new Date(NOW - DAY / 2) }],
    new Date(NOW - DAY / 4),
    new Date(NOW + 30 * DAY),
  );
  await assert.rejects(own.make(order('Siti', EVENT, revoked), tools), /tidak lolos pemeriksaan sendiri/);
});
