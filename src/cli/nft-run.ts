/**
 * `nft run CASES.jsonl…`: one JSON line of verdicts for each line of the input (`-` reads standard input).
 * Cases are `{"id","ruleset","packets":[…],"topology"?}`; a case that this engine does not model gives
 * `{"id","unsupported":"…"}`. Exit code 0, 1 when a line is no case or a file cannot be read, 64 wrong use.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import {
  type ConversationPacket,
  createKernel,
  DEFAULT_TOPOLOGY,
  type Kernel,
  LoadError,
  PacketError,
  preparePacket,
  resolvePacket,
  type Sent,
  type Step,
  Topology,
  type TopologyDescription,
  UnsupportedConstruct,
  type Verdict,
} from '../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../labs/firewall/language/index.ts';
import { usageOnly } from './terminal.ts';

/** One case of the input. */
export interface Case {
  id?: string | number;
  ruleset: string;
  packets?: ConversationPacket[];
  topology?: { sysctl?: Record<string, number>; routes?: string[]; links?: string[] };
}

/** One line of the output. */
export type CaseResult =
  | { id: string | number | null; accepted: boolean; error: string | null; packets: object[] }
  | { id: string | number | null; unsupported: string };

const HELP = `usage: npm run -s nft -- run CASES.jsonl…   (- reads standard input)

Prints one JSON line of verdicts for each case {"id","ruleset","packets":[…],"topology"?}, or {"id","unsupported":"…"}.

Exit code: 0 every line was a case
           1 a line is no case, or a file cannot be read
          64 wrong use
`;

export async function run(files: string[]): Promise<number> {
  const usage = usageOnly(files, HELP);
  if (usage !== null) return usage;
  let failed = false;
  for (const file of files) {
    const text = readText(file);
    if (text === null) {
      failed = true;
      continue;
    }
    for (const [number, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      try {
        process.stdout.write(`${JSON.stringify(runCase(asCase(JSON.parse(line))))}\n`);
      } catch (problem) {
        failed = true;
        const reason = problem instanceof Error ? problem.message : String(problem);
        process.stderr.write(`${file}:${number + 1}: no case: ${reason}\n`);
      }
    }
  }
  return failed ? 1 : 0;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    process.stderr.write(`${file}:1: cannot read the file: ${reason}\n`);
    return null;
  }
}

function asCase(value: unknown): Case {
  const isObject = (each: unknown): boolean =>
    typeof each === 'object' && each !== null && !Array.isArray(each);
  if (!isObject(value)) throw new TypeError('expected a JSON object with "ruleset"');
  const { ruleset, packets = [] } = value as { ruleset?: unknown; packets?: unknown };
  if (typeof ruleset !== 'string') throw new TypeError('"ruleset" must be text');
  if (!Array.isArray(packets) || !packets.every(isObject))
    throw new TypeError('"packets" must be a list of objects');
  return value as Case;
}

/** Runs one case. Throws for a case that is not one (a packet without addresses, a reply to nothing). */
export function runCase(one: Case): CaseResult {
  const id = one.id ?? null;
  const { ruleset, diagnostics } = readRuleset(one.ruleset);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault) {
    const { line, column } = fault.span;
    return { id, accepted: false, error: `${line}:${column}: ${fault.message.en}`, packets: [] };
  }
  const foreign = diagnostics.find(({ severity }) => severity === 'unsupported');
  if (foreign)
    return { id, unsupported: `${foreign.span.line}:${foreign.span.column}: ${foreign.message.en}` };
  try {
    let now = 0;
    const topology = new Topology(describe(one.topology ?? {}));
    const kernel = createKernel(ruleset, topology, { now: () => now, random: Math.random });
    const sent: (Sent & { shown: object })[] = [];
    for (const packet of one.packets ?? []) {
      now += packet.after_ms ?? 0;
      sent.push(sendOne(kernel, topology, packet, sent, one.ruleset));
    }
    return { id, accepted: true, error: null, packets: sent.map(({ shown }) => shown) };
  } catch (problem) {
    if (!(problem instanceof UnsupportedConstruct || problem instanceof LoadError)) throw problem;
    const { message, span } = problem;
    const text = `${span.line}:${span.column}: ${message}`;
    return problem instanceof LoadError
      ? { id, accepted: false, error: text, packets: [] }
      : { id, unsupported: text };
  }
}

