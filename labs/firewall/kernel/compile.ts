/**
 * A checked ruleset to a program for one machine: what nft's netlink_linearize.c and the kernel's nf_tables_api.c
 * (nf_tables_newrule, nf_tables_commit) do between the text and nft_do_chain.
 */
import type {
  Chain,
  Rule,
  Ruleset,
  SetReference,
  Span,
  Statement,
  Table,
  Verdict,
} from '../language/ruleset.ts';
import { Build, type Machine, UnsupportedConstruct } from './build.ts';
import { compileMatch, emitPresence } from './compile-match.ts';
import {
  assignEffect,
  type Effect,
  notrack,
  setUpdateEffect,
  startCounter,
  statefulEffect,
} from './effects.ts';
import { natTerminal } from './nat-statement.ts';
import { isReadable, operandOf } from './operands.ts';
import { ACCEPT, CONTINUE, COUNT, DROP, GOTO, JUMP, MAP, Program, RETURN, TERMINAL } from './program.ts';
import { rejectTerminal } from './reject.ts';
import type { Indexing } from './rule-index.ts';
import { type CompiledSet, DynamicSet, type SetHost, StaticSet } from './sets.ts';

/** How deep chains may call each other: NFT_JUMP_STACK_SIZE. */
const DEEPEST = 16;

/** Throws UnsupportedConstruct for the first thing that this engine does not model. */
export function compile(ruleset: Ruleset, machine: Machine, indexing: Indexing): Program {
  const program = new Program(indexing);
  const rules: { outcome: number; target: number; start: number }[] = [];
  const tables = ruleset.tables.map((table) => new TableCompiler(table, machine, program));
  for (const table of tables) table.buildSets();
  for (const table of tables) table.compileRules(rules);
  program.starts = Int32Array.from([...rules.map((rule) => rule.start), program.length]);
  program.outcomes = Int32Array.from(rules, (rule) => rule.outcome);
  program.targets = Int32Array.from(rules, (rule) => rule.target);
  program.code = program.code.slice(0, program.length);
  return program;
}

class TableCompiler {
  private readonly table: Table;
  private readonly machine: Machine;
  private readonly program: Program;
  private readonly chainNumbers = new Map<string, number>();
  private readonly sets = new Map<string, CompiledSet>();
  private readonly objects = new Map<string, Effect>();
  private readonly host: SetHost;

  constructor(table: Table, machine: Machine, program: Program) {
    this.table = table;
    this.machine = machine;
    this.program = program;
    for (const chain of table.chains) {
      const { name, span } = chain;
      const base = table.dormant ? null : chain.base;
      const number = program.chains.length;
      const place = { number, family: table.family, table: table.name, name, span, base };
      program.chains.push({ ...place, first: 0, last: 0, policySteps: [], walks: 0, index: null });
      this.chainNumbers.set(name, number);
    }
    this.host = {
      now: () => machine.conntrack.now,
      interfaces: machine.topology.interfaces,
      resolve: (verdict) => this.resolve(verdict),
      effectsOf: (statements) => statements.map((statement) => statefulEffect(statement, machine)),
    };
  }

  buildSets(): void {
    const updated = new Set(this.table.chains.flatMap((chain) => chain.rules.flatMap(updatedSets)));
    for (const definition of this.table.sets) {
      const dynamic = updated.has(definition.name) && !definition.interval;
      const set = dynamic ? new DynamicSet(definition, this.host) : new StaticSet(definition, this.host);
      this.sets.set(definition.name, set);
    }
  }

  compileRules(rules: { outcome: number; target: number; start: number }[]): void {
    for (const chain of this.table.chains) {
      const compiled = this.program.chains[this.chainNumbers.get(chain.name)!]!;
      this.checkDepth(chain, 0);
      compiled.first = rules.length;
      for (const rule of chain.rules) {
        const { family, name: table } = this.table;
        this.program.rules.push({ family, table, chain: chain.name, rule, steps: [] });
        rules.push(this.compileRule(rule));
      }
      compiled.last = rules.length;
    }
  }

  private compileRule(rule: Rule): { outcome: number; target: number; start: number } {
    const start = this.program.length;
    const build = new Build(
      this.machine,
      (reference) => this.setOf(reference),
      (type, name, span) => this.objectOf(type, name, span),
      rule.span,
    );
    for (const [at, statement] of rule.statements.entries()) {
      build.span = statement.span;
      build.freeScratch();
      const ended = this.compileStatement(statement, at, build);
      if (ended) return { ...ended, start };
    }
    return { outcome: CONTINUE, target: 0, start };
  }

