/** What a maintainer has to look after: gaps and broken relations over the whole content, read from the content itself. */
import type { Formulir } from './schemas/form.ts';
import type { Instansi, Klausul, Peraturan, Situasi } from './schemas/register.ts';
import type { Sop } from './schemas/sop.ts';

export interface Overview {
  /** By file name without extension. */
  sop: ReadonlyMap<string, Sop>;
  formulir: ReadonlyMap<string, Pick<Formulir, 'sop' | 'judul'>>;
  klausul: readonly Klausul[];
  peraturan: readonly Peraturan[];
  darurat: readonly Situasi[];
  instansi: Pick<Instansi, 'kontak'>;
  /** Clauses and laws that some page refers to. */
  answered: ReadonlySet<string>;
  cited: ReadonlySet<string>;
  /** Links out of the content with the file they stand in, and the addresses the site has. */
  links: readonly { from: string; ke: string }[];
  addresses: ReadonlySet<string>;
}

export interface Gap {
  /** What kind, as a heading. */
  group: string;
  /** `broken` leads a reader astray; `gap` is work not yet done; `note` is for the maintainer to weigh. */
  level: 'broken' | 'gap' | 'note';
  text: string;
  /** Where it is mended: a file, or a page to look at. */
  at: string;
}

export function gapsOf(content: Overview): Gap[] {
  return [
    ...brokenLinks(content),
    ...unanswered(content),
    ...withoutForm(content),
    ...weakLaws(content),
    ...oneWay(content),
    ...unset(content),
  ];
}

function brokenLinks({ links, addresses }: Overview): Gap[] {
  return links
    .filter(({ ke }) => !addresses.has(ke.replace(/#.*$/, '')))
    .map(({ from, ke }) => ({
      group: 'Tautan yang tidak menuju halaman',
      level: 'broken' as const,
      text: ke,
      at: from,
    }));
}

function unanswered({ klausul, answered }: Overview): Gap[] {
  return klausul
    .filter(({ id }) => !answered.has(id))
    .map(({ id, isi }) => ({
      group: 'Klausul tanpa halaman',
      level: 'gap' as const,
      text: `${id}: ${isi}`,
      at: 'content/klausul.yaml',
    }));
}

function withoutForm({ sop, formulir }: Overview): Gap[] {
  const served = new Set([...formulir.values()].flatMap((form) => form.sop));
  return [...sop]
    .filter(([slug, each]) => each.formulir.length === 0 && !served.has(slug))
    .map(([slug, { kode, judul }]) => ({
      group: 'SOP tanpa formulir',
      level: 'gap' as const,
      text: `${kode} ${judul}`,
      at: `content/sop/${slug}.mdx`,
    }));
}

/** Laws that stand under an SOP though revoked, or that nobody has checked against their source. */
function weakLaws({ sop, peraturan }: Overview): Gap[] {
  const law = new Map(peraturan.map((each) => [each.id, each]));
  return [...sop].flatMap(([slug, { kode, identitas }]) =>
    identitas.dasarHukum.flatMap(({ peraturan: id }): Gap[] => {
      const { nomor = id, status, keyakinan } = law.get(id) ?? {};
      const at = `content/sop/${slug}.mdx`;
      if (status === 'dicabut')
        return [{ group: 'Dasar hukum dicabut', level: 'broken', text: `${kode}: ${nomor}`, at }];
      if (status === 'belum-pasti' || keyakinan === 'perlu-diperiksa')
        return [
          { group: 'Dasar hukum perlu diperiksa di JDIH', level: 'note', text: `${kode}: ${nomor}`, at },
        ];
      return [];
    }),
  );
}

function oneWay({ sop }: Overview): Gap[] {
  return [...sop].flatMap(([slug, each]) =>
    each.identitas.keterkaitan
      .filter((other) => sop.has(other) && !sop.get(other)!.identitas.keterkaitan.includes(slug))
      .map((other) => ({
        group: 'Keterkaitan satu arah',
        level: 'note' as const,
        text: `${each.kode} menyebut ${sop.get(other)!.kode}, tetapi tidak sebaliknya`,
        at: `content/sop/${other}.mdx`,
      })),
  );
}

function unset({ instansi, sop, peraturan, cited, darurat }: Overview): Gap[] {
  const gaps: Gap[] = [];
  if (instansi.kontak.length === 0)
    gaps.push({
      group: 'Belum diisi instansi',
      level: 'gap',
      text: 'Kontak darurat masih kosong',
      at: 'content/instansi.yaml',
    });
  for (const { judul, sop: slug } of darurat)
    if (!sop.has(slug))
      gaps.push({
        group: 'Keadaan darurat tanpa SOP',
        level: 'broken',
        text: judul,
        at: 'content/darurat.yaml',
      });
  const idle = peraturan.filter(({ id }) => !cited.has(id)).map(({ id }) => id);
  if (idle.length > 0)
    gaps.push({
      group: 'Peraturan yang belum dirujuk halaman mana pun',
      level: 'note',
      text: idle.join(', '),
      at: 'content/peraturan.yaml',
    });
  return gaps;
}
