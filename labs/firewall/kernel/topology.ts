/**
 * The router of a lab: interfaces, addresses, routes, and the kernel's table look-ups over them.
 * Models the IPv4 local and main tables (net/ipv4/fib_frontend.c: fib_add_ifaddr) and their IPv6 twins
 * (net/ipv6/addrconf.c); no policy routing.
 */
import { type Address, formatAddress, parseAddress, parsePrefix, prefixMask, type Words } from './address.ts';
import * as F from './fields.ts';

export interface TopologyDescription {
  interfaces: InterfaceDescription[];
  /** `to` and `via` as in ip-route(8): `default`, `10.9.0.0/16`; the interface follows from `via` when left out. */
  routes: { to: string; via?: string; dev?: string }[];
  settings?: Partial<Settings>;
}

export interface InterfaceDescription {
  name: string;
  /** Who is on the other end; packets come from and are delivered to this name. */
  peer?: string;
  /** With prefix length; the first of a family is the one that masquerade and redirect use. */
  addresses: string[];
}

/** The sysctls that change verdicts, by what they do; defaults are those of the kernel with forwarding on. */
export interface Settings {
  /** net.ipv4.conf.*.rp_filter by interface name, `all` for all: 0 off, 1 strict, 2 loose. */
  rpFilter: Readonly<Record<string, number>>;
  /** net.netfilter.nf_conntrack_tcp_loose: pick up connections in the middle. */
  tcpLoose: boolean;
  /** net.netfilter.nf_conntrack_tcp_be_liberal: out-of-window packets are not invalid. */
  tcpBeLiberal: boolean;
  /** net.netfilter.nf_conntrack_checksum: packets that arrive with a wrong checksum are invalid. */
  checksum: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  rpFilter: {},
  tcpLoose: true,
  tcpBeLiberal: false,
  checksum: true,
};

export interface Interface {
  name: string;
  peer: string | null;
  /** ARPHRD_*. */
  type: number;
  addresses: { version: 4 | 6; words: Words; length: number }[];
}

/** Route types, numbered as RTN_* (include/uapi/linux/rtnetlink.h); `fib … type` shows them. */
export const UNICAST = 1;
export const LOCAL = 2;
export const BROADCAST = 3;
export const ANYCAST = 4;
export const MULTICAST = 5;

export interface Route {
  words: Words;
  mask: Words;
  length: number;
  type: number;
  /** Interface number. */
  dev: number;
  /** IPv4 gateway, null when the target is on the link itself. */
  via: number | null;
}

/** The three-legged router of the kernel oracle: WAN, LAN and DMZ, default route to the WAN. */
export const DEFAULT_TOPOLOGY: TopologyDescription = {
  interfaces: [
    { name: 'wan0', peer: 'wan', addresses: ['203.0.113.1/24', '2001:db8:1::1/64', 'fe80::ff:fe00:101/64'] },
    { name: 'lan0', peer: 'lan', addresses: ['192.168.10.1/24', 'fd00:10::1/64', 'fe80::ff:fe00:201/64'] },
    { name: 'dmz0', peer: 'dmz', addresses: ['192.168.20.1/24', 'fd00:20::1/64', 'fe80::ff:fe00:301/64'] },
  ],
  routes: [
    { to: '0.0.0.0/0', via: '203.0.113.254', dev: 'wan0' },
    { to: '::/0', via: '2001:db8:1::fe', dev: 'wan0' },
  ],
};

const LOOPBACK: InterfaceDescription = { name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] };
/** Interface numbers fit six bits. */
const MOST_INTERFACES = 63;
const ARPHRD_ETHER = 1;
const ARPHRD_LOOPBACK = 772;

/** A description that cannot be built: the message names the interface or route. */
export class TopologyError extends Error {}

export class Topology {
  /** By number; 0 stands for "no interface", 1 is `lo`. */
  readonly interfaces: Interface[];
  readonly settings: Settings;
  private readonly local4: Route[] = [];
  private readonly main4: Route[] = [];
  private readonly local6: Route[] = [];
  private readonly main6: Route[] = [];
  /** The latest IPv4 look-ups; the tables do not change once the topology is built. */
  private readonly recentKeys = new Int32Array(256);
  private readonly recentRoutes = new Array<Route | null | undefined>(256).fill(undefined);

