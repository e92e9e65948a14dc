/** Chains and objects come into being. Models nf_tables_newchain and nf_tables_newobj (what a second one means;
 * net/netfilter/nf_tables_api.c), nft(8) CHAINS, STATEFUL OBJECTS. */
import type { Chain } from '../ruleset.ts';
import { spanOf } from '../syntax/source.ts';
import type { ChainNode, Name, ObjectNode } from '../syntax/tree.ts';
import { checkBase, checkPolicy } from './chains.ts';
import { fault, suggestion, unsupported } from './fault.ts';
import { exists } from './in-use.ts';
import type { TableModel } from './model.ts';
import { attempt } from './set-definitions.ts';

/** Make a chain, or check a second mention of it against the first. `nextOrder` numbers base chains. */
export function declareChain(
  model: TableModel,
  name: Name,
  body: ChainNode | null,
  nextOrder: () => number,
): void {
  const before = model.findChain(name.text);
  if (body?.flagsOffload) attempt(model.report, () => unsupported(body.flagsOffload!, 'flags offload'));
  const chain: Chain = before ?? {
    name: name.text,
    handle: 0,
    base: null,
    anonymous: false,
    comment: body?.comment ?? null,
    rules: [],
    span: spanOf(body?.place ?? name.place),
  };
  if (before === null) model.addChain(chain);
  if (body === null) return;
  if (body.hook === null) {
    const policy = checkPolicy(body);
    if (policy === null) return;
    if (chain.base === null) {
      fault(
        body.policy!.place,
        `Chain "${name.text}" tidak punya baris \`type … hook …\`, jadi tidak bisa punya policy.`,
        `The chain "${name.text}" has no \`type … hook …\` line, so it cannot have a policy.`,
      );
    }
    chain.base.policy = policy;
    return;
  }
  const base = checkBase(body, body.hook, model.table.family, chain.base?.order ?? nextOrder());
  if (before !== null) {
    const same =
      before.base?.type === base.type &&
      before.base.hook === base.hook &&
      before.base.priority === base.priority;
    if (!same) {
      fault(
        body.hook.place,
        `Chain "${name.text}" sudah ada dengan hook atau prioritas yang berbeda.`,
        `The chain "${name.text}" is there already with another hook or priority.`,
      );
    }
    if (!base.policyWritten) base.policy = before.base!.policy;
  }
  chain.base = base;
}

/** Helpers of the Linux kernel (net/netfilter/nf_conntrack_*) and the protocols each is registered for. */
const HELPERS: Readonly<Record<string, string>> = {
  ftp: 'tcp',
  tftp: 'udp',
  sip: 'tcp udp',
  irc: 'tcp',
  snmp: 'udp',
  amanda: 'udp',
  'H.245': 'tcp',
  'Q.931': 'tcp',
  RAS: 'udp',
  'netbios-ns': 'udp',
  pptp: 'tcp',
  sane: 'tcp',
};

/** A named counter, quota, limit or ct helper; declaring it twice is no fault. */
export function addObject(model: TableModel, node: ObjectNode, create = false): void {
  const helper = node.object.helper?.name ?? '';
  const protocol = node.object.helper?.protocol ?? '';
  const protocols = Object.hasOwn(HELPERS, helper) ? HELPERS[helper]!.split(' ') : [];
  if (node.object.type === 'ct helper' && !protocols.includes(protocol)) {
    fault(
      node.place,
      `Kernel tidak punya pembantu conntrack bernama "${helper}" untuk ${protocol}.`,
      `The kernel has no connection tracking helper named "${helper}" for ${protocol}.`,
      suggestion(helper, Object.keys(HELPERS)),
    );
  }
  if (node.object.type === 'ct timeout' || node.object.type === 'ct expectation') {
    unsupported(node.place, node.object.type);
  }
  if (node.object.type === 'limit' && node.object.statement === null)
    fault(node.place, 'Limit ini belum punya `rate`.', 'This limit has no `rate`.');
  const known = model.hasObject(node.object.type, node.object.name);
  if (known && create) exists(node.name);
  if (known) return;
  const span = spanOf(node.place);
  const counter = { kind: 'counter', packets: 0, bytes: 0, span } as const;
  const statement = node.object.statement ?? (node.object.type === 'counter' ? counter : null);
  model.addObject({ ...node.object, statement, handle: 0, span });
}
