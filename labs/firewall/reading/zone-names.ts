/** What an office would call the network behind an interface. */

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(wan|ppp|inet|internet|ext|uplink|isp|public|pub)/i, 'Internet'],
  [/^(lan|intern|kantor|office|int$)/i, 'LAN kantor'],
  [/^(dmz)/i, 'DMZ'],
  [/^(srv|server)/i, 'Server'],
  [/^(mgmt|mgt|manage|admin|oob)/i, 'Manajemen'],
  [/^(guest|tamu)/i, 'Tamu'],
  [/^(wlan|wifi|wl)/i, 'Wi-Fi'],
  [/^(wg|tun|tap|vpn|ovpn|tailscale)/i, 'VPN'],
  [/^(docker|br-|veth|cni|podman|cbr)/i, 'Kontainer'],
  [/^(virbr|vmbr|vnet)/i, 'Mesin virtual'],
];
/** Ends of names that only say what kind of thing is named. */
const KIND = /[_-]?(if|iface|ifs|dev|nic|interface|net|network|subnet|v4|v6)$/i;

/** @param words Names that the text itself gives, by interface or network. */
export function zoneName(
  interfaceName: string,
  isDefault: boolean,
  words: ReadonlyMap<string, string>,
): string {
  const given = words.get(interfaceName);
  const known = NAMES.find(([shape]) => shape.test(given ?? interfaceName))?.[1];
  if (known !== undefined) return known;
  if (given !== undefined) return given;
  return isDefault ? 'Internet' : interfaceName;
}

/** `define LAN_IF = "eth1"` and `define NET_SERVER = 10.20.0.0/24`: names by value, without their `_IF`. */
export function definedNames(texts: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const text of texts)
    for (const [, name, value] of text.matchAll(/^\s*define\s+(\w+)\s*=\s*"?([\w.:/@-]+)"?\s*$/gm)) {
      let short = name!;
      while (KIND.test(short)) short = short.replace(KIND, '');
      const cleaned = short.replace(/^(if|iface|dev|net|nic)_/i, '');
      if (cleaned !== '') names.set(value!, cleaned.replaceAll('_', ' '));
    }
  return names;
}
