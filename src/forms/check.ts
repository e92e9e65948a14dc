/** Checks what is filled in and says, at each field, what is wrong and how to mend it. */
import type { Aturan, Bidang, Kolom } from '../schemas/form.ts';
import { isDate, readTime } from './date.ts';
import type { FormDefinition } from './document.ts';
import { readNumber, writeNumber } from './number.ts';
import { carriesTitle, signsWithoutNip } from './official.ts';
import { fieldsOf, holds, isEmpty, officialOf, rowsOf, textOf, type Value, type Values } from './values.ts';

export interface Fault {
  /** Name of the box: `nomor`, `penandatangan.nip`, `kunjungan.0.masuk`. */
  path: string;
  message: string;
  /** Only missing: the paper may still be printed with dotted gaps. */
  missing: boolean;
}

/** @returns faults in the order of the fields; none for a form that is complete and right. */
export function checkValues(form: FormDefinition, values: Values): Fault[] {
  const fields = fieldsOf(form);
  const faults = fields
    .filter((field) => holds(field.bila, values))
    .flatMap((field) => fieldFaults(field, values[field.id]));
  const ruled = form.aturan.flatMap((rule) => {
    const fault = ruleFault(rule, fields, values);
    return fault && !faults.some(({ path }) => path === fault.path) ? [fault] : [];
  });
  const place = new Map(fields.map(({ id }, index) => [id, index]));
  const order = ({ path }: Fault) => place.get(path.split('.')[0] ?? '') ?? 0;
  return [...faults, ...ruled].sort((a, b) => order(a) - order(b));
}

function fieldFaults(field: Bidang, value: Value | undefined): Fault[] {
  if (field.jenis === 'tabel') return tableFaults(field.id, field.kolom, field.wajib, field.satuBaris, value);
  if (field.jenis === 'pejabat') return officialFaults(field, value);
  if (isEmpty(value)) {
    return field.wajib ? [{ path: field.id, message: missingText(field), missing: true }] : [];
  }
  const message = fault(field, textOf(value));
  return message ? [{ path: field.id, message, missing: false }] : [];
}

function missingText({ jenis, label }: Bidang): string {
  if (jenis === 'pilihan' || jenis === 'banyak') return `Pilih ${lower(label)}.`;
  if (jenis === 'tanggal') return `Isi ${lower(label)}. Pilih tanggalnya.`;
  if (jenis === 'jam') return `Isi ${lower(label)}. Tulis jam dan menit, misalnya 07.10.`;
  return `Isi ${lower(label)}.`;
}

/** Abbreviations such as NIP or IIV keep their capitals. */
const lower = (label: string): string =>
  /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

interface Checked {
  jenis: string;
  min?: number | undefined;
  maks?: number | undefined;
  pilihan?: string[] | undefined;
}

function fault({ jenis, min, maks, pilihan }: Checked, text: string): string | undefined {
  switch (jenis) {
    case 'tanggal':
      return isDate(text)
        ? undefined
        : 'Tanggal ini tidak ada. Pilih dari kalender, misalnya 23 November 2026.';
    case 'jam':
      return readTime(text) ? undefined : 'Tulis jam dan menit, misalnya 07.10.';
    case 'angka':
      return numberFault(text, min, maks);
    case 'nip':
      return nipFault(text);
    case 'port':
      return portFault(text);
    case 'alamatJaringan':
      return networkFault(text);
    case 'pilihan':
      return pilihan?.includes(text) ? undefined : 'Pilih salah satu dari daftar.';
    case 'teks':
    case 'paragraf':
      return maks !== undefined && text.length > maks
        ? `Terlalu panjang: ${text.length} huruf, paling banyak ${maks}.`
        : undefined;
    default:
      return undefined;
  }
}

function numberFault(text: string, min: number | undefined, max: number | undefined): string | undefined {
  const number = readNumber(text);
  if (number === undefined)
    return 'Tulis angka, misalnya 1.250 atau 12,5. Titik untuk ribuan, koma untuk pecahan.';
  if (min !== undefined && number < min) return `Paling kecil ${writeNumber(min)}.`;
  if (max !== undefined && number > max) return `Paling besar ${writeNumber(max)}.`;
  return undefined;
}

/** A NIP has 18 digits: date of birth, year and month of appointment, sex (1 or 2), number. */
function nipFault(text: string): string | undefined {
  const digits = text.replace(/\s/g, '');
  if (!/^\d{18}$/.test(digits)) {
    const count = digits.replace(/\D/g, '').length;
    return `NIP terdiri atas 18 angka. Yang tertulis ${count} angka.`;
  }
  const birth = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  if (!isDate(birth))
    return 'Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, hari). Periksa lagi.';
  if (!/^(0[1-9]|1[0-2])$/.test(digits.slice(12, 14))) {
    return 'Angka ke-13 dan ke-14 NIP adalah bulan pengangkatan, 01 sampai 12. Periksa lagi.';
  }
  if (!/[12]/.test(digits.charAt(14))) return 'Angka ke-15 NIP hanya 1 atau 2. Periksa lagi.';
  return undefined;
}

