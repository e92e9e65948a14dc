/** What the desk starts from: every SOP of the library, and the registers it may point at. */
import { getCollection } from 'astro:content';
import { instansi } from '../../../instansi.ts';
import type { Library } from '../../../sop/draft/library.ts';

export async function GET() {
  const sop = (await getCollection('sop')).sort((a, b) => a.data.kode.localeCompare(b.data.kode));
  const library: Library = {
    instansi: { nama: instansi.nama, diskominfo: instansi.diskominfo },
    peraturan: (await getCollection('peraturan')).map(({ data: { id, nomor, judul, status } }) => ({
      id,
      nomor,
      judul,
      status,
    })),
    klausul: (await getCollection('klausul')).map(({ data: { id, isi } }) => ({ id, isi })),
    sop: sop.map(({ id, data, body = '' }) => ({ slug: id, sop: data, body: body.trim() })),
  };
  return new Response(JSON.stringify(library), { headers: { 'Content-Type': 'application/json' } });
}
