/** Finds the CMS value in a `.p7s` or `.p7m` file, and names what is something else. */
import { Asn1Error, decode } from '../cms/asn1.ts';
import { fields, oid } from '../cms/values.ts';

/** Why a file is not a CMS signature; an Indonesian sentence with what to do. */
export class NotSignedDataError extends Error {}

const OTHER_TYPES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.7.1': 'isi biasa tanpa tanda tangan (data)',
  '1.2.840.113549.1.7.3': 'pesan terenkripsi (EnvelopedData)',
  '1.2.840.113549.1.7.5': 'ringkasan tanpa tanda tangan (DigestedData)',
  '1.2.840.113549.1.7.6': 'isi terenkripsi (EncryptedData)',
  '1.2.840.113549.1.9.16.1.2': 'pesan dengan kunci bersama (AuthenticatedData)',
  '1.2.840.113549.1.9.16.1.9': 'isi yang dimampatkan (CompressedData)',
  '1.2.840.113549.1.9.16.1.23': 'pesan terenkripsi (AuthEnvelopedData)',
};
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const ARMOR = /-----BEGIN (PKCS7|PKCS #7 SIGNED DATA|CMS)-----([^-]*)-----END \1-----/;

/** Whether a file starts as a CMS file does rather than a PDF: a DER SEQUENCE, or PEM (RFC 7468, 8 and 9). */
export function looksLikeCms(bytes: Uint8Array): boolean {
  return bytes[0] === 0x30 || ARMOR_START.test(start(bytes));
}

const ARMOR_START = /^\s*-----BEGIN (PKCS7|PKCS #7 SIGNED DATA|CMS)-----/;

function start(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 200));
}

/**
 * @returns BER of a ContentInfo with SignedData.
 * @throws NotSignedDataError for everything else, saying what it is.
 */
export function signedDataOf(file: Uint8Array): Uint8Array {
  const container = file[0] === 0x30 ? file : dearmor(file);
  try {
    const type = oid(fields(decode(container), 'ContentInfo').take());
    if (type === SIGNED_DATA) return container;
    const what = OTHER_TYPES[type] ?? `isi jenis ${type}`;
    throw new NotSignedDataError(`Berkas ini berisi ${what}; jenis itu tidak didukung di sini.`);
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    throw new NotSignedDataError(
      `Ini bukan berkas tanda tangan CMS (.p7s atau .p7m) yang utuh (${error.message}). Minta salinan baru.`,
    );
  }
}

function dearmor(file: Uint8Array): Uint8Array {
  if (/^(MIME-Version|Content-Type|Received|From|Return-Path):/im.test(start(file))) {
    throw new NotSignedDataError(
      'Ini surat elektronik (S/MIME), bukan berkas tanda tangannya. Simpan dahulu lampiran .p7s atau .p7m.',
    );
  }
  const match = ARMOR.exec(new TextDecoder('latin1').decode(file));
  if (!match) throw new NotSignedDataError('Ini bukan berkas tanda tangan CMS (.p7s atau .p7m).');
  try {
    return Uint8Array.from(atob(match[2]!.replace(/\s+/g, '')), (char) => char.charCodeAt(0));
  } catch {
    throw new NotSignedDataError('Isi PEM berkas ini rusak. Minta salinan baru.');
  }
}
