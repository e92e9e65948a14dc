/**
 * What `nft -c` lets pass but the kernel refuses when the ruleset is committed: nat statements outside nat chains,
 * reject and fib in hooks that cannot carry them, jumps that loop or nest more than 16 deep.
 * Models nft_chain_validate and the ->validate functions of nft_nat, nft_masq, nft_redir, nft_reject and nft_fib.
 */
import type { Diagnostic } from '../diagnostics.ts';
import { say } from '../diagnostics.ts';
import type { BaseChain, Chain, Ruleset, Statement, Table } from '../ruleset.ts';

/** NFT_JUMP_STACK_SIZE of the kernel. */
const JUMP_DEPTH = 16;

export function checkLoad(ruleset: Ruleset, report: (diagnostic: Diagnostic) => void): void {
  for (const table of ruleset.tables) {
    const chains = new Map(table.chains.map((chain) => [chain.name, chain]));
    for (const chain of table.chains)
      if (chain.base !== null) walk(table, chains, chain, chain.base, [], new Set(), report);
  }
}

function walk(
  table: Table,
  chains: ReadonlyMap<string, Chain>,
  chain: Chain,
  base: BaseChain,
  path: string[],
  seen: Set<string>,
  report: (diagnostic: Diagnostic) => void,
): void {
  for (const rule of chain.rules) {
    for (const statement of rule.statements) {
      const problem = misplaced(statement, base);
      if (problem !== null) refuse(statement, problem, report);
      for (const target of targets(statement, table)) {
        const next = chains.get(target);
        if (next === undefined) continue;
        if (path.includes(target) || path.length + 1 >= JUMP_DEPTH) {
          refuse(
            statement,
            path.includes(target)
              ? say(
                  `Lompatan ke "${target}" berputar kembali ke dirinya sendiri.`,
                  `The jump to "${target}" comes back to itself.`,
                )
              : say('Lompatan bertumpuk lebih dari 16 chain.', 'Jumps are nested more than 16 chains deep.'),
            report,
          );
          continue;
        }
        const key = `${target}/${path.length}`;
        if (seen.has(key)) continue;
        seen.add(key);
        walk(table, chains, next, base, [...path, target], seen, report);
      }
    }
  }
}

function refuse(
  statement: Statement,
  message: Diagnostic['message'],
  report: (diagnostic: Diagnostic) => void,
): void {
  report({
    severity: 'error',
    span: statement.span,
    token: statement.kind,
    expected: [],
    message,
    atLoad: true,
  });
}

function targets(statement: Statement, table: Table): string[] {
  if (statement.kind === 'verdict') return 'chain' in statement.verdict ? [statement.verdict.chain] : [];
  if (statement.kind !== 'vmap') return [];
  const { map } = statement;
  const set = map.kind === 'anonymous' ? map.set : table.sets.find((other) => other.name === map.name);
  return (set?.elements ?? []).flatMap(({ verdict }) =>
    verdict !== null && 'chain' in verdict ? [verdict.chain] : [],
  );
}

const NAT_HOOKS: Record<string, readonly string[]> = {
  snat: ['postrouting', 'input'],
  masquerade: ['postrouting'],
  dnat: ['prerouting', 'output'],
  redirect: ['prerouting', 'output'],
};
const REJECT_HOOKS = ['prerouting', 'input', 'forward', 'output', 'ingress'];

function misplaced(statement: Statement, base: BaseChain): Diagnostic['message'] | null {
  if (statement.kind === 'nat') {
    if (base.type !== 'nat') {
      return say(
        `${statement.action} hanya bisa di chain bertipe nat; chain ini bertipe ${base.type}.`,
        `${statement.action} only works in a chain of type nat; this chain is of type ${base.type}.`,
      );
    }
    const hooks = NAT_HOOKS[statement.action]!;
    if (hooks.includes(base.hook)) return null;
    return say(
      `${statement.action} hanya bisa di hook ${hooks.join(' atau ')}, bukan ${base.hook}.`,
      `${statement.action} only works in the ${hooks.join(' or ')} hook, not ${base.hook}.`,
    );
  }
  if (statement.kind === 'reject' && !REJECT_HOOKS.includes(base.hook)) {
    return say(
      `reject tidak bisa dipakai di hook ${base.hook}.`,
      `reject cannot be used in the ${base.hook} hook.`,
    );
  }
  if (statement.kind === 'match' && statement.left.kind === 'fib') {
    const { selectors } = statement.left;
    const inward = ['prerouting', 'input', 'forward'];
    if (selectors.includes('iif') && !inward.includes(base.hook)) {
      return say(
        `fib dengan iif tidak bisa di hook ${base.hook}.`,
        `fib with iif cannot be used in the ${base.hook} hook.`,
      );
    }
  }
  return null;
}
