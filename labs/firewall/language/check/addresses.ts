/** Addresses as numbers: IPv4 (dotted, or one number as inet_aton reads it), IPv6 (RFC 4291 §2.2), MAC. */

export function parseIpv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    if (!/^[0-9]{1,3}$/.test(part)) return null;
    const octal = part.length > 1 && part.startsWith('0');
    if (octal && /[89]/.test(part)) return null;
    const octet = octal ? Number.parseInt(part, 8) : Number(part);
    if (octet > 255) return null;
    value = value * 256 + octet;
  }
  return value;
}

export function parseIpv6(text: string): bigint | null {
  let source = text;
  const embedded = /^(.*:)([0-9]+\.[0-9.]+)$/.exec(text);
  if (embedded !== null) {
    const v4 = parseIpv4(embedded[2]!);
    if (v4 === null) return null;
    source = `${embedded[1]}${Math.floor(v4 / 65536).toString(16)}:${(v4 % 65536).toString(16)}`;
  }
  const halves = source.split('::');
  if (halves.length > 2) return null;
  const groups = (half: string): string[] => (half === '' ? [] : half.split(':'));
  const head = groups(halves[0]!);
  const tail = halves.length === 2 ? groups(halves[1]!) : [];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  let value = 0n;
  for (const group of [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail]) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return null;
    value = (value << 16n) | BigInt(Number.parseInt(group, 16));
  }
  return value;
}

/** Six bytes as one number (it fits: 48 bits). */
export function parseMac(text: string): number | null {
  const parts = text.split(':');
  if (parts.length !== 6) return null;
  let value = 0;
  for (const part of parts) {
    if (!/^[0-9a-fA-F]{1,2}$/.test(part)) return null;
    value = value * 256 + Number.parseInt(part, 16);
  }
  return value;
}

export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** RFC 5952, with the embedded IPv4 form that inet_ntop prints for ::a.b.c.d and ::ffff:a.b.c.d. */
export function formatIpv6(value: bigint): string {
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((value >> shift) & 0xffffn));
  const high = value >> 32n;
  if ((high === 0n && value > 0xffffn) || high === 0xffffn) {
    return `${high === 0n ? '::' : '::ffff:'}${formatIpv4(Number(value & 0xffffffffn))}`;
  }
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const hex = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  if (best.at < 0) return hex(groups);
  return `${hex(groups.slice(0, best.at))}::${hex(groups.slice(best.at + best.length))}`;
}

export function formatMac(value: number): string {
  return [40, 32, 24, 16, 8, 0]
    .map((shift) => (Math.floor(value / 2 ** shift) % 256).toString(16).padStart(2, '0'))
    .join(':');
}
