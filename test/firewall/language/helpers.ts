/** What several tests of the language need: comparing checked rulesets, and generated rulesets without contradictions. */
import {
  type Diagnostic,
  type IncludeResolver,
  type Ruleset,
  readRuleset,
} from '../../../labs/firewall/language/index.ts';

/** Diagnostics that decide what `nft check` says (not those of load time only). */
export function faults(text: string, include?: IncludeResolver): Diagnostic[] {
  return readRuleset(text, include ? { include } : {}).diagnostics.filter(
    ({ atLoad, severity }) => atLoad !== true && severity !== 'warning',
  );
}

/**
 * A ruleset as text for comparing: without places, without the numbers the kernel would give, and without the names
 * of anonymous sets, which printing and reading again may change.
 */
export function comparable(ruleset: Ruleset): string {
  return JSON.stringify(ruleset, (key, value: unknown) => {
    if (['span', 'handle', 'policyWritten', 'order'].includes(key)) return undefined;
    if (typeof value === 'bigint') return `${value}n`;
    if (isAnonymousSet(value)) return { ...value, name: '' };
    return value;
  });
}

function isAnonymousSet(value: unknown): value is { anonymous: true; elements: unknown; name: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'elements' in value &&
    'anonymous' in value &&
    value.anonymous === true
  );
}
