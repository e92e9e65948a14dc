/**
 * The syntax tree: what stands in the text, before names and types are looked up. Follows the grammar of
 * nftables 1.0.6 (nft(8); the rule names of its grammar file are given where the shape comes from one).
 */
import type {
  CounterStatement,
  CtExpression,
  Expression,
  LogStatement,
  MetaExpression,
  NamedObject,
  ObjectType,
  QuotaStatement,
} from '../ruleset.ts';
import type { Place } from './source.ts';

/** A name with its place. */
export interface Name {
  text: string;
  place: Place;
}

export type Node =
  /** A word, address, quoted text, or keyword that stands for a value. */
  | { kind: 'symbol'; text: string; quoted: boolean; place: Place }
  | { kind: 'number'; value: bigint; place: Place }
  | { kind: 'boolean'; value: 0 | 1; place: Place }
  /** tcp, udp, icmp … on the right-hand side: a constant of type inet_proto (`redirect`: icmp_type). */
  | { kind: 'protocol'; text: string; place: Place }
  | { kind: 'variable'; name: string; value: Node; place: Place }
  | { kind: 'field'; field: Expression; place: Place }
  /** Something the engine does not know; `construct` names it. */
  | { kind: 'unsupported'; construct: string; place: Place }
  | { kind: 'binary'; op: '&' | '|' | '^' | '<<' | '>>'; left: Node; right: Node; place: Place }
  | { kind: 'prefix'; base: Node; length: number; place: Place }
  | { kind: 'range'; low: Node; high: Node; place: Place }
  | { kind: 'list'; items: Node[]; place: Place }
  | { kind: 'concat'; items: Node[]; place: Place }
  | { kind: 'set'; items: SetItem[]; place: Place }
  | { kind: 'set-ref'; name: string; place: Place }
  | { kind: 'map'; key: Node; map: Node; place: Place }
  | { kind: 'verdict'; verdict: VerdictNode; place: Place }
  | { kind: 'catch-all'; place: Place };

export interface SetItem {
  key: Node;
  data: Node | null;
  timeoutMs: number | null;
  expiresMs: number | null;
  comment: string | null;
  statements: StatementNode[];
  place: Place;
}

export type VerdictNode =
  | { kind: 'accept' | 'drop' | 'continue' | 'return' }
  | { kind: 'jump' | 'goto'; chain: Node }
  | { kind: 'jump' | 'goto'; rules: RuleNode[] };

export type Operator = '==' | '!=' | '<' | '>' | '<=' | '>=' | '!';

export interface LimitNode {
  rate: number;
  unit: 'packets' | 'bytes';
  perSeconds: number;
  burst: number | null;
  over: boolean;
}

export type StatementNode =
  /** op null: no operator written. mask: the second part of `flags syn / syn,ack`. */
  | { kind: 'match'; left: Node; op: Operator | null; right: Node; mask: Node | null; place: Place }
  | { kind: 'verdict'; verdict: VerdictNode; place: Place }
  | { kind: 'vmap'; key: Node; map: Node; place: Place }
  | ({ kind: 'counter'; place: Place } & Pick<CounterStatement, 'packets' | 'bytes'>)
  | { kind: 'object'; type: ObjectType; name: Node; place: Place }
  | { kind: 'limit'; limit: LimitNode; place: Place }
  | ({ kind: 'quota'; place: Place } & Pick<QuotaStatement, 'bytes' | 'used' | 'over'>)
  | { kind: 'connection-limit'; count: number; over: boolean; place: Place }
  | { kind: 'log'; log: Omit<LogStatement, 'kind' | 'span'>; place: Place }
  | {
      kind: 'reject';
      type: 'tcp-reset' | 'icmp' | 'icmpv6' | 'icmpx' | null;
      code: Node | null;
      place: Place;
    }
  | { kind: 'nat'; nat: NatNode; place: Place }
  | { kind: 'assign'; target: Expression; value: Node; place: Place }
  | {
      kind: 'set-update';
      op: 'add' | 'update' | 'delete';
      set: Node;
      key: SetItem;
      data: Node | null;
      place: Place;
    }
  | { kind: 'meter'; name: Name; size: number | null; key: SetItem; place: Place }
  | { kind: 'notrack'; place: Place }
  | { kind: 'unsupported'; construct: string; place: Place };

