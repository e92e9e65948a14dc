/** Statements other than matches and NAT. Models stmt_evaluate_* of nftables 1.0.6. */
import type { ComponentType, Expression, RejectStatement, Statement } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { Node, StatementNode } from '../syntax/tree.ts';
import { SYMBOLS } from '../words/symbols.ts';
import { constantValue, plain } from './constants.ts';
import { fault, suggestion, unsupported } from './fault.ts';
import { checkField, checkLeft, typesOf } from './left.ts';
import { checkMap } from './maps.ts';
import { checkMatch, namedSet, sameTypes } from './match.ts';
import { checkNat } from './nat.ts';
import { emptySet } from './plain-set.ts';
import type { RuleContext } from './rule-context.ts';
import { checkLiteral } from './sets.ts';
import { checkStateful } from './stateful.ts';
import { checkVerdict } from './verdicts.ts';

/** Checks one statement and adds what it becomes, guards first. */
export function checkStatement(rule: RuleContext, node: StatementNode): void {
  const span = spanOf(node.place);
  const add = (statement: Statement): void => {
    rule.statements.push(statement);
  };
  switch (node.kind) {
    case 'match':
      checkMatch(rule, node);
      return;
    case 'verdict':
      add({ kind: 'verdict', verdict: checkVerdict(rule, node.verdict, node.place), span });
      return;
    case 'vmap':
      checkVerdictMap(rule, node);
      return;
    case 'counter':
    case 'limit':
    case 'quota':
    case 'connection-limit':
      add(checkStateful(node));
      return;
    case 'object':
      checkObject(rule, node);
      return;
    case 'log':
      if (node.log.level !== null && (node.log.group !== null || node.log.snaplen !== null)) {
        fault(
          node.place,
          'level dan group tidak bisa dipakai bersamaan.',
          'level and group exclude each other.',
        );
      }
      if (node.log.level === 'audit' && (node.log.prefix !== null || node.log.flags.length > 0)) {
        fault(node.place, 'level audit tidak menerima pilihan lain.', 'level audit takes no other options.');
      }
      add({ kind: 'log', ...node.log, level: node.log.level === 'warn' ? null : node.log.level, span });
      return;
    case 'reject':
      checkReject(rule, node);
      return;
    case 'nat':
      checkNat(rule, node.nat, node.place);
      return;
    case 'assign':
      checkAssign(rule, node);
      return;
    case 'set-update':
      checkSetUpdate(rule, node);
      return;
    case 'meter':
      checkMeter(rule, node);
      return;
    case 'notrack':
      add({ kind: 'notrack', span });
      return;
    case 'unsupported':
      unsupported(node.place, node.construct);
  }
}

function checkVerdictMap(rule: RuleContext, node: Extract<StatementNode, { kind: 'vmap' }>): void {
  const key = checkLeft(rule, node.key);
  const types = typesOf(key);
  const literal = plain(node.map).kind === 'set';
  const map = literal
    ? checkLiteral(rule, node.map, { kind: 'verdict-map', key: types, data: [{ type: 'verdict', bits: 32 }] })
    : namedSet(rule, node.map, types, ['verdict-map']);
  rule.statements.push({ kind: 'vmap', key, map, span: spanOf(node.place) });
}

function checkObject(rule: RuleContext, node: Extract<StatementNode, { kind: 'object' }>): void {
  const at = plain(node.name);
  const span = spanOf(node.place);
  if (at.kind === 'map') {
    const key = checkLeft(rule, at.key);
    const types = typesOf(key);
    const map =
      plain(at.map).kind === 'set'
        ? checkLiteral(rule, at.map, { kind: 'object-map', key: types, data: [] })
        : namedSet(rule, at.map, types, ['object-map']);
    rule.statements.push({ kind: 'object', type: node.type, name: { kind: 'map', key, map }, span });
    return;
  }
  const name = at.kind === 'symbol' ? at.text : at.kind === 'number' ? at.value.toString() : '';
  const known = rule.table.table.objects.filter((object) => object.type === node.type);
  if (!known.some((object) => object.name === name)) {
    fault(
      node.name.place,
      `${node.type} "${name}" tidak ada di tabel ini.`,
      `There is no ${node.type} "${name}" in this table.`,
      suggestion(
        name,
        known.map((object) => object.name),
      ),
    );
  }
  rule.statements.push({ kind: 'object', type: node.type, name, span });
}

const ICMPX_ALIAS = new Set(['icmp', 'icmpv6', 'icmpx']);

