/** The target of one iptables rule as nft text: iptables(8) TARGETS and iptables-extensions(8) TARGET EXTENSIONS. */
import { type Option, one, Untranslatable } from './matches.ts';
import { LOG_LEVELS, REJECT_WITH } from './words.ts';

/** `jump`: chains of the same table by name, for -j and -g to user chains. */
export function translateTarget(
  target: string,
  options: readonly Option[],
  userChains: ReadonlySet<string>,
  family: 'ip' | 'ip6',
): string {
  const value = (name: string): string | null => {
    const option = options.find((other) => other.name === name);
    return option === undefined ? null : one(option);
  };
  const has = (name: string): boolean => options.some((option) => option.name === name);
  const flags = ['random', 'random-fully', 'persistent']
    .filter((flag) => has(`--${flag}`))
    .map((flag) => (flag === 'random-fully' ? 'fully-random' : flag)); // prettier-ignore
  const suffix = flags.length === 0 ? '' : ` ${flags.join(',')}`;
  switch (target) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
      return target.toLowerCase();
    case 'REJECT': {
      const reason =
        value('--reject-with') ?? (family === 'ip' ? 'icmp-port-unreachable' : 'icmp6-port-unreachable');
      if (REJECT_WITH[reason] === undefined) throw new Untranslatable(`--reject-with ${reason}`);
      return `reject with ${REJECT_WITH[reason]}`;
    }
    case 'LOG': {
      const prefix = value('--log-prefix');
      const level = value('--log-level');
      const name = level === null ? null : (LOG_LEVELS[Number(level)] ?? level);
      const extra = [
        has('--log-tcp-sequence') && 'tcp sequence',
        has('--log-tcp-options') && 'tcp options',
        has('--log-ip-options') && 'ip options',
        has('--log-uid') && 'skuid',
      ].filter((flag) => flag !== false); // prettier-ignore
      return `log${prefix === null ? '' : ` prefix "${prefix}"`}${name === null ? '' : ` level ${name === 'warning' ? 'warn' : name}`}${extra.map((flag) => ` flags ${flag}`).join('')}`;
    }
    case 'MASQUERADE':
      return `masquerade${portSuffix(value('--to-ports'))}${suffix}`;
    case 'REDIRECT':
      return `redirect${portSuffix(value('--to-ports'))}${suffix}`;
    case 'SNAT':
      return `snat to ${value('--to-source') ?? missing('--to-source')}${suffix}`;
    case 'DNAT':
      return `dnat to ${value('--to-destination') ?? missing('--to-destination')}${suffix}`;
    case 'MARK':
      return mark(
        'meta mark',
        value('--set-mark') ?? value('--set-xmark') ?? missing('--set-mark'),
        has('--set-xmark'),
      );
    case 'CONNMARK':
      if (has('--save-mark')) return 'ct mark set meta mark';
      if (has('--restore-mark')) return 'meta mark set ct mark';
      return mark(
        'ct mark',
        value('--set-mark') ?? value('--set-xmark') ?? missing('--set-mark'),
        has('--set-xmark'),
      );
    case 'TCPMSS': {
      const size = has('--clamp-mss-to-pmtu') ? 'rt mtu' : (value('--set-mss') ?? missing('--set-mss'));
      return `tcp option maxseg size set ${size}`;
    }
    case 'NOTRACK':
      return 'notrack';
    case 'CT':
      if (has('--notrack')) return 'notrack';
      throw new Untranslatable('-j CT');
    default:
      if (!userChains.has(target)) throw new Untranslatable(`-j ${target}`);
      return `jump ${target}`;
  }
}

function missing(option: string): never {
  throw new Untranslatable(`${option} is missing`);
}

function portSuffix(ports: string | null): string {
  return ports === null ? '' : ` to :${ports}`;
}

/** `V/M`: --set-xmark clears the bits of M and then flips V; --set-mark clears M|V first. */
function mark(key: string, text: string, xor: boolean): string {
  const [value, mask] = text.split('/') as [string, string | undefined];
  if (mask === undefined || /^0xf{8}$/i.test(mask)) return `${key} set ${value}`;
  const clear = xor ? BigInt(mask) : BigInt(mask) | BigInt(value);
  const keep = 0xffffffffn & ~clear;
  return `${key} set ${key} & 0x${keep.toString(16)} ${xor ? '^' : '|'} ${value}`;
}
