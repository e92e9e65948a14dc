/**
 * What is known about the packet at a point of a rule, and the guards nft inserts when a field needs more.
 * Models nft's protocol context and dependency generation (struct proto_ctx, payload_gen_dependency,
 * meta_expr_pctx_update and the icmp dependencies of payload.c, nftables 1.0.6); for the effect see
 * "Implicit protocol" in nft-oracle.md.
 */
import type { Diagnostic } from '../diagnostics.ts';
import type { Expression, Family, MatchRight, PayloadExpression, Statement } from '../ruleset.ts';
import { NFPROTO } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import { fault } from './fault.ts';
import type { TableModel } from './model.ts';
import { plainSet } from './plain-set.ts';

/** IP protocol numbers of the protocols whose fields a rule can look at. */
export const TRANSPORT_NUMBER: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  udplite: 136,
  sctp: 132,
  dccp: 33,
  icmp: 1,
  icmpv6: 58,
  igmp: 2,
  ah: 51,
  esp: 50,
  comp: 108,
}; // prettier-ignore

const ETHER_TYPE = { ip: 0x0800, ip6: 0x86dd, arp: 0x0806, vlan: 0x8100 } as const;
const ARPHRD_ETHER = 1;

/** ICMP fields that exist only in messages of some types. */
const ICMP_TYPES: Readonly<Record<string, readonly number[]>> = {
  'icmp id': [8, 0],
  'icmp sequence': [8, 0],
  'icmp gateway': [5],
  'icmp mtu': [3],
  'icmpv6 id': [128, 129],
  'icmpv6 sequence': [128, 129],
  'icmpv6 mtu': [2],
  'icmpv6 param-problem': [4],
  'icmpv6 max-delay': [130],
}; // prettier-ignore

export class RuleContext {
  readonly family: Family;
  readonly table: TableModel;
  readonly statements: Statement[] = [];
  readonly report: (diagnostic: Diagnostic) => void;
  /** Network protocol; the last match on it counts. */
  network: 'ip' | 'ip6' | 'arp' | 'unknown' | null;
  link: 'ether' | 'vlan' | 'unknown' | null = null;
  /** Protocols the rule has pinned the transport to; two or more make any of their fields ambiguous. */
  transport: string[] = [];
  /** The protocol named last: all that `reject with tcp reset` looks at (stmt_evaluate_reset). */
  lastTransport: string | null = null;
  /** True while the value of a `set` statement is read: nft allows shifts there. */
  assigning = false;
  /** What the rule does to its table (a meter's set, a set made dynamic); done only when the whole rule is sound. */
  readonly effects: (() => void)[] = [];
  private icmpType: number | null = null;

  constructor(family: Family, table: TableModel, report: (diagnostic: Diagnostic) => void) {
    this.family = family;
    this.table = table;
    this.report = report;
    this.network = family === 'inet' ? null : family;
  }

  private guard(left: Expression, right: MatchRight, place: Place): void {
    this.statements.push({ kind: 'match', left, op: '==', right, implicit: true, span: spanOf(place) });
  }

  /**
   * Moves the guards added since `count` statements to the front of the rule: nft puts those of reject there, so
   * that nothing before the reject (log, limit, counter) happens to a packet that will not be rejected.
   */
  hoistSince(count: number): void {
    this.statements.unshift(...this.statements.splice(count));
  }

  /** The packet must be IPv4 (or IPv6) from here on. */
  needNetwork(family: 'ip' | 'ip6', place: Place): void {
    if (this.network === family) return;
    if (this.network !== null) this.conflict(this.network, family, place);
    if (this.link === 'unknown') this.conflict(this.link, family, place);
    this.network = family;
    if (this.link !== null) {
      const left = {
        kind: 'payload',
        protocol: this.link,
        field: 'type',
        type: 'ether_type',
        bits: 16,
      } as const;
      this.guard(left, { kind: 'value', value: ETHER_TYPE[family] }, place);
      return;
    }
    const value = family === 'ip' ? NFPROTO.ipv4 : NFPROTO.ipv6;
    this.guard({ kind: 'meta', key: 'nfproto', type: 'nf_proto', bits: 8 }, { kind: 'value', value }, place);
  }

  needTransport(protocol: string, place: Place): void {
    if (this.network === 'arp') this.conflict('arp', protocol, place);
    const other = this.transport.find((known) => known !== protocol);
    if (other !== undefined) this.conflict(other, protocol, place);
    if (this.transport.length > 0) return;
    if (this.network === null) {
      if (protocol === 'icmp' || protocol === 'igmp') this.needNetwork('ip', place);
      if (protocol === 'icmpv6') this.needNetwork('ip6', place);
    }
    this.transport = [protocol];
    this.lastTransport = protocol;
    const value = TRANSPORT_NUMBER[protocol]!;
    this.guard(
      { kind: 'meta', key: 'l4proto', type: 'inet_proto', bits: 8 },
      { kind: 'value', value },
      place,
    );
  }

