/** Gathers what the sheet prints from the SOP and the registers; pure, so that pages and tests ask for it the same way. */
import type { Instansi, Peraturan } from '../../schemas/register.ts';
import type { Sop } from '../../schemas/sop.ts';
import type { SheetInput } from './model.ts';
import { capitalTitle } from './words.ts';

export interface Registers {
  instansi: Pick<Instansi, 'nama' | 'diskominfo'>;
  peraturan: readonly Pick<Peraturan, 'id' | 'nomor' | 'judul'>[];
  /** Titles of all SOPs by file name. */
  titles: ReadonlyMap<string, string>;
}

/** A law or SOP that is not in its register keeps its id: the content check has already named it. */
export function sheetInputOf(sop: Sop, { instansi, peraturan, titles }: Registers): SheetInput {
  const { nama, bidang } = instansi.diskominfo;
  return {
    sop,
    unit: [instansi.nama, nama, bidang].map((line) => line.toUpperCase()),
    dasarHukum: sop.identitas.dasarHukum.map(({ peraturan: id, pasal }) => {
      const law = peraturan.find((each) => each.id === id);
      const name = law ? `${law.nomor} tentang ${law.judul}` : id;
      return pasal ? `${name}, ${pasal}` : name;
    }),
    keterkaitan: sop.identitas.keterkaitan.map((slug) => `SOP ${capitalTitle(titles.get(slug) ?? slug)}`),
  };
}
