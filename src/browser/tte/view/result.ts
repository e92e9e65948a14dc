/** Everything about one file: name, verdict, each signature, what to do, and the evidence to keep. */
import type { SignatureReport } from '../../../../labs/signature/index.ts';
import { type Child, icon, make } from '../dom.ts';
import { type Evidence, evidenceButtons } from '../evidence.ts';
import { size, VERDICTS } from '../words.ts';
import {
  carriedButton,
  contentPicker,
  copyPicker,
  type FileActions,
  pagesButton,
  passwordForm,
} from './file-actions.ts';
import { nextSteps } from './next-steps.ts';
import { checksOf, grounds, openPoints, type Surroundings } from './signature.ts';
import { verdictCard } from './verdict-card.ts';

/** @param open a file checked alone stands open; among many each is a line that unfolds. */
export function resultView(
  evidence: Evidence,
  around: Surroundings,
  actions: FileActions,
  open: boolean,
): HTMLElement {
  const { report, fileName, bytes } = evidence;
  const { word, icon: name, tone } = VERDICTS[report.verdict];
  const hasPages = (report.document?.pages ?? 0) > 0;
  return make(
    'details',
    { class: 'result', open, 'data-file': fileName, 'data-verdict': report.verdict },
    make(
      'summary',
      {},
      icon('chevron-right', 'turn'),
      make('h2', { class: 'file-name' }, fileName),
      make('span', { class: 'about' }, about(evidence)),
      make('span', { class: `status ${tone}` }, icon(name), word),
    ),
    make(
      'div',
      { class: 'result-body' },
      verdictCard(report),
      report.locked && passwordForm(actions),
      evidence.trainingAnchor && trainingNotice(),
      nextSteps(report.verdict),
      actions.wantsContent && contentPicker(actions),
      actions.carried && carriedButton(actions.carried, fileName),
      hasPages && pagesButton(report, actions),
      hasPages && copyPicker(actions),
      ...signatures(evidence, around),
      report.signatures.length === 0 && openPoints(report.notChecked),
      evidenceButtons(evidence, around.zone),
      make(
        'p',
        { class: 'fingerprint' },
        `SHA-256 berkas (${size(bytes)}): `,
        make('code', {}, evidence.sha256 || 'tidak dihitung'),
      ),
    ),
  );
}

function about({ report, bytes }: Evidence): string {
  const pages = report.document && report.document.pages > 0 && `${report.document.pages} halaman`;
  const found = report.document && `${report.signatures.length} tanda tangan`;
  return [size(bytes), pages, found].filter(Boolean).join(', ');
}

function trainingNotice(): HTMLElement {
  return make(
    'p',
    { class: 'notice' },
    icon('triangle-alert'),
    make(
      'span',
      {},
      make('b', {}, 'Penerbit latihan sedang dikenali.'),
      ' Hasil ini hanya untuk belajar, bukan bukti.',
    ),
  );
}

function signatures({ report }: Evidence, around: Surroundings): Child[] {
  const views = report.signatures.map((signature) =>
    make('div', { class: 'signature' }, checksOf(signature), grounds(report, signature, around)),
  );
  if (views.length <= 1) return views;
  const worst = report.signatures.reduce((low, one) => (rank(one) < rank(low) ? one : low));
  return report.signatures.map((signature, place) =>
    make(
      'details',
      { class: 'one-of-many', open: signature === worst },
      make(
        'summary',
        {},
        icon('chevron-right', 'turn'),
        make(
          'b',
          {},
          `${signature.kind === 'timestamp' ? 'Cap waktu dokumen' : 'Tanda tangan'} ${place + 1}`,
        ),
        make('span', {}, signature.signer?.name ?? signature.field),
        make('span', { class: 'about' }, signature.sentence),
      ),
      views[place],
    ),
  );
}

function rank({ indication }: SignatureReport): number {
  return ['TOTAL-FAILED', 'INDETERMINATE', 'TOTAL-PASSED'].indexOf(indication);
}
