/** The result as a sheet of paper: the attachment of the SOP on firewall changes, for the file of the change request. */
import { html } from '../dom.ts';
import { ADVICE } from './advice-view.ts';
import { changeText } from './compare-view.ts';
import { limits } from './limits.ts';
import { combined, familyNote } from './matrix-view.ts';
import { facts } from './paper-facts.ts';
import { signature, table } from './paper-parts.ts';
import type { CheckResult, SurveyZone, Way } from './protocol.ts';
import type { TestRow, Typed } from './state.ts';
import { STATUS } from './tests-view.ts';
import { closedTo, wayTexts } from './ways-view.ts';
import { decidedText, GATEWAY, lineOf, list, PASSING, packetText, placeName } from './words.ts';

export interface Answered {
  question: string;
  ways: readonly Way[];
}

export interface AttachmentInput {
  typed: Typed;
  zones: readonly SurveyZone[];
  ipv6: boolean;
  result: CheckResult;
  /** The last question that was asked of this version, if any. */
  answered: Answered | null;
  /** SHA-256 of each file's text, by version and name. */
  hashes: ReadonlyMap<string, string>;
  /** From the page: agency, office, city, zone of time, version of the tool. */
  agency: { name: string; office: string; unit: string; city: string };
  tool: string;
  date: string;
}

const EXPECTED = { accept: 'lolos', drop: 'ditolak' } as const;

export function attachment(input: AttachmentInput): HTMLElement {
  const { typed, result, agency, date, tool } = input;
  const outcome = outcomeOf(result, typed.tests);
  return html(
    'article',
    { class: 'paper', 'aria-label': 'Lampiran SOP-09' },
    html(
      'header',
      {},
      html('p', { class: 'paper-agency' }, agency.name),
      html('p', {}, `${agency.office}, ${agency.unit}`),
      html('h2', {}, 'Lampiran SOP-09: hasil pemeriksaan perubahan aturan firewall'),
      html('p', { class: 'paper-sample' }, 'Contoh formulir, sesuaikan dan tetapkan oleh pejabat berwenang.'),
    ),
    facts(input),
    ...changesPart(input),
    ...testsPart(input),
    ...openDoors(input),
    ...answerPart(input),
    ...advicePart(input),
    html(
      'section',
      {},
      html('h3', {}, 'Batas pemeriksaan'),
      html('ul', {}, ...limits(input).map((text) => html('li', {}, text))),
    ),
    html(
      'section',
      { class: 'paper-end' },
      html('h3', {}, 'Kesimpulan'),
      html('p', {}, outcome),
      html('p', { class: 'paper-boxes' }, '☐ Diterapkan   ☐ Dikembalikan ke cadangan   ☐ Ditunda'),
      html(
        'p',
        { class: 'paper-note' },
        `Catatan: ${typed.note.trim() === '' ? '........................................................................................' : typed.note.trim()}`,
      ),
      html(
        'div',
        { class: 'paper-signatures' },
        signature('Diperiksa oleh,', 'Admin jaringan dan server'),
        signature(
          `${agency.city}, ...........................`,
          'Kepala Bidang e-Government',
          'Disetujui oleh,',
        ),
      ),
    ),
    html(
      'footer',
      {},
      `Dibuat ${date} dengan ${tool}. Perhitungan berjalan di peramban pembuatnya; isi aturan tidak dikirim.`,
    ),
  );
}

function changesPart({ result, zones }: AttachmentInput): HTMLElement[] {
  if (!result.comparison) return [];
  const { changes } = result.comparison;
  const head = html('h3', {}, 'Yang berubah');
  if (changes.length === 0)
    return [
      html(
        'section',
        {},
        head,
        html('p', {}, 'Tidak ada: kedua versi meloloskan sambungan baru yang sama persis.'),
      ),
    ];
  const names = { opened: 'Membuka', closed: 'Menutup', answers: 'Memutus jawaban' } as const;
  const usual = changes.filter(({ from }) => from !== null);
  const strange = changes.length - usual.length;
  const section = table(
    head,
    ['Akibat', 'Lalu lintas', 'Contoh paket', 'Sebelum', 'Sesudah'],
    usual.map((change) => [
      names[change.kind],
      changeText(change, zones),
      packetText(change.packet),
      decidedText(change.before, false),
      decidedText(change.after, false),
    ]),
  );
  if (strange > 0)
    section.append(
      html(
        'p',
        {},
        `Berubah pula untuk pengirim dengan alamat asal di luar zonanya (${strange} arah; lihat halaman alat).`,
      ),
    );
  return [section];
}

