/** The levels of the firewall lab, read once from their folders at build time. A faulty folder stops the build. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExerciseFiles } from '../labs/exercise.ts';
import { type FirewallExercise, readFirewallExercise } from '../labs/firewall/exercise.ts';
import { formatProblem } from '../labs/yaml-reader.ts';

const FOLDER = 'labs/firewall/exercises';

/** All levels (of another folder, in tests), in the order of their numbers. Throws with every fault, each with file, line and mend. */
export function firewallExercises(root = FOLDER): FirewallExercise[] {
  const problems: string[] = [];
  const levels: FirewallExercise[] = [];
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.sort((a, b) => a.name.localeCompare(b.name))) {
    const read = readFirewallExercise(name, filesOf(join(root, name)));
    problems.push(...read.problems.map((problem) => `${root}/${formatProblem(problem)}`));
    if (read.exercise) levels.push(read.exercise);
  }
  if (problems.length > 0) throw new Error(`Latihan firewall belum benar:\n${problems.join('\n')}`);
  return levels;
}

function filesOf(folder: string): ExerciseFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
}
