/**
 * The history of every SOP, read from the repository the site is built in. Without a repository (an unpacked archive) or
 * without git there is none, and a shallow clone has only the newest part of it: the answer says which, and never fails.
 */
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import type { Draft } from '../sop/draft/draft.ts';
import { readMdx } from '../sop/draft/mdx.ts';
import { type Change, compareSops } from '../sop/history/compare.ts';

export interface Entry {
  /** Date and time of the change as its writer's clock showed it, ISO 8601 with zone. */
  at: string;
  /** Shortened id of the commit. */
  id: string;
  /** The SOP's own version after the change. */
  versi: string;
  /** Empty for the first entry. */
  changes: Change[];
  steps: number;
  first: boolean;
}

export interface History {
  /** `none`: no repository was there. `part`: a shallow clone. */
  kind: 'none' | 'part' | 'whole';
  /** Newest first, by file name without `.mdx`. Versions in which nothing changed are left out. */
  entries: Map<string, Entry[]>;
}

const FOLDER = 'content/sop';

interface Revision {
  commit: string;
  at: string;
  path: string;
}

/** @param root the project's folder */
export function readHistory(root: string): History {
  try {
    const shallow = git(root, ['rev-parse', '--is-shallow-repository']).trim() === 'true';
    const log = git(root, [
      'log',
      '--format=%x00%h%x09%aI',
      '--name-status',
      '-M',
      '--diff-filter=AMR',
      '--',
      FOLDER,
    ]);
    const bySlug = revisionsOf(log);
    if (bySlug.size === 0) return { kind: 'none', entries: new Map() };
    const texts = readBlobs(root, [...bySlug.values()].flat());
    const entries = new Map(
      [...bySlug].map(([slug, revisions]) => [slug, entriesOf(revisions, texts, shallow)] as const),
    );
    return { kind: shallow ? 'part' : 'whole', entries };
  } catch {
    // No git on this machine, or no repository around this folder.
    return { kind: 'none', entries: new Map() };
  }
}

function git(root: string, words: string[], input?: string): string {
  return execFileSync('git', ['-c', 'core.quotepath=off', ...words], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(input === undefined ? {} : { input }),
  });
}

/** Newest first. A renamed file takes its older revisions along. */
function revisionsOf(log: string): Map<string, Revision[]> {
  const found = new Map<string, Revision[]>();
  /** Present name of a file by the name it has at this point of the walk back. */
  const named = new Map<string, string>();
  for (const part of log.split('\0').slice(1)) {
    const [head = '', ...lines] = part.split('\n');
    const [commit = '', at = ''] = head.split('\t');
    for (const line of lines) {
      const [status = '', one = '', two] = line.split('\t');
      const path = two ?? one;
      if (status === '' || !/^content\/sop\/[^/]+\.mdx$/.test(path)) continue;
      const slug = named.get(path) ?? basename(path, '.mdx');
      found.set(slug, [...(found.get(slug) ?? []), { commit, at, path }]);
      if (two !== undefined) named.set(one, slug);
    }
  }
  return found;
}

/** The files' texts by `commit:path`, all in one call. */
function readBlobs(root: string, revisions: readonly Revision[]): Map<string, string> {
  const names = revisions.map(({ commit, path }) => `${commit}:${path}`);
  const answer = Buffer.from(git(root, ['cat-file', '--batch'], `${names.join('\n')}\n`), 'utf8');
  const texts = new Map<string, string>();
  let at = 0;
  for (const name of names) {
    const end = answer.indexOf('\n', at);
    const head = answer.subarray(at, end).toString('utf8');
    const size = Number(/ blob (\d+)$/.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(size)) {
      at = end + 1;
      continue;
    }
    texts.set(name, answer.subarray(end + 1, end + 1 + size).toString('utf8'));
    at = end + 1 + size + 1;
  }
  return texts;
}

function entriesOf(
  revisions: readonly Revision[],
  texts: ReadonlyMap<string, string>,
  shallow: boolean,
): Entry[] {
  const entries: Entry[] = [];
  let before: Draft | undefined;
  for (const { commit, at, path } of [...revisions].reverse()) {
    const { draft } = readMdx(path, texts.get(`${commit}:${path}`) ?? '');
    // A version that was broken when it was committed is passed over: the next one is compared with the last readable.
    if (!draft) continue;
    const changes = before ? compareSops(before, draft) : [];
    const first = before === undefined;
    before = draft;
    if (!first && changes.length === 0) continue;
    entries.push({
      at,
      id: commit,
      versi: draft.sop.versi,
      changes,
      steps: draft.sop.langkah.length,
      first: first && !shallow,
    });
  }
  return entries.reverse();
}
