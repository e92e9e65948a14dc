/** A whole ruleset as `nft list ruleset` writes it: objects, sets, chains of each table, tabs, one rule a line. */
import type { BaseChain, Chain, NamedObject, Ruleset, SetDefinition, Table } from '../ruleset.ts';
import { printElement } from './expressions.ts';
import { printRules } from './rules.ts';
import { printLimit, printQuota, printStateful } from './stateful.ts';
import { formatTime, quote } from './values.ts';

export function printRuleset(ruleset: Ruleset): string {
  return ruleset.tables.map(printTable).join('');
}

/** Sets that exist only through a `meter` statement; nft does not list them. */
export function meterNames(table: Table): Set<string> {
  return new Set(
    table.chains.flatMap(({ rules }) =>
      rules.flatMap(({ statements }) =>
        statements.flatMap((statement) =>
          statement.kind === 'set-update' && statement.meter ? [statement.set] : [],
        ),
      ),
    ),
  );
}

export function printTable(table: Table): string {
  const meters = meterNames(table);
  const head = [
    table.comment === null ? '' : `\tcomment ${quote(table.comment)}\n`,
    table.dormant ? '\tflags dormant\n' : '',
  ].join('');
  const blocks = [
    ...table.objects.map(printObject),
    ...table.sets.filter((set) => !meters.has(set.name)).map((set) => printSet(set, table)),
    ...table.chains.filter((chain) => !chain.anonymous).map((chain) => printChain(chain, table)),
  ];
  return `table ${table.family} ${table.name} {\n${head}${blocks.join('\n')}}\n`;
}

const PRIORITY_NAMES: readonly (readonly [string, number, string | null])[] = [
  ['raw', -300, null],
  ['mangle', -150, null],
  ['dstnat', -100, 'prerouting'],
  ['filter', 0, null],
  ['security', 50, null],
  ['srcnat', 100, 'postrouting'],
];

/** The nearest name within 10, as nft prints it (`filter + 5`), else the number. */
export function printPriority({ priority, hook }: BaseChain): string {
  for (const [name, number, only] of PRIORITY_NAMES) {
    const offset = priority - number;
    if (Math.abs(offset) > 10 || (only !== null && only !== hook)) continue;
    return offset === 0 ? name : `${name} ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`;
  }
  return String(priority);
}

export function printChain(chain: Chain, table: Table): string {
  const comment = chain.comment === null ? '' : `\t\tcomment ${quote(chain.comment)}\n`;
  let base = '';
  if (chain.base !== null) {
    const { type, hook, policy, devices } = chain.base;
    const device =
      devices.length === 0
        ? ''
        : devices.length === 1
          ? ` device ${quote(devices[0]!)}`
          : ` devices = { ${devices.map(quote).join(', ')} }`; // prettier-ignore
    base = `\t\ttype ${type} hook ${hook}${device} priority ${printPriority(chain.base)}; policy ${policy};\n`;
  }
  return `\tchain ${chain.name} {\n${comment}${base}${printRules(chain, table, '\t\t')}\t}\n`;
}

function printObject(object: NamedObject): string {
  const lines: string[] = [];
  if (object.comment !== null) lines.push(`comment ${quote(object.comment)}`);
  const { statement, helper } = object;
  if (statement?.kind === 'limit') lines.push(printLimit(statement));
  else if (statement?.kind === 'quota') lines.push(printQuota(statement));
  else if (object.type === 'counter') {
    const { packets, bytes } = statement?.kind === 'counter' ? statement : { packets: 0, bytes: 0 };
    lines.push(`packets ${packets} bytes ${bytes}`);
  } else if (helper !== null) lines.push(`type ${quote(helper.name)} protocol ${helper.protocol}`);
  return `\t${object.type} ${object.name} {\n${lines.map((line) => `\t\t${line}\n`).join('')}\t}\n`;
}

function printSet(set: SetDefinition, table: Table): string {
  const kind = set.kind === 'set' ? 'set' : 'map';
  const types = (parts: SetDefinition['key']): string => parts.map(({ type }) => type).join(' . ');
  const interval = set.dataInterval ? 'interval ' : '';
  const key = set.typeof === null ? `type ${types(set.key)}` : `typeof ${set.typeof}`;
  const data =
    set.kind === 'set'
      ? ''
      : ` : ${set.objectType ?? (set.typeofData === null ? `${interval}${types(set.data)}` : `${interval}${set.typeofData}`)}`;
  const flags = [
    set.constant && 'constant',
    set.dynamic && 'dynamic',
    set.interval && 'interval',
    set.timeout && (set.timeoutMs === null || set.interval || set.dynamic || set.constant) && 'timeout',
  ].filter(Boolean);
  const lines = [
    `${key}${data}`,
    set.size === null ? '' : `size ${set.size}`,
    set.policy === null ? '' : `policy ${set.policy}`,
    flags.length === 0 ? '' : `flags ${flags.join(',')}`,
    set.timeoutMs === null ? '' : `timeout ${formatTime(set.timeoutMs)}`,
    set.gcIntervalMs === null ? '' : `gc-interval ${formatTime(set.gcIntervalMs)}`,
    set.autoMerge ? 'auto-merge' : '',
    ...set.statements.map(printStateful),
    set.comment === null ? '' : `comment ${quote(set.comment)}`,
    set.elements.length === 0
      ? ''
      : `elements = { ${set.elements.map((element) => printElement(element, set, set.key, table)).join(',\n\t\t\t     ')} }`,
  ].filter((line) => line !== '');
  return `\t${kind} ${set.name} {\n${lines.map((line) => `\t\t${line}\n`).join('')}\t}\n`;
}
