/**
 * What runs at each hook, in order: base chains by priority, and between them conntrack and NAT.
 * Priorities: include/uapi/linux/netfilter_ipv4.h (NF_IP_PRI_*). Models nf_hook_entries_grow: of two chains with the
 * same priority the one added last runs first; and nf_nat_register_fn: all chains of type nat of a family share one
 * place, -100 before routing and 100 after it, whatever their own priority, which only orders them among themselves.
 */
import type { BaseChain, Family, Ruleset } from '../language/ruleset.ts';
import * as F from './fields.ts';
import type { CompiledChain } from './program.ts';

export const CHAIN = 0;
export const CONNTRACK = 1;
/** Where the state shown in verdicts is read, just behind conntrack. */
export const NOTE_STATE = 2;
export const NAT = 3;
export const CONFIRM = 4;

/** What the order depends on; `base` is null for chains that are only called, and in dormant tables. */
export interface HookedChain {
  family: Family;
  base: BaseChain | null;
}

export interface HookEntry<C extends HookedChain = CompiledChain> {
  kind: number;
  priority: number;
  order: number;
  /** The chain, or the nat chains that share this place. */
  chains: C[];
}

const CONNTRACK_PRIORITY = -200;
const DESTINATION_PRIORITY = -100;
const SOURCE_PRIORITY = 100;
const LAST_PRIORITY = 0x7fffffff;
/** Conntrack is there before any ruleset is loaded. */
const EARLIEST = -1;

/** Entries by version (0: IPv4, 1: IPv6) and hook. */
export function orderHooks<C extends HookedChain>({ chains }: { chains: readonly C[] }): HookEntry<C>[][][] {
  return [F.IPV4, F.IPV6].map((family) => F.HOOKS.map((_, hook) => entriesOf(chains, family, hook)));
}

function entriesOf<C extends HookedChain>(all: readonly C[], family: number, hook: number): HookEntry<C>[] {
  const own = all.filter((chain) => chain.base !== null && isOf(chain, family));
  const here = own.filter((chain) => chain.base!.hook === F.HOOKS[hook]);
  const entries = here
    .filter((chain) => chain.base!.type !== 'nat')
    .map((chain) => entry<C>(CHAIN, chain.base!.priority, chain.base!.order, [chain]));
  if (hook === F.PREROUTING || hook === F.OUTPUT)
    entries.push(
      entry(CONNTRACK, CONNTRACK_PRIORITY, EARLIEST, []),
      entry(NOTE_STATE, CONNTRACK_PRIORITY + 1, EARLIEST, []),
    );
  if (hook === F.POSTROUTING || hook === F.INPUT) entries.push(entry(CONFIRM, LAST_PRIORITY, EARLIEST, []));
  const nat = own.filter((chain) => chain.base!.type === 'nat');
  if (nat.length > 0 && hook !== F.FORWARD) {
    const before = hook === F.PREROUTING || hook === F.OUTPUT;
    const order = Math.min(...nat.map((chain) => chain.base!.order));
    const chains = nat.filter((chain) => chain.base!.hook === F.HOOKS[hook]);
    chains.sort((a, b) => a.base!.priority - b.base!.priority || b.base!.order - a.base!.order);
    entries.push(entry(NAT, before ? DESTINATION_PRIORITY : SOURCE_PRIORITY, order, chains));
  }
  return entries.sort((a, b) => a.priority - b.priority || b.order - a.order);
}

function entry<C extends HookedChain>(
  kind: number,
  priority: number,
  order: number,
  chains: C[],
): HookEntry<C> {
  return { kind, priority, order, chains };
}

function isOf(chain: HookedChain, family: number): boolean {
  return chain.family === 'inet' || chain.family === (family === F.IPV4 ? 'ip' : 'ip6');
}

/** Base chains on hooks that the lab's packets never pass. */
export function foreignHooks(ruleset: Ruleset): string[] {
  const known: readonly string[] = F.HOOKS;
  const chains = ruleset.tables.flatMap((table) => table.chains);
  return chains.flatMap(({ base }) => (base && !known.includes(base.hook) ? [base.hook] : []));
}
