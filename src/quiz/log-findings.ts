/** Which marked lines of a log are findings, and what is still to be found. Pure. */

export interface LogFinding {
  id: string;
  /** Id of the log it is in. */
  berkas: string;
  memuat: readonly string[];
}

/** A line of a log, named by its log and its number (from 1). */
export interface LogLine {
  log: string;
  number: number;
  text: string;
}

export interface LogResult {
  /** Ids of the findings of which at least one line is marked, in the order of the list. */
  found: string[];
  /** Marked lines that belong to no finding. */
  harmless: LogLine[];
}

export const belongsTo = (line: LogLine, { berkas, memuat }: LogFinding): boolean =>
  line.log === berkas && memuat.every((word) => line.text.includes(word));

/** @param marked the lines the learner marked. */
export function judgeMarks(marked: readonly LogLine[], findings: readonly LogFinding[]): LogResult {
  return {
    found: findings.filter((finding) => marked.some((line) => belongsTo(line, finding))).map(({ id }) => id),
    harmless: marked.filter((line) => !findings.some((finding) => belongsTo(line, finding))),
  };
}
