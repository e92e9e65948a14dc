/** Certificates from PEM text (RFC 7468), as trust anchors are handed over. */

/**
 * @returns the DER of every CERTIFICATE block, in order.
 * @throws Error when there is none, or one is not base64.
 */
export function readPem(text: string): Uint8Array[] {
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)];
  if (blocks.length === 0) throw new Error('no CERTIFICATE block in the PEM text');
  return blocks.map((block) => {
    const binary = atob(block[1]!.replace(/\s+/g, ''));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  });
}
