/** One rule: its statements in order; nothing may follow a statement that ends it. Models rule_evaluate of nft 1.0.6. */
import { type Diagnostic, Fault } from '../diagnostics.ts';
import type { Rule } from '../ruleset.ts';
import { spanOf } from '../syntax/source.ts';
import type { RuleNode, StatementNode } from '../syntax/tree.ts';
import { diagnosticAt } from './fault.ts';
import type { TableModel } from './model.ts';
import { RuleContext } from './rule-context.ts';
import { checkStatement } from './statements.ts';

/** The checked rule (handle still 0), or null after a fault, which is reported. */
export function checkRule(
  table: TableModel,
  node: RuleNode,
  report: (diagnostic: Diagnostic) => void,
): Rule | null {
  const rule = new RuleContext(table.table.family, table, report);
  let ended: StatementNode | null = null;
  let sound = true;
  for (const statement of node.statements) {
    try {
      checkStatement(rule, statement);
      if (ended !== null && sound) {
        sound = false;
        report(
          diagnosticAt(
            'error',
            statement.place,
            'Sesudah putusan tidak ada lagi yang dijalankan; nft menolak bagian ini.',
            'Nothing runs after the verdict; nft refuses this part.',
            {
              id: 'Pindahkan ke depan putusan, atau hapus.',
              en: 'Move it before the verdict, or remove it.',
            },
          ),
        );
      }
    } catch (problem) {
      if (!(problem instanceof Fault)) throw problem;
      sound = false;
      report(problem.diagnostic);
      if (problem.diagnostic.severity === 'error') break;
    }
    if (isTerminal(statement)) ended = statement;
  }
  if (!sound) return null;
  for (const effect of rule.effects) effect();
  return { handle: 0, comment: node.comment, statements: rule.statements, span: spanOf(node.place) };
}

/** nft: STMT_F_TERMINAL. */
function isTerminal(node: StatementNode): boolean {
  if (node.kind === 'verdict') return node.verdict.kind !== 'continue' && !('rules' in node.verdict);
  if (node.kind === 'unsupported') return node.construct === 'queue';
  return node.kind === 'reject' || node.kind === 'nat';
}
