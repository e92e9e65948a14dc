/** counter, limit, quota and ct count as checked statements. nft(8) STATEMENTS; defaults as nft 1.0.6 sends them. */
import type { StatefulStatement } from '../ruleset.ts';
import { spanOf } from '../syntax/source.ts';
import type { StatementNode } from '../syntax/tree.ts';
import { fault, unsupported } from './fault.ts';

export function checkStateful(node: StatementNode): StatefulStatement {
  const span = spanOf(node.place);
  switch (node.kind) {
    case 'counter':
      return { kind: 'counter', packets: node.packets, bytes: node.bytes, span };
    case 'limit': {
      const { rate, unit, perSeconds, over } = node.limit;
      if (rate === 0)
        return fault(node.place, 'Laju 0 tidak diterima kernel.', 'The kernel refuses a rate of 0.');
      const usual = unit === 'packets' ? 5 : 0;
      const burst = node.limit.burst ?? usual;
      return { kind: 'limit', unit, rate, perSeconds, burst, burstWritten: burst !== usual, over, span };
    }
    case 'quota':
      return { kind: 'quota', over: node.over, bytes: node.bytes, used: node.used, span };
    case 'connection-limit':
      return { kind: 'connection-limit', count: node.count, over: node.over, span };
    case 'object':
      return unsupported(node.place, `${node.type} name di dalam set`);
    default:
      return fault(node.place, 'Pernyataan ini tidak boleh di sini.', 'This statement may not stand here.');
  }
}
