/** counter, limit, quota and ct count in the shape of `nft -j` (libnftables-json(5), STATEMENTS). */
import type { LimitStatement, QuotaStatement, StatefulStatement } from '../ruleset.ts';
import type { Json } from './json-expressions.ts';

const UNITS: Record<number, string> = {
  1: 'second',
  60: 'minute',
  3600: 'hour',
  86400: 'day',
  604800: 'week',
};

export function statefulJson(statement: StatefulStatement): { [key: string]: Json } {
  switch (statement.kind) {
    case 'counter':
      return { counter: { packets: statement.packets, bytes: statement.bytes } };
    case 'limit':
      return { limit: limitJson(statement) };
    case 'quota':
      return { quota: quotaJson(statement) };
    case 'connection-limit':
      return { 'ct count': { val: statement.count, ...(statement.over ? { inv: true } : {}) } };
  }
}

function scaled(bytes: number): [number, string] {
  if (bytes > 0 && bytes % 1048576 === 0) return [bytes / 1048576, 'mbytes'];
  if (bytes > 0 && bytes % 1024 === 0) return [bytes / 1024, 'kbytes'];
  return [bytes, 'bytes'];
}

export function limitJson(limit: LimitStatement): { [key: string]: Json } {
  const per = UNITS[limit.perSeconds]!;
  const inv: { [key: string]: Json } = limit.over ? { inv: true } : {};
  if (limit.unit === 'packets') return { rate: limit.rate, burst: limit.burst, per, ...inv };
  const [rate, rateUnit] = scaled(limit.rate);
  const [burst, burstUnit] = scaled(limit.burst);
  return { rate, rate_unit: rateUnit, burst, burst_unit: burstUnit, per, ...inv };
}

export function quotaJson(quota: QuotaStatement): { [key: string]: Json } {
  const [val, unit] = scaled(quota.bytes);
  const [used, usedUnit] = scaled(quota.used);
  return {
    val,
    val_unit: unit,
    ...(quota.used === 0 ? {} : { used, used_unit: usedUnit }),
    ...(quota.over ? { inv: true } : {}),
  };
}