function sendOne(
  kernel: Kernel,
  topology: Topology,
  packet: ConversationPacket,
  earlier: readonly Sent[],
  text: string,
): Sent & { shown: object } {
  const full = resolvePacket(packet, earlier, topology);
  if (full.src === undefined || full.dst === undefined || full.proto === undefined)
    throw new PacketError('a packet needs in, src, dst and proto');
  const verdict = kernel.send(preparePacket(full, topology));
  const relative = packet.reply_to !== undefined || packet.inner_of !== undefined;
  const shown = { ...show(verdict, text), ...(relative ? { sent: full } : {}) };
  return { packet: full, deliveredTo: verdict.deliveredTo, outTuple: verdict.outTuple, shown };
}

/** A verdict with the oracle's names. */
function show(verdict: Verdict, text: string): object {
  return {
    verdict: verdict.verdict,
    rejected_with: verdict.rejectedWith,
    dropped_by: verdict.droppedBy,
    path: verdict.path.map((step) => showStep(step, text)),
    delivered_to: verdict.deliveredTo,
    out_tuple: verdict.outTuple,
    ct_state: verdict.ctState,
    ...(verdict.kernelAnswer === null ? {} : { kernel_answer: verdict.kernelAnswer }),
    ...(verdict.answerPath.length === 0
      ? {}
      : { answer_path: verdict.answerPath.map((step) => showStep(step, text)) }),
  };
}

function showStep(step: Step, text: string): object {
  const { family, table, chain, hook, handle, verdict, span } = step;
  const inMain = handle !== null && span.file === undefined;
  const rule = inMain ? text.slice(span.offset, span.endOffset) : null;
  return { family, table, chain, hook, handle, rule, verdict };
}

/** The default router with the case's sysctls, routes and extra interfaces. */
function describe({
  sysctl = {},
  routes = [],
  links = [],
}: NonNullable<Case['topology']>): TopologyDescription {
  const rpFilter: Record<string, number> = {};
  const settings = {
    ...DEFAULT_TOPOLOGY.settings,
    rpFilter,
    tcpLoose: true,
    tcpBeLiberal: false,
    checksum: true,
  };
  for (const [name, value] of Object.entries(sysctl)) {
    const rp = /^net\.ipv4\.conf\.([^.]+)\.rp_filter$/.exec(name);
    if (rp) rpFilter[rp[1]!] = value;
    else if (name === 'net.netfilter.nf_conntrack_tcp_loose') settings.tcpLoose = value !== 0;
    else if (name === 'net.netfilter.nf_conntrack_tcp_be_liberal') settings.tcpBeLiberal = value !== 0;
    else if (name === 'net.netfilter.nf_conntrack_checksum') settings.checksum = value !== 0;
    else throw new UnsupportedConstruct(`sysctl ${name}`, NOWHERE);
  }
  return {
    interfaces: [...DEFAULT_TOPOLOGY.interfaces, ...links.map((name) => ({ name, addresses: [] }))],
    routes: [...DEFAULT_TOPOLOGY.routes, ...routes.map(readRoute)],
    settings,
  };
}

const NOWHERE = { offset: 0, endOffset: 0, line: 0, column: 0, endLine: 0, endColumn: 0 };

function readRoute(text: string): TopologyDescription['routes'][number] {
  const [to = '', ...words] = text.split(/\s+/);
  const after = (word: string): string | undefined => words[words.indexOf(word) + 1];
  const via = words.includes('via') ? after('via') : undefined;
  const dev = words.includes('dev') ? after('dev') : undefined;
  return { to, ...(via === undefined ? {} : { via }), ...(dev === undefined ? {} : { dev }) };
}
