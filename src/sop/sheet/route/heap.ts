/** A binary heap of numbered states by cost: the open list of the arrow search. */
export class Heap {
  private items: number[] = [];
  private costs: number[] = [];

  get size(): number {
    return this.items.length;
  }

  push(item: number, cost: number): void {
    let i = this.items.length;
    this.items.push(item);
    this.costs.push(cost);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (this.costs[up]! <= cost) break;
      this.set(i, this.items[up]!, this.costs[up]!);
      i = up;
    }
    this.set(i, item, cost);
  }

  /** The cheapest item and its cost; the heap must not be empty. */
  pop(): { item: number; cost: number } {
    const top = { item: this.items[0]!, cost: this.costs[0]! };
    const item = this.items.pop()!;
    const cost = this.costs.pop()!;
    const n = this.items.length;
    if (n > 0) {
      let i = 0;
      for (;;) {
        let down = 2 * i + 1;
        if (down >= n) break;
        if (down + 1 < n && this.costs[down + 1]! < this.costs[down]!) down++;
        if (this.costs[down]! >= cost) break;
        this.set(i, this.items[down]!, this.costs[down]!);
        i = down;
      }
      this.set(i, item, cost);
    }
    return top;
  }

  private set(i: number, item: number, cost: number): void {
    this.items[i] = item;
    this.costs[i] = cost;
  }
}
