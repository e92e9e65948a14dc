/**
 * The matches of one iptables rule as nft text. Models iptables(8) and iptables-extensions(8) 1.8; the nft twin has
 * the same meaning as what iptables-translate(8) gives.
 */
import { ICMP_NAMES, ICMPV6_NAMES, PROTOCOL_ALIASES } from './words.ts';

/** Options of a rule in order, each with the `!` before it and its values. */
export interface Option {
  name: string;
  negated: boolean;
  values: string[];
}

export class Untranslatable extends Error {}

const STATES: Readonly<Record<string, string>> = {
  NEW: 'new',
  ESTABLISHED: 'established',
  RELATED: 'related',
  INVALID: 'invalid',
  UNTRACKED: 'untracked',
}; // prettier-ignore

export function one(option: Option): string {
  if (option.values.length !== 1) throw new Untranslatable(`${option.name} needs one value`);
  return option.values[0]!;
}

/** Options that only load a match, or say nothing nft needs. */
const SILENT = new Set(['-m', '--match', '-4', '-6', '--limit-burst']);

/** The nft matches, guards of the protocol first. */
export function translateMatches(options: readonly Option[], family: 'ip' | 'ip6'): string[] {
  const find = (...names: string[]): Option | undefined => options.find(({ name }) => names.includes(name));
  const protocolOption = find('-p', '--protocol');
  const protocol =
    protocolOption === undefined ? null : (PROTOCOL_ALIASES[one(protocolOption)] ?? one(protocolOption));
  const parts: string[] = [];
  const l4 = protocol ?? 'tcp';
  let needsProtocol = protocol !== null && protocol !== '0';
  const sign = (option: Option): string => (option.negated ? '!= ' : '');
  for (const option of options) {
    const { name } = option;
    if (SILENT.has(name) || option === protocolOption) continue;
    switch (name) {
      case '-s':
      case '--source':
        parts.push(`${family} saddr ${sign(option)}${address(one(option))}`);
        break;
      case '-d':
      case '--destination':
        parts.push(`${family} daddr ${sign(option)}${address(one(option))}`);
        break;
      case '-i':
      case '--in-interface':
        parts.push(`iifname ${sign(option)}${interfaceName(one(option))}`);
        break;
      case '-o':
      case '--out-interface':
        parts.push(`oifname ${sign(option)}${interfaceName(one(option))}`);
        break;
      case '--sport':
      case '--source-port':
      case '--dport':
      case '--destination-port':
        needsProtocol = false;
        parts.push(
          `${l4} ${name.includes('s') && !name.includes('d') ? 'sport' : 'dport'} ${sign(option)}${ports(one(option))}`,
        );
        break;
      case '--sports':
      case '--dports':
        needsProtocol = false;
        parts.push(
          `${l4} ${name.slice(2, -1)} ${sign(option)}{ ${one(option).split(',').map(ports).join(', ')} }`,
        );
        break;
      case '--ctstate':
      case '--state':
        parts.push(...states(one(option), option.negated));
        break;
      case '--ctdir':
        parts.push(`ct direction ${one(option).toLowerCase()}`);
        break;
      case '--tcp-flags':
        needsProtocol = false;
        parts.push(tcpFlags(option));
        break;
      case '--syn':
        needsProtocol = false;
        parts.push(`tcp flags & (fin | syn | rst | ack) ${option.negated ? '!=' : '=='} syn`);
        break;
      case '--icmp-type':
        needsProtocol = false;
        parts.push(icmp(one(option), option.negated));
        break;
      case '--icmpv6-type':
        needsProtocol = false;
        parts.push(icmpv6(one(option), option.negated));
        break;
      case '--limit': {
        const [rate, unit] = one(option).split('/') as [string, string | undefined];
        const burst = find('--limit-burst');
        parts.push(
          `limit rate ${rate}/${limitUnit(unit)}${burst === undefined ? '' : ` burst ${one(burst)} packets`}`,
        );
        break;
      }
      case '--mark': {
        const [value, mask] = one(option).split('/') as [string, string | undefined];
        const key = find('-m', '--match')?.values[0] === 'connmark' ? 'ct mark' : 'meta mark';
        parts.push(
          mask === undefined
            ? `${key} ${sign(option)}${value}`
            : `${key} & ${mask} ${option.negated ? '!=' : '=='} ${value}`,
        );
        break;
      }
      case '--src-range':
      case '--dst-range':
        parts.push(`${family} ${name.startsWith('--src') ? 'saddr' : 'daddr'} ${sign(option)}${one(option)}`);
        break;
      case '--src-type':
      case '--dst-type':
        parts.push(
          `fib ${name.startsWith('--src') ? 'saddr' : 'daddr'} type ${sign(option)}${one(option).toLowerCase()}`,
        );
        break;
      case '--mac-source':
        parts.push(`ether saddr ${sign(option)}${one(option).toLowerCase()}`);
        break;
      case '--pkt-type':
        parts.push(`meta pkttype ${sign(option)}${one(option)}`);
        break;
      case '--uid-owner':
        parts.push(`meta skuid ${sign(option)}${one(option)}`);
        break;
      case '--gid-owner':
        parts.push(`meta skgid ${sign(option)}${one(option)}`);
        break;
      case '--connlimit-above':
        parts.push(`ct count ${option.negated ? '' : 'over '}${one(option)}`);
        break;
      case '--ttl-eq':
        parts.push(`ip ttl ${sign(option)}${one(option)}`);
        break;
      case '--length':
        parts.push(`meta length ${sign(option)}${one(option).replace(':', '-')}`);
        break;
      default:
        throw new Untranslatable(name);
    }
  }
  if (needsProtocol) parts.unshift(`meta l4proto ${protocolOption!.negated ? '!= ' : ''}${protocol}`);
  return parts;
}

