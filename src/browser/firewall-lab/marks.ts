/** Turns an answer of the engine into marks for the editor and the list of findings. Pure. */
import type { Diagnostic } from '../../../labs/firewall/language/diagnostics.ts';
import { type Policy, placeName, REST } from '../../../labs/firewall/policy/model.ts';
import type { Shadowed } from '../../../labs/firewall/policy/shadowed.ts';
import type { CellVerdict, Step } from '../../../labs/firewall/policy/verdict.ts';
import type { Mark } from '../editor/editor.ts';
import type { Answer } from './protocol.ts';
import { tellingPacket } from './words.ts';

/** All marks of an answer, in the order of the lines. */
export function marksOf(answer: Answer, policy: Policy, text: string): Mark[] {
  const marks = [
    ...answer.diagnostics.map(fromDiagnostic),
    ...(answer.result ? breaches(answer.result.cells, policy, text) : []),
    ...(answer.result?.shadowed ?? []).map(fromShadowed),
  ];
  return marks.sort((a, b) => a.line - b.line || a.column - b.column);
}

const DIAGNOSTIC: Readonly<Record<Diagnostic['severity'], { tone: Mark['tone']; title: string }>> = {
  error: { tone: 'error', title: 'Tidak terbaca.' },
  unsupported: { tone: 'unsupported', title: 'Di luar simulator.' },
  warning: { tone: 'advice', title: 'Perhatikan.' },
};

function fromDiagnostic({ severity, span, message, mend }: Diagnostic): Mark {
  const { tone, title } = DIAGNOSTIC[severity];
  return {
    line: span.line,
    column: span.column,
    endLine: span.endLine,
    endColumn: Math.max(span.endColumn, span.endLine === span.line ? span.column + 1 : 1),
    tone,
    title,
    // The mend first: the rest is for those who want to know more.
    text: (mend ? `${mend.id} ${message.id}` : message.id).replaceAll('`', '"'),
    ...(mend?.replacement === undefined ? {} : { replacement: mend.replacement }),
  };
}

function fromShadowed(found: Shadowed): Mark {
  const { line, column, endLine, endColumn, by } = found;
  const done = by.verdict === 'accept' ? 'diterima' : 'dibuang';
  const text = `Semua paketnya sudah ${done} baris ${by.line}.`;
  return { line, column, endLine, endColumn, tone: 'advice', title: 'Tidak pernah tercapai.', text };
}

/** One mark for each line that decided wrongly, naming who and what. */
function breaches(cells: readonly CellVerdict[], policy: Policy, text: string): Mark[] {
  const byLine = new Map<string, { step: Step; expected: CellVerdict['expected']; cells: CellVerdict[] }>();
  const strays: CellVerdict[] = [];
  const unasked: CellVerdict[] = [];
  for (const cell of cells) {
    if (cell.held) continue;
    const packet = cell.samples[0] && tellingPacket(cell.samples[0]);
    if (packet?.stray && cell.expected === 'accept') {
      strays.push(cell);
      continue;
    }
    const step = packet?.deciding === null ? undefined : packet?.steps[packet.deciding];
    if (!step) {
      if (packet?.passed) unasked.push(cell);
      continue;
    }
    const key = `${step.line} ${cell.expected}`;
    const group = byLine.get(key) ?? { step, expected: cell.expected, cells: [] };
    group.cells.push(cell);
    byLine.set(key, group);
  }
  const decided = [...byLine.values()].map(({ step, expected, cells: group }): Mark => {
    const line = text.split('\n')[step.line - 1] ?? '';
    const loose = expected === 'drop';
    const subject = step.outcome === 'policy' ? 'Kebijakan rantai ini' : 'Baris ini';
    const verb = loose ? 'meloloskan' : 'menolak';
    return {
      line: step.line,
      column: line.length - line.trimStart().length + 1,
      endLine: step.line,
      endColumn: Math.max(line.trimEnd().length + 1, 2),
      tone: 'breach',
      title: loose ? 'Terlalu longgar.' : 'Terlalu ketat.',
      text: `${subject} ${verb} ${flows(group, policy)}, padahal harus ${loose ? 'ditolak' : 'lolos'}.`,
    };
  });
  const led = strays.length === 0 ? [] : [astray(strays, policy, text)];
  const open = unasked.length === 0 ? [] : [neverAsked(unasked, policy, text)];
  return [...open, ...led, ...decided];
}

/** A mark on the first line that matches, or on the first line of all. */
function markOn(pattern: RegExp, text: string, title: string, sentence: string): Mark {
  const lines = text.split('\n');
  const at = Math.max(
    lines.findIndex((line) => pattern.test(line)),
    0,
  );
  const line = lines[at] ?? '';
  const column = line.length - line.trimStart().length + 1;
  const endColumn = Math.max(line.trimEnd().length + 1, 2);
  return { line: at + 1, column, endLine: at + 1, endColumn, tone: 'breach', title, text: sentence };
}

/** Let through, but to another place or from another source: no rule refused it, the chains that rewrite are wrong. */
function astray(cells: readonly CellVerdict[], policy: Policy, text: string): Mark {
  const sentence = `${flows(cells, policy)}: lolos, tetapi dengan alamat yang lain dari yang diminta. Periksa rantai nat.`;
  const [first] = cells[0]?.samples ?? [];
  const place = first && tellingPacket(first)?.stray?.wrong === 'place';
  const chain = place ? /\bhook\s+prerouting\b/ : /\bhook\s+postrouting\b/;
  return markOn(chain, text, 'Salah alamat.', sentence);
}

/** No chain looked at it: the rules may be right and stand in a table that does not see the packet. */
function neverAsked(cells: readonly CellVerdict[], policy: Policy, text: string): Mark {
  const sentence = `Tidak ada rantai yang memeriksa ${flows(cells, policy)}, padahal harus ditolak.`;
  return markOn(/^\s*table\b/, text, 'Tidak diperiksa.', sentence);
}

/** `Internet, LAN kantor, dan Manajemen ke Basis data` for each service. */
function flows(cells: readonly CellVerdict[], policy: Policy): string {
  const services = [...new Set(cells.map((cell) => cell.to))];
  const parts = services.map((to) => {
    const found = cells.find((cell) => cell.to === to)?.samples[0]?.sample;
    if (to === REST && found)
      return `paket ${found.transport} yang tidak diminta siapa pun, dari ${placeName(policy, found.from)} ke ${placeName(policy, found.place)}`;
    const sources = cells.filter((cell) => cell.to === to).map((cell) => placeName(policy, cell.from));
    const service = policy.services.find((candidate) => candidate.id === to);
    return `${listWords(sources)} ke ${service?.name ?? to}`;
  });
  return parts.length <= 3
    ? parts.join('; ')
    : `${parts.slice(0, 3).join('; ')}; dan ${parts.length - 3} layanan lain`;
}

function listWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? '';
  const last = words.at(-1) ?? '';
  return words.length === 2 ? `${words[0]} dan ${last}` : `${words.slice(0, -1).join(', ')}, dan ${last}`;
}
