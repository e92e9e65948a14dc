/** What the page asks the worker, and what it answers. Plain data: it crosses to a worker. */
import type { Diagnostic } from '../../../labs/firewall/language/diagnostics.ts';
import type { Advice } from '../../../labs/firewall/proof/advice.ts';
import type { GuessedZone } from '../../../labs/firewall/reading/guess-zones.ts';
import type { Dialect, SourceFile } from '../../../labs/firewall/reading/open-files.ts';
import type { Comparison } from '../../../labs/firewall/survey/compare.ts';
import type { Expectation, Judged } from '../../../labs/firewall/survey/expectations.ts';
import type { SurveyZone } from '../../../labs/firewall/survey/network.ts';
import type { Matrix } from '../../../labs/firewall/survey/survey.ts';
import type { Way } from '../../../labs/firewall/survey/ways.ts';

export type {
  Advice,
  Comparison,
  Diagnostic,
  Expectation,
  GuessedZone,
  Judged,
  Matrix,
  SourceFile,
  SurveyZone,
  Way,
};

/** What one version of the rules was read as. */
export interface ReadVersion {
  dialect: Dialect | null;
  rules: number;
  diagnostics: Diagnostic[];
  /** Rules that are not known: they count as "may or may not match", and answers that hang on them say so. */
  unknown: Diagnostic[];
  /** No errors, and nothing unknown that could not be bounded: it can be computed. */
  sound: boolean;
  /** Does any table see IPv6 packets? */
  ipv6: boolean;
}

/** What questions are about: the last version, and the network around it. */
export interface Subject {
  before: SourceFile[];
  /** Empty: there is no second version. */
  after: SourceFile[];
  zones: SurveyZone[];
  ipv6: boolean;
}

export interface CheckInput extends Subject {
  tests: Expectation[];
}

export type Question =
  | { id: number; kind: 'read'; before: SourceFile[]; after: SourceFile[] }
  | ({ id: number; kind: 'check' } & CheckInput)
  | { id: number; kind: 'detail'; about: Subject; from: string; to: string; door: string }
  | { id: number; kind: 'ask'; about: Subject; text: string };

export type Stage = 'matriks' | 'perubahan' | 'uji' | 'saran';

export type Answer =
  | { id: number; kind: 'read'; before: ReadVersion; after: ReadVersion | null; zones: GuessedZone[] }
  | { id: number; kind: 'progress'; stage: Stage; done: number; of: number }
  | { id: number; kind: 'checked'; result: CheckResult }
  | { id: number; kind: 'ways'; ways: Way[]; problem: string | null }
  /** What went wrong and what to do, in Indonesian; `zone` when it is about one zone. */
  | { id: number; kind: 'failed'; message: string; zone: string | null };

export interface CheckResult {
  matrix: Matrix;
  /** Of the version before, when there are two. */
  matrixBefore: Matrix | null;
  comparison: Comparison | null;
  /** By version; `after` is null when there is only one. */
  tests: { before: Judged[]; after: Judged[] | null };
  advice: Advice[];
  /** Advice could not be computed within the limits. */
  adviceLeftOut: boolean;
  milliseconds: number;
}