function checkReject(rule: RuleContext, node: Extract<StatementNode, { kind: 'reject' }>): void {
  const span = spanOf(node.place);
  const before = rule.statements.length;
  const add = (type: RejectStatement['type'], code: number, name: string, written: boolean): void => {
    rule.statements.push({ kind: 'reject', type, code, name, written, span });
  };
  if (node.type === null) {
    if (rule.network === 'arp' || rule.network === 'unknown') {
      fault(
        node.place,
        'Sebutkan jenis penolakannya: `reject with …`.',
        'Say how to reject: `reject with …`.',
      );
    }
    const type = rule.network === 'ip' ? 'icmp' : rule.network === 'ip6' ? 'icmpv6' : 'icmpx';
    add(type, SYMBOLS[`${type}_code`]!['port-unreachable']!, 'port-unreachable', false);
    return;
  }
  if (node.type === 'tcp-reset') {
    if (rule.transport.length > 0 && !(rule.transport.length === 1 && rule.transport[0] === 'tcp')) {
      fault(
        node.place,
        '`reject with tcp reset` hanya mungkin untuk TCP.',
        '`reject with tcp reset` is only possible for TCP.',
      );
    }
    rule.needTransport('tcp', node.place);
    rule.hoistSince(before);
    add('tcp-reset', 0, '', true);
    return;
  }
  if (!ICMPX_ALIAS.has(node.type)) return;
  if (node.type === 'icmp') rule.needNetwork('ip', node.place);
  if (node.type === 'icmpv6') rule.needNetwork('ip6', node.place);
  rule.hoistSince(before);
  if (node.type === 'icmpx' && rule.family !== 'inet') {
    fault(
      node.place,
      '`icmpx` hanya untuk tabel inet; di sini tulis icmp atau icmpv6.',
      '`icmpx` is only for inet tables; write icmp or icmpv6 here.',
    );
  }
  const type = `${node.type}_code` as const;
  const code = Number(constantValue(node.code!, { type, bits: 8 }));
  const symbols = SYMBOLS[type]!;
  const name = Object.keys(symbols).find((symbol) => symbols[symbol] === code);
  if (name === undefined) {
    fault(
      node.code!.place,
      `Kode ${code} tidak dikenal.`,
      `The code ${code} is not known.`,
      suggestion(String(code), []),
    );
  }
  add(node.type, code, name!, true);
}

/** What a `set`, `to` or map update is given: a constant, another field, or a map. */
export function checkValue(rule: RuleContext, node: Node, want: ComponentType): Expression {
  const at = plain(node);
  if (at.kind === 'map') return checkMap(rule, at, [want]);
  if (at.kind === 'unsupported') return unsupported(at.place, at.construct);
  if (at.kind === 'field' || (at.kind === 'binary' && holdsField(at))) {
    rule.assigning = true;
    const value = checkLeft(rule, at);
    rule.assigning = false;
    const types = typesOf(value);
    sameTypes(node, types, [want]);
    if (want.type === 'integer' && types[0]!.bits !== want.bits) {
      fault(
        node.place,
        `Lebarnya tidak sama: di sini dibutuhkan ${want.bits} bit, bukan ${types[0]!.bits}.`,
        `The widths differ: ${want.bits} bits are needed here, not ${types[0]!.bits}.`,
      );
    }
    return value;
  }
  if (at.kind === 'list') {
    let value = 0;
    for (const item of at.items) value |= Number(constantValue(item, want));
    return { kind: 'constant', value, ...want };
  }
  return { kind: 'constant', value: constantValue(node, want), ...want };
}

function holdsField(node: Node): boolean {
  const at = plain(node);
  if (at.kind === 'binary') return holdsField(at.left) || holdsField(at.right);
  return at.kind === 'field';
}

const READ_ONLY_META = new Set(
  `iif oif iifname oifname iiftype oiftype skuid skgid nfproto l4proto protocol length cpu cgroup time day hour
  iifgroup oifgroup rtclassid random ibriport obriport ibrname obrname sdif sdifname iifkind oifkind ipsec secpath`.split(
    /\s+/,
  ),
);

