/** IPv4 and IPv6 addresses as numbers, just enough to check that an address lies in a network. */

/** Width in bits and value of an address; null when the text is none. RFC 4291 §2.2 without the dotted tail. */
export function parseAddress(text: string): { bits: 32 | 128; value: bigint } | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): { bits: 32; value: bigint } | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) {
    return null;
  }
  return { bits: 32, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

function parseIpv6(text: string): { bits: 128; value: bigint } | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...new Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}

/** Is the address inside `network` (`address/length`)? False for a different family or an unreadable text. */
export function addressInNetwork(address: string, network: string): boolean {
  const [base = '', length = ''] = network.split('/');
  const one = parseAddress(address);
  const two = parseAddress(base);
  if (!one || !two || one.bits !== two.bits || Number(length) > one.bits) return false;
  const shift = BigInt(one.bits - Number(length));
  return one.value >> shift === two.value >> shift;
}
