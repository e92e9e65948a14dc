/** Advice about single rules, each chain taken by itself: those that do nothing, and those that do too much. */
import * as F from '../kernel/fields.ts';
import { LOCAL } from '../kernel/topology.ts';
import { say } from '../language/diagnostics.ts';
import type { Chain, Rule, Ruleset, Table } from '../language/ruleset.ts';
import type { Advice } from './advice.ts';
import { anywhere, versionsOf } from './anywhere.ts';
import { type Bdd, FALSE, TRUE } from './bdd.ts';
import type { Journey } from './journey.ts';
import { inNetwork } from './route-sets.ts';
import { fieldWord, type Version } from './space.ts';
import { Tail } from './tail.ts';
import { walk } from './walk.ts';
import type { World } from './world.ts';

/** Chains with jumps or rewriting rules are searched for redundant rules up to this length: the search is quadratic. */
const LONGEST_FOR_REDUNDANT = 100;
/** Rules named as those that take another rule's packets. */
const MOST_NAMED = 3;

type Found = Omit<Advice, 'span'>;

/** One chain, asked by packets of one family from anywhere in the router. */
interface Asked {
  version: Version;
  journey: Journey;
}

export class RuleAdviser {
  private readonly bdd: Bdd;
  private readonly ruleset: Ruleset;
  private readonly world: World;

  constructor(world: World, ruleset: Ruleset) {
    this.bdd = world.bdd;
    this.ruleset = ruleset;
    this.world = world;
  }

  *all(): Generator<Advice> {
    for (const table of this.ruleset.tables)
      for (const chain of table.chains) {
        const asked = versionsOf(table).map((version): Asked => {
          const journey = anywhere(this.world, chain, version);
          walk(journey, table, chain, TRUE);
          return { version, journey };
        });
        const tails = asked.map((one) => new Tail(one.journey, table, chain));
        for (const [i, rule] of chain.rules.entries()) {
          const found = this.aboutRule(table, chain, i, asked, tails);
          if (found) yield { ...found, span: rule.span };
        }
      }
    yield* this.untranslated();
  }

  private aboutRule(
    table: Table,
    chain: Chain,
    i: number,
    asked: readonly Asked[],
    tails: readonly Tail[],
  ): Found | null {
    const rule = chain.rules[i]!;
    const here = asked.map(({ journey }) => journey.matched.get(rule) ?? FALSE);
    if (here.every((set) => set === FALSE)) return this.aboutDeadRule(table, chain, rule, asked);
    const last = rule.statements.at(-1);
    const verdict = last?.kind === 'verdict' ? last.verdict.kind : null;
    if (verdict !== 'accept' && verdict !== 'drop') return null;
    const wide = verdict === 'accept' && chain.base && ['input', 'forward'].includes(chain.base.hook);
    if (wide && !rule.statements.some(({ kind }) => kind === 'match') && chain.base?.type === 'filter')
      return {
        kind: 'any-any',
        message: say(
          'Aturan ini menerima apa saja dari siapa saja.',
          'This rule accepts anything from anybody.',
        ),
      };
    return this.withoutEffect(table, chain, i, here, verdict, tails);
  }

  /** A rule that no packet meets when it comes to it: it contradicts itself, or rules above take its packets. */
  private aboutDeadRule(table: Table, chain: Chain, rule: Rule, asked: readonly Asked[]): Found {
    const alone = asked.map(({ version }) => this.meeting(table, chain, rule, version));
    if (alone.every((set) => set === FALSE))
      return {
        kind: 'never-matches',
        message: say(
          'Aturan ini tidak pernah cocok dengan paket apa pun.',
          'This rule never matches any packet.',
        ),
      };
    const takers = asked.flatMap(({ journey }, v) =>
      journey.decisions.flatMap((one) =>
        one.rule !== null && this.bdd.and(one.set, alone[v]!) !== FALSE ? [one.rule.span] : [],
      ),
    );
    const all = chain.rules.find(
      (above) =>
        above.span.offset < rule.span.offset &&
        takers.includes(above.span) &&
        asked.every(
          ({ version }, v) => this.bdd.minus(alone[v]!, this.meeting(table, chain, above, version)) === FALSE,
        ),
    );
    const by = all ? [all.span] : takers.filter((span, i) => takers.indexOf(span) === i);
    return {
      kind: 'shadowed',
      message: say(
        'Semua paket aturan ini sudah diputuskan oleh aturan di atasnya.',
        'Rules above decide about every packet of this rule.',
      ),
      by: by.slice(0, MOST_NAMED),
    };
  }

