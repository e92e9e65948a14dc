/** An attack from the literature, rebuilt on a document of our own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Report, verifyPdf } from '../../../labs/signature/index.ts';
import type { CheckName } from '../../../labs/signature/verdict/report.ts';
import { fastAnchors } from '../make/by-hand.ts';
import { NOW } from '../make/fixtures.ts';
import { bytesOf, textOf } from '../pdf/build.ts';

/** Which check has to say that something is wrong; `none` when there is no signature left to say it of. */
export type Catcher = CheckName | 'none';

export interface Attack {
  readonly name: string;
  /** The honest document, which must be valid. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly caughtBy: Catcher;
}

export const verify = (bytes: Uint8Array): Report => verifyPdf(bytes, { anchors: fastAnchors, at: NOW });

/** @param source the paper or report that describes this kind of attack. */
export function attacks(source: string, list: readonly Attack[]): void {
  for (const { name, before, after, caughtBy } of list) {
    test(`${source}: ${name} is never valid`, () => {
      assert.equal(verify(before).verdict, 'valid', 'the honest document');
      const report = verify(after);
      assert.notEqual(report.verdict, 'valid');
      const said = JSON.stringify(report.signatures.map((one) => one.checks));
      if (caughtBy === 'none') assert.deepEqual(report.signatures, [], said);
      else {
        const doubted = report.signatures.flatMap((one) =>
          one.explanations.filter(({ state }) => state !== 'pass'),
        );
        assert.ok(
          doubted.some((one) => one.check === caughtBy),
          `${report.verdict} ${said}`,
        );
      }
    });
  }
}

/** Text of a document with one part replaced; fails when the part is not there. */
export function edited(bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const text = textOf(bytes);
  const changed = text.replace(from, () => to);
  assert.ok(changed !== text, `"${from}" is not there`);
  return bytesOf(changed);
}
