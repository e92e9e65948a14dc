/**
 * What an exercise is, for every lab: a folder `<nn-slug>/` that an author can write without code.
 * `brief.mdx` tells the story (frontmatter: the fields of `Brief`; body: the text on the page), a start and a
 * solution are files of their own, `wrong/` holds answers that must fail. What is checked, and how, is the lab's.
 */
import { openYaml, type Problem, type YamlMap } from './yaml-reader.ts';

/** The files of one exercise folder: path inside the folder -> text. */
export type ExerciseFiles = Readonly<Record<string, string>>;

export interface Hint {
  title: string;
  text: string;
}

/** One line of the list the learner ticks off. Reached when all its checks hold. */
export interface Goal {
  text: string;
  /** Ids of checks; the lab defines what they are. */
  checks: string[];
}

export interface Brief {
  title: string;
  /** The story in at most three lines of the task column. */
  summary: string;
  /** What one learns, in a few words, for the list of levels. */
  learns: string;
  /** Minutes a newcomer may need. */
  minutes: number;
  /** What one should know before, as full phrases; empty for a first level. */
  needs: string[];
  goals: Goal[];
  /** From the gentle nudge to nearly the answer. */
  hints: [Hint, Hint, Hint];
  /** What stands on the fold of the text, and whether it is open at first; null: the usual words, closed. */
  reading: { title: string; open: boolean } | null;
  /** Said when all goals are reached: what one can do now. */
  closing: string | null;
  /** Where the same thing is done at the office. */
  related: { label: string; href: string } | null;
}

/** An answer that must fail, with what its author would be told. */
export interface WrongAnswer {
  name: string;
  text: string;
  /** What the learner misunderstood. */
  lesson: string;
  /** Checks it breaks, at least one. */
  breaks: string[];
}

export interface Exercise {
  /** Folder name, e.g. `01-basis-data`. */
  folder: string;
  /** Address part: the folder name without its number. */
  slug: string;
  number: number;
  brief: Brief;
  start: string;
  solution: string;
  wrong: WrongAnswer[];
  /** What was in force before a change that went wrong, from `cadangan` with the lab's ending; null without one. */
  backup: string | null;
}

/** How one lab lays out its folder. */
export interface ExerciseForm {
  start: string;
  solution: string;
  /** Ending of the files in `wrong/`. */
  wrongEnding: string;
  /** How the lab's files write a comment, e.g. `#`. */
  comment: string;
}

/** Reads a folder. `exercise` is null when something is missing that the page cannot do without. */
export function readExercise(
  folder: string,
  files: ExerciseFiles,
  form: ExerciseForm,
): { exercise: Exercise | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const parts = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(folder);
  if (!parts) {
    const what = `Nama folder "${folder}" tidak memuat nomor urut.`;
    problems.push({ file: folder, line: 1, column: 1, what, mend: 'beri nama seperti 04-daftar-izin.' });
  }
  const text = (name: string): string => {
    const found = files[name];
    if (found !== undefined) return found;
    const what = `Berkas ${name} belum ada.`;
    problems.push({ file: `${folder}/${name}`, line: 1, column: 1, what, mend: `buat ${folder}/${name}.` });
    return '';
  };
  const brief = readBrief(`${folder}/brief.mdx`, text('brief.mdx'), problems);
  const start = text(form.start);
  const solution = text(form.solution);
  const wrong = readWrong(folder, files, form, problems);
  if (!parts || !brief || problems.some((problem) => problem.what.startsWith('Berkas '))) {
    return { exercise: null, problems };
  }
  const [, number = '', slug = ''] = parts;
  const backup = files[`cadangan${form.wrongEnding}`] ?? null;
  return {
    exercise: { folder, slug, number: Number(number), brief, start, solution, wrong, backup },
    problems,
  };
}

