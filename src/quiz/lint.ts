/** Rules for questions that a schema cannot say. Each finding names the question, the fault and the mend. Pure. */
import type { ButirSoal } from '../schemas/training.ts';
import { normalise } from './grade.ts';
import { bankFaults, craftFaults, type Fault } from './lint-craft.ts';

export interface QuizFinding {
  /** Place (from 0) in the file. */
  place: number;
  message: string;
  mend: string;
}

/** @param items one file. @param pages addresses that exist, or null when they are not known yet. */
export function lintQuiz(items: readonly ButirSoal[], pages: ReadonlySet<string> | null): QuizFinding[] {
  const findings: QuizFinding[] = [];
  const add = (place: number, message: string, mend: string): void => {
    findings.push({ place, message, mend });
  };
  const seen = new Map<string, number>();
  items.forEach((item, place) => {
    const before = seen.get(item.id);
    if (before !== undefined)
      add(place, `id "${item.id}" sudah dipakai butir ke-${before + 1}`, 'beri id lain');
    seen.set(item.id, place);
    if (pages && !pages.has(withoutAnchor(item.halaman))) {
      add(
        place,
        `halaman ${item.halaman} tidak ada`,
        'tunjuk halaman yang memuat jawabannya, atau hapus butir ini',
      );
    }
    for (const [message, mend] of [...faultsOf(item), ...craftFaults(item)]) add(place, message, mend);
    if ((item.pasangan === undefined) !== (item.bentuk === undefined)) {
      add(place, 'pasangan dan bentuk selalu ditulis bersama', 'tulis pasangan: nama-pasangan dan bentuk: A');
    }
  });
  for (const [message, mend] of bankFaults(items)) add(0, message, mend);
  return [...findings, ...lintForms(items)];
}

const withoutAnchor = (address: string): string => address.replace(/[?#].*$/, '');

function faultsOf(item: ButirSoal): Fault[] {
  const faults: Fault[] = [];
  const texts = partTexts(item);
  if (new Set(texts.map(normalise)).size < texts.length) {
    faults.push(['dua pilihan berbunyi sama', 'bedakan bunyinya, atau hapus salah satu']);
  }
  const right = rightCount(item);
  if (item.jenis === 'satu' && right !== 1) {
    faults.push([
      `pilihan yang benar ada ${right}, harus tepat satu`,
      'tandai satu pilihan dengan benar: true',
    ]);
  }
  if (item.jenis === 'banyak' && (right < 2 || right === item.pilihan.length)) {
    faults.push([
      `pilihan yang benar ada ${right} dari ${item.pilihan.length}`,
      'tandai dua atau lebih, tetapi jangan semuanya',
    ]);
  }
  if (item.jenis === 'temukan' && (right === 0 || right === item.gambar.bagian.length)) {
    faults.push([
      'gambar harus memuat bagian yang salah dan yang benar',
      'tandai yang keliru dengan salah: true',
    ]);
  }
  if (item.jenis === 'isian') {
    const accepted = new Set(item.jawaban.map(normalise));
    if (item.keliru.some(({ jawaban }) => accepted.has(normalise(jawaban)))) {
      faults.push(['satu jawaban terdaftar benar dan sekaligus keliru', 'hapus dari salah satu daftar']);
    }
  }
  return faults;
}

function partTexts(item: ButirSoal): string[] {
  switch (item.jenis) {
    case 'satu':
    case 'banyak':
      return item.pilihan.map(({ teks }) => teks);
    case 'urut':
      return item.urutan.map(({ teks }) => teks);
    case 'jodoh':
      return item.pasang.map(({ kiri }) => kiri);
    case 'temukan':
      return item.gambar.bagian.map(({ teks }) => teks);
    case 'isian':
      return item.jawaban;
  }
}

function rightCount(item: ButirSoal): number {
  if (item.jenis === 'satu' || item.jenis === 'banyak')
    return item.pilihan.filter(({ benar }) => benar).length;
  return item.jenis === 'temukan' ? item.gambar.bagian.filter(({ salah }) => salah).length : 0;
}

const rightText = ({ pilihan }: Extract<ButirSoal, { jenis: 'satu' }>): string =>
  pilihan.find(({ benar }) => benar)?.teks ?? '';

/** Forms A and B are equivalent: each pair has one of each, of one kind and on one subject. */
function lintForms(items: readonly ButirSoal[]): QuizFinding[] {
  const pairs = new Map<string, number[]>();
  items.forEach(({ pasangan }, place) => {
    if (pasangan !== undefined) pairs.set(pasangan, [...(pairs.get(pasangan) ?? []), place]);
  });
  return [...pairs].flatMap(([name, places]): QuizFinding[] => {
    const members = places.map((place) => items[place] as ButirSoal);
    const forms = members
      .map(({ bentuk }) => bentuk ?? '')
      .sort()
      .join('');
    const place = places[0] as number;
    if (forms !== 'AB') {
      const mend = 'setiap pasangan punya tepat satu butir bentuk A dan satu butir bentuk B';
      return [{ place, message: `pasangan "${name}" memuat bentuk ${forms || 'kosong'}`, mend }];
    }
    const same = (of: (item: ButirSoal) => string) => new Set(members.map(of)).size === 1;
    if (!same(({ topik }) => topik) || !same(({ jenis }) => jenis)) {
      const mend = 'pakai topik dan jenis yang sama, supaya kedua bentuk setara';
      return [{ place, message: `pasangan "${name}" berbeda topik atau jenis`, mend }];
    }
    if (!same(({ modul, hasil }) => `${modul}/${hasil}`)) {
      const mend = 'uji hasil belajar yang sama pada kedua bentuk';
      return [{ place, message: `pasangan "${name}" menguji hasil yang berbeda`, mend }];
    }
    if (!same((item) => String(partTexts(item).length))) {
      const mend = 'beri kedua bentuk jumlah pilihan yang sama, supaya tebakan sama sukarnya';
      return [{ place, message: `pasangan "${name}" berbeda jumlah pilihan`, mend }];
    }
    const answers = members.map((item) => normalise(item.jenis === 'satu' ? rightText(item) : item.tanya));
    if (new Set(answers).size === members.length) return [];
    const mend = 'bedakan ceritanya, supaya yang diingat dari bentuk A bukan jawaban bentuk B';
    return [{ place, message: `pasangan "${name}" berjawaban sama bunyinya`, mend }];
  });
}
