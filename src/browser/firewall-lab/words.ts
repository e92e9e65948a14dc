/** Verdicts in plain Indonesian. Pure: from data to sentences. */
import type {
  CellVerdict,
  PacketVerdict,
  SampleVerdict,
  Step,
} from '../../../labs/firewall/policy/verdict.ts';
import type { ProofCount } from './protocol.ts';

export type Tone = 'passed' | 'refused' | 'wrong' | 'unrated';

/** How the verdict looks: a rightly refused packet is calm, only a wrong one is loud. */
export function toneOf(sample: SampleVerdict, expected: CellVerdict['expected'] | null): Tone {
  if (expected === null) return 'unrated';
  if (sample.passed !== (expected === 'accept')) return 'wrong';
  return sample.passed ? 'passed' : 'refused';
}

/** The packet a verdict is about: the reply if the request passed and the reply did not. */
export function tellingPacket(sample: SampleVerdict): PacketVerdict | undefined {
  return sample.packets.find((packet) => !packet.passed) ?? sample.packets[0];
}

const SUBJECTS = { request: 'Paket ini', reply: 'Balasannya', error: 'Kabar "paket terlalu besar"' } as const;

export function headline(sample: SampleVerdict, expected: CellVerdict['expected'] | null): string {
  const telling = tellingPacket(sample);
  const subject = SUBJECTS[telling?.kind ?? 'request'];
  if (telling?.stray && expected === 'accept') return `${subject} lolos, tetapi tidak seperti yang diminta`;
  const happened = sample.passed ? 'lolos' : 'ditolak';
  if (expected === null) return `${subject} ${happened}`;
  const wanted = expected === 'accept' ? 'lolos' : 'ditolak';
  return happened === wanted
    ? `${subject} ${happened}, sesuai kebijakan`
    : `${subject} ${happened} padahal harus ${wanted}`;
}

/**
 * What was sent before, one part for each sender and door: `40 kali dari 10.70.0.66 ke port 22`. Empty for a packet
 * that comes alone.
 */
export function earlierWords({ sample }: SampleVerdict): string {
  const runs: { src: string; door: string; times: number; pauseMs: number }[] = [];
  for (const { packet, pauseMs } of sample.earlier ?? []) {
    const door = packet.dport === null ? packet.transport : `port ${packet.dport}`;
    const last = runs.at(-1);
    if (last?.src === packet.src && last.door === door && last.pauseMs === 0) {
      last.times += 1;
      last.pauseMs = pauseMs;
    } else runs.push({ src: packet.src, door, times: 1, pauseMs });
  }
  const parts = runs.map(({ src, door, times, pauseMs }, i) => {
    const from = runs[i - 1]?.src === src ? '' : `dari ${src} `;
    const pause = pauseMs === 0 ? '' : `, jeda ${pauseMs / 1000} detik`;
    return `${times === 1 ? '' : `${times} kali `}${from}ke ${door}${pause}`;
  });
  return parts.join(', lalu ');
}

/** `tcp 203.0.113.9:40112 → 10.20.0.5:3306` */
export function tuple(sample: SampleVerdict): string {
  const packet = tellingPacket(sample);
  if (!packet) return '';
  const end = (address: string, port: number | null): string => {
    if (port === null) return address;
    return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  };
  const message = packet.src.includes(':') ? 'icmpv6' : 'icmp';
  const transport = packet.kind === 'error' ? message : sample.sample.transport;
  return `${transport} ${end(packet.src, packet.sport)} → ${end(packet.dst, packet.dport)}`;
}