function portFault(text: string): string | undefined {
  const parts = text.split(/\s*[,;]\s*/);
  const right = parts.every((part) => {
    const [from, to = from] = part
      .split('-')
      .map((digits) => (/^\d{1,5}$/.test(digits.trim()) ? Number(digits) : 0));
    return from !== undefined && from >= 1 && to! >= from && to! <= 65_535;
  });
  return right ? undefined : 'Tulis nomor port 1 sampai 65535, misalnya 443, atau 8000-8010, atau 80, 443.';
}

function networkFault(text: string): string | undefined {
  const right = text.split(/\s*[,;]\s*/).every(isNetwork);
  return right ? undefined : 'Tulis alamat IP, misalnya 10.20.30.5 atau 10.20.30.0/24, atau kata "internet".';
}

function isNetwork(text: string): boolean {
  if (/^internet$/i.test(text)) return true;
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const four =
    /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address.split('.').every((part) => Number(part) <= 255);
  const six = address.includes(':') && /^[0-9a-f:]{2,39}$/i.test(address) && !address.includes(':::');
  const most = four ? 32 : 128;
  return (four || six) && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= most));
}

function officialFaults({ id, wajib, label, ...field }: Bidang, value: Value | undefined): Fault[] {
  const official = officialOf(value);
  if (isEmpty(value) && !wajib) return [];
  const faults: Fault[] = [];
  const add = (part: string, message: string, missing = false) =>
    faults.push({ path: `${id}.${part}`, message, missing });
  const name = official.nama?.trim() ?? '';
  if (name === '') add('nama', `Isi nama ${lower(label)}.`, true);
  else if (carriesTitle(name)) {
    add(
      'nama',
      'Tulis nama tanpa gelar. Gelar punya kotaknya sendiri, karena keputusan memuat nama tanpa gelar.',
    );
  }
  const brief = 'ringkas' in field && field.ringkas;
  if (!brief && !official.jabatan?.trim()) add('jabatan', `Isi jabatan ${lower(label)}.`, true);
  const nip = official.nip?.trim() ?? '';
  if (nip !== '') {
    const message = nipFault(nip);
    if (message) add('nip', message);
  } else if (wajib && !brief && !signsWithoutNip(official.jabatan ?? '')) {
    add('nip', `Isi NIP ${lower(label)}.`, true);
  }
  return faults;
}

function tableFaults(
  id: string,
  columns: readonly Kolom[],
  required: boolean,
  oneRow: string,
  value: Value | undefined,
): Fault[] {
  const all = Array.isArray(value) ? value : [];
  if (rowsOf(value).length === 0) {
    return required ? [{ path: id, message: `Isi sekurangnya satu ${oneRow}.`, missing: true }] : [];
  }
  return all.flatMap((row, place) =>
    typeof row === 'string' || isEmpty(row)
      ? []
      : columns.flatMap((column): Fault[] => {
          const text = row[column.id]?.trim() ?? '';
          const path = `${id}.${place}.${column.id}`;
          if (text === '') {
            return column.wajib ? [{ path, message: `Isi ${lower(column.label)}.`, missing: true }] : [];
          }
          const message = fault(column, text);
          return message ? [{ path, message, missing: false }] : [];
        }),
  );
}

function ruleFault(rule: Aturan, fields: readonly Bidang[], values: Values): Fault | undefined {
  const one = values[rule.bidang];
  const wrong = (missing = false): Fault => ({
    path: boxOf(rule.bidang, fields),
    message: rule.pesan,
    missing,
  });
  if ('wajibBila' in rule) return isEmpty(one) && holds(rule.wajibBila, values) ? wrong(true) : undefined;
  if ('berbedaDari' in rule) {
    const other = values[rule.berbedaDari];
    if (isEmpty(one) || isEmpty(other)) return undefined;
    const key = (value: Value | undefined) =>
      (officialOf(value).nip ?? officialOf(value).nama ?? textOf(value)).replace(/\s/g, '').toLowerCase();
    return key(one) === key(other) ? wrong() : undefined;
  }
  const [first, second] = [textOf(one), textOf(values[rule.tidakSebelum])];
  if (first === '' || second === '') return undefined;
  const comparable = (text: string) => readTime(text) ?? text;
  return comparable(first) < comparable(second) ? wrong() : undefined;
}

/** The box that takes the focus for a field of several boxes. */
const boxOf = (id: string, fields: readonly Bidang[]): string =>
  fields.find((field) => field.id === id)?.jenis === 'pejabat' ? `${id}.nama` : id;
