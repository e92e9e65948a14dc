/** The hand-made cases of ../shared with the kernel's answers; skipped where that folder is absent. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Case, runCase } from '../../../src/cli/nft-run.ts';

interface Told {
  verdict: string;
  dropped_by: string | null;
  rejected_with: string | null;
  delivered_to: string | null;
  ct_state: string | null;
  path: { table: string; chain: string; handle: number | null; verdict: string }[];
  out_tuple: Record<string, unknown> | null;
}

const FOLDER = new URL('../../../../shared/tools/', import.meta.url);
const CASES = new URL('probes.jsonl', FOLDER);
/** Ports (or identifiers) that NAT chose at random: only the addresses can be compared. */
const RANDOM_PORTS = ['masq-collision', 'masq-lowport'];

const lines = (url: URL): unknown[] =>
  readFileSync(url, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown); // prettier-ignore
const fieldsOf = ({ verdict, dropped_by, rejected_with, delivered_to, ct_state, path }: Told): unknown => ({
  verdict,
  dropped_by,
  rejected_with,
  delivered_to,
  ct_state,
  path: path.map((step) => `${step.table} ${step.chain} ${step.handle} ${step.verdict}`),
}); // prettier-ignore

if (!existsSync(CASES))
  test('the probes of ../shared are absent', (t) => t.skip('no ../shared/tools/probes.jsonl'));
else {
  const verdicts = new Map(
    lines(new URL('probes.verdicts.jsonl', FOLDER)).map((one) => [(one as { id: string }).id, one]),
  );
  for (const one of lines(CASES) as (Case & { id: string; note: string })[])
    test(`probe ${one.id}: ${one.note}`, () => {
      const kernel = verdicts.get(one.id) as { accepted: boolean; packets: Told[] };
      const engine = runCase(one);
      assert.ok(!('unsupported' in engine));
      assert.equal(engine.accepted, kernel.accepted);
      for (const [i, told] of kernel.packets.entries()) {
        const ours = engine.packets[i] as Told;
        assert.deepEqual(fieldsOf(ours), fieldsOf(told), `packet ${i}`);
        if (!RANDOM_PORTS.includes(one.id)) assert.deepEqual(ours.out_tuple, told.out_tuple, `packet ${i}`);
        else
          assert.deepEqual(
            [ours.out_tuple?.src, ours.out_tuple?.dst],
            [told.out_tuple?.src, told.out_tuple?.dst],
          );
      }
    });
}