  /** Emits what the statement does; returns where the rule leads when the statement ends it. */
  private compileStatement(
    statement: Statement,
    at: number,
    build: Build,
  ): { outcome: number; target: number } | null {
    const { program } = this;
    switch (statement.kind) {
      case 'match':
        compileMatch(statement, at, program, build);
        return null;
      case 'verdict':
        return this.resolve(statement.verdict);
      case 'vmap': {
        const key = operandOf(statement.key, build);
        emitPresence(key, at, program);
        return {
          outcome: MAP,
          target: program.maps.push({ key: key.slots, set: this.setOf(statement.map) }) - 1,
        };
      }
      case 'counter': {
        const counter = startCounter(statement);
        program.counterOf.set(statement, counter);
        program.emit(at, COUNT, 0, 0, program.counters.push(counter) - 1, 0);
        return null;
      }
      case 'limit':
      case 'quota':
      case 'connection-limit':
        program.emitCall(at, statefulEffect(statement, this.machine));
        return null;
      case 'log':
        return null;
      case 'notrack':
        program.emitCall(at, notrack);
        return null;
      case 'assign':
        program.emitCall(at, assignEffect(statement, build));
        return null;
      case 'set-update':
        program.emitCall(at, setUpdateEffect(statement, build));
        return null;
      case 'object':
        program.emitCall(at, this.objectReference(statement, build));
        return null;
      case 'reject':
        return {
          outcome: TERMINAL,
          target: program.terminals.push(rejectTerminal(statement, this.machine)) - 1,
        };
      case 'nat':
        return { outcome: TERMINAL, target: program.terminals.push(natTerminal(statement, build)) - 1 };
    }
  }

  private resolve(verdict: Verdict): { outcome: number; target: number } {
    switch (verdict.kind) {
      case 'accept':
        return { outcome: ACCEPT, target: 0 };
      case 'drop':
        return { outcome: DROP, target: 0 };
      case 'continue':
        return { outcome: CONTINUE, target: 0 };
      case 'return':
        return { outcome: RETURN, target: 0 };
      case 'jump':
        return { outcome: JUMP, target: this.chainNumbers.get(verdict.chain)! };
      case 'goto':
        return { outcome: GOTO, target: this.chainNumbers.get(verdict.chain)! };
    }
  }

  private setOf(reference: SetReference): CompiledSet {
    if (reference.kind === 'anonymous') return new StaticSet(reference.set, this.host);
    return this.sets.get(reference.name)!;
  }

  private objectOf(type: string, name: string, span: Span): Effect {
    const key = `${type} ${name}`;
    const known = this.objects.get(key);
    if (known) return known;
    const found = this.table.objects.find((one) => one.type === type && one.name === name);
    if (!found?.statement) throw new UnsupportedConstruct(type, span);
    const effect = statefulEffect(found.statement, this.machine);
    this.objects.set(key, effect);
    return effect;
  }

  private objectReference(statement: Statement & { kind: 'object' }, build: Build): Effect {
    const { name, type, span } = statement;
    if (typeof name === 'string') return this.objectOf(type, name, span);
    const key = operandOf(name.key, build);
    const map = this.setOf(name.map);
    return (skb) => {
      const element = isReadable(key, skb) ? map.find(skb.f, key.slots) : null;
      return element?.object != null && this.objectOf(type, element.object, span)(skb);
    };
  }

  /** Chains that call each other in a circle or too deep are refused, as the kernel does. */
  private checkDepth(chain: Chain, depth: number): void {
    if (depth > DEEPEST)
      throw new UnsupportedConstruct('chains that call each other more than 16 deep', chain.span);
    for (const name of chain.rules.flatMap((rule) => calledChains(rule, this.table))) {
      const called = this.table.chains.find((one) => one.name === name);
      if (called) this.checkDepth(called, depth + 1);
    }
  }
}

function updatedSets(rule: Rule): string[] {
  return rule.statements.flatMap((statement) => (statement.kind === 'set-update' ? [statement.set] : []));
}

function calledChains(rule: Rule, table: Table): string[] {
  return rule.statements.flatMap((statement) => {
    if (statement.kind === 'verdict') return 'chain' in statement.verdict ? [statement.verdict.chain] : [];
    if (statement.kind !== 'vmap') return [];
    const { map } = statement;
    const set = map.kind === 'anonymous' ? map.set : table.sets.find((one) => one.name === map.name);
    return (set?.elements ?? []).flatMap(({ verdict }) =>
      verdict && 'chain' in verdict ? [verdict.chain] : [],
    );
  });
}
