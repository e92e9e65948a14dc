/** The page says of every document what the command says, and marks what was altered in documents of others. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { type Report, verifyPdf } from '../../labs/signature/index.ts';
import { toPem } from '../../labs/signature/make/index.ts';
import { readCertificate } from '../../labs/signature/pki/certificate.ts';
import { exerciseDocuments } from '../../src/build/exercise-documents.ts';
import { type CorpusRow, corpusPath, readCorpus } from '../signature/verdict/corpus.ts';

const { exercises, root } = exerciseDocuments();
const letters = exercises.flatMap(({ letters }) => letters);
const corpus = readCorpus() ?? [];
const address = '/alat/verifikasi-tte/';

interface Line {
  readonly verdict: string;
  readonly reason: string;
  readonly signatures: { readonly explanations: { readonly state: string }[] }[];
}

/** What `npm run -s tte -- verify` prints for these files. */
function commandSays(files: readonly string[], trust: string): Line[] {
  const printed = execFileSync('npm', ['run', '-s', 'tte', '--', 'verify', ...files, '--trust', trust], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The same facts as the page shows them, in the order of the files. */
function pageSays(page: Page): Promise<{ verdict: string; reason: string; states: string[] }[]> {
  return page.locator('.desk-results > .result').evaluateAll((results) =>
    results.map((result) => ({
      verdict: result.getAttribute('data-verdict') ?? '',
      reason: result.querySelector('.verdict-card .cause')?.textContent ?? '',
      states: [...result.querySelectorAll('[data-check]')].map(
        (item) => item.getAttribute('data-state') ?? '',
      ),
    })),
  );
}

test('every exercise letter and every document of the corpus gets the verdict of the command', async ({
  page,
}) => {
  test.slow();
  const folder = mkdtempSync(join(tmpdir(), 'sigap-letters-'));
  const made = letters.map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  const trust = join(folder, 'akar.pem');
  writeFileSync(trust, toPem(readCertificate(root.der)));
  const files = [...made, ...corpus.map(({ file }) => corpusPath(file))];
  await page.goto(address);
  await page.check('.training-root input');
  await page.setInputFiles('#berkas', files);
  await expect(page.locator('.desk-status')).toContainText(`${files.length} berkas diperiksa`, {
    timeout: 150_000,
  });
  const shown = await pageSays(page);
  const said = commandSays(files, trust).map(({ verdict, reason, signatures }) => ({
    verdict,
    reason,
    states: signatures.flatMap(({ explanations }) => explanations.map(({ state }) => state)),
  }));
  expect(shown.length).toBe(files.length);
  files.forEach((file, index) => {
    expect(shown[index], basename(file)).toEqual(said[index]);
  });
  rmSync(folder, { recursive: true });
});

/** Findings that say a page itself was touched. */
const ON_THE_PAGE = /^(page-(added|removed|content|resources)|annotation-overlay)$/;

function pageAltered({ signatures }: Report): string[] {
  return signatures.flatMap(({ findings }) =>
    findings.flatMap(({ code }) => (ON_THE_PAGE.test(code) ? [code] : [])),
  );
}

const tampered = corpus.flatMap((row): (CorpusRow & { codes: string[] })[] => {
  if (row.verdictClass !== 'NEG_MODIFIED') return [];
  const codes = pageAltered(verifyPdf(row.bytes(), { anchors: [], at: new Date() }));
  return codes.length > 0 ? [{ ...row, codes }] : [];
});

test('in the corpus, pages that were altered are marked, and what cannot be seen is still said', async ({
  page,
}) => {
  test.skip(corpus.length === 0, '../shared/corpus/tte is not here');
  test.slow();
  expect(tampered.length).toBeGreaterThan(4);
  const blank: string[] = [];
  for (const { file, codes } of tampered) {
    await page.goto(address);
    await page.setInputFiles('#berkas', corpusPath(file));
    await page.getByRole('button', { name: 'Bandingkan dengan versi yang ditandatangani' }).click();
    const comparison = page.locator('.comparison');
    const refused = page.locator('.pages [role=alert]');
    await expect(comparison.or(refused).first()).toBeVisible();
    if (await refused.isVisible()) {
      blank.push(`${file}: ${await refused.textContent()}`);
      continue;
    }
    const marks = await comparison.locator('rect').count();
    const visible = codes.some((code) => /added|removed|content/.test(code));
    if (visible || (await comparison.getAttribute('data-changed')) !== '0')
      expect(marks, file).toBeGreaterThan(0);
    else await expect(comparison.locator('.found'), file).toBeVisible();
  }
  console.log(`${tampered.length - blank.length} of ${tampered.length} altered documents could be drawn`);
  for (const line of blank) console.log(line);
  expect(blank.length).toBeLessThan(tampered.length / 2);
});
