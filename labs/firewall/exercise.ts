/** An exercise of the firewall lab: the shared parts of every exercise, and the policy the ruleset must fulfil. */
import { type Exercise, type ExerciseFiles, type ExerciseForm, readExercise } from '../exercise.ts';
import type { Problem } from '../yaml-reader.ts';
import { readRuleset } from './language/index.ts';
import { type Policy, REST, SHADOW_CHECK } from './policy/model.ts';
import { readPolicy } from './policy/read.ts';

export interface FirewallExercise extends Exercise {
  policy: Policy;
}

const FORM: ExerciseForm = {
  start: 'start.nft',
  solution: 'solution.nft',
  wrongEnding: '.nft',
  comment: '#',
};

/** Reads a folder of `labs/firewall/exercises`; goals and wrong answers must name requirements that exist, rulesets be sound. */
export function readFirewallExercise(
  folder: string,
  files: ExerciseFiles,
): { exercise: FirewallExercise | null; problems: Problem[] } {
  const { exercise, problems } = readExercise(folder, files, FORM);
  const policy = policyOf(`${folder}/policy.yaml`, files['policy.yaml'], problems);
  if (!exercise || !policy) return { exercise: null, problems };
  const known = [
    ...[...policy.requirements, ...(policy.notes ?? [])].map(({ id }) => id),
    ...(policy.rest ? [REST] : []),
    SHADOW_CHECK,
  ];
  const require = (ids: string[], file: string): void => {
    for (const id of ids) {
      if (known.includes(id)) continue;
      const what = `Syarat "${id}" tidak ada di policy.yaml.`;
      problems.push({
        file: `${folder}/${file}`,
        line: 1,
        column: 1,
        what,
        mend: `pilih ${known.join(', ')}.`,
      });
    }
  };
  for (const goal of exercise.brief.goals) require(goal.checks, 'brief.mdx');
  for (const wrong of exercise.wrong) require(wrong.breaks, `wrong/${wrong.name}.nft`);
  for (const name of Object.keys(files).filter((each) => each.endsWith('.nft')))
    problems.push(...rulesetProblems(`${folder}/${name}`, files[name] ?? ''));
  return { exercise: problems.length === 0 ? { ...withRestGoal(exercise, policy), policy } : null, problems };
}

/** Who closes the world need not write a goal for it. */
function withRestGoal(exercise: Exercise, { rest }: Policy): Exercise {
  const { brief } = exercise;
  if (!rest || brief.goals.some(({ checks }) => checks.includes(REST))) return exercise;
  const goal = { text: 'Selain yang diminta, semua tetap ditolak', checks: [REST] };
  return { ...exercise, brief: { ...brief, goals: [...brief.goals, goal] } };
}

function policyOf(file: string, text: string | undefined, problems: Problem[]): Policy | null {
  if (text === undefined) {
    const what = 'Berkas policy.yaml belum ada.';
    problems.push({ file, line: 1, column: 1, what, mend: `buat ${file}.` });
    return null;
  }
  const { policy, problems: faults } = readPolicy(file, text);
  problems.push(...faults);
  return policy;
}

/** What nft would refuse, and what the simulator cannot judge. */
function rulesetProblems(file: string, text: string): Problem[] {
  return readRuleset(text)
    .diagnostics.filter(({ severity }) => severity !== 'warning')
    .map(({ span, message, mend }) => ({
      file,
      line: span.line,
      column: span.column,
      what: message.id,
      mend: mend?.id ?? 'periksa baris ini dengan npm run -s nft -- check.',
    }));
}
