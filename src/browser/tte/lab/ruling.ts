/** The right column: first the checks and the question, after the decision the verdict and what gave it away. */
import type { Report } from '../../../../labs/signature/index.ts';
import { button, type Child, icon, make } from '../dom.ts';
import { type NextSteps, nextSteps } from '../view/next-steps.ts';
import { checksOf } from '../view/signature.ts';
import { verdictCard } from '../view/verdict-card.ts';
import { decisionForm } from './decision-form.ts';
import { DECISIONS, type Decision, type Letter, type Official, REASONS, type Reason } from './letters.ts';
import type { Decided } from './progress.ts';

/** Before the decision: the checks stay folded until the learner asks for them, and the verdict is not told. */
export function askView(
  report: Report,
  officials: readonly Official[],
  decide: (decision: Decision, reason: Reason) => void,
): HTMLElement {
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
  return make('div', {}, look, checks, officialList(officials), decisionForm(decide));
}

/** Who may sign what: the checks can tell who signed, never whether that was the right person. */
function officialList(officials: readonly Official[]): HTMLElement {
  const rows = officials.flatMap(({ jabatan, urusan }) => [make('dt', {}, jabatan), make('dd', {}, urusan)]);
  return make(
    'details',
    { class: 'officials' },
    make('summary', {}, icon('chevron-right', 'turn'), 'Daftar pejabat yang berwenang (latihan)'),
    make('dl', { class: 'facts' }, ...rows),
  );
}

/** @param clue the check that decides is marked, once the decision was made. */
function checkViews(report: Report, clue?: string): Child[] {
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
    ...report.signatures.flatMap((signature, place) => {
      const checks = checksOf(signature);
      if (place === 0) checks.querySelector(`[data-check="${clue}"]`)?.classList.add('decisive');
      return [
        report.signatures.length > 1 &&
          make('h3', {}, `${place + 1}. ${signature.signer?.name ?? signature.field}`),
        checks,
      ];
    }),
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
    make('p', { class: 'tool-says' }, 'Yang dikatakan alat pemeriksa:'),
    verdictCard(report, 'h3'),
    ...checkViews(report, letter.expected.clue),
    nextSteps(stepsFor(report, letter)),
    make('div', { class: 'after' }, next, button('Putuskan ulang', again, 'small', 'rotate-ccw')),
  );
}

function feedback({ expected }: Letter, report: Report, { decision, reason, right }: Decided): HTMLElement {
  const sameReason = reason === expected.reason;
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
        `${nameOf(REASONS, expected.reason)}.`,
      ),
    make('p', { class: 'why' }, expected.why),
    make('p', { class: 'clue' }, make('b', {}, 'Yang membuka jawabannya: '), clueOf(report, expected.clue)),
  );
}

/** Where one could have seen it. */
function clueOf({ signatures: [first] }: Report, clue: Letter['expected']['clue']): string {
  if (clue === 'isi-surat') return 'ada pada surat itu sendiri, bukan pada tujuh pemeriksaan.';
  const found = first?.explanations.find(({ check }) => check === clue);
  if (!found) return 'di dalam berkas tidak ada tanda tangan apa pun.';
  return `pemeriksaan "${found.title}". ${found.text}`;
}

/** A sound signature does not make a letter acceptable: what to do follows the decision, not only the verdict. */
function stepsFor({ verdict }: Report, { expected }: Letter): NextSteps {
  if (expected.decision === 'tolak-lapor') return 'invalid';
  return expected.decision === 'tolak' ? 'returned' : verdict;
}

function nameOf(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((one) => one.id === id)?.name ?? id;
}