  private needEther(place: Place): void {
    if (this.link === 'unknown') this.conflict(this.link, 'ether', place);
    if (this.link !== null) return;
    this.link = 'ether';
    const left = { kind: 'meta', key: 'iiftype', type: 'iface_type', bits: 16 } as const;
    this.guard(left, { kind: 'value', value: ARPHRD_ETHER }, place);
  }

  private needVlan(place: Place): void {
    if (this.link === 'vlan') return;
    const settled = this.family === 'inet' || this.link === 'ether';
    if (settled && this.network !== null) this.conflict('ether', 'vlan', place);
    this.needEther(place);
    this.link = 'vlan';
    const left = { kind: 'payload', protocol: 'ether', field: 'type', type: 'ether_type', bits: 16 } as const;
    this.guard(left, { kind: 'value', value: ETHER_TYPE.vlan }, place);
  }

  /** A header field is about to be read: insert what it needs. */
  need(field: PayloadExpression, place: Place): void {
    const { protocol } = field;
    if (protocol === 'th') return;
    if (protocol === 'ip' || protocol === 'ip6') this.needNetwork(protocol, place);
    else if (protocol === 'ether') this.needEther(place);
    else if (protocol === 'vlan') this.needVlan(place);
    else if (protocol === 'arp') this.conflict(this.family, 'arp', place);
    else {
      this.needTransport(protocol, place);
      this.needIcmpType(field, place);
    }
  }

  private needIcmpType(field: PayloadExpression, place: Place): void {
    const types = ICMP_TYPES[`${field.protocol} ${field.field}`];
    if (types === undefined) return;
    if (this.icmpType !== null) {
      if (types.includes(this.icmpType)) return;
      fault(
        place,
        `\`${field.protocol} ${field.field}\` tidak ada di pesan bertipe ${this.icmpType}; yang punya hanya tipe ${types.join(' dan ')}.`,
        `\`${field.protocol} ${field.field}\` does not exist in messages of type ${this.icmpType}, only in type ${types.join(' and ')}.`,
      );
    }
    this.icmpType = types[0]!;
    const type = field.protocol === 'icmp' ? 'icmp_type' : 'icmpv6_type';
    const left = { kind: 'payload', protocol: field.protocol, field: 'type', type, bits: 8 } as const;
    const one = types.length === 1;
    const right: MatchRight = one
      ? { kind: 'value', value: types[0]! }
      : {
          kind: 'set',
          set: { kind: 'anonymous', set: plainSet(this.table.anonymousName('set'), type, types, place) },
        };
    this.guard(left, right, place);
  }

  /** `left == value` was checked, for one of the values: remember what that says about the protocols. */
  learn(left: Expression, values: readonly number[]): void {
    const key = left.kind === 'meta' || left.kind === 'ct' ? `${left.kind} ${left.key}` : '';
    for (const value of values) {
      if (key === 'meta nfproto' || (key === 'ct l3proto' && this.family === 'inet')) {
        this.network = value === NFPROTO.ipv4 ? 'ip' : value === NFPROTO.ipv6 ? 'ip6' : 'unknown';
      } else if (key === 'meta l4proto') this.learnTransport(value, 'unknown');
      else if (key === 'ct protocol' && this.network !== null) this.learnTransport(value, null);
      else if (key === 'meta iiftype') this.link = value === ARPHRD_ETHER ? 'ether' : 'unknown';
      else if (left.kind === 'payload') this.learnPayload(left, value);
    }
  }

  private learnPayload(left: PayloadExpression, value: number): void {
    const { protocol, field } = left;
    if ((protocol === 'ip' && field === 'protocol') || (protocol === 'ip6' && field === 'nexthdr')) {
      this.learnTransport(value, null);
    } else if (field === 'type' && (protocol === 'icmp' || protocol === 'icmpv6')) this.icmpType = value;
    else if (field === 'type' && (protocol === 'ether' || protocol === 'vlan')) {
      if (value === ETHER_TYPE.ip) this.network = 'ip';
      else if (value === ETHER_TYPE.ip6) this.network = 'ip6';
      else if (value === ETHER_TYPE.arp) this.network = 'arp';
      else if (value === ETHER_TYPE.vlan) this.link = 'vlan';
    }
  }

  private learnTransport(value: number, otherwise: string | null): void {
    const name = Object.keys(TRANSPORT_NUMBER).find((key) => TRANSPORT_NUMBER[key] === value) ?? otherwise;
    if (name === null) return;
    this.lastTransport = name;
    if (!this.transport.includes(name)) this.transport.push(name);
  }

  conflict(known: string, wanted: string, place: Place): never {
    return fault(
      place,
      `Paket yang sudah pasti ${known} tidak mungkin sekaligus ${wanted}: aturan ini tidak akan pernah cocok.`,
      `A packet already known to be ${known} cannot be ${wanted} too: this rule could never match.`,
    );
  }
}
