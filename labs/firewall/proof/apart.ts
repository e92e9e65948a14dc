/**
 * Rules behind NAT, decided apart: once for the packets whose addresses or ports were written over, once for all the
 * others. Among the others every rule is a plain comparison, and few rules concern the rest at all.
 */
import * as F from '../kernel/fields.ts';
import type { Journey } from './journey.ts';
import { writtenAmong } from './word.ts';

const REWRITTEN = [...[0, 1, 2, 3].flatMap((i) => [F.SADDR + i, F.DADDR + i]), F.SPORT, F.DPORT];

/** @param decide Gives a diagram of four leaves for the registers that the journey then has. */
export function decideApart(journey: Journey, decide: () => number): number {
  const { bdd } = journey.world;
  const { registers } = journey;
  const written = REWRITTEN.flatMap((slot) => registers[slot]!.written ?? []);
  // Keys that rules add to sets are told apart by the registers, which must stay as they are.
  if (written.length === 0 || journey.hasChanges) return decide();
  const touched = bdd.union([...new Set(written.map(({ all }) => all))]);
  const asked = (side: 'touched' | 'untouched'): number => {
    journey.registers = registers.map((word, slot) => {
      if (!word.written || !REWRITTEN.includes(slot)) return word;
      return side === 'touched' ? writtenAmong(bdd, touched, word.written) : word.written.otherwise;
    });
    return decide();
  };
  const untouched = asked('untouched');
  const decided = bdd.ite(touched, asked('touched'), untouched);
  journey.registers = registers;
  return decided;
}
