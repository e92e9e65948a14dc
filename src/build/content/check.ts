/** Every check over `content/`: shape, relations, and the rules of an SOP. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { contentRules, formulir } from '../../schemas/index.ts';
import { answersOf, checkCitations, checkCoverage } from './coverage.ts';
import type { ContentFault } from './fault.ts';
import { checkForm, checkFormLinks } from './form.ts';
import { checkProcedure } from './procedure.ts';
import { checkQuiz, checkQuizBanks } from './quiz.ts';
import { checkRelations, type KnownIds } from './relations.ts';
import { checkShape } from './shape.ts';
import { type ContentSource, readSource } from './source.ts';
import { checkTrust } from './trust.ts';
import { checkWording } from './wording/check.ts';
import { proseOf } from './wording/prose.ts';

interface ContentFile {
  path: string;
  below: string;
  source: ContentSource;
}

/** @param root the content folder. @returns all faults of all files, in the order of the files. */
export function checkContent(root: string): ContentFault[] {
  const files = globSync('**/*.{mdx,yaml}', { cwd: root })
    .sort()
    .flatMap((below): (ContentFile & { rule: (typeof contentRules)[number] })[] => {
      const rule = contentRules.find(({ match }) => match.test(below));
      if (!rule) return [];
      const path = join(root, below);
      return [{ path, below, rule, source: readSource(path, readFileSync(path, 'utf8'), rule.form) }];
    });
  const known = knownIds(files);
  const forms = formUses(files);
  const faults = files.flatMap(({ path, below, source, rule }) => {
    if (source.faults.length > 0) return source.faults;
    const shape = checkShape(path, source, rule.schema);
    if (shape.length > 0) return shape;
    const procedure = below.startsWith('sop/') ? checkProcedure(path, source, [...known.sop]) : [];
    const quiz = basename(below) === 'soal.yaml' ? checkQuiz(path, source) : [];
    const form = below.startsWith('formulir/') ? checkForm(path, source) : [];
    const [folder] = below.split('/');
    const links =
      folder === 'sop' || folder === 'kebijakan'
        ? checkFormLinks(path, source, { kind: folder, slug: basename(below, '.mdx') }, forms)
        : [];
    const trust = below.startsWith('kepercayaan/') ? checkTrust(path, source) : [];
    return [...checkRelations(path, source, known), ...procedure, ...form, ...links, ...quiz, ...trust];
  });
  // Prose is read only from files in order: a broken one has been named already.
  if (faults.length > 0) return faults;
  const quizzes = checkQuizBanks(files);
  if (quizzes.length > 0) return quizzes;
  const answers = answersOf(files.map(({ below, source }) => ({ below, data: source.data })));
  return [
    ...checkCoverage(root, known.klausul, answers),
    ...checkCitations(root, proseOf(root), known),
    ...checkWording(root),
  ];
}

/** Which SOPs and policies every form says it serves; files with a fault of shape are left out. */
function formUses(files: ContentFile[]): Map<string, { sop: string[]; kebijakan: string[] }> {
  return new Map(
    files
      .filter(({ below }) => below.startsWith('formulir/'))
      .flatMap(({ below, source }) => {
        const read = formulir.safeParse(source.data);
        return read.success ? [[basename(below, '.yaml'), read.data] as const] : [];
      }),
  );
}

function knownIds(files: ContentFile[]): KnownIds {
  const idsOf = (name: string) => {
    const data = files.find(({ below }) => below === name)?.source.data;
    return new Set(Array.isArray(data) ? data.map((row) => String(row?.id)) : []);
  };
  const slugsOf = (folder: string, ending: string) =>
    new Set(
      files.filter(({ below }) => below.startsWith(folder)).map(({ below }) => basename(below, ending)),
    );
  return {
    peraturan: idsOf('peraturan.yaml'),
    klausul: idsOf('klausul.yaml'),
    sop: slugsOf('sop/', '.mdx'),
    kebijakan: slugsOf('kebijakan/', '.mdx'),
    formulir: slugsOf('formulir/', '.yaml'),
  };
}
