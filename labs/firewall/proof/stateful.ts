/** Does anything in this ruleset depend on time, or on packets that came before? */
import type { Ruleset, SetDefinition, Statement } from '../language/ruleset.ts';

export function dependsOnTime(ruleset: Ruleset): boolean {
  return ruleset.tables.some(
    (table) =>
      table.sets.some(isMoodySet) ||
      table.chains.some((chain) => chain.rules.some((rule) => rule.statements.some(isMoodyStatement))),
  );
}

function isMoodyStatement(statement: Statement): boolean {
  switch (statement.kind) {
    case 'limit':
    case 'quota':
    case 'connection-limit':
    case 'set-update':
      return true;
    case 'object':
      return statement.type !== 'counter';
    case 'match':
      return (
        statement.right.kind === 'set' &&
        statement.right.set.kind === 'anonymous' &&
        isMoodySet(statement.right.set.set)
      );
    case 'vmap':
      return statement.map.kind === 'anonymous' && isMoodySet(statement.map.set);
    default:
      return false;
  }
}

function isMoodySet({ statements, elements, timeoutMs }: SetDefinition): boolean {
  return (
    timeoutMs !== null ||
    [...statements, ...elements.flatMap((one) => one.statements)].some(({ kind }) => kind !== 'counter') ||
    elements.some((one) => one.timeoutMs !== null || one.expiresMs !== null)
  );
}
