/** The verdict card and, below the editor, the account of every rule the packet came to. */

import type { Lesson } from '../../../labs/firewall/policy/lesson.ts';
import type {
  CellVerdict,
  PacketVerdict,
  SampleVerdict,
  Step,
} from '../../../labs/firewall/policy/verdict.ts';
import { html, icon } from '../dom.ts';
import {
  decision,
  earlierWords,
  failure,
  headline,
  stepWords,
  tellingPacket,
  toneOf,
  tuple,
} from './words.ts';

export interface ShownVerdict {
  sample: SampleVerdict;
  expected: CellVerdict['expected'] | null;
  /** Why the policy asks for it; empty for a packet of one's own. */
  reason: string;
}

const ICONS = { passed: 'circle-check', refused: 'ban', wrong: 'octagon-x', unrated: 'send' } as const;
/** Longer chains are shortened in the card; the account below the editor has them whole. */
const MOST_CHIPS = 4;

const KINDS = {
  request: 'Paket permintaan',
  reply: 'Balasan dari server',
  error: 'Kabar "paket terlalu besar"',
} as const;

type OnLine = (line: number) => void;

/** A pressable line number. */
function lineButton(line: number, label: string, onLine: OnLine): HTMLButtonElement {
  const button = html('button', { type: 'button', class: 'line-link', 'data-line': line }, label);
  button.addEventListener('click', () => onLine(line));
  return button;
}

export function showVerdict(card: HTMLElement, shown: ShownVerdict, onLine: OnLine): void {
  const { sample, expected, reason } = shown;
  const tone = toneOf(sample, expected);
  const packet = tellingPacket(sample);
  card.className = `verdict is-${tone}`;
  const parts: Node[] = [
    html('h3', {}, icon(ICONS[tone]), headline(sample, expected)),
    html('p', { class: 'tuple' }, tuple(sample)),
  ];
  const earlier = earlierWords(sample);
  if (earlier !== '') parts.push(html('p', {}, html('b', {}, 'Sebelumnya: '), `${earlier}.`));
  if (packet) {
    const { before, line, link, after } = decision(packet);
    parts.push(html('p', {}, before, line === null ? null : lineButton(line, link, onLine), after));
    parts.push(chips(packet, onLine));
  }
  if (reason !== '') parts.push(html('p', { class: 'reason' }, html('b', {}, 'Alasan: '), reason));
  card.replaceChildren(...parts);
}

export function showUnreadable(card: HTMLElement, line: number, message: string, onLine: OnLine): void {
  card.className = 'verdict is-unreadable';
  card.replaceChildren(
    html('h3', {}, icon('triangle-alert'), 'Aturan belum dapat diperiksa'),
    html('p', {}, lineButton(line, `Baris ${line}`, onLine), `: ${message}`),
    html('p', {}, 'Hasil di bawah masih dari aturan sebelumnya.'),
  );
}

/** The engine could not be loaded or has stopped: said where the verdict would stand. */
export function showStopped(card: HTMLElement, message: string): void {
  card.className = 'verdict is-unreadable';
  const again = html('button', { type: 'button', class: 'button small' }, 'Muat ulang halaman');
  again.addEventListener('click', () => location.reload());
  card.replaceChildren(
    html('h3', {}, icon('triangle-alert'), 'Pemeriksa aturan berhenti'),
    html('p', {}, message),
    again,
  );
}

/** `10 tidak cocok > 11 tidak cocok > 14 cocok, accept` */
function chips(packet: PacketVerdict, onLine: OnLine): HTMLElement {
  const upTo = packet.steps.slice(0, (packet.deciding ?? packet.steps.length - 1) + 1);
  const shown = upTo.length <= MOST_CHIPS ? upTo : [...upTo.slice(0, 1), null, ...upTo.slice(-2)];
  return html(
    'ol',
    { class: 'chips', 'aria-label': 'Yang dikatakan tiap aturan' },
    ...shown.map((step) => {
      if (step === null) return html('li', {}, `${upTo.length - 3} aturan lain`);
      const decided = packet.steps.indexOf(step) === packet.deciding;
      const number = lineButton(step.line, String(step.line), onLine);
      number.setAttribute('aria-label', `Baris ${step.line}`);
      return html('li', { class: decided ? 'decided' : null }, number, stepWords(step));
    }),
  );
}

/** One row a rule: line, rule, what it said, and for a rule that did not match the condition that failed. */
export function showAccount(host: HTMLElement, sample: SampleVerdict, onLine: OnLine): void {
  host.replaceChildren(
    ...sample.packets.flatMap((packet) => [
      html('p', { class: 'account-title' }, KINDS[packet.kind], ` ${packet.src} → ${packet.dst}`),
      packet.steps.length === 0 ? html('p', {}, noChain(packet)) : table(packet, onLine),
    ]),
  );
}

/** A table of one family does not see the other: worth saying, as most rules look complete. */
function noChain({ src }: PacketVerdict): string {
  const six = src.includes(':') ? ' Paket ini IPv6; "table ip" hanya melihat IPv4.' : '';
  return `Tidak ada rantai aturan pada jalur paket ini.${six}`;
}

function table(packet: PacketVerdict, onLine: OnLine): HTMLTableElement {
  const head = ['Baris', 'Aturan', 'Hasil'].map((name) => html('th', { scope: 'col' }, name));
  const rows = packet.steps.map((step, i) => row(step, i === packet.deciding, onLine));
  return html(
    'table',
    { class: 'account' },
    html('thead', {}, html('tr', {}, ...head)),
    html('tbody', {}, ...rows),
  );
}

function row(step: Step, decided: boolean, onLine: OnLine): HTMLTableRowElement {
  const reason = decided ? 'baris ini memutuskan' : failure(step);
  return html(
    'tr',
    { class: decided ? 'decided' : step.outcome },
    html('td', {}, lineButton(step.line, String(step.line), onLine)),
    html('td', {}, html('code', {}, step.text)),
    html('td', {}, stepWords(step), reason === '' ? null : html('span', {}, reason)),
  );
}

/** What is probably misunderstood, in the words of the level; an answer without a lesson leaves the note alone. */
export function showLesson(note: HTMLElement, lesson: Lesson | null): void {
  if (!lesson) return;
  note.textContent = `${lesson.same ? 'Yang terjadi: ' : 'Mungkin ini sebabnya: '}${lesson.text}`;
  note.hidden = false;
}