  /** Would the rest of the chain decide the same about the packets of this rule? */
  private withoutEffect(
    table: Table,
    chain: Chain,
    i: number,
    here: readonly number[],
    verdict: 'accept' | 'drop',
    tails: readonly Tail[],
  ): Found | null {
    const rule = chain.rules[i]!;
    const kinds = rule.statements.map(({ kind }) => kind);
    if (chain.base === null) return null;
    if (kinds.some((kind) => kind !== 'match' && kind !== 'verdict' && kind !== 'limit')) return null;
    const limited = rule.statements.some((one) => one.kind === 'limit' && !one.over);
    if (kinds.includes('limit') && !limited) return null;
    const same = versionsOf(table).every((version, v) => {
      const set = here[v]!;
      if (set === FALSE) return true;
      const accepted = tails[v]!.accepted(i + 1, set) ?? this.accepted(table, chain, i + 1, version, set);
      if (accepted === null) return false;
      return verdict === 'accept' ? this.bdd.minus(set, accepted) === FALSE : accepted === FALSE;
    });
    if (!same) return null;
    if (limited && verdict === 'accept')
      return {
        kind: 'limit-without-effect',
        message: say(
          'Batas laju ini tidak berpengaruh: yang melewatinya tetap diterima di bawah.',
          'This limit has no effect: what exceeds it is accepted below.',
        ),
      };
    return limited
      ? null
      : {
          kind: 'redundant',
          message: say('Tanpa aturan ini hasilnya sama.', 'The result is the same without this rule.'),
        };
  }

  /** Packets that meet the rule when it stands alone, wherever they are in the router. */
  private meeting(table: Table, chain: Chain, rule: Rule, version: Version): number {
    const journey = anywhere(this.world, chain, version);
    walk(journey, table, { ...chain, rules: [rule] }, TRUE);
    return journey.matched.get(rule) ?? FALSE;
  }

  /** Null when the chain is too long to be asked from every rule on. */
  private accepted(
    table: Table,
    chain: Chain,
    from: number,
    version: Version,
    entering: number,
  ): number | null {
    if (chain.rules.length > LONGEST_FOR_REDUNDANT) return null;
    const rest = { ...chain, rules: chain.rules.slice(from) };
    return walk(anywhere(this.world, chain, version), table, rest, entering);
  }

  /** Forward rules for the gateway's own address, which dnat has replaced before they are asked. */
  private *untranslated(): Generator<Advice> {
    const { bdd, world } = this;
    const translates = this.ruleset.tables.some(({ chains }) =>
      chains.some(({ rules }) =>
        rules.some(({ statements }) => statements.some((one) => one.kind === 'nat' && one.action === 'dnat')),
      ),
    );
    if (!translates) return;
    for (const table of this.ruleset.tables)
      for (const chain of table.chains) {
        if (chain.base?.hook !== 'forward') continue;
        for (const rule of chain.rules) {
          const own = versionsOf(table).every((version) => {
            const set = this.meeting(table, chain, rule, version);
            const target = [0, 1, 2, 3].map((word) => fieldWord(bdd, F.DADDR + word));
            const local = world.topology.tables(version).local.filter(({ type }) => type === LOCAL);
            return bdd.minus(set, bdd.union(local.map((route) => inNetwork(world, target, route)))) === FALSE;
          });
          if (
            !own ||
            versionsOf(table).every((version) => this.meeting(table, chain, rule, version) === FALSE)
          )
            continue;
          yield {
            kind: 'untranslated-address',
            span: rule.span,
            message: say(
              'Rantai forward melihat alamat sesudah dnat: tulis alamat servernya, bukan alamat gerbang.',
              'The forward chain sees the address after dnat: write the server, not the gateway.',
            ),
          };
        }
      }
  }
}
