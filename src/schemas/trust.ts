/** `content/kepercayaan/<slug>.yaml`: one root certificate that maintainers checked and put in as a trust anchor. */
import { z } from 'astro/zod';
import { kalimat, tanggal } from './common.ts';

export const jangkar = z.strictObject({
  nama: kalimat.meta({ contoh: 'Nama akar seperti tertulis di sertifikatnya' }),
  /** SHA-256 of the DER certificate, from a second channel; never worked out from the PEM below. */
  sidikJari: z
    .string()
    .transform((text) => text.replace(/[\s:]/g, '').toUpperCase())
    .pipe(z.string().regex(/^[0-9A-F]{64}$/, 'sidik jari SHA-256 terdiri atas 64 angka heksadesimal'))
    .meta({ contoh: "'B1 9F 3C … (64 angka heksadesimal dari jalur kedua)'" }),
  /** Where the certificate was downloaded. */
  unduhan: z
    .url({ protocol: /^https$/, error: 'alamat asal harus lengkap dan diawali https://' })
    .meta({ contoh: 'https://situs-resmi-penerbit/akar.crt' }),
  /** Where the fingerprint came from: another channel than the download. */
  sumberSidikJari: kalimat.meta({ contoh: 'Surat resmi penerbit nomor … tanggal …' }),
  diperiksa: tanggal,
  /** Two roles, never names of people. */
  diperiksaOleh: kalimat.meta({ contoh: 'Verifikator TTE' }),
  disaksikanOleh: kalimat.meta({ contoh: 'Kepala Bidang e-Government' }),
  catatan: kalimat.optional(),
  pem: z
    .string()
    .regex(/-----BEGIN CERTIFICATE-----/, 'isi sertifikat dalam bentuk PEM')
    .meta({ contoh: '|\n  -----BEGIN CERTIFICATE-----\n  …\n  -----END CERTIFICATE-----' }),
});

export type Jangkar = z.output<typeof jangkar>;
