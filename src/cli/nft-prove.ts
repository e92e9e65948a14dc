/**
 * `nft prove FILE --policy POLICY.yaml`: one JSON object that says of every requirement whether it holds for all
 * packets. Exit code 0 all held, 1 a requirement is broken (or the file is faulty), 2 something is unsupported or
 * not proved, 64 wrong use.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Step, Topology, TopologyError } from '../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../labs/firewall/language/index.ts';
import type { Policy } from '../../labs/firewall/policy/model.ts';
import { readPolicy } from '../../labs/firewall/policy/read.ts';
import { topologyOf } from '../../labs/firewall/policy/topology.ts';
import { prove } from '../../labs/firewall/proof/prove.ts';
import { formatProblem } from '../../labs/yaml-reader.ts';
import { includesBeside } from './include.ts';

const HELP = `usage: npm run -s nft -- prove FILE --policy POLICY.yaml

Proves a ruleset against a policy for all packets and prints one JSON object:
  file, policy, verdict (held | broken | not-proved),
  requirements: id, expected, text, status, reason,
                counterexample (a packet, played through the simulator) and decidingRule,
  unsupported:  what is not modelled, with line and column,
  nodes:        size of the proof.

Exit code: 0 every requirement holds
           1 a requirement is broken, or FILE or the policy has an error
           2 something is unsupported or could not be proved
          64 wrong use
`;

export async function run(args: string[]): Promise<number> {
  const { file, policyFile, help } = readArguments(args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (file === null || policyFile === null) {
    process.stderr.write(HELP);
    return 64;
  }
  const text = readText(file);
  const policyText = readText(policyFile);
  if (text === null || policyText === null) return 1;
  const { policy, problems } = readPolicy(policyFile, policyText);
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  return policy === null ? 1 : proveFile(file, text, policyFile, policy);
}

function proveFile(file: string, text: string, policyFile: string, policy: Policy): number {
  const { ruleset, diagnostics } = readRuleset(text, { include: includesBeside(file) });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const { span, message } of errors)
    process.stderr.write(`${span.file ?? file}:${span.line}:${span.column}: error: ${message.en}\n`);
  if (errors.length > 0) return 1;
  const foreign = diagnostics.filter(({ severity }) => severity === 'unsupported');
  if (foreign.length > 0) {
    const unsupported = foreign.map(({ span, message }) => ({
      construct: message.en,
      line: span.line,
      column: span.column,
    }));
    print({ file, policy: policyFile, verdict: 'not-proved', requirements: [], unsupported, nodes: 0 });
    return 2;
  }
  let topology: Topology;
  try {
    topology = new Topology(topologyOf(policy));
  } catch (problem) {
    if (!(problem instanceof TopologyError)) throw problem;
    process.stderr.write(`${policyFile}: error: ${problem.message}\n`);
    return 1;
  }
  const proof = prove(ruleset, topology, policy);
  const statuses = proof.requirements.map(({ status }) => status);
  const broken = statuses.includes('broken');
  const open = proof.unsupported.length > 0 || statuses.includes('not-proved');
  print({
    file,
    policy: policyFile,
    verdict: broken ? 'broken' : open ? 'not-proved' : 'held',
    requirements: proof.requirements.map(({ decidingRule, ...rest }) => ({
      ...rest,
      decidingRule: decidingRule && showStep(decidingRule, text),
    })),
    unsupported: proof.unsupported.map(({ construct, span, bounded }) => ({
      construct,
      line: span.line,
      column: span.column,
      bounded,
    })),
    nodes: proof.nodes,
  });
  return broken ? 1 : open ? 2 : 0;
}

function showStep({ family, table, chain, hook, handle, verdict, span }: Step, text: string): object {
  const rule =
    handle === null || span.file !== undefined ? null : text.slice(span.offset, span.endOffset).trim();
  return { family, table, chain, hook, handle, line: span.line, rule, verdict };
}

function print(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

function readArguments(args: string[]): { file: string | null; policyFile: string | null; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { policy: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const one = positionals.length === 1 ? (positionals[0] ?? null) : null;
    return { file: one, policyFile: values.policy ?? null, help: values.help === true };
  } catch {
    return { file: null, policyFile: null, help: false };
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    process.stderr.write(`${file}:1:1: error: cannot read the file: ${reason}\n`);
    return null;
  }
}
