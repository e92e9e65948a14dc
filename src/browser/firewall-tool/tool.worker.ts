/** The survey off the main thread. It keeps the last checked version for questions; cancelling ends the worker, and the next one surveys it anew. */
import type { Ruleset } from '../../../labs/firewall/language/index.ts';
import { type Advice, advise } from '../../../labs/firewall/proof/advice.ts';
import { TooLarge } from '../../../labs/firewall/proof/bdd.ts';
import { type Bounded, openBounded } from '../../../labs/firewall/reading/bound-unknown.ts';
import { guessZones } from '../../../labs/firewall/reading/guess-zones.ts';

import { definedNames } from '../../../labs/firewall/reading/zone-names.ts';
import { compareRulesets } from '../../../labs/firewall/survey/compare.ts';
import { judgeExpectations } from '../../../labs/firewall/survey/expectations.ts';
import { ZoneError } from '../../../labs/firewall/survey/network.ts';
import { readQuestion } from '../../../labs/firewall/survey/question.ts';
import { Survey } from '../../../labs/firewall/survey/survey.ts';
import type { Answer, CheckInput, CheckResult, Question, ReadVersion, Stage, Subject } from './protocol.ts';

/** No family has both: its packets are not computed, or sender and target are of different ones. */
const OTHER_FAMILY =
  'Tidak ada yang dapat dihitung: kedua alamat tidak sekeluarga, atau IPv6 belum ditandai di bagian Zona.';

let last: Survey | null = null;

const tell = (answer: Answer): void => self.postMessage(answer);

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  try {
    answer(data);
  } catch (error) {
    tell({ id: data.id, kind: 'failed', ...explained(error) });
  }
});

function answer(question: Question): void {
  const { id } = question;
  switch (question.kind) {
    case 'read': {
      const before = openBounded(question.before);
      const after = openBounded(question.after);
      const texts = question.before.map(({ text }) => text);
      tell({
        id,
        kind: 'read',
        before: summary(before),
        after: question.after.length > 0 ? summary(after) : null,
        zones: before.dialect === null ? [] : guessZones(before.ruleset, definedNames(texts)),
      });
      return;
    }
    case 'check':
      tell({ id, kind: 'checked', result: check(question, id) });
      return;
    case 'detail':
      tell({
        id,
        kind: 'ways',
        ways: surveyOf(question.about).ways.between(question.from, question.to, question.door),
        problem: null,
      });
      return;
    case 'ask': {
      const asked = readQuestion(question.text, question.about.zones);
      const ways = 'problem' in asked ? [] : surveyOf(question.about).ways.to(asked);
      const problem = 'problem' in asked ? asked.problem : ways.length === 0 ? OTHER_FAMILY : null;
      tell({ id, kind: 'ways', ways, problem });
    }
  }
}

/** Questions are only asked about what was checked last, by this worker or by one that was ended since. */
function surveyOf({ before, after, zones, ipv6 }: Subject): Survey {
  last ??= new Survey(openBounded(after.length > 0 ? after : before).ruleset, zones, ipv6);
  return last;
}

function summary({ dialect, rules, diagnostics, ruleset, unknown }: Bounded): ReadVersion {
  return {
    dialect,
    rules,
    diagnostics,
    unknown,
    sound: dialect !== null && !diagnostics.some(({ severity }) => severity !== 'warning'),
    ipv6: ruleset.tables.some(({ family }) => family !== 'ip'),
  };
}

function check({ before, after, zones, ipv6, tests }: CheckInput, id: number): CheckResult {
  const started = performance.now();
  const old = openBounded(before).ruleset;
  const now = after.length > 0 ? openBounded(after).ruleset : null;
  const at = (stage: Stage) => (done: number, of: number) => tell({ id, kind: 'progress', stage, done, of });
  const survey = new Survey(now ?? old, zones, ipv6);
  const matrix = survey.matrix(at('matriks'));
  const matrixBefore = now ? new Survey(old, zones, ipv6).matrix(at('matriks')) : null;
  last = survey;
  const comparison = now ? compareRulesets(old, now, zones, ipv6, at('perubahan')) : null;
  at('uji')(0, 1);
  const judged = (ruleset: Ruleset) => judgeExpectations(ruleset, zones, ipv6, tests);
  const results = { before: judged(old), after: now ? judged(now) : null };
  at('saran')(0, 1);
  const { advice, adviceLeftOut } = adviceOn(now ?? old, survey);
  return {
    matrix,
    matrixBefore,
    comparison,
    tests: results,
    advice,
    adviceLeftOut,
    milliseconds: performance.now() - started,
  };
}

/** Advice is more than was asked for: where it is too much work, the rest of the answer stands. */
function adviceOn(ruleset: Ruleset, { scene }: Survey): { advice: Advice[]; adviceLeftOut: boolean } {
  try {
    return { advice: advise(ruleset, scene.topology), adviceLeftOut: false };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return { advice: [], adviceLeftOut: true };
  }
}

function explained(error: unknown): { message: string; zone: string | null } {
  if (error instanceof ZoneError) return { message: error.message, zone: error.zone };
  if (error instanceof TooLarge)
    return {
      message:
        'Aturan ini terlalu besar untuk dihitung di sini. Kurangi zona, atau periksa satu rantai saja. Teks Anda tetap utuh.',
      zone: null,
    };
  console.error(error);
  const reason = error instanceof Error ? error.message : String(error);
  return {
    message: `Pemeriksaan berhenti karena kesalahan Sigap (${reason}). Teks Anda tetap utuh.`,
    zone: null,
  };
}
