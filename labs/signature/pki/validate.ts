/** Path validation as RFC 5280, 6.1 has it, for a path that already reaches its anchor. */
import { Asn1Error } from '../cms/asn1.ts';
import type { Certificate } from './certificate.ts';
import { basicConstraints, KEY_USAGE, keyUsage, mayIssue, unknownCritical } from './extensions.ts';
import { commonName, sameName } from './name.ts';
import { NameRules } from './name-constraints.ts';
import { PolicyState } from './policies.ts';
import type { SignedBy } from './signed-by.ts';

/** One reason a path is not acceptable. */
export interface PathFault {
  readonly code:
    | 'validity'
    | 'signature'
    | 'authority'
    | 'length'
    | 'usage'
    | 'names'
    | 'policy'
    | 'critical'
    | 'encoding';
  /** Plain Indonesian. */
  readonly text: string;
  readonly certificate: Certificate;
}

/**
 * @param path from the end certificate to the anchor's certificate, both included.
 * @param at milliseconds since 1970; every certificate below the anchor must be valid then.
 * @returns every fault found; an empty list is a valid path.
 */
export function validatePath(path: readonly Certificate[], at: number, signedBy: SignedBy): PathFault[] {
  const faults: PathFault[] = [];
  const names = new NameRules();
  // 6.1.1: the anchor contributes name and key; its own validity and extensions bind nobody.
  const below = path.slice(0, -1).reverse();
  const policies = new PolicyState(below.length);
  let issuer = path.at(-1)!;
  let remaining = Number.POSITIVE_INFINITY;
  below.forEach((certificate, index) => {
    const add = (code: PathFault['code'], text: string): void => {
      faults.push({ code, text: `${commonName(certificate.subject)}: ${text}`, certificate });
    };
    const last = index === below.length - 1;
    const selfIssued = sameName(certificate.subject, certificate.issuer);
    try {
      if (!sameName(certificate.issuer, issuer.subject) || !signedBy(certificate, issuer).ok)
        add('signature', 'tidak ditandatangani oleh penerbit di atasnya');
      if (at < certificate.notBefore || at > certificate.notAfter) add('validity', 'di luar masa berlaku');
      for (const id of unknownCritical(certificate)) add('critical', `ekstensi wajib ${id} tidak dikenal`);
      if (last || !selfIssued) {
        const broken = names.refuses(certificate);
        if (broken) add('names', broken);
      }
      const policy = policies.process(certificate, selfIssued, last);
      if (policy) add('policy', policy);
      if (!last) {
        if (!basicConstraints(certificate).ca) add('authority', 'bukan sertifikat penerbit (CA)');
        else if (!mayIssue(certificate)) add('usage', 'kuncinya tidak boleh menandatangani sertifikat');
        if (!selfIssued && remaining-- <= 0) add('length', 'rantai lebih panjang daripada yang diizinkan');
        remaining = Math.min(remaining, basicConstraints(certificate).pathLength);
        names.add(certificate);
      }
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error;
      add('encoding', `ekstensi rusak (${error.message})`);
    }
    issuer = certificate;
  });
  return faults;
}

/** A signer's key must be allowed to sign documents: digitalSignature or nonRepudiation, when limited at all. */
export function maySignDocuments(certificate: Certificate): boolean {
  const usage = keyUsage(certificate);
  return !usage || usage.has(KEY_USAGE.digitalSignature) || usage.has(KEY_USAGE.nonRepudiation);
}
