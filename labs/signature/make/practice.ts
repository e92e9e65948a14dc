/**
 * The life of a certificate, for practice on a page: make a key, ask for a certificate, be issued one, keep both in
 * PKCS#12, sign, be revoked. Works without `crypto.subtle` (signing still wants `crypto.getRandomValues`, which plain
 * http has) and without the page layout of the exercises; keep it out of the verifier's own bundle. Each step gives a plain value that the next one takes:
 *
 *     const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
 *     const authority = makeAuthority('Sigap', today, random);          // root, issuing authority, timestamps
 *     const key = ecdsaKey(random);                                     // or rsaKey(random), about a second
 *     const request = makeRequest([['C', 'ID'], ['CN', 'Kepala Dinas Contoh']], key);
 *     const certificate = authority.answer(request, { notBefore: today, notAfter: inTwoYears });
 *     const signer = { key, certificate, chain: [authority.intermediate.certificate, authority.root.certificate] };
 *     const file = writePkcs12(signer, 'kata sandi', random, 'Kunci latihan');
 *     const again = readPkcs12(file, 'kata sandi', random);             // Pkcs12Error says what is wrong
 *     const draft = startDraft('Surat', showText('F1', 12, 72, 700, 'Isi surat'));
 *     const signed = signDraft(draft, { signer: again, field: 'TTE', at: today, timestamp: authority.timestamp });
 *     const lists = authority.lists([{ serial: certificate.serial, at: tomorrow }], tomorrow, nextYear);
 *     const judged = addStore(signed, { certificates: signer.chain, ocsps: [], crls: lists });
 *     verifyPdf(judged.bytes, { anchors: [authority.root.certificate.raw], at: nextWeek });
 */
export { readCertificate, readCertificates } from '../pki/certificate.ts';
export {
  type Issued,
  type IssueRequest,
  makeAuthority,
  SIGNER_PROFILE,
  type TrainingAuthority,
  toPem,
} from './authority.ts';
export type { NameParts, Profile } from './certificate.ts';
export type { SignerIdentity } from './cms.ts';
export { signFile } from './cms-file.ts';
export { ecdsaKey, eddsaKey, rsaKey, type SigningKey } from './keys.ts';
export { showText } from './page-text.ts';
export { type Draft, startDraft } from './pdf-draft.ts';
export { writePkcs12 } from './pkcs12.ts';
export { type Random, seededRandom } from './random.ts';
export { type Opened, Pkcs12Error, readPkcs12 } from './read-pkcs12.ts';
export { makeRequest, type Requested, readRequest } from './request.ts';
export { makeOcsp, type RevokedEntry } from './revocation.ts';
export { selfSigned } from './self-signed.ts';
export { type SignRequest, signDraft, signInRoom, stampDraft } from './sign.ts';
export { ROOM, type Room } from './signature-room.ts';
export { addStore } from './store.ts';
export { overwrite, replacePage, trail } from './tamper.ts';
