import type { ChainLink } from './chain.ts';
import type { XrefEntry } from './xref.ts';

/** Where an object of a view was found: its entry and the revision that made it. */
export interface Found {
  readonly entry: XrefEntry;
  readonly revision: number;
}

/** Revisions up to which looking into one after the other is quick enough. */
const FEW_REVISIONS = 8;

/** Lists the entries of each object, oldest first, when there are too many revisions to walk them every time. */
export function historyOf(links: readonly ChainLink[]): ReadonlyMap<number, readonly Found[]> | null {
  if (links.length <= FEW_REVISIONS) return null;
  const history = new Map<number, Found[]>();
  for (const link of links) {
    for (const section of [...link.sections].reverse()) {
      for (const [num, entry] of section.entries) {
        const found = { entry, revision: link.revision.index };
        const known = history.get(num);
        if (known) known.push(found);
        else history.set(num, [found]);
      }
    }
  }
  return history;
}
