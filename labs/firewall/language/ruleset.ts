/**
 * The checked ruleset: what `nft -f` hands to the kernel after parsing and evaluating a file, as plain data.
 * Models nftables 1.0.6 userspace (nft(8): RULESET, TABLES, CHAINS, RULES, SETS, MAPS, EXPRESSIONS, STATEMENTS)
 * and the expressions of the kernel that its netlink code produces (nf_tables: cmp, range, lookup, bitwise …).
 *
 * Everything is already resolved: variables and symbolic names are numbers, implicit protocol guards are matches
 * of their own, intervals are [low, high], names of chains and sets exist. An evaluator needs no tables of names.
 */

export * from './ruleset/expressions.ts';
export * from './ruleset/sets.ts';
export * from './ruleset/statements.ts';
export * from './ruleset/tree.ts';
export * from './ruleset/values.ts';
