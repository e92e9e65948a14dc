/** Each of the seven checks in words: what is certain and what is not. */
import { describeKey } from '../cms/public-key.ts';
import { commonName } from '../pki/name.ts';
import type { Facts } from './checks.ts';
import type { CheckName, Checks, Explanation } from './report.ts';

const TITLES: Readonly<Record<CheckName, string>> = {
  integrity: 'Keutuhan',
  coverage: 'Cakupan',
  changesAfter: 'Perubahan sesudahnya',
  identityTrust: 'Identitas dan kepercayaan',
  time: 'Waktu',
  revocation: 'Pencabutan',
  algorithm: 'Algoritma',
};

type Said = Pick<Explanation, 'state' | 'text'>;

export function explain(facts: Facts, checks: Checks): Explanation[] {
  const said: Readonly<Record<CheckName, Said>> = {
    integrity: integrity(facts, checks),
    coverage: coverage(facts, checks),
    changesAfter: changes(facts, checks),
    identityTrust: identity(facts, checks),
    time: time(facts, checks),
    revocation: revocation(facts, checks),
    algorithm: algorithm(facts, checks),
  };
  return (Object.keys(TITLES) as CheckName[]).map((check) => ({
    check,
    title: TITLES[check],
    ...said[check],
  }));
}

function integrity({ examined }: Facts, { integrity: state }: Checks): Said {
  if (state === 'pass') return { state, text: 'Isi yang ditandatangani sama dengan saat ditandatangani.' };
  return { state, text: sentence(examined.integrity.text) };
}

function coverage({ examined }: Facts, { coverage: state }: Checks): Said {
  const worst = examined.coverage.findings.find((finding) => finding.weight !== 'info');
  if (worst) return { state: worst.weight === 'fail' ? 'fail' : 'unsure', text: worst.text };
  const whole = examined.coverage.wholeFile;
  return {
    state,
    text: whole
      ? 'Tanda tangan mencakup seluruh berkas.'
      : `Tanda tangan mencakup versi ${examined.signature.revisionIndex + 1} berkas ini secara utuh.`,
  };
}

function changes({ examined }: Facts, { changesAfter }: Checks): Said {
  const { findings } = examined.changes;
  const why = (
    findings.find((finding) => finding.weight === 'fail') ??
    findings.find((finding) => finding.weight === 'unknown')
  )?.text;
  switch (changesAfter) {
    case 'none':
      return { state: 'pass', text: 'Tidak ada yang ditambahkan setelah ditandatangani.' };
    case 'allowed':
      if (why)
        return {
          state: 'unsure',
          text: 'Ada isian yang diisi setelah ditandatangani. Itu tidak dilarang, tetapi juga tidak diizinkan dengan tegas; bandingkan kedua versinya.',
        };
      return {
        state: 'pass',
        text: 'Yang ditambahkan kemudian hanya hal yang diizinkan, misalnya data validasi atau tanda tangan lain.',
      };
    case 'annotations':
      return {
        state: 'unsure',
        text: why
          ? 'Ada catatan yang ditambahkan setelah ditandatangani, tanpa izin tegas dari penanda tangan; bandingkan kedua versinya.'
          : 'Ada catatan yang ditambahkan setelah ditandatangani; penanda tangan mengizinkannya. Bandingkan kedua versinya.',
      };
    case 'illegal':
      return {
        state: 'fail',
        text: why ?? 'Dokumen diubah setelah ditandatangani dan perubahan itu tidak diizinkan.',
      };
    case 'not-checked':
      return {
        state: 'not-checked',
        text: why ?? 'Ada versi yang ditambahkan kemudian; perubahannya belum dinilai.',
      };
  }
}

