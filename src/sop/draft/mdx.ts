/**
 * An SOP as the file that lies in `content/sop/`: written from a draft, and read back. The frontmatter is laid out as the
 * library's files are, so that a change made in the desk shows as a small difference in the repository.
 */
import { Document, isMap, isSeq, type Pair, Scalar, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ContentFault } from '../../build/content/fault.ts';
import { checkShape } from '../../build/content/shape.ts';
import { readSource } from '../../build/content/source.ts';
import type { Langkah, Sop, Waktu } from '../../schemas/sop.ts';
import { sop as schema } from '../../schemas/sop.ts';
import { type Draft, slugOf, soften } from './draft.ts';

const WIDTH = 110;

/** Fields written on one line: `{ nilai: 5, satuan: menit }`, `[S2-33, S2-34]`. */
const ONE_LINE = new Set(['waktu', 'ya', 'tidak', 'aspek', 'keterkaitan', 'bukti', 'klausul']);
/** Lists whose items are written on one line each. */
const LINE_ITEMS = new Set(['dasarHukum', 'pelaksana', 'formulir', 'lab']);

/** @returns the whole file; reading it back with {@link readMdx} gives the same draft */
export function writeMdx({ sop, body }: Draft): string {
  // The timestamp tag makes the writer quote dates: Astro would read a bare one as a point in time.
  const document = new Document(plainOf(sop), { customTags: ['timestamp'] });
  visit(document, {
    Pair(_, pair) {
      lay(pair as Pair<Scalar<string>, unknown>);
    },
    Scalar(key, node, path) {
      // Long running text is folded, as a person would write it.
      if (typeof node.value !== 'string' || key === 'key') return;
      const indent = path.length;
      if (node.value.length + indent + 12 > WIDTH && !inFlow(path)) node.type = Scalar.BLOCK_FOLDED;
    },
  });
  const yaml = document.toString({ lineWidth: WIDTH, singleQuote: true, flowCollectionPadding: true });
  // Maps keep their inner padding; lists of ids are written without, as in the library.
  const tidy = yaml.replace(/^( *[A-Za-z]+:) \[ (.*) \]$/gm, '$1 [$2]');
  return `---\n${tidy}---\n${body.trim() === '' ? '' : `\n${body.trim()}\n`}`;
}

function lay({ key, value }: Pair<Scalar<string>, unknown>): void {
  const name = key.value;
  if (ONE_LINE.has(name) && (isMap(value) || isSeq(value))) flow(value);
  if (isSeq(value) && value.items.length === 0) flow(value);
  if (LINE_ITEMS.has(name) && isSeq(value)) for (const item of value.items) if (isMap(item)) flow(item);
}

function flow(node: YAMLMap | YAMLSeq): void {
  node.flow = true;
}

function inFlow(path: readonly unknown[]): boolean {
  return path.some((node) => (isMap(node) || isSeq(node)) && node.flow === true);
}

/** The SOP in the order of the library's files, without what the schema fills in by itself. */
function plainOf(sop: Sop): object {
  const { identitas, kewajiban, waktuStandar, pelaksana, langkah, keliru, darurat, bukti, klausul, ...head } =
    sop;
  const { formulir, lab, ...top } = head;
  return {
    ...top,
    identitas,
    kewajiban: filled(kewajiban),
    ...(waktuStandar === undefined ? {} : { waktuStandar }),
    pelaksana,
    langkah: langkah.map(stepOf),
    keliru,
    darurat,
    bukti,
    klausul,
    formulir,
    lab,
  };
}

function stepOf(step: Langkah): object {
  const { kegiatan, rincian, pelaksana, simbol, kelengkapan, waktu, output, keterangan, lanjut, ya, tidak } =
    step;
  const first = filled({ rincian: rincian ?? '' });
  return {
    kegiatan,
    ...first,
    pelaksana,
    simbol,
    ...filled({ kelengkapan }),
    waktu: timeOf(waktu),
    ...filled({ output, keterangan }),
    ...(lanjut === undefined ? {} : { lanjut }),
    ...(ya ? { ya } : {}),
    ...(tidak ? { tidak } : {}),
  };
}

function timeOf(waktu: Waktu): object {
  const { dasar, ...rest } = waktu;
  return dasar === 'contoh' ? rest : { ...rest, dasar };
}

function filled(fields: Record<string, string>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

export interface ReadMdx {
  /** What could be read; `null` if the file is none of ours at all. */
  draft: Draft | null;
  /** Everything that is not as the library wants it, with its line and the mend. */
  faults: ContentFault[];
}

/**
 * Reads a file of `content/sop/`. Frontmatter that is no YAML gives no draft; fields that are missing or wrong give a
 * draft with those fields empty, and the faults say which.
 * @param name the file's name, for the draft's slug and for the faults
 */
export function readMdx(name: string, file: string): ReadMdx {
  const content = file.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const source = readSource(name, content, 'mdx');
  if (source.faults.length > 0) return { draft: null, faults: source.faults };
  const data = source.data;
  if (typeof data !== 'object' || data === null || !('langkah' in data || 'judul' in data)) {
    const message = 'berkas ini tidak memuat judul maupun langkah SOP';
    const mend = 'pilih berkas .mdx dari penyusun SOP atau dari folder content/sop';
    return { draft: null, faults: [{ file: name, line: source.lineOf([]), field: '', message, mend }] };
  }
  const faults = checkShape(name, source, schema);
  const sop = faults.length === 0 ? schema.parse(data) : soften(data);
  const body = content.slice(content.indexOf('\n---', 3) + 4).trim();
  const slug = slugOf(name.replace(/^.*[/\\]/, '').replace(/\.(mdx|md|txt)$/i, ''));
  return { draft: { slug, sop, body }, faults };
}