/** Who decided, as the words around a pressable line number. */
export function decision(packet: PacketVerdict): {
  before: string;
  line: number | null;
  link: string;
  after: string;
} {
  const step = packet.deciding === null ? undefined : packet.steps[packet.deciding];
  if (packet.stray) {
    const { wrong, src, dst, dport } = packet.stray;
    const port = dport === null ? '' : ` port ${dport}`;
    const before =
      wrong === 'place'
        ? `Tidak ada aturan yang menolaknya. Tetapi ia sampai di ${dst}${port}, bukan di tempat yang diminta.`
        : `Ia sampai, tetapi tampak berasal dari ${src}.`;
    return { before, line: null, link: '', after: '' };
  }
  if (!step) {
    const six = packet.src.includes(':') ? ' IPv6' : '';
    const before = packet.passed
      ? `Tidak ada rantai yang memeriksa paket${six} ini, maka ia diteruskan.`
      : 'Tidak ada aturan yang menolaknya. Gerbang sendiri tidak dapat meneruskan paket ini.';
    return { before, line: null, link: '', after: '' };
  }
  const { unread } = packet;
  const first = unread[0];
  const last = unread.at(-1);
  const lines = first === last ? `Baris ${first}` : `Baris ${first} sampai ${last}`;
  const after = first === undefined ? '.' : `. ${lines} tidak dibaca lagi.`;
  if (step.outcome === 'policy') {
    const asked = packet.steps.some((each) => each.outcome === 'no-match');
    const before = asked ? 'Tidak ada aturan yang cocok, maka berlaku ' : 'Berlaku ';
    return { before, line: step.line, link: `kebijakan rantai di baris ${step.line}`, after: '.' };
  }
  return { before: 'Diputuskan ', line: step.line, link: `aturan baris ${step.line}`, after };
}

/** What one rule said, in two or three words. */
export function stepWords(step: Step): string {
  if (step.outcome === 'no-match') return 'tidak cocok';
  if (step.outcome === 'policy') return `kebijakan, ${step.verdict ?? ''}`;
  return step.verdict === null || step.verdict === 'continue' ? 'cocok, lanjut' : `cocok, ${step.verdict}`;
}

/** Why a rule did not match: what the packet had in the field that its first failing condition asked for. */
export function failure(step: Step): string {
  if (!step.failed) return '';
  const { field, value } = step.failed;
  return value === '' ? `paket ini tidak punya ${field}` : `${field} paket ini ${value}`;
}

/** The two words of a cell, and the second line of a wrong one. */
export function cellWords(cell: CellVerdict): { happened: string; wanted: string | null } {
  const passed = cell.held === (cell.expected === 'accept');
  if (cell.held) return { happened: passed ? 'lolos' : 'ditolak', wanted: null };
  if (cell.samples.length === 0) return { happened: 'belum terbukti', wanted: 'harus ditolak' };
  const [sample] = cell.samples;
  const astray = sample && tellingPacket(sample)?.stray && cell.expected === 'accept';
  const happened = passed ? 'lolos' : astray ? 'salah alamat' : 'ditolak';
  return { happened, wanted: cell.expected === 'accept' ? 'harus lolos' : 'harus ditolak' };
}

/** The result line, for the page and for screen readers. */
export function resultLine(cells: readonly CellVerdict[]): string {
  const broken = cells.filter((cell) => !cell.held);
  const held = cells.length - broken.length;
  if (broken.length === 0) return `Semua ${cells.length} permintaan kebijakan terpenuhi.`;
  const unsettled = broken.filter(({ samples }) => samples.length === 0).length;
  const open = broken.filter((cell) => cell.expected === 'drop').length - unsettled;
  const shut = broken.length - unsettled - open;
  const parts = [
    unsettled > 0 ? `${unsettled} belum terbukti` : '',
    open > 0 ? `${open} lolos padahal harus ditolak` : '',
    shut > 0 ? `${shut} ditolak padahal harus lolos` : '',
  ].filter((part) => part !== '');
  return `${held} dari ${cells.length} sesuai: ${parts.join(', ')}.`;
}

/** What the proof adds to the count of cells; empty until it is done. */
export function proofWords(proof: ProofCount | null): string {
  if (!proof) return '';
  const tried = proof.played > 0 ? `, ${proof.played} dicoba dengan urutan paket` : '';
  if (proof.proved !== proof.total) return `, ${proof.proved} dari ${proof.total} syarat terbukti`;
  return tried === '' ? ', terbukti untuk semua paket' : `, ${proof.total} syarat terbukti${tried}`;
}

/** The same for the result line. */
export function proofLine(proof: ProofCount | null): string {
  if (!proof) return '';
  if (proof.proved !== proof.total)
    return `${proof.proved} dari ${proof.total} syarat terbukti untuk semua paket.`;
  return proof.played === 0
    ? 'Terbukti untuk semua paket, bukan hanya contohnya.'
    : `${proof.total} syarat terbukti untuk semua paket; ${proof.played} dicoba dengan urutan paket.`;
}