function identity({ examined, trust }: Facts, { identityTrust: state }: Checks): Said {
  const name = examined.integrity.certificate ? commonName(examined.integrity.certificate.subject) : null;
  if (state === 'pass')
    return { state, text: `Rantai sertifikat ${name} sampai ke jangkar kepercayaan yang dipilih.` };
  if (!name) return { state, text: 'Sertifikat penanda tangan tidak ada di dalam berkas.' };
  if (examined.integrity.bound === 'no')
    return { state, text: 'Tanda tangan menunjuk sertifikat lain daripada yang disertakan.' };
  if (trust?.misuse) return { state, text: sentence(trust.misuse) };
  if (state === 'not-checked') {
    return {
      state,
      text: `Tertulis ${name}, tetapi belum ada jangkar kepercayaan yang dipilih untuk memastikannya.`,
    };
  }
  const fault = trust?.path.faults.find((one) => one.code !== 'validity');
  return {
    state,
    text: fault
      ? sentence(fault.text)
      : `Tertulis ${name}, tetapi penerbitnya tidak tersambung ke jangkar kepercayaan yang dipilih. Nama dapat ditiru, kunci tidak.`,
  };
}

function time({ examined, proof, at }: Facts, { time: state }: Checks): Said {
  if (proof.broken) return { state: 'fail', text: sentence(proof.broken) };
  const certificate = examined.integrity.certificate;
  if (!certificate || state === 'not-checked')
    return { state: 'not-checked', text: 'Tidak ada sertifikat untuk dinilai masa berlakunya.' };
  if (state === 'fail') {
    const early = at < certificate.notBefore;
    return {
      state,
      text: early
        ? 'Sertifikat belum mulai berlaku pada saat itu.'
        : 'Sertifikat sudah lewat masa berlaku, tanpa bukti bahwa tanda tangan dibuat sebelumnya.',
    };
  }
  if (proof.time !== null)
    return {
      state,
      text: `Cap waktu tepercaya membuktikan tanda tangan sudah ada pada ${date(proof.time)}.`,
    };
  return {
    state: 'unsure',
    text: 'Sertifikat masih berlaku, tetapi jam tanda tangan hanya menurut komputer penanda tangan, tanpa cap waktu tepercaya.',
  };
}

function revocation({ trust }: Facts, { revocation: state }: Checks): Said {
  const revoked = trust?.revocation.find((one) => one.status === 'revoked');
  if (revoked) {
    const when = revoked.statement?.revokedAt;
    return {
      state: 'fail',
      text: `Sertifikat ${commonName(revoked.certificate.subject)} dicabut${when ? ` pada ${date(when)}` : ''}.`,
    };
  }
  if (state === 'pass') {
    const late = trust?.revocation.find((one) => one.statement?.status === 'revoked');
    if (late) {
      const when = late.statement?.revokedAt;
      return {
        state,
        text: `Sertifikat ${commonName(late.certificate.subject)} dicabut${when ? ` pada ${date(when)}` : ''}, sesudah saat yang terbukti. Itu tidak membatalkan tanda tangannya.`,
      };
    }
    const alone = trust?.revocation.length === 0;
    const text = alone
      ? 'Sertifikat ini sendiri dipilih sebagai jangkar; tidak ada penerbit di atasnya yang mencabutnya.'
      : 'Menurut data pencabutan di dalam berkas, tidak ada sertifikat yang dicabut.';
    return { state, text };
  }
  return {
    state,
    text: 'Tidak diperiksa: berkas tidak memuat data pencabutan yang cukup dan situs ini tidak terhubung ke penerbit.',
  };
}

function algorithm({ examined, trust, at }: Facts, { algorithm: state }: Checks): Said {
  const certificate = examined.integrity.certificate;
  if (!trust || !certificate || state === 'not-checked')
    return { state: 'not-checked', text: 'Algoritma tidak dapat dinilai.' };
  const used = [...examined.integrity.hashes, describeKey(certificate.key)].join(' dengan ');
  const { status, name, until } = trust.strength;
  if (status === 'strong') return { state, text: `${used}.` };
  const year = new Date(until).getUTCFullYear();
  const asked = new Date(at).getUTCFullYear();
  if (status === 'weak')
    return {
      state,
      text:
        until === 0
          ? `${name} terlalu lemah.`
          : `${name} tidak lagi dianggap kuat sejak ${year}; dinilai untuk tahun ${asked}.`,
    };
  return { state, text: `${used}. ${name} direncanakan ditinggalkan sejak ${year}, belum dianggap lemah.` };
}

function sentence(text: string): string {
  return text === '' ? '' : `${text[0]!.toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

function date(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace('T', ' pukul ')} UTC`;
}
