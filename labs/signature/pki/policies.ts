/**
 * Certificate policies (RFC 5280, 6.1.2 to 6.1.5), started with any-policy and nothing required. Only whether
 * some policy is left is of interest, so one level of the policy tree is kept instead of the whole tree.
 */
import { decode, TAG } from '../cms/asn1.ts';
import { fields, members, oid, smallInteger, toBigInt } from '../cms/values.ts';
import type { Certificate } from './certificate.ts';
import { EXTENSION } from './extensions.ts';

const ANY = '2.5.29.32.0';

export class PolicyState {
  /** Expected policies of the nodes at the current depth; null once the tree is empty. */
  #expected: Set<string> | null = new Set([ANY]);
  #explicit: number;
  #mapping: number;
  #any: number;

  /** @param length certificates below the anchor. */
  constructor(length: number) {
    this.#explicit = this.#mapping = this.#any = length + 1;
  }

  /** Takes the next certificate; says in Indonesian what is wrong, or null. */
  process(certificate: Certificate, selfIssued: boolean, last: boolean): string | null {
    this.#expected = this.#narrow(certificate, selfIssued, last);
    if (this.#explicit <= 0 && !this.#expected) return 'tidak ada kebijakan sertifikat yang berlaku';
    if (!last) this.#prepare(certificate, selfIssued);
    else
      this.#explicit = Math.min(
        this.#explicit - (selfIssued ? 0 : 1),
        this.#required(certificate, 0) === 0 ? 0 : Number.POSITIVE_INFINITY,
      );
    return last && this.#explicit <= 0 && !this.#expected
      ? 'tidak ada kebijakan sertifikat yang berlaku'
      : null;
  }

  /** 6.1.3 (d) to (e). */
  #narrow(certificate: Certificate, selfIssued: boolean, last: boolean): Set<string> | null {
    const policies = policiesOf(certificate);
    const expected = this.#expected;
    if (!policies || !expected) return null;
    const next = new Set<string>();
    for (const policy of policies) {
      if (policy !== ANY && (expected.has(policy) || expected.has(ANY))) next.add(policy);
    }
    if (policies.has(ANY) && (this.#any > 0 || (selfIssued && !last)))
      for (const policy of expected) next.add(policy);
    return next.size > 0 ? next : null;
  }

  /** 6.1.4 (a), (b), (h) to (j). */
  #prepare(certificate: Certificate, selfIssued: boolean): void {
    const mappings = mappingsOf(certificate);
    if (mappings.length > 0 && this.#expected) {
      const before = this.#expected;
      const after = new Set([...before].filter((policy) => !mappings.some(([from]) => from === policy)));
      if (this.#mapping > 0) {
        for (const [from, to] of mappings) if (before.has(from) || before.has(ANY)) after.add(to);
      }
      this.#expected = after.size > 0 ? after : null;
    }
    const step = selfIssued ? 0 : 1;
    this.#explicit = Math.min(this.#explicit - step, this.#required(certificate, 0));
    this.#mapping = Math.min(this.#mapping - step, this.#required(certificate, 1));
    this.#any = Math.min(this.#any - step, inhibitAny(certificate));
  }

  /** Field 0 (requireExplicitPolicy) or 1 (inhibitPolicyMapping) of PolicyConstraints. */
  #required(certificate: Certificate, field: 0 | 1): number {
    const value = certificate.extensions.get(EXTENSION.policyConstraints)?.value;
    const item = value && decode(value).children.find((child) => child.isContext(field));
    return item ? Number(toBigInt(item.body)) : Number.POSITIVE_INFINITY;
  }
}

function policiesOf(certificate: Certificate): Set<string> | null {
  const value = certificate.extensions.get(EXTENSION.certificatePolicies)?.value;
  if (!value) return null;
  const list = members(decode(value), TAG.sequence, 'certificatePolicies');
  return new Set(list.map((item) => oid(fields(item, 'PolicyInformation').take())));
}

function mappingsOf(certificate: Certificate): [string, string][] {
  const value = certificate.extensions.get(EXTENSION.policyMappings)?.value;
  if (!value) return [];
  return members(decode(value), TAG.sequence, 'PolicyMappings').map((item) => {
    const pair = fields(item, 'PolicyMapping');
    return [oid(pair.take()), oid(pair.take())];
  });
}

function inhibitAny(certificate: Certificate): number {
  const value = certificate.extensions.get(EXTENSION.inhibitAnyPolicy)?.value;
  return value ? smallInteger(decode(value)) : Number.POSITIVE_INFINITY;
}
