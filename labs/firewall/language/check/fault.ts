/** How the checker reports: a fault ends the rule, set or chain it is in; a notice does not. nft(8) ERROR REPORTING. */
import { type Diagnostic, Fault, type Mend, say } from '../diagnostics.ts';
import { type Place, spanOf, textOf } from '../syntax/source.ts';
import { nearest } from '../words/suggest.ts';

export function diagnosticAt(
  severity: Diagnostic['severity'],
  place: Place,
  id: string,
  en: string,
  mend?: Mend,
): Diagnostic {
  return {
    severity,
    span: spanOf(place),
    token: textOf(place).slice(0, 80),
    expected: [],
    message: say(id, en),
    ...(mend === undefined ? {} : { mend }),
  };
}

export function fault(place: Place, id: string, en: string, mend?: Mend): never {
  throw new Fault(diagnosticAt('error', place, id, en, mend));
}

/** The construct is known by name only. */
export function unsupported(place: Place, construct: string): never {
  throw new Fault(
    diagnosticAt(
      'unsupported',
      place,
      `${construct}: belum ada di simulator ini, maka berkas ini tidak dinilai.`,
      `${construct}: not in this simulator, so this file is not judged.`,
    ),
  );
}

/** "Maksud Anda …?" when one of the words is near. */
export function suggestion(word: string, words: Iterable<string>): Mend | undefined {
  const guess = nearest(word, words);
  if (guess === null) return undefined;
  return { ...say(`Maksud Anda \`${guess}\`?`, `Did you mean \`${guess}\`?`), replacement: guess };
}
