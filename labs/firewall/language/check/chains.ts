/**
 * Base chains: which hooks a chain type may have, priorities by name, policy. Models chain_evaluate and the priority
 * table of nftables 1.0.6 (nft(8) CHAINS, "Standard priority names") and nf_tables_addchain of the kernel.
 */
import { say } from '../diagnostics.ts';
import type { BaseChain, Family, Hook } from '../ruleset.ts';
import type { ChainNode, HookNode, Name, PriorityNode } from '../syntax/tree.ts';
import { plain } from './constants.ts';
import { fault, suggestion } from './fault.ts';

const HOOKS: readonly string[] = [
  'prerouting',
  'input',
  'forward',
  'output',
  'postrouting',
  'ingress',
  'egress',
];
const TYPE_HOOKS: Record<BaseChain['type'], readonly string[]> = {
  filter: ['prerouting', 'input', 'forward', 'output', 'postrouting', 'ingress'],
  nat: ['prerouting', 'input', 'output', 'postrouting'],
  route: ['output'],
};
/** Name -> number, and the only hook it may be used with (null: any). */
const PRIORITIES: Record<string, readonly [number, string | null]> = {
  raw: [-300, null],
  mangle: [-150, null],
  dstnat: [-100, 'prerouting'],
  filter: [0, null],
  security: [50, null],
  srcnat: [100, 'postrouting'],
};
/** NF_IP_PRI_CONNTRACK: a nat chain at or before it is refused by the kernel. */
const CONNTRACK_PRIORITY = -200;

export function checkBase(chain: ChainNode, hook: HookNode, family: Family, order: number): BaseChain {
  const type = chainType(hook.type);
  if (!HOOKS.includes(hook.hook.text)) {
    fault(
      hook.hook.place,
      `Tidak ada hook bernama "${hook.hook.text}".`,
      `There is no hook named "${hook.hook.text}".`,
      suggestion(hook.hook.text, HOOKS),
    );
  }
  const name = hook.hook.text as Hook;
  if (!TYPE_HOOKS[type].includes(name) || (name === 'ingress' && family !== 'inet')) {
    fault(
      hook.hook.place,
      `Chain bertipe ${type} tidak bisa dipasang di hook ${name}; yang bisa: ${TYPE_HOOKS[type].slice(0, 5).join(', ')}.`,
      `A chain of type ${type} cannot be attached to the ${name} hook; possible: ${TYPE_HOOKS[type].slice(0, 5).join(', ')}.`,
    );
  }
  if (hook.devices.length > 0 && name !== 'ingress') {
    fault(
      hook.devices[0]!.place,
      'Chain ini tidak bisa diikat ke satu perangkat; periksa antarmukanya dengan `iifname` di dalam aturan.',
      'This chain cannot be bound to a device; match the interface with `iifname` in the rules.',
    );
  }
  if (name === 'ingress' && hook.devices.length === 0) {
    fault(hook.place, 'Chain ingress memerlukan `device`.', 'An ingress chain needs a `device`.');
  }
  const priority = checkPriority(hook.priority, name);
  if (type === 'nat' && priority <= CONNTRACK_PRIORITY) {
    fault(
      hook.priority.place,
      'Chain nat harus berprioritas di atas -200 (sesudah conntrack).',
      'A nat chain needs a priority above -200 (after conntrack).',
    );
  }
  return {
    type,
    hook: name,
    priority,
    policy: checkPolicy(chain) ?? 'accept',
    policyWritten: chain.policy !== null,
    order,
    devices: hook.devices.map((device) => device.text),
  };
}

function chainType(type: Name): BaseChain['type'] {
  if (type.text === 'filter' || type.text === 'nat' || type.text === 'route') return type.text;
  return fault(
    type.place,
    `Tidak ada tipe chain "${type.text}".`,
    `There is no chain type "${type.text}".`,
    suggestion(type.text, ['filter', 'nat', 'route']),
  );
}

export function checkPolicy(chain: ChainNode): 'accept' | 'drop' | null {
  if (chain.policy === null) return null;
  const policy = plain(chain.policy);
  if (policy.kind === 'symbol' && (policy.text === 'accept' || policy.text === 'drop')) return policy.text;
  return fault(chain.policy.place, 'policy harus accept atau drop.', 'The policy must be accept or drop.');
}

function checkPriority(node: PriorityNode, hook: Hook): number {
  let { name, offset } = node;
  if (node.variable !== null) {
    const value = plain(node.variable);
    if (value.kind === 'number') offset = Number(value.value);
    else if (value.kind === 'symbol') {
      const parts = /^([a-z]+)(?:\s*([+-])\s*([0-9]+))?$/.exec(value.text);
      if (/^-?[0-9]+$/.test(value.text)) offset = Number(value.text);
      else if (parts !== null) {
        name = parts[1]!;
        offset = parts[3] === undefined ? 0 : Number(`${parts[2]}${parts[3]}`);
      } else name = value.text;
    } else fault(node.place, 'Ini bukan prioritas.', 'This is no priority.');
  }
  /** nft keeps a priority in 32 bits and lets larger numbers wrap. */
  offset = Number(BigInt.asIntN(32, BigInt(offset)));
  if (name === null) return offset;
  const known = Object.hasOwn(PRIORITIES, name) ? PRIORITIES[name]! : null;
  if (known === null) {
    return fault(
      node.place,
      `Tidak ada prioritas bernama "${name}".`,
      `There is no priority named "${name}".`,
      suggestion(name, Object.keys(PRIORITIES)),
    );
  }
  if (known[1] !== null && known[1] !== hook) {
    return fault(
      node.place,
      `Prioritas ${name} hanya untuk hook ${known[1]}, bukan ${hook}.`,
      `The priority ${name} is only for the ${known[1]} hook, not ${hook}.`,
      say(`Tulis angkanya: priority ${known[0]}.`, `Write the number: priority ${known[0]}.`),
    );
  }
  return known[0] + offset;
}