  constructor(description: TopologyDescription) {
    this.settings = { ...DEFAULT_SETTINGS, ...description.settings };
    this.interfaces = [{ name: '', peer: null, type: 0, addresses: [] }];
    for (const one of [LOOPBACK, ...description.interfaces]) this.addInterface(one);
    for (const one of description.routes) this.addRoute(one);
    for (const table of [this.local4, this.main4, this.local6, this.main6])
      table.sort((a, b) => b.length - a.length);
  }

  /** Interface number by name, null when there is none. */
  interfaceNamed(name: string): number | null {
    const index = this.interfaces.findIndex((one, i) => i > 0 && one.name === name);
    return index < 0 ? null : index;
  }

  /** Interface number by the name of its peer, null when there is none. */
  interfaceOfPeer(peer: string): number | null {
    const index = this.interfaces.findIndex((one) => one.peer === peer);
    return index < 0 ? null : index;
  }

  /** The route to the address at register `at`, null when there is none. */
  lookup(f: Int32Array, at: number): Route | null {
    return f[F.NFPROTO] === F.IPV4
      ? this.lookup4(f[at]!)
      : (find6(this.local6, f, at) ?? find6(this.main6, f, at));
  }

  private lookup4(word: number): Route | null {
    const place = Math.imul(word, 0x9e3779b1) >>> 24;
    if (this.recentKeys[place] === word) {
      const recent = this.recentRoutes[place];
      if (recent !== undefined) return recent;
    }
    const route = find4(this.local4, word) ?? find4(this.main4, word);
    this.recentKeys[place] = word;
    this.recentRoutes[place] = route;
    return route;
  }

  /** The entry of the local table for the address at register `at`, null when there is none. */
  lookupLocal(f: Int32Array, at: number): Route | null {
    return f[F.NFPROTO] === F.IPV4 ? find4(this.local4, f[at]!) : find6(this.local6, f, at);
  }

  /** All routes of a family in the order in which they are tried: the local table, then the main table. */
  tables(version: 4 | 6): { local: readonly Route[]; main: readonly Route[] } {
    return version === 4
      ? { local: this.local4, main: this.main4 }
      : { local: this.local6, main: this.main6 };
  }

  /** The route to an address, null when there is none. */
  routeTo(address: Address): Route | null {
    return this.lookup(registersOf(address), F.DADDR);
  }

  /**
   * First address of an interface, or of the first other interface when it has none (inet_select_addr); for IPv4 the
   * one whose network holds `near` is preferred.
   */
  sourceAddress(dev: number, version: 4 | 6, near: number | null): Words | null {
    const usable = ({ addresses }: Interface): Interface['addresses'] =>
      addresses.filter((one) => one.version === version && (version === 6 || one.words[0] >>> 24 !== 127));
    const own = usable(this.interfaces[dev]!);
    const within = own.find(
      (one) => near !== null && ((one.words[0] ^ near) & prefixMask(4, one.length)[0]) === 0,
    );
    if (version === 4 && within) return within.words;
    return (own[0] ?? this.interfaces.flatMap(usable)[0])?.words ?? null;
  }

  /** The IPv6 address of an interface that the router speaks with: link-local or not (ipv6_dev_get_saddr). */
  sourceAddress6(dev: number, linkLocal: boolean): Words | null {
    const fits = ({ addresses }: Interface): Interface['addresses'] =>
      addresses.filter((one) => one.version === 6 && (one.words[0] >>> 22 === 0x3fa) === linkLocal);
    return (fits(this.interfaces[dev]!)[0] ?? this.interfaces.flatMap(fits)[0])?.words ?? null;
  }

  /** PACKET_* that the frame of a packet with this destination arrives as. */
  packetType(f: Int32Array): number {
    const first = f[F.DADDR]!;
    if (f[F.NFPROTO] === F.IPV6) return first >>> 24 === 0xff ? 2 : 0;
    if (first >>> 28 === 14) return 2;
    return first === -1 || find4(this.local4, first)?.type === BROADCAST ? 1 : 0;
  }

  private addInterface(description: InterfaceDescription): void {
    const dev = this.interfaces.length;
    if (dev > MOST_INTERFACES) throw new TopologyError(`more than ${MOST_INTERFACES} interfaces`);
    const loopback = dev === 1;
    const one: Interface = {
      name: description.name,
      peer: description.peer ?? null,
      type: loopback ? ARPHRD_LOOPBACK : ARPHRD_ETHER,
      addresses: [],
    };
    this.interfaces.push(one);
    for (const text of description.addresses) {
      const prefix = parsePrefix(text);
      if (!prefix)
        throw new TopologyError(`interface ${one.name}: "${text}" is no address with prefix length`);
      one.addresses.push(prefix);
      if (prefix.version === 4) this.addAddress4(prefix.words, prefix.length, dev, loopback);
      else this.addAddress6(prefix.words, prefix.length, dev, loopback);
    }
    if (!loopback) this.local6.push(route6([0xff000000 | 0, 0, 0, 0], 8, MULTICAST, dev));
  }

