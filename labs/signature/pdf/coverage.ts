import type { Coverage, Finding, PdfDocument, PdfSignature } from './model.ts';
import { skipLineEnd } from './syntax/bytes.ts';

/**
 * Judges /ByteRange, the gap and the place where the range ends (12.8.1; ETSI EN 319 142-1, 5.3): the
 * signature must cover everything up to the end of a revision except exactly its own /Contents.
 */
export function coverage(doc: PdfDocument, signature: PdfSignature): Coverage {
  const findings = signature.findings.filter((finding) => finding.weight !== 'info');
  const fail = (code: string, text: string, offset: number): void => {
    findings.push({ code, weight: 'fail', text, offset });
  };
  const { byteRange, contentsSpan, dictOffset } = signature;
  if (doc.repaired) {
    fail('repaired', 'Susunan berkas rusak, sehingga jangkauan tanda tangan tidak dapat dipastikan.', 0);
  }
  if (signature.fieldName === '') {
    fail('no-field', 'Tanda tangan ini tidak dimiliki oleh isian tanda tangan mana pun.', dictOffset);
  }
  let wholeFile = false;
  if (byteRange !== null) {
    const [a, b, c, d] = byteRange;
    const end = c + d;
    if (Math.min(a, b, c, d) < 0 || end > doc.bytes.length || a + b > c) {
      fail('range-order', 'Rentang byte tanda tangan tidak masuk akal.', dictOffset);
    } else {
      if (a !== 0) fail('range-start', `${a} byte pertama berkas tidak ikut ditandatangani.`, 0);
      if (contentsSpan && (contentsSpan.start !== a + b || contentsSpan.end !== c)) {
        fail('gap', 'Celah yang tidak ditandatangani bukan tepat isi tanda tangan ini.', a + b);
      }
      if (dictOffset > a + b || dictOffset < a) {
        fail(
          'dictionary-outside',
          'Kamus tanda tangan berada di luar bagian yang ditandatangani.',
          dictOffset,
        );
      }
      if (signature.revisionIndex < 0) {
        fail('range-end', 'Rentang tanda tangan tidak berakhir di akhir sebuah revisi berkas.', end);
      }
      wholeFile = end === doc.bytes.length;
      findings.push(...trailing(doc, signature.revisionIndex, end));
    }
  }
  if (signature.revisionIndex >= 0) {
    const twin = doc.signatures.find((s) => s !== signature && s.revisionIndex === signature.revisionIndex);
    if (twin) fail('shared-revision', 'Dua tanda tangan mengaku menutup revisi yang sama.', twin.dictOffset);
  }
  const status = findings.some((finding) => finding.weight === 'fail') ? 'fail' : 'pass';
  return { status, wholeFile, findings };
}

/** What stands behind the last revision or, when the signature closes that one, behind its range. */
function trailing(doc: PdfDocument, index: number, rangeEnd: number): Finding[] {
  const last = doc.revisions.at(-1);
  const own = doc.revisions.length - 1 === index;
  const from = own || !last ? rangeEnd : last.end;
  if (from >= doc.bytes.length) return [];
  const count = doc.bytes.length - from;
  if (skipLineEnd(doc.bytes, from) === doc.bytes.length) {
    const text = 'Satu akhir baris di ujung berkas tidak ikut ditandatangani; ini tidak mengubah isi.';
    return [{ code: 'line-end-after', weight: 'info', text, offset: from }];
  }
  const text = `Ada ${count} byte di ujung berkas yang tidak termasuk revisi mana pun.`;
  return [{ code: 'trailing-bytes', weight: 'fail', text, offset: from }];
}

/** Names every stretch at the end of the file that no signature covers; empty when there is none. */
export function outsideSignatures(doc: PdfDocument): Finding[] {
  if (doc.signatures.length === 0) return [];
  const ends = doc.signatures.map((s) => (s.byteRange === null ? 0 : s.byteRange[2] + s.byteRange[3]));
  const end = ends.reduce((most, one) => Math.max(most, one));
  if (end >= doc.bytes.length || skipLineEnd(doc.bytes, end) === doc.bytes.length) return [];
  const later = doc.revisions.filter((revision) => revision.eof > end);
  const text =
    later.length === 0
      ? `Ada ${doc.bytes.length - end} byte di ujung berkas di luar semua tanda tangan.`
      : `Ada ${later.length} revisi sesudah tanda tangan terakhir; isinya tidak ditandatangani siapa pun.`;
  return [{ code: 'outside-signatures', weight: 'info', text, offset: end }];
}
