/** Random names for things, on plain http too, where `crypto.randomUUID` does not exist. */

/** Two hex digits a byte. */
export function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
