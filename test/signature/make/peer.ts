/** Other verifiers as processes, and what they answer in our words. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

export const PEERS = ['pdfsig', 'mutool'] as const;
export type Peer = (typeof PEERS)[number];
export type PeerVerdict = 'all valid' | 'not all valid' | 'no signature' | 'no answer';

/** Whether the tool is here; says once when it is not. */
export function isPresent(tool: Peer): boolean {
  const present = spawnSync(tool, ['-v']).error === undefined;
  if (!present) console.log(`skipped: ${tool} is not installed`);
  return present;
}

/** `pdfsig` is asked without certificates: it would look for anchors of its own on the machine. */
export function argumentsOf(tool: Peer, file: string): string[] {
  return tool === 'pdfsig' ? ['-nocert', file] : ['sign', '-v', file];
}

/** @param file where to put the document for the tool. */
export function ask(tool: Peer, bytes: Uint8Array, file: string): { verdict: PeerVerdict; ms: number } {
  writeFileSync(file, bytes);
  const started = performance.now();
  const { stdout, stderr } = spawnSync(tool, argumentsOf(tool, file), { encoding: 'utf8', timeout: 20_000 });
  const ms = performance.now() - started;
  const said = stdout + stderr;
  return { verdict: tool === 'pdfsig' ? pdfsigVerdict(said) : mutoolVerdict(said), ms };
}

function pdfsigVerdict(said: string): PeerVerdict {
  if (/does not contain any signatures/.test(said)) return 'no signature';
  const lines = [...said.matchAll(/Signature Validation: (.*?)\.?$/gm)].map((match) => match[1]!);
  if (lines.length === 0) return 'no answer';
  return lines.every((line) => line === 'Signature is Valid') ? 'all valid' : 'not all valid';
}

function mutoolVerdict(said: string): PeerVerdict {
  if (!/Verifying signature/.test(said)) return 'no signature';
  if (/Digest error|invalidated|there have been edits/.test(said)) return 'not all valid';
  return /unchanged since signing/.test(said) ? 'all valid' : 'no answer';
}
