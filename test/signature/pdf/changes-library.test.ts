import assert from 'node:assert/strict';
import test from 'node:test';
import { PDF } from '@libpdf/core';
import { type Changes, changesAfter, coverage, openPdf } from '../../../labs/signature/pdf/index.ts';
import { revise, seal, signature, textOf } from './build.ts';

/** A form made by another library, signed in a revision of ours. */
async function signedForm(): Promise<Uint8Array> {
  const pdf = PDF.create();
  const page = pdf.addPage();
  const form = pdf.getOrCreateForm();
  page.drawField(form.createTextField('nama'), { x: 50, y: 700, width: 200, height: 24 });
  page.drawField(form.createCheckbox('setuju'), { x: 50, y: 650, width: 18, height: 18 });
  const choice = form.createRadioGroup('pilih', { options: ['A', 'B'] });
  page.drawField(choice, { x: 50, y: 600, width: 18, height: 18, option: 'A' });
  page.drawField(choice, { x: 90, y: 600, width: 18, height: 18, option: 'B' });
  page.drawField(form.createDropdown('kota', { options: ['Satu', 'Dua'] }), {
    x: 50,
    y: 550,
    width: 99,
    height: 20,
  });
  form.createSignatureField('ttd');
  const bytes = new Uint8Array(await pdf.save());
  const objects = [...textOf(bytes).matchAll(/(\d+) 0 obj(.*?)endobj/gs)];
  const field = objects.find((match) => match[2]!.includes('(ttd)'))!;
  const root = /\/Root (\d+ 0 R)/.exec(textOf(bytes))![1]!;
  const signedField = field[2]!.trim().replace(/>>$/, '/V 900 0 R>>');
  return seal(revise(bytes, { [field[1]!]: signedField, 900: signature() }, `/Root ${root}`));
}

/** What is said after the library changed the signed document and appended what it changed. */
async function after(change: (pdf: PDF) => unknown): Promise<Changes> {
  const pdf = await PDF.load(await signedForm());
  change(pdf);
  const doc = openPdf(new Uint8Array(await pdf.save({ incremental: true })));
  assert.deepEqual([doc.repaired, doc.revisions.length], [false, 3]);
  assert.equal(coverage(doc, doc.signatures[0]!).status, 'pass');
  return changesAfter(doc, doc.signatures[0]!);
}

test('filling in each kind of field with another library is allowed', async () => {
  for (const values of [{ nama: 'Ani' }, { setuju: true }, { pilih: 'B' }, { kota: 'Dua' }]) {
    const answer = await after((pdf) => pdf.getForm()!.fill(values));
    assert.equal(answer.level, 'allowed', JSON.stringify([values, answer.findings]));
    assert.ok(answer.findings.some((finding) => finding.code === 'field-filled'));
  }
});

test('a new title and an empty signature field from another library are allowed', async () => {
  assert.equal((await after((pdf) => pdf.setTitle('Judul'))).level, 'allowed');
  assert.equal((await after((pdf) => pdf.getForm()!.createSignatureField('dua'))).level, 'allowed');
});

test('a page or a drawing added with another library is illegal', async () => {
  assert.equal((await after((pdf) => pdf.addPage())).level, 'illegal');
  const drawn = await after((pdf) => pdf.getPage(0)!.drawRectangle({ x: 10, y: 10, width: 99, height: 99 }));
  assert.deepEqual(
    drawn.findings.map((finding) => finding.code),
    ['page-content'],
  );
});
