import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createCipheriv, createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { PDF } from '@libpdf/core';
import { viewOf } from '../../../labs/signature/pdf/document.ts';
import { changesAfter, coverage, openPdf, type PdfDocument } from '../../../labs/signature/pdf/index.ts';
import { basicObjects, bytesOf, type Objects, revise, seal, signature } from './build.ts';

/** A one-page document that another library encrypted. */
async function encrypted(): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.setTitle('Surat rahasia');
  pdf.addPage();
  pdf.setProtection({ userPassword: 'buka', ownerPassword: 'kuasa', algorithm: 'AES-256' });
  return new Uint8Array(await pdf.save());
}

/** The same by `mutool`, which still writes the older algorithms; null where it is not installed. */
function encryptedByTool(algorithm: string): Uint8Array | null {
  const folder = mkdtempSync(join(tmpdir(), 'encrypted-'));
  try {
    const [plain, sealed] = [join(folder, 'plain.pdf'), join(folder, 'sealed.pdf')];
    const info = { 60: '<</Title(Surat rahasia)>>' };
    writeFileSync(plain, revise(null, { ...basicObjects(), ...info }, '/Info 60 0 R'));
    const options = ['clean', '-E', algorithm, '-U', 'buka', '-O', 'kuasa', plain, sealed];
    if (spawnSync('mutool', options).status !== 0) {
      console.log(`mutool is absent: ${algorithm} is not tried`);
      return null;
    }
    return new Uint8Array(readFileSync(sealed));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function title(doc: PdfDocument): string {
  const view = viewOf(doc, doc.revisions.length - 1);
  const info = view.get(view.trailer.entries.get('Info'));
  const value = view.entry(info, 'Title');
  return value.kind === 'string'
    ? Buffer.from(value.value)
        .toString('latin1')
        .replace(/[^ -~]/g, '')
    : '';
}

for (const algorithm of ['rc4-40', 'rc4-128', 'aes-128', 'aes-256', 'library']) {
  test(`a document encrypted with ${algorithm} opens with either password and with no other`, async () => {
    const bytes = algorithm === 'library' ? await encrypted() : encryptedByTool(algorithm);
    if (bytes === null) return;
    for (const password of ['buka', 'kuasa']) {
      const doc = openPdf(bytes, { password });
      assert.equal(doc.encryption?.unlocked, true);
      assert.match(title(doc), /Surat rahasia$/);
    }
    for (const password of ['', 'salah']) {
      try {
        assert.equal(openPdf(bytes, { password }).encryption?.unlocked, false);
      } catch (error) {
        assert.match(String(error), /terkunci kata sandi/);
      }
    }
  });
}

const KEY = new Uint8Array(32).fill(7);
const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`;

function aes(key: Uint8Array, iv: Uint8Array, data: Uint8Array, padding: boolean): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  cipher.setAutoPadding(padding);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/** A string as it stands in the document, a fresh initialization vector every time. */
let count = 0;
function secret(text: string): Buffer {
  const iv = Buffer.alloc(16, ++count);
  return Buffer.concat([iv, aes(KEY, iv, bytesOf(text), true)]);
}

function secretStream(data: string, extra = ''): string {
  const body = secret(data).toString('latin1');
  return `<</Length ${body.length}${extra}>>\nstream\n${body}\nendstream`;
}

/** A signed document of our own, encrypted for the password (7.6.4, revision 5), every string and stream sealed. */
function signedAndEncrypted(password: string): Uint8Array {
  const word = bytesOf(password);
  const [check, salt, none] = [Buffer.alloc(8, 1), Buffer.alloc(8, 2), Buffer.alloc(16)];
  const user = Buffer.concat([sha(word, check), check, salt]);
  const sealed = aes(sha(word, salt), none, KEY, false);
  const objects: Objects = {
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[9 0 R]>>>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[9 0 R]>>',
    4: secretStream('BT (Rahasia) Tj ET'),
    9: `<</FT/Sig/T ${hex(secret('ttd'))}/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/V 20 0 R>>`,
    20: signature(`/Name ${hex(secret('Pejabat Contoh'))}`),
    50: `<</Filter/Standard/V 5/R 5/Length 256/P -4/U ${hex(user)}/UE ${hex(sealed)}/O ${hex(user)}/OE ${hex(sealed)}/StmF/StdCF/StrF/StdCF/CF<</StdCF<</CFM/AESV3/Length 32>>>>>>`,
  };
  return seal(revise(null, objects, TRAILER));
}

const TRAILER = '/Encrypt 50 0 R/ID[<00><00>]';

test('a signature in a locked document is found and covered, but what came later is not-checked', () => {
  const doc = openPdf(revise(signedAndEncrypted('buka'), { 60: 'null' }, TRAILER));
  assert.equal(doc.encryption?.unlocked, false);
  assert.equal(coverage(doc, doc.signatures[0]!).status, 'pass');
  assert.equal(doc.signatures[0]!.claimed.name, null);
  assert.equal(changesAfter(doc, doc.signatures[0]!).level, 'not-checked');
});

test('the contents of a signature are left as they stand, its other strings are decrypted', () => {
  for (const [wanted, password] of [
    ['', ''],
    ['buka', 'buka'],
  ] as const) {
    const found = openPdf(signedAndEncrypted(wanted), { password }).signatures[0]!;
    assert.deepEqual([found.fieldName, found.claimed.name], ['ttd', 'Pejabat Contoh']);
    assert.equal(Buffer.from(found.contents).toString('hex'), '3003020101');
  }
});

test('the same text encrypted anew is no change, other text is', () => {
  const later = (text: string): string => {
    const bytes = revise(signedAndEncrypted(''), { 4: secretStream(text) }, TRAILER);
    const doc = openPdf(bytes);
    return changesAfter(doc, doc.signatures[0]!).level;
  };
  assert.equal(later('BT (Rahasia) Tj ET'), 'allowed');
  assert.equal(later('BT (Terbuka) Tj ET'), 'illegal');
});

test('encryption taken away or exchanged by a later revision is not followed', () => {
  const stripped = openPdf(revise(signedAndEncrypted(''), { 60: 'null' }));
  assert.notEqual(changesAfter(stripped, stripped.signatures[0]!).level, 'allowed');
});

test('a security handler other than the standard one stays locked', () => {
  const bytes = Buffer.from(signedAndEncrypted(''))
    .toString('latin1')
    .replace('/Filter/Standard', '/Filter/Lainnya ');
  const doc = openPdf(bytesOf(bytes));
  assert.deepEqual(doc.encryption, { scheme: 'Lainnya AESV3', unlocked: false });
});
