/** Gathers certificates and revocation data from everywhere a document may carry them. All of it is untrusted. */
import { type Asn1, Asn1Error } from '../cms/asn1.ts';
import { ATTRIBUTE } from '../cms/attributes.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { fields, inner } from '../cms/values.ts';
import { type PdfDocument, PdfError } from '../pdf/index.ts';
import { type Certificate, fingerprint, readCertificates } from '../pki/certificate.ts';
import { type RevocationPool, readRevocationPool } from '../pki/revocation.ts';
import { boundedChecks, type SignedBy } from '../pki/signed-by.ts';

export interface Material {
  readonly certificates: readonly Certificate[];
  readonly revocation: RevocationPool;
  /** Shared by everything asked about the document, so that nothing is checked twice or without end. */
  readonly signedBy: SignedBy;
}

/** Long-lived archives carry some dozens. */
const MAX_CERTIFICATES = 1000;

/** Certificates of the document's security store, which every signature may draw on. */
export function storeCertificates(doc: PdfDocument): Certificate[] {
  const vri = [...(doc.dss?.vri.values() ?? [])];
  const carried = [...(doc.dss?.certificates ?? []), ...vri.flatMap((one) => one.certificates)];
  if (carried.length > MAX_CERTIFICATES) {
    const what = `Berkas membawa ${carried.length} sertifikat, lebih dari ${MAX_CERTIFICATES}.`;
    throw new PdfError('limit', 0, what, 'Periksa di layanan verifikasi resmi.');
  }
  return readCertificates(carried);
}

/** @param containers all CMS containers of the document, timestamps inside signatures included. */
export function gather(
  doc: Pick<PdfDocument, 'dss'>,
  store: readonly Certificate[],
  containers: readonly SignedData[],
  anchors: readonly Certificate[],
): Material {
  const vri = [...(doc.dss?.vri.values() ?? [])];
  const inline = containers.map(revocationAttributes);
  const ocsps = [
    ...(doc.dss?.ocsps ?? []),
    ...vri.flatMap((one) => one.ocsps),
    ...containers.flatMap((one) => one.ocsps),
    ...inline.flatMap((one) => one.ocsps),
  ];
  const crls = [
    ...(doc.dss?.crls ?? []),
    ...vri.flatMap((one) => one.crls),
    ...containers.flatMap((one) => one.crls),
    ...inline.flatMap((one) => one.crls),
  ];
  const own = readCertificates(containers.flatMap((one) => one.certificates));
  const certificates = distinct([...own, ...store, ...anchors]);
  return {
    certificates,
    revocation: readRevocationPool(unique(ocsps), unique(crls), certificates),
    signedBy: boundedChecks(),
  };
}

/** One object per certificate, so that what was found out about it is remembered. */
function distinct(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((one) => [fingerprint(one), one])).values()];
}

/** The same list is often carried three times; decoding it once is enough. */
function unique(items: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map<string, Uint8Array>();
  for (const item of items) seen.set(`${item.length}:${item.subarray(-32).join()}`, item);
  return [...seen.values()];
}

/** adbe-revocationInfoArchival (ISO 32000-2, 12.8.3.3.2) and revocation-values (EN 319 122-1, A.1.2.2). */
function revocationAttributes(container: SignedData): { ocsps: Uint8Array[]; crls: Uint8Array[] } {
  const found = { ocsps: [] as Asn1[], crls: [] as Asn1[] };
  const signer = container.signers[0];
  const values = [
    ...(signer?.signedAttributes?.values.get(ATTRIBUTE.adobeRevocation) ?? []),
    ...(signer?.unsignedAttributes.values.get(ATTRIBUTE.adobeRevocation) ?? []),
    ...(signer?.unsignedAttributes.values.get(ATTRIBUTE.revocationValues) ?? []),
  ];
  for (const value of values) {
    try {
      for (const item of fields(value, 'revocation attribute').rest()) {
        // Both attributes number their lists alike: [0] CRLs, [1] OCSP responses.
        if (item.isContext(0)) found.crls.push(inner(item));
        if (item.isContext(1)) found.ocsps.push(inner(item));
      }
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error;
    }
  }
  const raw = (lists: readonly Asn1[]): Uint8Array[] =>
    lists.flatMap((list) => list.children.map((one) => one.raw));
  return { ocsps: raw(found.ocsps), crls: raw(found.crls) };
}
