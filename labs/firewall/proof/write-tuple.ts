import type { NatStatement } from '../language/ruleset.ts';
import { FALSE, TRUE } from './bdd.ts';
import { atLeast, atMost, differs, equals, selected, within } from './bits.ts';
import type { Journey } from './journey.ts';
import { addressAt } from './route-sets.ts';
import { choose, constantWord, mapped, WORD_BITS, type Word } from './word.ts';

/** A new address or port for some packets. Equal bounds: exactly this; else something between them. */
export interface Target {
  set: number;
  low: readonly number[];
  high: readonly number[];
}

/** Is the address one, and not something from a range? */
export function isExact({ version }: Journey, { low, high }: Target): boolean {
  return low.every((word, i) => i >= (version === 4 ? 1 : 4) || word >>> 0 === high[i]! >>> 0);
}

/** Writes all addresses that are certain in one go: many interfaces then cost little more than one. */
export function writeExact(journey: Journey, at: number, targets: readonly Target[], among: number): number {
  if (targets.length === 0) return FALSE;
  const { world, registers, version, alive } = journey;
  const { bdd } = world;
  const words = Array.from({ length: version === 4 ? 1 : 4 }, (_, w) => at + w);
  const parts = targets
    .map(({ set, low }) => ({ set: bdd.and(among, set), low }))
    .filter(({ set }) => set !== FALSE);
  if (parts.length === 0) return FALSE;
  const moved = parts.map(({ set, low }) =>
    bdd.minus(
      set,
      words.reduceRight(
        (same, slot, w) => equals(bdd, registers[slot]!, low[w]! | 0, -1, same),
        TRUE as number,
      ),
    ),
  );
  const all = bdd.union(parts.map(({ set }) => set));
  const simple = parts.map(({ set, low }) => ({ set: bdd.simplify(set, alive), low }));
  for (const [w, slot] of words.entries()) {
    const word =
      parts.length === 1
        ? constantWord(parts[0]!.low[w]!)
        : selected(
            bdd,
            simple.map(({ set, low }) => ({ set, value: low[w]! })),
          );
    journey.write(slot, word, all);
  }
  return bdd.union(moved);
}

/** Writes an address from a range, or with the bits of a prefix; gives the packets whose address is another one now. */
export function writeAddress(
  journey: Journey,
  { prefix, span }: NatStatement,
  keeps: boolean,
  at: number,
  target: Target,
  among: number,
): number {
  const { world, registers } = journey;
  const { bdd } = world;
  const { low, high } = target;
  const words = journey.version === 4 ? 1 : 4;
  let set = bdd.and(among, target.set);
  // A source already inside the range is kept.
  if (!prefix && keeps)
    set = bdd.minus(
      set,
      within(bdd, addressAt(registers, at).slice(0, words), low.slice(0, words), high.slice(0, words)),
    );
  const chosen = prefix ? null : between(journey, low.slice(0, words), high.slice(0, words), span);
  const written = Array.from({ length: words }, (_, w) => {
    const old = registers[at + w]!;
    const host = low[w]! ^ high[w]!;
    const kept = mapped(constantWord(low[w]!), (bit, i) =>
      (host >>> (WORD_BITS - 1 - i)) & 1 ? old.bits[i]! : bit,
    );
    return chosen?.[w] ?? kept;
  });
  const moved = chosen
    ? world.unknown('address chosen by NAT', span)
    : bdd.union(written.map((word, w) => differs(bdd, word, registers[at + w]!)));
  for (const [w, word] of written.entries()) journey.write(at + w, word, set);
  return bdd.and(set, moved);
}

/** The same for the port. */
export function writePort(
  journey: Journey,
  { random, fullyRandom, span }: NatStatement,
  end: 'source' | 'destination',
  portAt: number,
  { set: wanted, low: [from = 0], high: [to = 0] }: Target,
  among: number,
): number {
  const { world, registers } = journey;
  const { bdd } = world;
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const set = bdd.and(among, wanted);
  const kept = random || fullyRandom ? FALSE : within(bdd, [registers[portAt]!], [low], [high]);
  const moving = bdd.minus(set, kept);
  if (low === high || (end === 'destination' && !random && !fullyRandom)) {
    const first = constantWord(low);
    const moved = bdd.and(moving, differs(bdd, first, registers[portAt]!));
    journey.write(portAt, first, moving);
    return moved;
  }
  journey.write(portAt, between(journey, [low], [high], span)[0]!, moving);
  return bdd.and(moving, world.unknown('port chosen by NAT', span));
}

/** Words that lie somewhere between the bounds: leading bits that the bounds share are known, the others are not. */
function between(
  journey: Journey,
  low: readonly number[],
  high: readonly number[],
  span: NatStatement['span'],
): Word[] {
  const { world } = journey;
  const { bdd } = world;
  let open = false;
  const free = low.map((word, w) =>
    mapped(constantWord(word), (bit, i) => {
      open ||= (((word ^ high[w]!) >>> (WORD_BITS - 1 - i)) & 1) === 1;
      return open ? world.unknown('address or port chosen by NAT', span) : bit;
    }),
  );
  const inside = bdd.and(atLeast(bdd, free, low), atMost(bdd, free, high));
  return free.map((word, i) => choose(bdd, inside, word, constantWord(low[i]!)));
}