function checkAssign(rule: RuleContext, node: Extract<StatementNode, { kind: 'assign' }>): void {
  const event = node.target.kind === 'ct' && node.target.key === 'event';
  const target = event ? node.target : checkField(rule, node.target, node.place);
  if (target.kind === 'meta' && READ_ONLY_META.has(target.key)) readOnly(node.place, `meta ${target.key}`);
  if (target.kind === 'ct' && !['mark', 'label', 'event', 'zone'].includes(target.key))
    readOnly(node.place, `ct ${target.key}`); // prettier-ignore
  if (target.kind === 'extension') unsupported(node.place, `${target.header} set`);
  if (
    target.kind !== 'meta' &&
    target.kind !== 'ct' &&
    target.kind !== 'payload' &&
    target.kind !== 'tcp-option'
  )
    return;
  const value = checkValue(rule, node.value, { type: target.type, bits: target.bits });
  if (target.kind === 'payload' && target.bits < 16 && value.kind !== 'constant' && value.kind !== 'map') {
    fault(
      node.value.place,
      'Bagian yang lebih sempit dari 16 bit hanya bisa diisi nilai tetap.',
      'A field narrower than 16 bits can only be set to a constant.',
    );
  }
  rule.statements.push({ kind: 'assign', target, value, span: spanOf(node.place) });
}

function readOnly(place: Place, what: string): never {
  return fault(place, `${what} tidak bisa diubah.`, `${what} cannot be changed.`);
}

/** Usually a field; a constant takes the type of the set. */
function updateKey(rule: RuleContext, node: Extract<StatementNode, { kind: 'set-update' }>): Expression {
  const at = plain(node.key.key);
  if (at.kind !== 'symbol' && at.kind !== 'number' && at.kind !== 'protocol')
    return checkLeft(rule, node.key.key);
  const name = plain(node.set);
  const want = name.kind === 'set-ref' ? rule.table.findSet(name.name)?.key[0] : undefined;
  if (want === undefined) return checkLeft(rule, node.key.key);
  return { kind: 'constant', value: constantValue(node.key.key, want), ...want };
}

function checkSetUpdate(rule: RuleContext, node: Extract<StatementNode, { kind: 'set-update' }>): void {
  if (node.key.comment !== null) {
    fault(
      node.key.place,
      'Elemen di sini tidak boleh berkomentar.',
      'An element here cannot have a comment.',
    );
  }
  const key = updateKey(rule, node);
  const types = typesOf(key);
  const reference = namedSet(rule, node.set, types, node.data === null ? ['set'] : ['map']);
  const set = rule.table.findSet(reference.kind === 'named' ? reference.name : '')!;
  if (set.interval) {
    fault(
      node.set.place,
      `Set "${set.name}" memakai flags interval; kernel tidak bisa menambah isinya dari aturan.`,
      `The set "${set.name}" has flags interval; the kernel cannot add to it from a rule.`,
    );
  }
  if (set.constant) {
    fault(
      node.set.place,
      `Set "${set.name}" bertanda constant; isinya tidak bisa diubah dari aturan.`,
      `The set "${set.name}" is constant; a rule cannot change it.`,
    );
  }
  if (node.key.timeoutMs !== null && !set.timeout) {
    fault(
      node.place,
      `Set "${set.name}" belum punya \`flags timeout\`, jadi elemennya tidak bisa diberi timeout.`,
      `The set "${set.name}" has no \`flags timeout\`, so its elements cannot have one.`,
    );
  }
  set.dynamic = true;
  const data = node.data === null ? null : checkValue(rule, node.data, set.data[0]!);
  rule.statements.push({
    kind: 'set-update',
    op: node.op,
    set: set.name,
    key,
    timeoutMs: node.key.timeoutMs,
    statements: node.key.statements.map((statement) => checkStateful(statement)),
    data,
    meter: false,
    span: spanOf(node.place),
  });
}

/** What the kernel gives a set updated from rules when no size is written. */
const DYNAMIC_SIZE = 65535;

function checkMeter(rule: RuleContext, node: Extract<StatementNode, { kind: 'meter' }>): void {
  const key = checkLeft(rule, node.key.key);
  const statements = node.key.statements.map((statement) => checkStateful(statement));
  const set = emptySet(node.name.text, { kind: 'set', key: typesOf(key), data: [] }, node.place);
  set.dynamic = true;
  set.timeout = node.key.timeoutMs !== null;
  set.size = node.size ?? DYNAMIC_SIZE;
  rule.table.addMeter(set, node.name.place);
  rule.statements.push({
    kind: 'set-update',
    op: node.key.timeoutMs !== null ? 'update' : 'add',
    set: set.name,
    key,
    timeoutMs: node.key.timeoutMs,
    statements,
    data: null,
    meter: true,
    span: spanOf(node.place),
  });
}