export interface NatNode {
  action: 'snat' | 'dnat' | 'masquerade' | 'redirect';
  family: 'ip' | 'ip6' | null;
  address: Node | null;
  port: Node | null;
  concatenated: boolean;
  prefix: boolean;
  flags: string[];
}

export interface RuleNode {
  statements: StatementNode[];
  comment: string | null;
  place: Place;
}

export interface HookNode {
  type: Name;
  hook: Name;
  devices: Name[];
  priority: PriorityNode;
  place: Place;
}

export interface PriorityNode {
  /** `filter - 5`: name and offset; a bare number: only offset. A variable keeps its node. */
  name: string | null;
  offset: number;
  variable: Node | null;
  place: Place;
}

export interface ChainNode {
  name: Name;
  hook: HookNode | null;
  policy: Node | null;
  comment: string | null;
  flagsOffload: Place | null;
  rules: RuleNode[];
  place: Place;
}

export interface TypeNode {
  /** `type a . b`: names; `typeof x . y`: the fields. */
  names: Name[] | null;
  fields: Node[] | null;
  place: Place;
}

export interface SetNode {
  map: boolean;
  name: Name;
  type: TypeNode | null;
  data: TypeNode | null;
  dataInterval: boolean;
  objectType: ObjectType | null;
  flags: Name[];
  timeoutMs: number | null;
  gcIntervalMs: number | null;
  size: number | null;
  policy: 'performance' | 'memory' | null;
  autoMerge: boolean;
  statements: StatementNode[];
  comment: string | null;
  elements: Node | null;
  place: Place;
}

export interface ObjectNode {
  object: Omit<NamedObject, 'handle' | 'span'>;
  name: Name;
  place: Place;
}

export interface TableName {
  family: string;
  name: Name;
}

export interface TableNode {
  flags: Name[];
  comment: string | null;
  chains: ChainNode[];
  sets: SetNode[];
  objects: ObjectNode[];
  /** flowtables and other blocks that are named but not modelled. */
  unsupported: { construct: string; place: Place }[];
}

export type RulePosition = { kind: 'handle' | 'index' | 'position'; value: number } | null;

export type CommandNode =
  | { kind: 'table'; verb: 'add' | 'create'; table: TableName; body: TableNode | null; place: Place }
  | {
      kind: 'chain';
      verb: 'add' | 'create';
      table: TableName;
      name: Name;
      body: ChainNode | null;
      place: Place;
    }
  | { kind: 'set'; verb: 'add' | 'create'; table: TableName; set: SetNode; place: Place }
  | { kind: 'object'; verb: 'add' | 'create'; table: TableName; object: ObjectNode; place: Place }
  | {
      kind: 'elements';
      verb: 'add' | 'create' | 'delete';
      table: TableName;
      set: Name;
      elements: Node;
      place: Place;
    }
  | {
      kind: 'rule';
      verb: 'add' | 'insert' | 'replace';
      table: TableName;
      chain: Name;
      position: RulePosition;
      rule: RuleNode;
      place: Place;
    }
  | { kind: 'delete-rule'; table: TableName; chain: Name; handle: number; place: Place }
  | {
      kind: 'delete';
      what: 'table' | 'chain' | 'set' | 'object';
      objectType: ObjectType | null;
      table: TableName;
      name: Name | null;
      handle: number | null;
      place: Place;
    }
  | {
      kind: 'flush';
      what: 'ruleset' | 'table' | 'chain' | 'set' | 'map' | 'meter';
      family: string | null;
      table: TableName | null;
      name: Name | null;
      place: Place;
    } // prettier-ignore
  | { kind: 'rename'; table: TableName; chain: Name; to: Name; place: Place }
  | { kind: 'list'; table: TableName | null; chain: Name | null; set: Name | null; place: Place }
  | { kind: 'unsupported'; construct: string; place: Place };

/** Fields that may stand on the left of `set`. */
export type Assignable = MetaExpression | CtExpression;
