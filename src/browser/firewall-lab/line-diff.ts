/** Which lines two texts share: the longest common subsequence, enough for rule files of a few hundred lines. */

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** Line number in the newer text; of a removed line, of the one it stood before. */
  line: number;
}

/** Beyond this many lines each, the middle is taken as wholly changed. */
const MOST = 1500;

export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const middle = compare(old.slice(head, old.length - tail), now.slice(head, now.length - tail), head);
  const same = (from: number, to: number): DiffLine[] =>
    now.slice(from, to).map((text, i) => ({ kind: 'same', text, line: from + i + 1 }));
  return [...same(0, head), ...middle, ...same(now.length - tail, now.length)];
}

function compare(old: readonly string[], now: readonly string[], offset: number): DiffLine[] {
  const common = old.length > MOST || now.length > MOST ? [] : lengths(old, now);
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const line = offset + j + 1;
    if (i < old.length && j < now.length && old[i] === now[j]) {
      out.push({ kind: 'same', text: now[j] ?? '', line });
      i++;
      j++;
    } else if (
      j >= now.length ||
      (i < old.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))
    ) {
      out.push({ kind: 'removed', text: old[i] ?? '', line });
      i++;
    } else {
      out.push({ kind: 'added', text: now[j] ?? '', line });
      j++;
    }
  }
  return out;
}

/** Length of the longest common subsequence from each pair of places on. */
function lengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i] as number[];
      const below = table[i + 1] as number[];
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
