/** Object identifiers of PKCS#12 (RFC 7292, 4.2) and of the content types inside. */
export const DATA = '1.2.840.113549.1.7.1';
export const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
export const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';

export const BAG = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  nested: '1.2.840.113549.1.12.10.1.6',
} as const;

export const ATTRIBUTE = {
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;
