/** Building blocks shared by the content schemas. `contoh` in a field's meta is the snippet an error message shows. */
import { z } from 'astro/zod';

// The drafting desk checks with these in the browser, whose policy forbids building code from text: do not even try.
z.config({ jitless: true });

/** A law of `content/peraturan.yaml`, e.g. `R20`. */
export const idPeraturan = z
  .string()
  .regex(/^R\d{2}$/, 'nomor peraturan ditulis R dan dua angka')
  .meta({ contoh: 'R20' });

/** A clause of the two founding documents, `content/klausul.yaml`, e.g. `S2-35`. */
export const idKlausul = z
  .string()
  .regex(/^S[12]-\d{2}$/, 'nomor klausul ditulis S1- atau S2- dan dua angka')
  .meta({ contoh: 'S2-35' });

/** A civil date as written in YAML, `YYYY-MM-DD`; kept as text so that no time zone can move it. */
export const tanggal = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    'tanggal ditulis tahun-bulan-hari dalam tanda kutip',
  )
  .meta({ contoh: "'2026-11-22'" });

export const kalimat = z.string().trim().min(3, 'tidak boleh kosong').meta({ contoh: 'Tulis satu kalimat.' });

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'hanya huruf kecil, angka, dan tanda hubung')
  .meta({ contoh: 'listrik-padam' });

/** Where a statement comes from: a law with its article. */
export const rujukan = z
  .strictObject({
    peraturan: idPeraturan,
    pasal: z.string().optional().meta({ contoh: 'Pasal 46' }),
  })
  .meta({ contoh: '{ peraturan: R20, pasal: Pasal 46 }' });

/** A link to a page of the site. */
export const tautan = z
  .strictObject({
    judul: kalimat,
    ke: z
      .string()
      .regex(/^\/(.*\/)?(#[\w-]+)?$/, 'alamat diawali dan diakhiri garis miring')
      .meta({ contoh: '/sop/listrik-padam/' }),
  })
  .meta({ contoh: '{ judul: Lab firewall, ke: /lab/firewall/ }' });

export const statusIsi = z.enum(['contoh', 'disahkan']).meta({ contoh: 'contoh' });

export const aspek = z.enum(['administratif', 'fisik', 'teknis']).meta({ contoh: 'administratif' });