function address(text: string): string {
  const mask = /^(.*)\/([0-9]+\.[0-9.]+)$/.exec(text);
  if (mask === null)
    return text.replace(/\/(32|128)$/, (all, bits: string) =>
      text.includes(':') === (bits === '128') ? '' : all,
    );
  const bits = mask[2]!
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  if (!/^1*0*$/.test(bits)) throw new Untranslatable(`mask ${mask[2]}`);
  return `${mask[1]}/${bits.replaceAll('0', '').length}`;
}

function interfaceName(text: string): string {
  return `"${text.endsWith('+') ? `${text.slice(0, -1)}*` : text}"`;
}

function ports(text: string): string {
  const [low, high] = text.split(':') as [string, string | undefined];
  if (high === undefined) return low;
  return `${low === '' ? '0' : low}-${high === '' ? '65535' : high}`;
}

function states(text: string, negated: boolean): string[] {
  const names = text.split(',');
  const plain = names.filter((name) => Object.hasOwn(STATES, name)).map((name) => STATES[name]!);
  const status = names.filter((name) => name === 'DNAT' || name === 'SNAT').map((name) => name.toLowerCase());
  if (plain.length + status.length !== names.length || (plain.length > 0 && status.length > 0)) {
    throw new Untranslatable(`--ctstate ${text}`);
  }
  const [key, values] = plain.length > 0 ? ['state', plain] : ['status', status];
  return negated ? [`ct ${key} & (${values.join(' | ')}) == 0`] : [`ct ${key} ${values.join(',')}`];
}

function flagList(text: string): string {
  if (text === 'ALL') return 'fin | syn | rst | psh | ack | urg';
  return text === 'NONE' ? '0' : text.toLowerCase().split(',').join(' | ');
}

function tcpFlags(option: Option): string {
  const [mask, value] = option.values as [string, string];
  return `tcp flags & (${flagList(mask)}) ${option.negated ? '!=' : '=='} ${flagList(value)}`;
}

function icmp(text: string, negated: boolean): string {
  const known = ICMP_NAMES[text];
  if (known !== undefined && !negated) return known;
  const [type, code] = text.split('/') as [string, string | undefined];
  const sign = negated ? '!= ' : '';
  if (code !== undefined && negated) throw new Untranslatable(`! --icmp-type ${text}`);
  return `icmp type ${sign}${type}${code === undefined ? '' : ` icmp code ${code}`}`;
}

function icmpv6(text: string, negated: boolean): string {
  const [type, code] = text.split('/') as [string, string | undefined];
  if (code !== undefined && negated) throw new Untranslatable(`! --icmpv6-type ${text}`);
  return `icmpv6 type ${negated ? '!= ' : ''}${ICMPV6_NAMES[type] ?? type}${code === undefined ? '' : ` icmpv6 code ${code}`}`;
}

function limitUnit(unit: string | undefined): string {
  for (const name of ['second', 'minute', 'hour', 'day'])
    if (unit !== undefined && unit !== '' && name.startsWith(unit)) return name;
  if (unit === undefined) return 'second';
  throw new Untranslatable(`--limit …/${unit}`);
}
