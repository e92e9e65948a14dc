/** What staff read: one sentence and one action per outcome. Proposals; nothing here claims an official verdict. */
import type { Checks, Indication, SubIndication } from './report.ts';

export interface Words {
  readonly sentence: string;
  readonly todo: string;
}

const ASK_ORIGINAL = 'Minta berkas asli lewat kontak resmi pengirim yang sudah Anda kenal.';
const KEEP = 'Simpan berkas ini beserta hasil pemeriksaannya.';
const OFFICIAL = 'Bila perlu kepastian, periksa juga di layanan verifikasi resmi.';

const PASSED: Words = {
  sentence: 'Tanda tangan utuh, penanda tangan dikenali, tidak ada perubahan terlarang setelahnya.',
  todo: `Boleh diproses. Tetap cocokkan isi dan kewenangan penanda tangan. ${KEEP}`,
};

const BY_SUB: Readonly<Record<SubIndication, Words>> = {
  HASH_FAILURE: {
    sentence: 'Isi dokumen BERUBAH setelah ditandatangani.',
    todo: `Jangan dipakai. ${ASK_ORIGINAL}`,
  },
  SIG_CRYPTO_FAILURE: {
    sentence: 'Tanda tangan rusak atau dipalsukan.',
    todo: `Jangan dipakai. ${ASK_ORIGINAL} Laporkan bila pengirim tidak mengenalnya.`,
  },
  FORMAT_FAILURE: {
    sentence: 'Tanda tangan tidak tersusun atau tidak mencakup dokumen seperti seharusnya.',
    todo: `Jangan dipakai. ${ASK_ORIGINAL}`,
  },
  SIG_CONSTRAINTS_FAILURE: {
    sentence: 'Tanda tangannya sendiri utuh, tetapi ada bagian yang tidak dapat kami pastikan.',
    todo: `Jangan dulu dipakai sebagai dasar keputusan. ${ASK_ORIGINAL}`,
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    sentence: 'Sertifikat penanda tangan dipakai di luar peruntukannya.',
    todo: `Jangan dulu diterima. Tanyakan kepada pengirim. ${OFFICIAL}`,
  },
  CERTIFICATE_CHAIN_GENERAL_FAILURE: {
    sentence: 'Rantai sertifikat bermasalah.',
    todo: `Jangan dulu diterima. ${OFFICIAL}`,
  },
  CRYPTO_CONSTRAINTS_FAILURE: {
    sentence: 'Tanda tangan memakai algoritma yang lama atau tidak kami kenal.',
    todo: `Jangan hanya bersandar pada tanda tangan ini. ${OFFICIAL}`,
  },
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: {
    sentence: 'Algoritmanya kini sudah lemah dan tidak ada bukti kapan tanda tangan dibuat.',
    todo: `Jangan hanya bersandar pada tanda tangan ini. ${OFFICIAL}`,
  },
  NOT_YET_VALID: {
    sentence: 'Sertifikat penanda tangan belum mulai berlaku.',
    todo: 'Periksa jam komputer Anda. Bila sudah benar, tanyakan kepada pengirim.',
  },
  OUT_OF_BOUNDS_NO_POE: {
    sentence: 'Sertifikat sudah lewat masa berlaku dan tidak ada bukti waktu. Belum tentu palsu.',
    todo: `Tanyakan kepada pengirim kapan dokumen ini dibuat. ${OFFICIAL}`,
  },
  REVOKED_NO_POE: {
    sentence: 'Sertifikat dicabut; tidak ada bukti bahwa tanda tangan dibuat sebelum dicabut.',
    todo: `Jangan diterima. ${ASK_ORIGINAL}`,
  },
  REVOKED_CA_NO_POE: {
    sentence: 'Sertifikat penerbit dicabut; tidak ada bukti bahwa tanda tangan dibuat sebelum dicabut.',
    todo: `Jangan diterima. ${OFFICIAL}`,
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    sentence: 'Sertifikat penanda tangan tidak dapat ditemukan dengan pasti.',
    todo: `Jangan dulu diterima. ${ASK_ORIGINAL}`,
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    sentence: 'Isi utuh, tetapi kami tidak dapat memastikan SIAPA penerbit sertifikatnya.',
    todo: `Jangan percaya pada nama yang tertulis. ${OFFICIAL}`,
  },
  TIMESTAMP_ORDER_FAILURE: {
    sentence: 'Cap waktu di dalam tanda tangan tidak cocok atau diubah.',
    todo: `Jangan dulu diterima. ${ASK_ORIGINAL}`,
  },
  TRY_LATER: {
    sentence: 'Isi utuh dan penerbit dikenali, tetapi status pencabutan TIDAK diperiksa.',
    todo: `Situs ini tidak terhubung ke penerbit. ${OFFICIAL}`,
  },
};

