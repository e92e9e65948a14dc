/** Which pages answer a clause or cite a law: read from the pages themselves, so that no list has to be kept. */
import { getCollection } from 'astro:content';
import { questions, raci } from './desk.ts';

export interface PageLink {
  href: string;
  title: string;
}

type Index = Map<string, PageLink[]>;

function add(index: Index, id: string, page: PageLink): void {
  const pages = index.get(id) ?? [];
  if (!pages.some(({ href }) => href === page.href)) index.set(id, [...pages, page]);
}

/** Clause id to the pages that answer it, and law id to the pages that cite it. */
export async function backlinks(): Promise<{ klausul: Index; peraturan: Index }> {
  const klausul: Index = new Map();
  const peraturan: Index = new Map();
  for (const { id, data } of await getCollection('sop')) {
    const page = { href: `/sop/${id}/`, title: `${data.kode} ${data.judul}` };
    for (const clause of data.klausul) add(klausul, clause, page);
    for (const law of data.identitas.dasarHukum) add(peraturan, law.peraturan, page);
  }
  for (const { id, data } of await getCollection('kebijakan')) {
    const page = { href: `/kebijakan/${id}/`, title: data.judul };
    for (const clause of data.klausul) add(klausul, clause, page);
    for (const law of data.dasarHukum) add(peraturan, law.peraturan, page);
  }
  for (const { id, data } of await getCollection('formulir')) {
    const page = { href: `/formulir/${id}/`, title: `${data.bentuk}: ${data.judul}` };
    for (const clause of data.klausul) add(klausul, clause, page);
    for (const law of data.peraturan) add(peraturan, law, page);
  }
  for (const { id, data } of await getCollection('jalur')) {
    for (const clause of data.klausul)
      add(klausul, clause, { href: `/jalur/${id}/`, title: `Jalur ${data.judul}` });
  }
  for (const { data } of await getCollection('darurat')) {
    for (const clause of data.klausul)
      add(klausul, clause, { href: `/darurat/#${data.id}`, title: data.judul });
  }
  for (const clause of raci.tugas.flatMap((row) => row.klausul).concat('S2-55'))
    add(klausul, clause, { href: '/raci/', title: 'Siapa melakukan apa' });
  for (const clause of questions.flatMap((question) => question.klausul))
    add(klausul, clause, { href: '/periksa-diri/', title: 'Periksa diri' });
  for (const clause of ['S1-13', 'S1-14', 'S1-15'])
    add(klausul, clause, { href: '/siaga/', title: 'Siaga dan pengganti' });
  return { klausul, peraturan };
}
