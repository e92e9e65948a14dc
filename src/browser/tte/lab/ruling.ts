/** The right column: first the checks and the question, after the decision the verdict and what gave it away. */
import type { Report } from '../../../../labs/signature/index.ts';
import { button, type Child, icon, make } from '../dom.ts';
import { nextSteps } from '../view/next-steps.ts';
import { checksOf } from '../view/signature.ts';
import { verdictCard } from '../view/verdict-card.ts';
import { decisionForm } from './decision-form.ts';
import { DECISIONS, type Decision, type Letter, REASONS, type Reason, reasonOf } from './letters.ts';
import type { Decided } from './progress.ts';

/** Before the decision: the checks stay folded until the learner asks for them, and the verdict is not told. */
export function askView(report: Report, decide: (decision: Decision, reason: Reason) => void): HTMLElement {
  const checks = make('div', { class: 'asked-checks', hidden: true }, ...checkViews(report));
  const look = button(
    'Periksa tanda tangan',
    () => {
      checks.hidden = false;
      look.remove();
      checks.querySelector<HTMLElement>('h2')?.focus();
    },
    '',
    'file-search',
  );
  return make('div', {}, look, checks, decisionForm(decide));
}

function checkViews(report: Report): Child[] {
  const heading = make('h2', { tabindex: '-1' }, 'Hasil pemeriksaan');
  if (report.signatures.length === 0)
    return [
      heading,
      make(
        'p',
        { class: 'found-nothing' },
        icon('circle-dashed'),
        report.document
          ? 'Tidak ada tanda tangan yang ditemukan di dalam berkas ini, jadi tujuh pemeriksaan tidak dapat dijalankan.'
          : report.reason,
      ),
    ];
  return [
    heading,
    ...report.signatures.flatMap((signature, place) => [
      report.signatures.length > 1 &&
        make('h3', {}, `${place + 1}. ${signature.signer?.name ?? signature.field}`),
      checksOf(signature),
    ]),
  ];
}

/** After the decision. @param next leads to the following letter, or says that all are done. */
export function answerView(
  letter: Letter,
  report: Report,
  decided: Decided,
  next: Child,
  again: () => void,
): HTMLElement {
  return make(
    'div',
    {},
    feedback(letter, report, decided),
    verdictCard(report, 'h3'),
    ...checkViews(report),
    nextSteps(report.verdict),
    make('div', { class: 'after' }, next, button('Putuskan ulang', again, 'small', 'rotate-ccw')),
  );
}

function feedback({ expected }: Letter, report: Report, { decision, reason, right }: Decided): HTMLElement {
  const should = reasonOf(report, expected.decision);
  const sameReason = reason === should;
  const said = right
    ? sameReason
      ? 'Tepat. Keputusan dan alasannya sesuai bukti.'
      : 'Keputusannya tepat, alasannya lain.'
    : 'Belum tepat.';
  return make(
    'div',
    { class: `feedback ${right ? 'lolos' : 'tolak'}`, 'data-right': String(right) },
    make('h2', { tabindex: '-1' }, icon(right ? 'circle-check' : 'octagon-x'), said),
    make(
      'p',
      {},
      'Anda memilih: ',
      make('b', {}, nameOf(DECISIONS, decision)),
      '. ',
      `${nameOf(REASONS, reason)}.`,
    ),
    (!right || !sameReason) &&
      make(
        'p',
        {},
        'Yang dianjurkan: ',
        make('b', {}, nameOf(DECISIONS, expected.decision)),
        '. ',
        `${nameOf(REASONS, should)}.`,
      ),
    make('p', { class: 'why' }, expected.why),
  );
}

function nameOf(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((one) => one.id === id)?.name ?? id;
}
