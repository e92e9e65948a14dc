/** How a row is worded: active verb first, no subject, no passive, no "harus"; a decision is a check. */
import type { Sop } from '../../schemas/sop.ts';
import type { Finding } from './finding.ts';
import { activeForm, isActiveVerb, isPassiveVerb } from './verbs.ts';

const MUST = new Set([
  'harus',
  'wajib',
  'perlu',
  'mesti',
  'hendaknya',
  'sebaiknya',
  'diharapkan',
  'agar',
  'mohon',
]);

/** Verbs of checking and deciding; one of them belongs in a decision row. */
const CHECK = new Set(
  (
    'memeriksa menilai memverifikasi menguji menyetujui memastikan mencocokkan menetapkan menentukan membahas ' +
    'meninjau memantau memutuskan mengecek membandingkan menelaah memvalidasi meneliti mengonfirmasi ' +
    'mempertimbangkan mengevaluasi menyimpulkan'
  ).split(' '),
);

/** A person instead of an office: forms of address and degrees. */
const PERSON =
  /(^|\s)(bapak|ibu|pak|bu|sdr\.?|sdri\.?|saudara|saudari|drs\.|dra\.|ir\.|dr\.)\s|,\s*[SM]\.\s?[A-Z]/i;

export function lintLanguage(sop: Sop): Finding[] {
  const findings = sop.langkah.flatMap((step, i) => wording(step.kegiatan, i + 1));
  sop.langkah.forEach((step, i) => {
    if (step.simbol === 'keputusan' && !words(step.kegiatan).some((word) => CHECK.has(word.toLowerCase())))
      findings.push({
        rule: 'keputusan-periksa',
        level: 'warning',
        step: i + 1,
        message: 'Keputusan tidak dirumuskan sebagai pemeriksaan',
        mend: 'awali dengan kata seperti "Memeriksa", "Menilai", atau "Menyetujui"',
      });
  });
  for (const actor of sop.pelaksana)
    if (PERSON.test(actor.nama))
      findings.push({
        rule: 'jabatan',
        level: 'error',
        message: `Pelaksana "${actor.id}" tampak seperti nama orang`,
        mend: 'tulis nama jabatan, misalnya "Admin jaringan"',
      });
  return findings;
}

function wording(kegiatan: string, step: number): Finding[] {
  const [first = '', ...rest] = words(kegiatan);
  if (isActiveVerb(first)) return [];
  const error = (rule: Finding['rule'], message: string, mend: string): Finding[] => [
    { rule, level: 'error', step, message, mend },
  ];
  if (MUST.has(first.toLowerCase()))
    return error(
      'keharusan',
      `Kegiatan diawali "${first}"`,
      'tulis perbuatannya saja: "Mencatat ...", "Melapor ..."',
    );
  if (isPassiveVerb(first))
    return error(
      'kalimat-pasif',
      `"${first}" adalah kata kerja pasif`,
      `pakai bentuk aktif: "${activeForm(first) ?? 'Memeriksa'} ..."`,
    );
  const offered = activeForm(first);
  if (offered)
    return error(
      'kata-kerja',
      `"${first}" bukan kata kerja aktif berawalan me- atau ber-`,
      `tulis "${offered} ..."`,
    );
  const next = rest
    .slice(0, 4)
    .findIndex((word) => isActiveVerb(word) || isPassiveVerb(word) || MUST.has(word));
  if (next >= 0 && isPassiveVerb(rest[next]!))
    return error(
      'kalimat-pasif',
      `Kegiatan ditulis pasif: "${first} ... ${rest[next]}"`,
      'mulai dengan kata kerja aktif, tanpa pelaku',
    );
  if (next >= 0)
    return error(
      'subjek',
      `Kegiatan diawali pelaku atau benda "${first}"`,
      `hapus pelakunya dan mulai dengan kata kerjanya: "${capital(rest.find((word) => isActiveVerb(word)) ?? 'Memeriksa')} ..."`,
    );
  return error(
    'kata-kerja',
    `Kegiatan tidak diawali kata kerja aktif, melainkan "${first}"`,
    'mulai dengan kata kerja berawalan me- atau ber-, misalnya "Memeriksa ..."',
  );
}

function words(text: string): string[] {
  return text.match(/[\p{L}-]+/gu) ?? [];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
