/** The middle column: the letter as paper before the decision, the evidence after it. */
import type { Report } from '../../../../labs/signature/index.ts';
import { fill, icon, make } from '../dom.ts';
import { grounds, openPoints, type Surroundings } from '../view/signature.ts';
import type { Letter } from './letters.ts';

/** Whether the letter is still the one on the desk. */
type StillHere = () => boolean;

export async function letterBefore(
  view: HTMLElement,
  head: HTMLElement,
  bytes: Uint8Array,
  letter: Letter,
  here: StillHere,
): Promise<void> {
  const pages = await paper(async () => {
    const { pagesView } = await import('../viewer/pages.ts');
    return pagesView(bytes);
  });
  if (here()) fill(view, [head, fileLink(letter), pages]);
}

/** The received file and, where its sender was asked, the original. */
interface Papers {
  readonly bytes: Uint8Array;
  readonly original: Promise<Uint8Array> | null;
}

export async function letterAfter(
  view: HTMLElement,
  head: HTMLElement,
  { bytes, original }: Papers,
  letter: Letter,
  report: Report,
  around: Surroundings,
  here: StillHere,
): Promise<void> {
  const pages = await paper(async () => {
    const { comparisonView, hasLaterVersion, originalView } = await import('../viewer/comparison.ts');
    if (original) return originalView(await original, bytes);
    const changed = report.signatures.find((one) => hasLaterVersion(report, one));
    if (changed) return comparisonView(bytes, report, changed);
    const { pagesView } = await import('../viewer/pages.ts');
    return pagesView(bytes);
  });
  if (!here()) return;
  const evidence =
    report.signatures.length > 0
      ? report.signatures.map((signature) => grounds(report, signature, around))
      : [make('div', { class: 'grounds' }, openPoints(report.notChecked))];
  const heading = make('h2', { class: 'gave-away' }, 'Bukti di dalam berkas');
  fill(view, [head, fileLink(letter), heading, pages, ...evidence]);
}

/** A page that cannot be drawn must not take the decision away. */
async function paper(view: () => Promise<HTMLElement>): Promise<HTMLElement> {
  try {
    return await view();
  } catch (error) {
    return make(
      'p',
      { class: 'quiet', role: 'status' },
      `${(error as Error).message} Buka berkasnya di pembaca PDF.`,
    );
  }
}

function fileLink({ file }: Letter): HTMLElement {
  return make(
    'p',
    { class: 'file-link' },
    make('a', { href: file, download: true }, icon('file-down'), 'Unduh PDF surat ini'),
  );
}