/**
 * @param version number of the signed version as people count, from 1.
 * @param unasked later changes of what is seen that nobody forbade and nobody allowed.
 */
export function wordsFor(
  indication: Indication,
  sub: SubIndication | null,
  { integrity, coverage, changesAfter }: Checks,
  version: number,
  unasked: boolean,
): Words {
  if (indication === 'TOTAL-PASSED' || sub === null) return PASSED;
  if (sub === 'FORMAT_FAILURE' && integrity === 'pass' && coverage === 'pass' && changesAfter === 'illegal') {
    // The signature itself is sound; what one sees is not what was signed.
    return {
      sentence: `Isinya diubah setelah ditandatangani. Yang ditandatangani hanya versi ${version}.`,
      todo: `Jangan dipakai. ${ASK_ORIGINAL}`,
    };
  }
  if (sub === 'SIG_CONSTRAINTS_FAILURE' && changesAfter === 'not-checked') {
    return {
      sentence: 'Ada versi yang ditambahkan setelah ditandatangani, dan perubahannya tidak dapat kami nilai.',
      todo: `Bandingkan dengan versi ${version} yang ditandatangani. ${ASK_ORIGINAL}`,
    };
  }
  if (sub === 'SIG_CONSTRAINTS_FAILURE' && unasked && changesAfter === 'annotations') {
    return {
      sentence: 'Ada catatan yang ditambahkan setelah ditandatangani, tanpa izin tegas dari penanda tangan.',
      todo: `Baca versi ${version} yang ditandatangani; catatannya bukan bagian dari yang ditandatangani.`,
    };
  }
  if (sub === 'SIG_CONSTRAINTS_FAILURE' && unasked) {
    return {
      sentence: 'Ada isian yang diisi setelah ditandatangani, tanpa izin tegas dari penanda tangan.',
      todo: `Bandingkan dengan versi ${version} yang ditandatangani. ${ASK_ORIGINAL}`,
    };
  }
  return BY_SUB[sub];
}

export const NO_SIGNATURE: Words = {
  sentence: 'Tidak ada tanda tangan elektronik. Gambar atau kode QR saja bukan bukti.',
  todo: `Perlakukan sebagai dokumen tanpa tanda tangan. ${ASK_ORIGINAL}`,
};

/** @param version number of the version that still held the signature, from 1. */
export function removedWords(version: number): Words {
  return {
    sentence: `Tanda tangan pernah ada (versi ${version}), lalu dilepas oleh versi kemudian. Yang tampak sekarang tidak ditandatangani siapa pun.`,
    todo: `Jangan perlakukan sebagai dokumen bertanda tangan. ${ASK_ORIGINAL}`,
  };
}

/** Another signature was taken away before the ones that remain were made. */
export const REMOVED_BEFORE: Words = {
  sentence: 'Tanda tangan yang ada utuh, tetapi tanda tangan lain pernah ada lalu dilepas sebelumnya.',
  todo: `Tanyakan kepada pengirim siapa yang melepas dan mengapa. ${KEEP}`,
};

export const ONLY_TIMESTAMPS: Words = {
  sentence: 'Berkas hanya memuat cap waktu; tidak ada orang yang menandatanganinya.',
  todo: ASK_ORIGINAL,
};

/** @param why what stands in the way, a sentence. */
export function notCheckedWords(why: string): Words {
  return {
    sentence: `Alat ini tidak dapat memeriksa berkas ini; bukan berarti palsu atau sah. ${why}`,
    todo: OFFICIAL,
  };
}
