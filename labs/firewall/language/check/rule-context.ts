/**
 * What is known about the packet at a point of a rule, and the guards nft inserts when a field needs more.
 * Models nft's protocol context and dependency generation (struct proto_ctx, payload_gen_dependency and
 * relational_expr_pctx_update of nftables 1.0.6); see "Implicit protocol" in nft-oracle.md for the effect.
 */
import type { Diagnostic } from '../diagnostics.ts';
import type { Expression, Family, PayloadExpression, Statement } from '../ruleset.ts';
import { NFPROTO } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import { fault } from './fault.ts';
import type { TableModel } from './model.ts';

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

export class RuleContext {
  readonly family: Family;
  readonly table: TableModel;
  readonly statements: Statement[] = [];
  readonly report: (diagnostic: Diagnostic) => void;
  network: 'ip' | 'ip6' | null;
  /** Set by `meta protocol ip`: names the network protocol for conflicts, but the guard is still inserted. */
  link: 'ether' | 'vlan' | null = null;
  /** Protocols the rule has pinned the transport to; two or more make any of their fields ambiguous. */
  transport: string[] = [];

  constructor(family: Family, table: TableModel, report: (diagnostic: Diagnostic) => void) {
    this.family = family;
    this.table = table;
    this.report = report;
    this.network = family === 'inet' ? null : family;
  }

  private guard(left: Expression, value: number, place: Place): void {
    const right = { kind: 'value', value } as const;
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
    this.network = family;
    const value = family === 'ip' ? NFPROTO.ipv4 : NFPROTO.ipv6;
    this.guard({ kind: 'meta', key: 'nfproto', type: 'nf_proto', bits: 8 }, value, place);
  }

  needTransport(protocol: string, place: Place): void {
    if (this.transport.length > 1) this.conflict(this.transport.at(-1)!, protocol, place);
    if (this.transport[0] === protocol) return;
    if (this.transport.length === 1) this.conflict(this.transport[0]!, protocol, place);
    if (this.network === null && protocol === 'icmp') this.needNetwork('ip', place);
    if (this.network === null && protocol === 'igmp') this.needNetwork('ip', place);
    if (this.network === null && protocol === 'icmpv6') this.needNetwork('ip6', place);
    this.transport = [protocol];
    const number = TRANSPORT_NUMBER[protocol]!;
    this.guard({ kind: 'meta', key: 'l4proto', type: 'inet_proto', bits: 8 }, number, place);
  }

  needEther(place: Place): void {
    if (this.link !== null) return;
    this.link = 'ether';
    this.guard({ kind: 'meta', key: 'iiftype', type: 'iface_type', bits: 16 }, 1, place);
  }

  /** A header field is about to be read: insert what it needs. */
  need(field: PayloadExpression, place: Place): void {
    const protocol = field.protocol;
    if (protocol === 'th') return;
    if (protocol === 'ip' || protocol === 'ip6') this.needNetwork(protocol, place);
    else if (protocol === 'ether') this.needEther(place);
    else if (protocol === 'vlan') {
      this.needEther(place);
      if (this.link === 'vlan') return;
      this.link = 'vlan';
      this.guard(
        { kind: 'payload', protocol: 'ether', field: 'type', type: 'ether_type', bits: 16 },
        0x8100,
        place,
      );
    } else if (protocol === 'arp') this.conflict(this.family, 'arp', place);
    else this.needTransport(protocol, place);
  }

  /** `left == value` was checked: remember what that says about the protocols. */
  learn(left: Expression, values: readonly number[]): void {
    if (left.kind === 'meta' && left.key === 'nfproto') {
      for (const value of values)
        this.network = value === NFPROTO.ipv4 ? 'ip' : value === NFPROTO.ipv6 ? 'ip6' : this.network;
    }
    const l4 =
      (left.kind === 'meta' && left.key === 'l4proto') ||
      (left.kind === 'payload' &&
        (left.field === 'protocol' || left.field === 'nexthdr') &&
        (left.protocol === 'ip' || left.protocol === 'ip6')); // prettier-ignore
    if (!l4) return;
    for (const value of values) {
      const name = Object.keys(TRANSPORT_NUMBER).find((key) => TRANSPORT_NUMBER[key] === value);
      if (name === undefined) continue;
      if (!this.transport.includes(name)) this.transport.push(name);
    }
  }

  conflict(known: string, wanted: string, place: Place): never {
    return fault(
      place,
      `Paket yang sudah pasti ${known} tidak mungkin sekaligus ${wanted}: aturan ini tidak akan pernah cocok, dan nft menolaknya.`,
      `A packet already known to be ${known} cannot be ${wanted} too: this rule could never match, and nft refuses it.`,
    );
  }
}