function testsPart({ result, typed }: AttachmentInput): HTMLElement[] {
  const head = html('h3', {}, 'Tabel uji: harus lolos dan harus ditolak');
  if (typed.tests.length === 0)
    return [
      html(
        'section',
        {},
        head,
        html('p', {}, 'Belum diisi. SOP-09 langkah 3 meminta tabel uji sebelum perubahan disetujui.'),
      ),
    ];
  const word = (list: CheckResult['tests']['after'], id: string): string => {
    const found = list?.find((one) => one.id === id);
    return found ? STATUS[found.status].word : '';
  };
  const two = result.tests.after !== null;
  return [
    table(
      head,
      ['No', 'Dari', 'Ke', 'Layanan', 'Harus', ...(two ? ['Sebelum', 'Sesudah'] : ['Hasil'])],
      typed.tests.map((row, i) => [
        String(i + 1),
        row.from,
        row.to,
        row.door,
        EXPECTED[row.expected],
        word(result.tests.before, row.id),
        ...(two ? [word(result.tests.after, row.id)] : []),
      ]),
    ),
  ];
}

function openDoors({ result, zones }: AttachmentInput): HTMLElement[] {
  const { cells, doors } = result.matrix;
  const rows = [...zones.map(({ id }) => id), GATEWAY].flatMap((to) =>
    zones.flatMap(({ id: from }) => {
      const open = cells.filter((cell) => cell.from === from && cell.to === to && combined(cell) !== 'none');
      if (open.length === 0) return [];
      const words = open.map((cell) => {
        const { word } = PASSING[combined(cell)];
        const notes = [word === 'lolos' ? '' : word, familyNote(cell)].filter((one) => one !== '').join(', ');
        return `${doors.find(({ id }) => id === cell.door)?.name ?? cell.door}${notes === '' ? '' : ` (${notes})`}`;
      });
      return [[placeName(zones, from), placeName(zones, to), words.join(', ')]];
    }),
  );
  const title = result.comparison
    ? 'Siapa dapat menjangkau apa, sesudah perubahan'
    : 'Siapa dapat menjangkau apa';
  return [table(html('h3', {}, title), ['Dari', 'Ke', 'Pintu yang terbuka'], rows)];
}

function answerPart({ answered, zones }: AttachmentInput): HTMLElement[] {
  if (answered === null) return [];
  const { question, ways } = answered;
  const open = ways.filter(({ passing }) => passing !== 'none');
  const section = table(
    html('h3', {}, `Pertanyaan: ${question.trim()}`),
    ['Dari', 'Jawaban', 'Contoh paket', 'Diputuskan'],
    open.map((way) => {
      const [, narrowed] = wayTexts(way, zones);
      return [
        `${way.from === null ? `alamat di luar zona (${way.via})` : placeName(zones, way.from)}, IPv${way.version}`,
        `${PASSING[way.passing].word}. ${narrowed}`,
        way.passed ? packetText(way.passed.packet) : '',
        way.passed ? decidedText(way.passed.decidedBy, false) : '',
      ];
    }),
  );
  const closed = closedTo(ways, zones);
  if (closed.length > 0) section.append(html('p', {}, `Tidak ada yang lolos dari ${list(closed, 12)}.`));
  return [section];
}

function advicePart({ result }: AttachmentInput): HTMLElement[] {
  const kinds = [...new Set(result.advice.map(({ kind }) => kind))];
  const head = html('h3', {}, 'Saran');
  if (result.adviceLeftOut)
    return [html('section', {}, head, html('p', {}, 'Tidak dihitung: aturan terlalu banyak.'))];
  if (kinds.length === 0) return [html('section', {}, head, html('p', {}, 'Tidak ada temuan.'))];
  const several = false;
  return [
    html(
      'section',
      {},
      head,
      html(
        'ul',
        {},
        ...kinds.map((kind) =>
          html(
            'li',
            {},
            `${ADVICE[kind].title}: ${list(
              result.advice.filter((one) => one.kind === kind).map(({ span }) => lineOf(span, several)),
              20,
            )}.`,
          ),
        ),
      ),
    ),
  ];
}

function outcomeOf({ tests }: CheckResult, rows: readonly TestRow[]): string {
  const now = tests.after ?? tests.before;
  if (rows.length === 0)
    return 'Tabel uji belum diisi, jadi belum ada yang dapat disimpulkan tentang tujuan perubahan ini.';
  const bad = now.filter(({ status }) => status !== 'held').length;
  return bad === 0
    ? `Semua ${rows.length} uji sesuai untuk semua paket. Tetap uji dari zona asal yang sebenarnya (SOP-09 langkah 7).`
    : `${bad} dari ${rows.length} uji tidak sesuai atau belum pasti. Perubahan ini belum layak diterapkan.`;
}
