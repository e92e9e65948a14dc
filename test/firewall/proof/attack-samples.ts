/** What the packets of an attack are made of: addresses and ports from edges, from what a ruleset mentions, from anywhere. */
import { pick, type Random } from './random-rulesets.ts';
import { type Point, type Scope, type Span, spanOf, textOf } from './scope.ts';

export interface Pool {
  edges: string[];
  insides: string[];
}

/** Random members of a scope, besides its edges. */
const RANDOM_MEMBERS = 1500;

/** Addresses and numbers that the text of a ruleset mentions: doors are where somebody wrote something. */
export function mentioned(text: string): { spans: Span[]; ports: number[] } {
  const spans = [
    ...text.matchAll(/(?<![\w.:])(?:\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:]+)(?:\/\d+)?/gi),
  ].flatMap(([found]) => {
    try {
      return [spanOf(found)];
    } catch {
      return [];
    }
  });
  const ports = [...text.matchAll(/(?<![\w.:/])\d{1,5}(?![\w.:/])/g)].map(([found]) => Number(found));
  return { spans, ports: [0, 1, 1023, 1024, 32_767, 65_535, ...ports.filter((port) => port <= 65_535)] };
}

export function portNear(ports: readonly number[], random: Random): number {
  if (random() < 0.4) return Math.floor(random() * 65_536);
  return Math.min(65_535, Math.max(0, pick(random, ports) + Math.floor(random() * 3) - 1));
}

/** Members of the scope at the edges of its spans and of what the ruleset mentions, and others at random. */
export function poolOf(
  { spans, contains }: Scope,
  version: 4 | 6,
  hints: readonly Span[],
  random: Random,
): Pool {
  const own = spans.filter((span) => span.version === version);
  const edges = [...own, ...hints.filter((span) => span.version === version)].flatMap(({ low, high }) =>
    [low - 1n, low, low + 1n, (low + high) / 2n, high - 1n, high, high + 1n].map((value) => ({
      version,
      value,
    })),
  );
  const insides =
    own.length === 0 ? [] : Array.from({ length: RANDOM_MEMBERS }, () => inside(pick(random, own), random));
  const most = version === 4 ? 2n ** 32n : 2n ** 128n;
  const texts = (points: readonly Point[]): string[] => {
    const valid = points.filter((point) => point.value >= 0n && point.value < most && contains(point));
    return [...new Set(valid.map(textOf))];
  };
  return { edges: texts(edges), insides: texts(insides) };
}

export function isEmpty({ edges, insides }: Pool): boolean {
  return edges.length + insides.length === 0;
}

/** One of the edges as often as one of all the others. */
export function pickFrom({ edges, insides }: Pool, random: Random): string {
  return pick(random, insides.length === 0 || (edges.length > 0 && random() < 0.5) ? edges : insides);
}

function inside({ version, low, high }: Span, random: Random): Point {
  let value = 0n;
  for (let i = 0; i < 5; i++) value = (value << 26n) | BigInt(Math.floor(random() * 2 ** 26));
  return { version, value: low + (value % (high - low + 1n)) };
}

export function pointOf(text: string): Point {
  const { version, low } = spanOf(text);
  return { version, value: low };
}
