/** Verdicts: the chain of a jump must exist in the same table, and must not be a base chain
 * (nft_verdict_init of the kernel's nf_tables_api.c). */
import type { Verdict } from '../ruleset.ts';
import type { Place } from '../syntax/source.ts';
import type { VerdictNode } from '../syntax/tree.ts';
import { plain } from './constants.ts';
import { fault, suggestion } from './fault.ts';
import type { RuleContext } from './rule-context.ts';

export function checkVerdict(rule: RuleContext, verdict: VerdictNode, place: Place): Verdict {
  if (verdict.kind !== 'jump' && verdict.kind !== 'goto') return { kind: verdict.kind };
  if (!('chain' in verdict)) {
    const nested = verdict.rules
      .flatMap(({ statements }) => statements)
      .find((statement) => statement.kind === 'verdict' && 'rules' in statement.verdict);
    if (nested !== undefined)
      fault(nested.place, 'Chain di tempat tidak boleh bersarang.', 'Chains in place cannot be nested.');
    return { kind: verdict.kind, chain: rule.table.addInlineChain(verdict.rules, place) };
  }
  const node = plain(verdict.chain);
  const name = node.kind === 'symbol' ? node.text : '';
  const chain = rule.table.findChain(name);
  if (chain === null) {
    return fault(
      verdict.chain.place,
      `Chain "${name}" tidak ada di tabel "${rule.table.table.name}".`,
      `There is no chain "${name}" in the table "${rule.table.table.name}".`,
      suggestion(
        name,
        rule.table.table.chains.map((other) => other.name),
      ) ?? {
        id: `Buat dulu \`chain ${name} { … }\` di tabel yang sama.`,
        en: `Make \`chain ${name} { … }\` in the same table first.`,
      },
    );
  }
  if (chain.base !== null) {
    return fault(
      verdict.chain.place,
      `Chain "${name}" terpasang pada hook ${chain.base.hook}; hanya chain biasa (tanpa hook) yang boleh dituju ${verdict.kind}.`,
      `The chain "${name}" is attached to the ${chain.base.hook} hook; ${verdict.kind} may only go to a regular chain.`,
    );
  }
  return { kind: verdict.kind, chain: name };
}
