/** A seeded random stream (mulberry32) with the few draws that the generators need. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** An integer from low to high, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** Some of the list, in its order, at least one. */
  some<T>(list: readonly T[], most: number): T[] {
    const wanted = this.between(1, Math.min(most, list.length));
    const chosen = new Set<T>();
    while (chosen.size < wanted) chosen.add(this.pick(list));
    return list.filter((one) => chosen.has(one));
  }

  /** Fills `<name>` in a template with what `expand` gives for the name. */
  fill(template: string, expand: (name: string) => string): string {
    return template.replaceAll(/<(\w+)>/g, (_, name: string) => expand(name));
  }
}
