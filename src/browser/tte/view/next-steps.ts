/** What to do now, with the SOP that says how. */
import type { DocumentVerdict } from '../../../../labs/signature/index.ts';
import { type Child, make } from '../dom.ts';

const CHECKING = { href: '/sop/verifikasi-tte/', name: 'SOP-15 Verifikasi TTE' };
const REPORTING = { href: '/sop/pelaporan-insiden/', name: 'SOP-07 Pelaporan insiden' };

interface Step {
  readonly text: string;
  readonly sop?: { readonly href: string; readonly name: string };
}

/** A verdict, or `returned`: the signature is what it is, but the letter goes back. */
export type NextSteps = DocumentVerdict | 'returned';

const STEPS: Readonly<Record<NextSteps, readonly Step[]>> = {
  valid: [
    { text: 'Cocokkan isi, kop, nomor surat, dan kewenangan penanda tangan.' },
    { text: 'Catat di register verifikasi dan arsipkan bukti bersama berkas asli.', sop: CHECKING },
  ],
  invalid: [
    { text: 'Jangan teruskan, jangan cetak ulang. Simpan berkasnya apa adanya.' },
    { text: 'Minta berkas asli lewat kontak resmi yang sudah Anda kenal.', sop: CHECKING },
    { text: 'Bila pengirim tidak mengenal berkas ini, laporkan sebagai insiden.', sop: REPORTING },
  ],
  indeterminate: [
    {
      text: 'Periksa berkas yang sama pada layanan verifikasi resmi; ketik alamatnya sendiri.',
      sop: CHECKING,
    },
    { text: 'Sampai jelas, jangan jadikan dasar pembayaran, pemberian data, atau keputusan.' },
  ],
  'no-signature': [
    { text: 'Minta berkas asli yang bertanda tangan elektronik kepada pengirim.', sop: CHECKING },
    {
      text: 'Hasil cetak, pindaian, dan gabungan PDF kehilangan tanda tangannya; itu belum tentu pemalsuan.',
    },
  ],
  returned: [
    { text: 'Kembalikan lewat kontak resmi, dengan satu kalimat tentang apa yang kurang.', sop: CHECKING },
    { text: 'Jangan proses isinya sampai surat yang ditandatangani dengan benar diterima.' },
    { text: 'Catat penolakan dan sebabnya di register verifikasi.' },
  ],
  'not-checked': [
    { text: 'Minta kirim ulang berkas aslinya, tanpa dikompresi, digabung, atau difoto.', sop: CHECKING },
  ],
};

export function nextSteps(about: NextSteps): HTMLElement {
  const items = STEPS[about].map(({ text, sop }) => {
    const link: Child = sop && make('a', { href: sop.href }, sop.name);
    return make('li', {}, text, link ? ' ' : null, link);
  });
  return make(
    'section',
    { class: 'next-steps' },
    make('h3', {}, 'Lakukan sekarang'),
    make('ol', {}, ...items),
  );
}
