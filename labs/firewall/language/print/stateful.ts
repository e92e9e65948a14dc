/** counter, limit, quota and ct count as nft text. */
import type { LimitStatement, QuotaStatement, StatefulStatement } from '../ruleset.ts';

const UNITS: Record<number, string> = {
  1: 'second',
  60: 'minute',
  3600: 'hour',
  86400: 'day',
  604800: 'week',
};

export function printStateful(statement: StatefulStatement): string {
  switch (statement.kind) {
    case 'counter':
      return `counter packets ${statement.packets} bytes ${statement.bytes}`;
    case 'limit':
      return `limit ${printLimit(statement)}`;
    case 'quota':
      return `quota ${printQuota(statement)}`;
    case 'connection-limit':
      return `ct count ${statement.over ? 'over ' : ''}${statement.count}`;
  }
}

export function printLimit(limit: LimitStatement): string {
  const over = limit.over ? 'over ' : '';
  const unit = UNITS[limit.perSeconds]!;
  if (limit.unit === 'packets') {
    const burst = limit.burst === 5 ? '' : ` burst ${limit.burst} packets`;
    return `rate ${over}${limit.rate}/${unit}${burst}`;
  }
  const burst = limit.burst === 0 ? '' : ` burst ${printBytes(limit.burst)}`;
  return `rate ${over}${printBytes(limit.rate)}/${unit}${burst}`;
}

export function printQuota(quota: QuotaStatement): string {
  const used = quota.used === 0 ? '' : ` used ${printBytes(quota.used)}`;
  return `${quota.over ? 'over ' : ''}${printBytes(quota.bytes)}${used}`;
}

function printBytes(bytes: number): string {
  if (bytes > 0 && bytes % 1048576 === 0) return `${bytes / 1048576} mbytes`;
  if (bytes > 0 && bytes % 1024 === 0) return `${bytes / 1024} kbytes`;
  return `${bytes} bytes`;
}