function readBrief(file: string, text: string, problems: Problem[]): Brief | null {
  const frontmatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1];
  if (frontmatter === undefined) {
    const mend = 'mulai berkas dengan baris ---, isi judul, ringkas, sasaran, petunjuk, lalu ---.';
    problems.push({ file, line: 1, column: 1, what: 'Kepala berkas belum ada.', mend });
    return null;
  }
  const root = openYaml(file, frontmatter, problems, 1);
  if (!root) return null;
  const brief: Brief = {
    title: root.text('judul', 'Basis data hanya dari server aplikasi'),
    summary: root.text('ringkas', 'Dua tiga kalimat cerita.'),
    learns: root.text('belajar', 'membaca satu aturan dari kiri ke kanan'),
    minutes: root.integer('menit', 1, 120),
    needs: root.texts('perlu', 'Tingkat 1 selesai', false),
    goals: root.maps('sasaran', '{ teks: …, syarat: [web-publik] }').map(readGoal),
    hints: readHints(root),
    reading: readReading(root),
    closing: root.has('penutup') ? root.text('penutup', 'Kini Anda dapat membaca satu aturan.') : null,
    related: readRelated(root),
  };
  root.close();
  return brief;
}

function readGoal(entry: YamlMap): Goal {
  const goal = {
    text: entry.text('teks', 'Web tetap terbuka di port 443'),
    checks: entry.texts('syarat', 'web-publik'),
  };
  entry.close();
  return goal;
}

function readHints(root: YamlMap): [Hint, Hint, Hint] {
  const hints = root.maps('petunjuk', '{ judul: …, isi: … }').map((entry) => {
    const hint = {
      title: entry.text('judul', 'Di mana asal paket?'),
      text: entry.text('isi', 'Baca baris 14.'),
    };
    entry.close();
    return hint;
  });
  const [first, second, third] = hints;
  if (first && second && third && hints.length === 3) return [first, second, third];
  root.reject(
    'petunjuk',
    `Petunjuk ada ${hints.length}, seharusnya tiga.`,
    'tulis tiga: arah, cara, hampir jawaban.',
  );
  const empty = { title: '', text: '' };
  return [first ?? empty, second ?? empty, third ?? empty];
}

function readReading(root: YamlMap): Brief['reading'] {
  if (!root.has('bacaan')) return null;
  const entry = root.map('bacaan', '{ judul: Surat permintaan, terbuka: true }');
  if (!entry) return null;
  const reading = { title: entry.text('judul', 'Surat permintaan'), open: entry.flag('terbuka') };
  entry.close();
  return reading;
}

function readRelated(root: YamlMap): Brief['related'] {
  if (!root.has('terkait')) return null;
  const entry = root.map('terkait', '{ teks: SOP-09, ke: /sop/perubahan-aturan-firewall/ }');
  if (!entry) return null;
  const related = {
    label: entry.text('teks', 'SOP-09, langkah 5 sampai 8'),
    href: entry.text('ke', '/sop/perubahan-aturan-firewall/'),
  };
  entry.close();
  return related;
}

/** `wrong/*.nft`: the first comment lines say `salah: …` and `melanggar: id, id`. */
function readWrong(
  folder: string,
  files: ExerciseFiles,
  form: ExerciseForm,
  problems: Problem[],
): WrongAnswer[] {
  const names = Object.keys(files).filter(
    (name) => name.startsWith('wrong/') && name.endsWith(form.wrongEnding),
  );
  const wrong = names.sort().map((name) => {
    const text = files[name] ?? '';
    const note = (key: string): string => {
      const found = new RegExp(`^\\s*${form.comment}\\s*${key}:\\s*(.+)$`, 'm').exec(text)?.[1]?.trim();
      if (found) return found;
      const mend = `tulis "${form.comment} ${key}: …" di baris-baris pertama.`;
      problems.push({
        file: `${folder}/${name}`,
        line: 1,
        column: 1,
        what: `Komentar "${key}" belum ada.`,
        mend,
      });
      return '';
    };
    const breaks = note('melanggar')
      .split(/\s*,\s*/)
      .filter((id) => id !== '');
    return {
      name: name.slice('wrong/'.length, -form.wrongEnding.length),
      text,
      lesson: note('salah'),
      breaks,
    };
  });
  if (wrong.length < 4) {
    const what = `Jawaban salah ada ${wrong.length}, seharusnya sedikitnya empat.`;
    const mend = `tambahkan wrong/<nama>${form.wrongEnding}.`;
    problems.push({ file: `${folder}/wrong`, line: 1, column: 1, what, mend });
  }
  return wrong;
}
