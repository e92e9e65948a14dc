/** Statements other than matches and NAT. Models stmt_evaluate_* of nftables 1.0.6. */
import type { ObjectType, RejectStatement, Statement } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { StatementNode } from '../syntax/tree.ts';
import { SYMBOLS } from '../words/symbols.ts';
import { checkAssign } from './assign.ts';
import { constantValue, plain } from './constants.ts';
import { fault, suggestion, unsupported } from './fault.ts';
import { checkLeft, typesOf } from './left.ts';
import { checkMatch, namedSet } from './match.ts';
import { checkNat } from './nat.ts';
import type { RuleContext } from './rule-context.ts';
import { checkMeter, checkSetUpdate } from './set-updates.ts';
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
      if (node.log.group !== null && node.log.flags.length > 0) {
        fault(
          node.place,
          'flags dan group tidak bisa dipakai bersamaan.',
          'flags and group exclude each other.',
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
    if (map.kind === 'anonymous')
      for (const { object } of map.set.elements) namedObject(rule, node.type, object ?? '', at.map.place);
    rule.statements.push({ kind: 'object', type: node.type, name: { kind: 'map', key, map }, span });
    return;
  }
  const name = at.kind === 'symbol' ? at.text : at.kind === 'number' ? at.value.toString() : '';
  namedObject(rule, node.type, name, node.name.place);
  rule.statements.push({ kind: 'object', type: node.type, name, span });
}

function namedObject(rule: RuleContext, type: ObjectType, name: string, place: Place): void {
  if (rule.table.hasObject(type, name)) return;
  const known = rule.table.table.objects.filter((object) => object.type === type).map((one) => one.name);
  fault(
    place,
    `${type} "${name}" tidak ada di tabel ini.`,
    `There is no ${type} "${name}" in this table.`,
    suggestion(name, known),
  );
}

const ICMPX_ALIAS = new Set(['icmp', 'icmpv6', 'icmpx']);

function checkReject(rule: RuleContext, node: Extract<StatementNode, { kind: 'reject' }>): void {
  const span = spanOf(node.place);
  const before = rule.statements.length;
  const add = (type: RejectStatement['type'], code: number, name: string, written: boolean): void => {
    rule.statements.push({ kind: 'reject', type, code, name, written, span });
  };
  if (node.type === null) {
    const unclear = rule.link === 'unknown' && rule.network !== null && rule.family === 'inet';
    if (rule.network === 'arp' || rule.network === 'unknown' || unclear) {
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
    if (rule.lastTransport !== null && rule.lastTransport !== 'tcp') {
      fault(
        node.place,
        '`reject with tcp reset` hanya mungkin untuk TCP.',
        '`reject with tcp reset` is only possible for TCP.',
      );
    }
    // No guard when the rule names protocols already: `{ icmp, tcp } … tcp reset` drops ICMP without an answer.
    if (rule.lastTransport === null) rule.needTransport('tcp', node.place);
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
  // nft keeps the number in a signed byte and says nothing when it does not fit; the kernel takes any code but icmpx.
  const code = (Number(constantValue(node.code!, { type, bits: 32 })) << 24) >> 24;
  const symbols = SYMBOLS[type]!;
  const name = Object.keys(symbols).find((symbol) => symbols[symbol] === code);
  if (code < 0 || (name === undefined && node.type === 'icmpx'))
    fault(node.code!.place, `Kode ${code} tidak dikenal.`, `The code ${code} is not known.`);
  add(node.type, code, name ?? String(code), true);
}
