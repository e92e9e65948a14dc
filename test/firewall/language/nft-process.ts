/** The real nft 1.0.6, where it exists and may be used: asked about many rulesets in one process (ask-nft.py). */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export interface Told {
  /** null: nft itself broke down. */
  accepted: boolean | null;
  error: string;
  /** `nft -j list ruleset` after loading, when it was asked for. */
  listing?: { nftables: unknown[] };
}

const SCRIPT = fileURLToPath(new URL('../../kernel/ask-nft.py', import.meta.url));

/** nft's answer to each text, in order (`list`: loaded and listed too); null where there is no nft 1.0.6 to ask. */
export function askNft(texts: readonly string[], list = false): Told[] | null {
  const version = spawnSync('nft', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0 || !version.stdout.includes('v1.0.6')) return null;
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const probes = ['table ip t {\n}\n', 'table ip {\n'];
  const input = [...probes, ...texts].map((text, id) => JSON.stringify({ id, text, list })).join('\n');
  const answer = spawnSync('unshare', [...user, '--net', 'python3', SCRIPT], {
    input,
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 1 << 30,
  });
  const told = (answer.stdout ?? '')
    .trim()
    .split('\n')
    .map((line) => (line === '' ? null : (JSON.parse(line) as Told)));
  if (told[0]?.accepted !== true || told[1]?.accepted !== false) return null;
  return told.slice(probes.length) as Told[];
}
