/** Name constraints (RFC 5280, 4.2.1.10 and 6.1): names below an authority must stay inside its subtrees. */
import { type Asn1, Asn1Error, decode, TAG } from '../cms/asn1.ts';
import { fields, inner, members } from '../cms/values.ts';
import type { Certificate } from './certificate.ts';
import { EXTENSION } from './extensions.ts';
import { EMAIL, type Name, readName, startsWith } from './name.ts';

type Kind = 'directory' | 'email' | 'dns' | 'uri' | 'ip' | 'other';
type General = {
  readonly kind: Kind;
  readonly name: Name | null;
  readonly value: string;
  readonly bytes: Uint8Array;
};

const KIND: Readonly<Record<number, Kind>> = { 1: 'email', 2: 'dns', 4: 'directory', 6: 'uri', 7: 'ip' };

/** Collects constraints down a path. Each authority narrows; none can widen. */
export class NameRules {
  readonly #permitted: (readonly General[])[] = [];
  readonly #excluded: General[] = [];

  add(authority: Certificate): void {
    const value = authority.extensions.get(EXTENSION.nameConstraints)?.value;
    if (!value) return;
    const parts = fields(decode(value), 'NameConstraints');
    const permitted = parts.ifContext(0);
    const excluded = parts.ifContext(1);
    parts.end();
    if (permitted) this.#permitted.push(subtrees(permitted));
    if (excluded) this.#excluded.push(...subtrees(excluded));
  }

  /** Says which name lies outside, in Indonesian, or null when all are inside. */
  refuses(certificate: Certificate): string | null {
    if (this.#permitted.length === 0 && this.#excluded.length === 0) return null;
    for (const name of namesOf(certificate)) {
      const hit = this.#excluded.find((rule) => rule.kind === name.kind && within(name, rule));
      if (hit) return `nama ${name.value || name.kind} dilarang oleh penerbit di atasnya`;
      const outside = this.#permitted.some((rules) => {
        const same = rules.filter((rule) => rule.kind === name.kind);
        return same.length > 0 && !same.some((rule) => within(name, rule));
      });
      if (outside) return `nama ${name.value || name.kind} di luar yang diizinkan penerbit di atasnya`;
    }
    return null;
  }
}

function subtrees(node: Asn1): General[] {
  return node.children.map((item) => {
    const parts = fields(item, 'GeneralSubtree');
    const base = parts.take();
    const minimum = parts.ifContext(0);
    // 4.2.1.10: minimum is zero and maximum absent; anything else is not to be understood.
    if (minimum?.body.some((byte) => byte !== 0)) throw new Asn1Error('GeneralSubtree: minimum');
    parts.end();
    return general(base);
  });
}

function general(node: Asn1): General {
  const kind = KIND[node.tag] ?? 'other';
  if (kind === 'directory') return { kind, name: readName(inner(node)), value: '', bytes: node.body };
  const value = kind === 'ip' || kind === 'other' ? '' : new TextDecoder().decode(node.body).toLowerCase();
  return { kind, name: null, value, bytes: node.body };
}

function namesOf(certificate: Certificate): General[] {
  const alternative = certificate.extensions.get(EXTENSION.subjectAltName)?.value;
  const found = alternative ? members(decode(alternative), TAG.sequence, 'GeneralNames').map(general) : [];
  if (certificate.subject.canonical.length > 0) {
    found.push({ kind: 'directory', name: certificate.subject, value: '', bytes: certificate.subject.raw });
  }
  for (const { oid, value } of certificate.subject.attributes) {
    if (oid === EMAIL)
      found.push({ kind: 'email', name: null, value: value.toLowerCase(), bytes: new Uint8Array() });
  }
  return found;
}

function within(name: General, rule: General): boolean {
  switch (rule.kind) {
    case 'directory':
      return name.name !== null && rule.name !== null && startsWith(name.name, rule.name);
    case 'email':
      return inMail(name.value, rule.value);
    case 'dns':
      return inHost(name.value, rule.value, true);
    case 'uri':
      return inHost(hostOf(name.value), rule.value, false);
    case 'ip':
      return inAddress(name.bytes, rule.bytes);
    case 'other':
      // Kinds with no defined matching: a rule about them covers every such name, the careful reading.
      return true;
  }
}

function inMail(mail: string, rule: string): boolean {
  if (rule.includes('@')) return mail === rule;
  const host = mail.slice(mail.lastIndexOf('@') + 1);
  return rule.startsWith('.') ? host.endsWith(rule) : host === rule;
}

/** A dNSName rule covers its subdomains; a URI rule only does when it starts with a dot. */
function inHost(host: string, rule: string, withSubdomains: boolean): boolean {
  if (rule === '') return true;
  if (rule.startsWith('.')) return host.endsWith(rule);
  return host === rule || (withSubdomains && host.endsWith(`.${rule}`));
}

function hostOf(uri: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(uri)?.[1] ?? '';
}

function inAddress(address: Uint8Array, rule: Uint8Array): boolean {
  const size = rule.length / 2;
  return (
    address.length === size && address.every((byte, at) => ((byte ^ rule[at]!) & rule[at + size]!) === 0)
  );
}
