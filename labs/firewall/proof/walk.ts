/**
 * Sends a set of packets through a base chain and the chains it calls. The twin of kernel/run-chain.ts: jump comes
 * back, goto does not, the end of a base chain is its policy, accept ends only this chain and drop is final.
 */
import * as F from '../kernel/fields.ts';
import type { Chain, MatchStatement, Rule, Statement, Table, Verdict } from '../language/ruleset.ts';
import { decideApart } from './apart.ts';
import { FALSE, leaves, RETURNED, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import { assign, passing, passingObject, updateSet } from './effects.ts';
import type { Decision, Journey } from './journey.ts';
import { matching, meetingAll, type Part, parts } from './match.ts';
import { acceptedAtEnd, decide, endOfRun, isPlain, sendsBack } from './plain-rules.ts';
import { notrack } from './track.ts';
import { translate } from './translate.ts';
import { readValue } from './values.ts';
import { NotModelled } from './world.ts';

/** How deep chains may call each other: NFT_JUMP_STACK_SIZE. */
const DEEPEST = 16;

type Ending = { kind: Verdict['kind'] | 'reject'; chain: string; set: number };

/** Packets that the base chain accepts. A detailed journey also notes which rule decided about which packets. */
export function walk(journey: Journey, table: Table, chain: Chain, entering: number): number {
  const { bdd } = journey.world;
  journey.table = table;
  const walker = new Walker(journey, table);
  const fallen = walker.run(chain, entering, 0);
  walker.decide(chain, null, chain.base?.policy ?? 'accept', fallen);
  return bdd.union(walker.accepted);
}

/** Packets that meet all conditions of a plain rule, of all packets that the journey stands for; they end in `leaf`. */
export function conditionsOf(journey: Journey, table: Table, rule: Rule, leaf: number): number {
  journey.table = table;
  return new Walker(journey, table).matching(rule, leaf);
}

class Walker {
  private readonly journey: Journey;
  private readonly table: Table;
  readonly accepted: number[] = [];

  constructor(journey: Journey, table: Table) {
    this.journey = journey;
    this.table = table;
  }

  decide(chain: Chain, rule: Rule | null, verdict: Decision['verdict'], set: number): void {
    const { decisions, detailed, hook } = this.journey;
    if (set === FALSE) return;
    if (verdict === 'accept') this.accepted.push(set);
    if (detailed) decisions.push({ hook: F.HOOKS[hook]!, table: this.table, chain, rule, verdict, set });
  }

  /** Packets that come to the end of the chain, or return from it. */
  run(chain: Chain, entering: number, depth: number): number {
    const { bdd } = this.journey.world;
    let here = entering;
    let back: number = FALSE;
    for (let at = 0; at < chain.rules.length && here !== FALSE; at++) {
      const to = this.journey.detailed ? at : endOfRun(chain.rules, at);
      if (to > at) {
        const decided = decideApart(this.journey, () =>
          decide(bdd, chain.rules, at, to, (one, leaf) => this.matching(one, leaf)),
        );
        if (depth === 0 && to === chain.rules.length) {
          this.accepted.push(bdd.among(here, decided, acceptedAtEnd(chain)));
          return back;
        }
        this.accepted.push(bdd.among(here, decided, leaves(TRUE)));
        if (sendsBack(chain.rules, at, to)) back = bdd.or(back, bdd.among(here, decided, leaves(RETURNED)));
        here = bdd.among(here, decided, leaves(FALSE));
        at = to - 1;
        continue;
      }
      const rule = chain.rules[at]!;
      for (const { kind, chain: name, set } of this.apply(rule, here)) {
        if (set === FALSE || kind === 'continue') continue;
        here = bdd.minus(here, set);
        if (kind === 'accept' || kind === 'drop' || kind === 'reject') this.decide(chain, rule, kind, set);
        else if (kind === 'return') back = bdd.or(back, set);
        else {
          const fallen = this.call(rule, name, set, depth);
          if (kind === 'jump') here = bdd.or(here, fallen);
          else back = bdd.or(back, fallen);
        }
      }
    }
    return bdd.or(here, back);
  }

  /** Packets that meet all conditions of a plain rule end in `leaf`, of all there can be; joined from the last variable up. */
  matching({ statements }: Rule, leaf: number = TRUE): number {
    const { bdd } = this.journey.world;
    return meetingAll(
      bdd,
      statements.flatMap((statement): Part[] => {
        if (statement.kind === 'verdict' || statement.kind === 'reject') return [];
        const known = statement.kind === 'match' ? this.parts(statement) : null;
        if (known !== null) return known;
        const set = this.step(statement, TRUE);
        return [{ level: bdd.level(set), of: (among) => bdd.and(set, among) }];
      }),
      leaf,
    );
  }

  /** Null for a condition that is not modelled: `step` then says what holds instead. */
  private parts(match: MatchStatement): Part[] | null {
    try {
      return parts(this.journey, match);
    } catch (problem) {
      if (!(problem instanceof NotModelled)) throw problem;
      return null;
    }
  }

  private call(rule: Rule, name: string, set: number, depth: number): number {
    const target = this.table.chains.find((one) => one.name === name);
    if (target && depth < DEEPEST) return this.run(target, set, depth + 1);
    this.journey.world.refuse(`jump to ${name} more than ${DEEPEST} chains deep`, rule.span, false);
    return set;
  }

  /** What the rule does with the packets that come to it; disjoint. */
  private apply(rule: Rule, coming: number): Ending[] {
    const { bdd } = this.journey.world;
    let set = coming;
    let left = rule.statements;
    if (isPlain(rule)) {
      set = bdd.and(coming, this.matching(rule));
      left = rule.statements.slice(-1).filter(({ kind }) => kind === 'verdict' || kind === 'reject');
    }
    for (const statement of left) {
      if (set === FALSE) return [];
      const ending = this.end(statement, set);
      if (ending) {
        for (const one of ending) this.journey.note(rule, one.set);
        return ending;
      }
      set = bdd.and(set, this.step(statement, set));
    }
    this.journey.note(rule, set);
    return [];
  }

  /** A statement that ends the rule, or null. */
  private end(statement: Statement, set: number): Ending[] | null {
    const { world } = this.journey;
    try {
      switch (statement.kind) {
        case 'verdict':
          return [endingOf(statement.verdict, set)];
        case 'vmap':
          return this.journey
            .find(statement.map, readValue(this.journey, statement.key))
            .flatMap(({ element, set: hit }) =>
              element.verdict ? [endingOf(element.verdict, world.bdd.and(hit, set))] : [],
            );
        case 'reject': {
          const { version, registers } = this.journey;
          if ((statement.type === 'icmp' && version === 6) || (statement.type === 'icmpv6' && version === 4))
            return [];
          const tcp = equals(world.bdd, registers[F.L4PROTO]!, F.TCP);
          const rejected = statement.type === 'tcp-reset' ? world.bdd.and(set, tcp) : set;
          return [{ kind: 'reject', chain: '', set: rejected }];
        }
        case 'nat': {
          const { accept, drop } = translate(this.journey, statement, set);
          return [
            { kind: 'accept', chain: '', set: accept },
            { kind: 'drop', chain: '', set: drop },
          ];
        }
        default:
          return null;
      }
    } catch (problem) {
      if (!(problem instanceof NotModelled)) throw problem;
      world.refuse(problem.message, statement.span, false);
      return [];
    }
  }

  /** Packets of `set` for which the rule goes on behind this statement. */
  private step(statement: Statement, set: number): number {
    const { journey } = this;
    const { world } = journey;
    try {
      switch (statement.kind) {
        case 'match':
          return matching(journey, statement);
        case 'limit':
        case 'quota':
        case 'connection-limit':
          return passing(journey, statement);
        case 'object':
          return passingObject(journey, statement);
        case 'assign':
          return assign(journey, statement, set);
        case 'set-update':
          return updateSet(journey, statement, set);
        case 'notrack':
          notrack(journey, set);
          return set;
        default:
          return set;
      }
    } catch (problem) {
      if (!(problem instanceof NotModelled)) throw problem;
      const condition = statement.kind === 'match' || statement.kind === 'object';
      world.refuse(problem.message, statement.span, condition);
      return condition ? world.unknown(problem.message, statement.span) : set;
    }
  }
}

function endingOf(verdict: Verdict, set: number): Ending {
  return { kind: verdict.kind, chain: 'chain' in verdict ? verdict.chain : '', set };
}
