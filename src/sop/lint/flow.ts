/** Rules 1 to 4: start and end, one actor a row, decisions with two exits, no row lost. */
import type { Sop } from '../../schemas/sop.ts';
import { exitsOf, reachable } from '../flow.ts';
import type { Finding } from './finding.ts';

export function lintFlow(sop: Sop): Finding[] {
  return [...startAndEnd(sop), ...actors(sop), ...targets(sop), ...reach(sop)];
}

function startAndEnd(sop: Sop): Finding[] {
  const findings: Finding[] = [];
  const starts = sop.langkah.flatMap((step, i) => (step.simbol === 'mulai' ? [i + 1] : []));
  if (sop.langkah[0]?.simbol !== 'mulai')
    findings.push({
      rule: 'mulai-selesai',
      level: 'error',
      step: 1,
      message: 'Langkah pertama bukan simbol mulai',
      mend: 'tulis "simbol: mulai" pada langkah 1',
    });
  for (const step of starts.filter((no) => no !== 1))
    findings.push({
      rule: 'mulai-selesai',
      level: 'error',
      step,
      message: 'Simbol mulai hanya boleh satu, pada langkah 1',
      mend: 'ganti dengan "simbol: proses" atau "simbol: keputusan"',
    });
  if (!sop.langkah.some((step) => step.simbol === 'selesai'))
    findings.push({
      rule: 'mulai-selesai',
      level: 'error',
      message: 'Tidak ada langkah selesai',
      mend: 'tulis "simbol: selesai" pada langkah terakhir',
    });
  return findings;
}

function actors(sop: Sop): Finding[] {
  const known = sop.pelaksana.map((actor) => actor.id);
  const findings: Finding[] = [];
  sop.langkah.forEach((step, i) => {
    if (!known.includes(step.pelaksana))
      findings.push({
        rule: 'pelaksana',
        level: 'error',
        step: i + 1,
        message: `Pelaksana "${step.pelaksana}" tidak ada dalam daftar pelaksana`,
        mend: `pakai satu dari ${known.join(', ')}, atau tambahkan pelaksana itu`,
      });
  });
  for (const id of known) {
    if (known.indexOf(id) !== known.lastIndexOf(id))
      findings.push({
        rule: 'pelaksana',
        level: 'error',
        message: `Singkatan pelaksana "${id}" dipakai dua kali`,
        mend: 'beri tiap pelaksana singkatan sendiri',
      });
    if (!sop.langkah.some((step) => step.pelaksana === id))
      findings.push({
        rule: 'pelaksana',
        level: 'warning',
        message: `Pelaksana "${id}" tidak mengerjakan langkah apa pun`,
        mend: 'hapus dari daftar pelaksana, supaya lembar resmi tidak memuat lajur kosong',
      });
  }
  return dedupe(findings);
}

function targets(sop: Sop): Finding[] {
  const findings: Finding[] = [];
  const error = (step: number, message: string, mend: string) =>
    findings.push({ rule: 'keputusan', level: 'error', step, message, mend });
  sop.langkah.forEach((step, i) => {
    const no = i + 1;
    if (step.simbol === 'keputusan') {
      for (const side of ['ya', 'tidak'] as const)
        if (!step[side])
          error(no, `Keputusan tidak punya jalan "${side}"`, `tambahkan "${side}: { ke: <nomor langkah> }"`);
      if (step.ya && step.tidak && step.ya.ke === step.tidak.ke)
        error(no, 'Jalan ya dan tidak menuju langkah yang sama', 'beri tujuan berbeda, atau jadikan proses');
      if (step.lanjut !== undefined)
        error(no, 'Keputusan tidak memakai "lanjut"', 'hapus "lanjut"; tujuan ada pada "ya" dan "tidak"');
    } else if (step.ya || step.tidak) {
      error(
        no,
        `Hanya keputusan yang bercabang; langkah ini bersimbol ${step.simbol}`,
        'tulis "simbol: keputusan" atau hapus "ya" dan "tidak"',
      );
    }
    if (step.simbol === 'selesai' && step.lanjut !== undefined)
      error(no, 'Langkah selesai tidak punya lanjutan', 'hapus "lanjut"');
    for (const edge of exitsOf(sop, no)) {
      if (edge.exit === 'lanjut' && step.lanjut === undefined) continue;
      if (edge.to < 1 || edge.to > sop.langkah.length)
        error(
          no,
          `Tujuan langkah ${edge.to} tidak ada; SOP ini berakhir pada langkah ${sop.langkah.length}`,
          `pilih nomor 1 sampai ${sop.langkah.length}`,
        );
      else if (edge.to === no) error(no, 'Langkah menuju dirinya sendiri', 'arahkan ke langkah lain');
    }
  });
  return findings;
}

function reach(sop: Sop): Finding[] {
  const findings: Finding[] = [];
  const seen = reachable(sop);
  sop.langkah.forEach((step, i) => {
    const no = i + 1;
    if (!seen.has(no))
      findings.push({
        rule: 'alur',
        level: 'error',
        step: no,
        message: 'Langkah ini tidak dapat dicapai dari langkah 1',
        mend: 'arahkan sebuah langkah ke sini, atau hapus langkah ini',
      });
    const last = no === sop.langkah.length;
    if (last && step.simbol !== 'selesai' && step.simbol !== 'keputusan' && step.lanjut === undefined)
      findings.push({
        rule: 'alur',
        level: 'error',
        step: no,
        message: 'Jalan buntu: langkah terakhir bukan selesai dan tidak punya lanjutan',
        mend: 'tulis "simbol: selesai", atau "lanjut: <nomor langkah>"',
      });
  });
  for (const no of trapped(sop, seen))
    findings.push({
      rule: 'alur',
      level: 'error',
      step: no,
      message: 'Dari langkah ini tidak ada jalan ke selesai',
      mend: 'beri jalan keluar dari putaran ini',
    });
  return findings;
}

/** Rows that loop for ever: reachable, but no end is reachable from them. */
function trapped(sop: Sop, seen: Set<number>): number[] {
  const good = new Set(sop.langkah.flatMap((step, i) => (step.simbol === 'selesai' ? [i + 1] : [])));
  if (good.size === 0) return [];
  for (let pass = 0; pass < sop.langkah.length; pass++)
    for (const no of seen)
      if (exitsOf(sop, no).some((edge) => good.has(edge.to) || edge.to > sop.langkah.length)) good.add(no);
  return [...seen].filter((no) => !good.has(no)).sort((a, b) => a - b);
}

function dedupe(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.step ?? ''} ${finding.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
