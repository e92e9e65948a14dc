/** What the answers of `/siapa-diberi-tahu` tell the letters and reports that follow. */
import type { Facts } from '../forms/facts.ts';
import type { Answers } from './duties.ts';

export interface Told {
  date: string;
  time: string;
  answers: Partial<Answers>;
  /** Duty id to when it was done, as the page shows it. */
  done: Record<string, string>;
}

const WORDS: Record<string, string> = {
  ya: 'Ya',
  tidak: 'Tidak',
  belum: 'Belum tahu',
  rendah: 'Rendah',
  sedang: 'Sedang',
  tinggi: 'Tinggi',
  kritis: 'Kritis',
};

const DONE: [string, string][] = [
  ['amankan', 'data telah diamankan'],
  ['diskominfo', 'telah dilaporkan kepada Diskominfo'],
  ['sektoral', 'telah dilaporkan kepada TTIS sektoral'],
  ['iiv', 'laporan IIV telah terkirim'],
  ['pdp', 'pemberitahuan data pribadi telah dikirim'],
];

/** Answers not given yet count as "belum tahu", as on the page itself. */
export function factsOfAnswers({ date, time, answers, done }: Told): Facts {
  const word = (answer: string | undefined) => WORDS[answer ?? 'belum'] ?? '';
  const status = DONE.filter(([id]) => done[id]).map(([id, text]) => `${text} (${done[id]})`);
  return {
    'kejadian.tanggal': date,
    'kejadian.jam': time.replace(':', '.'),
    'kejadian.pihakLain': word(answers.pihakLain),
    'kejadian.tingkat': word(answers.tingkat),
    'kejadian.iiv': word(answers.iiv),
    'kejadian.dataPribadi': word(answers.dataPribadi),
    'kejadian.statusLapor': status.join('; '),
  };
}