  private addAddress4(words: Words, length: number, dev: number, loopback: boolean): void {
    const mask = prefixMask(4, length)[0];
    this.local4.push(route4(words[0], 32, LOCAL, dev));
    if (length < 31) this.local4.push(route4(words[0] | ~mask, 32, BROADCAST, dev));
    if (length < 32)
      (loopback ? this.local4 : this.main4).push(route4(words[0], length, loopback ? LOCAL : UNICAST, dev));
  }

  private addAddress6(words: Words, length: number, dev: number, loopback: boolean): void {
    this.local6.push(route6(words, 128, LOCAL, dev));
    if (loopback || length > 127) return;
    this.main6.push(route6(words, length, UNICAST, dev));
    this.local6.push(route6(masked(words, length), 128, ANYCAST, dev));
  }

  private addRoute(description: { to: string; via?: string; dev?: string }): void {
    const via = description.via === undefined ? null : parseAddress(description.via);
    if (description.via !== undefined && !via)
      throw new TopologyError(`route ${description.to}: "${description.via}" is no address`);
    const everything = via?.version === 6 ? '::/0' : '0.0.0.0/0';
    const prefix = parsePrefix(description.to === 'default' ? everything : description.to);
    if (!prefix) throw new TopologyError(`route: "${description.to}" is no network`);
    const dev =
      description.dev === undefined ? this.deviceTowards(via) : this.interfaceNamed(description.dev);
    if (dev === null) throw new TopologyError(`route ${description.to}: no interface leads there`);
    if (prefix.version === 4)
      this.main4.push(route4(prefix.words[0], prefix.length, UNICAST, dev, via?.words[0] ?? null));
    else this.main6.push(route6(prefix.words, prefix.length, UNICAST, dev));
  }

  private deviceTowards(via: Address | null): number | null {
    if (!via) return null;
    const sorted = [...(via.version === 4 ? this.main4 : this.main6)].sort((a, b) => b.length - a.length);
    const f = registersOf(via);
    return (via.version === 4 ? find4(sorted, f[F.DADDR]!) : find6(sorted, f, F.DADDR))?.dev ?? null;
  }
}

function registersOf({ version, words }: Address): Int32Array {
  const f = new Int32Array(F.REGISTERS);
  f[F.NFPROTO] = version === 4 ? F.IPV4 : F.IPV6;
  for (let i = 0; i < 4; i++) f[F.DADDR + i] = words[i]!;
  return f;
}

/** Address at register `at` as text. */
export function addressText(f: Int32Array, at: number): string {
  const words = [f[at]!, f[at + 1]!, f[at + 2]!, f[at + 3]!] as const;
  return formatAddress(f[F.NFPROTO] === F.IPV4 ? 4 : 6, words);
}

function masked(words: Words, length: number): Words {
  const mask = prefixMask(6, length);
  return [words[0] & mask[0], words[1] & mask[1], words[2] & mask[2], words[3] & mask[3]];
}

function route4(word: number, length: number, type: number, dev: number, via: number | null = null): Route {
  const mask = prefixMask(4, length);
  return { words: [word & mask[0], 0, 0, 0], mask, length, type, dev, via };
}

function route6(words: Words, length: number, type: number, dev: number): Route {
  return { words: masked(words, length), mask: prefixMask(6, length), length, type, dev, via: null };
}

function find4(table: readonly Route[], word: number): Route | null {
  for (let i = 0; i < table.length; i++) {
    const route = table[i]!;
    if ((word & route.mask[0]) === route.words[0]) return route;
  }
  return null;
}

function find6(table: readonly Route[], f: Int32Array, at: number): Route | null {
  for (let i = 0; i < table.length; i++) {
    const { mask, words } = table[i]!;
    if (
      (f[at]! & mask[0]) === words[0] &&
      (f[at + 1]! & mask[1]) === words[1] &&
      (f[at + 2]! & mask[2]) === words[2] &&
      (f[at + 3]! & mask[3]) === words[3]
    )
      return table[i]!;
  }
  return null;
}
