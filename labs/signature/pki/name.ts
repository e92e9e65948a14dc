/** Distinguished names: compared as RFC 5280 (7.1) compares them, shown as RFC 4514 shows them. */
import { type Asn1, TAG } from '../cms/asn1.ts';
import { fields, members, oid, text, toHex } from '../cms/values.ts';

export interface Name {
  /** DER as it stands in the certificate. */
  readonly raw: Uint8Array;
  /** One canonical string per RDN; equal strings are equal names. */
  readonly canonical: readonly string[];
  readonly attributes: readonly { readonly oid: string; readonly value: string }[];
}

const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.42': 'GIVENNAME',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'E',
};

export const EMAIL = '1.2.840.113549.1.9.1';

export function readName(node: Asn1): Name {
  const attributes: { oid: string; value: string }[] = [];
  const canonical = members(node, TAG.sequence, 'Name').map((rdn) => {
    const parts = members(rdn, TAG.set, 'RelativeDistinguishedName').map((item) => {
      const pair = fields(item, 'AttributeTypeAndValue');
      const type = oid(pair.take());
      const valueNode = pair.take();
      pair.end();
      const value = readable(valueNode);
      attributes.push({ oid: type, value });
      return `${type}=${fold(value)}`;
    });
    return parts.sort().join('+');
  });
  return { raw: node.raw, canonical, attributes };
}

function readable(node: Asn1): string {
  const isString = node.cls === 0 && !node.constructed && [12, 18, 19, 20, 22, 26, 30].includes(node.tag);
  return isString ? text(node) : `#${toHex(node.raw)}`;
}

/** Case and inner white space do not distinguish names; neither does the string type. */
function fold(value: string): string {
  return value.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
}

export function sameName(a: Name, b: Name): boolean {
  return a.canonical.length === b.canonical.length && startsWith(a, b);
}

/** True when `name` lies in the subtree of `base` (RFC 5280, 4.2.1.10). */
export function startsWith(name: Name, base: Name): boolean {
  return base.canonical.every((rdn, index) => name.canonical[index] === rdn);
}

/** `CN=…, O=…, C=…`, most particular part first. */
export function showName(name: Name): string {
  const parts = name.attributes.map(({ oid: type, value }) => `${SHORT[type] ?? type}=${clean(value)}`);
  return parts.reverse().join(', ');
}

/** The name people know: common name, else organisation, else the whole. */
export function commonName(name: Name): string {
  const find = (type: string): string | undefined =>
    name.attributes.findLast((item) => item.oid === type)?.value;
  return clean(find('2.5.4.3') ?? find('2.5.4.10') ?? showName(name));
}

/** Control and bidirectional characters could make a name read as another one. */
export function clean(value: string): string {
  return value.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    '',
  );
}
