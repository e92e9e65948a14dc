/** Names that are taken, used or missing: what nf_tables answers with EEXIST, EBUSY and ENOENT
 * (net/netfilter/nf_tables_api.c). */
import type { SetDefinition, Table } from '../ruleset.ts';
import type { Place } from '../syntax/source.ts';
import type { Name } from '../syntax/tree.ts';
import { fault } from './fault.ts';

/** Does a rule or a map of the table jump to the chain, or look into the set? */
export function isUsed(table: Table, what: 'chain' | 'set', name: string): boolean {
  let used = false;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || used) return;
    if (what === 'chain' && 'chain' in value && value.chain === name && 'kind' in value) used = true;
    if (what === 'set' && 'kind' in value) {
      used ||= value.kind === 'named' && 'name' in value && value.name === name;
      used ||= value.kind === 'set-update' && 'set' in value && value.set === name;
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(table.chains.map(({ rules }) => rules));
  visit(table.sets.map(({ elements }) => elements));
  return used;
}

export function exists(name: Name): never {
  return fault(name.place, `"${name.text}" sudah ada.`, `"${name.text}" is there already.`);
}

/** A set asked for as a map, or the other way round (set_cache_find and the checks of cmd_evaluate_flush). */
export function wrongKind(name: Name, { kind }: SetDefinition): never {
  return fault(name.place, `"${name.text}" adalah ${kind}.`, `"${name.text}" is a ${kind}.`);
}

export function missingHandle(place: Place, handle: number): never {
  return fault(
    place,
    `Tidak ada aturan nomor ${handle} di chain itu.`,
    `There is no rule ${handle} in that chain.`,
  );
}
