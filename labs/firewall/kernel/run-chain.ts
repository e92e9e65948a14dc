/**
 * Runs a packet through one base chain and the chains it calls.
 * Models nft_do_chain of net/netfilter/nf_tables_core.c: jump remembers where to go on, goto does not, the end of a
 * chain returns to the last place remembered, and from a base chain to its policy.
 */
import * as F from './fields.ts';
import {
  ACCEPT,
  BIAS,
  CALL,
  CONTINUE,
  COUNT,
  type CompiledChain,
  DROP,
  EQUAL,
  JUMP,
  MAP,
  MEMBER,
  OUTSIDE,
  type Program,
  RETURN,
  UNEQUAL,
  WIDTH,
  WITHIN,
} from './program.ts';
import { RuleIndex } from './rule-index.ts';
import type { Skb } from './skb.ts';
import type { Step } from './verdict.ts';

/** A terminal statement that did not apply (`reject with tcp reset` for UDP). */
export const NO_MATCH = -1;

const OUTCOME_NAMES = ['accept', 'drop', 'continue', 'return', 'jump', 'goto'] as const;
/** Place of "reject" among the shared steps of a rule. */
const REJECTED = 7;

/** Called for each rule passed over when a trace is wanted; `pc` is the instruction that failed, -1 the verdict. */
export type OnMiss = (program: Program, rule: number, pc: number, skb: Skb) => void;

/** ACCEPT or DROP; notes matching rules and the policy on skb.path. */
export function runChain(program: Program, chain: CompiledChain, skb: Skb, onMiss: OnMiss | null): number {
  const { starts, outcomes } = program;
  const { stack, f } = skb;
  let depth = 0;
  let at = chain.first;
  let last = chain.last;
  let current = chain;
  for (;;) {
    if (at === last) {
      if (depth === 0) return applyPolicy(chain, skb);
      current = program.chains[stack[--depth]!]!;
      at = stack[--depth]!;
      last = current.last;
      continue;
    }
    if (onMiss === null && last - current.first >= program.indexing.shortest) {
      const index = current.index ?? indexOf(program, current);
      if (index !== null) {
        const next = index.next(f, at - current.first);
        at = next < 0 ? last : current.first + next;
        if (next < 0) continue;
      }
    }
    const rule = at++;
    const end = starts[rule + 1]!;
    const pc = firstFailure(program, starts[rule]!, end, skb);
    if (pc !== end) {
      if (onMiss !== null) onMiss(program, rule, pc, skb);
      continue;
    }
    let outcome = outcomes[rule]!;
    let target = program.targets[rule]!;
    if (outcome >= MAP) {
      if (outcome === MAP) {
        const map = program.maps[target]!;
        const element = map.set.find(skb.f, map.key);
        outcome = element === null ? NO_MATCH : element.outcome;
        if (element !== null) {
          target = element.target;
          for (const effect of element.effects) if (!effect(skb)) outcome = NO_MATCH;
        }
      } else outcome = program.terminals[target]!(skb);
      if (outcome === NO_MATCH) {
        if (onMiss !== null) onMiss(program, rule, -1, skb);
        continue;
      }
    }
    skb.path.push(stepOf(program, rule, skb, outcome));
    if (outcome === CONTINUE) continue;
    if (outcome === ACCEPT || outcome === DROP) return outcome;
    if (outcome === RETURN) {
      at = last;
      continue;
    }
    if (outcome === JUMP) {
      stack[depth++] = at;
      stack[depth++] = current.number;
    }
    current = program.chains[target]!;
    at = current.first;
    last = current.last;
  }
}

/** The index of a long chain; made once it has been walked often enough to be worth it. */
function indexOf(program: Program, chain: CompiledChain): RuleIndex | null {
  if (++chain.walks >= program.indexing.after) chain.index = new RuleIndex(program, chain);
  return chain.index;
}

/** The first instruction that does not hold, `end` when all do. */
function firstFailure(program: Program, start: number, end: number, skb: Skb): number {
  const { code } = program;
  const { f } = skb;
  let pc = start;
  for (; pc < end; pc += WIDTH) {
    const opcode = code[pc]!;
    const slot = code[pc + 1]!;
    if (opcode === EQUAL) {
      if ((f[slot]! & code[pc + 2]!) !== code[pc + 3]!) return pc;
    } else if (opcode === UNEQUAL) {
      if ((f[slot]! & code[pc + 2]!) === code[pc + 3]!) return pc;
    } else if (opcode === WITHIN || opcode === OUTSIDE) {
      const value = (f[slot]! & code[pc + 2]!) ^ BIAS;
      const inside = value >= code[pc + 3]! && value <= code[pc + 4]!;
      if (inside !== (opcode === WITHIN)) return pc;
    } else if (opcode === MEMBER) {
      const element = program.sets[code[pc + 3]!]!.find(f, program.keys[slot]!);
      if ((element === null) !== (code[pc + 4] === 1)) return pc;
      if (element !== null) for (const effect of element.effects) if (!effect(skb)) return pc;
    } else if (opcode === CALL) {
      if (!program.effects[code[pc + 3]!]!(skb)) return pc;
    } else if (opcode === COUNT) {
      const counter = program.counters[code[pc + 3]!]!;
      counter.packets++;
      counter.bytes += f[F.LENGTH]!;
    }
  }
  return pc;
}

function applyPolicy(chain: CompiledChain, skb: Skb): number {
  const { base } = chain;
  const verdict = base?.policy ?? 'accept';
  let step = chain.policySteps[skb.hook];
  if (step === undefined) {
    const { family, table, name, span } = chain;
    step = { family, table, chain: name, hook: F.HOOKS[skb.hook]!, handle: null, verdict, span };
    chain.policySteps[skb.hook] = step;
  }
  skb.path.push(step);
  return verdict === 'accept' ? ACCEPT : DROP;
}

function stepOf(program: Program, number: number, skb: Skb, outcome: number): Step {
  const one = program.rules[number]!;
  const rejected = outcome === DROP && skb.rejected;
  const place = skb.hook * 8 + (rejected ? REJECTED : outcome);
  const known = one.steps[place];
  if (known !== undefined) return known;
  const step: Step = {
    family: one.family,
    table: one.table,
    chain: one.chain,
    hook: F.HOOKS[skb.hook]!,
    handle: one.rule.handle,
    verdict: rejected ? 'reject' : OUTCOME_NAMES[outcome]!,
    span: one.rule.span,
  };
  one.steps[place] = step;
  return step;
}
