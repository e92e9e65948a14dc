/** What each step of signing shows once it is done. */
import { button, type Child, icon, make } from '../dom.ts';
import { certificateCard } from '../view/certificates.ts';
import { checksOf } from '../view/signature.ts';
import { timeline } from '../view/timeline.ts';
import { verdictCard } from '../view/verdict-card.ts';
import { day, grouped, moment, size, VERDICTS, type Zone } from '../words.ts';
import { bitsChanged } from './bits.ts';
import type {
  CertificateIssued,
  CertificateRevoked,
  Checked,
  KeyMade,
  LetterAltered,
  LetterSigned,
  RequestMade,
} from './protocol.ts';

export function keyView({ fingerprint, bytes }: KeyMade): Child[] {
  return [
    make(
      'dl',
      { class: 'facts' },
      ...row('Kunci publik', `${bytes} byte, boleh dibagikan kepada siapa pun`),
      ...row('Sidik jarinya', grouped(fingerprint), 'mono'),
      ...row(
        'Kunci privat',
        'Tetap di memori halaman ini, tidak pernah ditampilkan, hilang saat halaman ditutup',
      ),
    ),
  ];
}

export function requestView({ subject, proven, pem }: RequestMade): Child[] {
  return [
    make(
      'dl',
      { class: 'facts' },
      ...row('Yang diminta', `Sertifikat untuk ${subject}`),
      ...row(
        'Bukti memegang kunci',
        proven ? 'Ada: permintaan ini ditandatangani oleh kuncinya sendiri' : 'Tidak ada',
      ),
      ...row('Kunci privat', 'Tidak ikut dikirim; hanya kunci publik yang diminta untuk disahkan'),
    ),
    folded('Isi permintaan (PKCS#10)', make('pre', { class: 'mono', tabindex: '0' }, pem)),
  ];
}

export function certificateView({ chain }: CertificateIssued, zone: Zone, now: number): Child[] {
  const [own, ...above] = chain;
  if (!own) return [];
  const links = chain.map(({ summary }, place) =>
    make(
      'li',
      {},
      icon(place === 0 ? 'user-round' : place === chain.length - 1 ? 'anchor' : 'award'),
      make(
        'div',
        {},
        make('b', {}, summary.name),
        make(
          'span',
          {},
          place === 0
            ? 'Anda'
            : place < above.length
              ? 'menandatangani sertifikat di atas'
              : 'akar latihan, jangkar halaman ini',
        ),
      ),
    ),
  );
  return [certificateCard(own, zone, now), make('ul', { class: 'chain' }, ...links)];
}

export function signedView({ signed }: LetterSigned, pages: HTMLElement): Child[] {
  return [
    make(
      'p',
      {},
      `Berkas ${size(signed.bytes.length)}. SHA-256: `,
      make('code', {}, signed.sha256.slice(0, 32)),
      ' …',
    ),
    pages,
    saveButton(signed.bytes, 'surat-bertanda-tangan-latihan.pdf'),
  ];
}

export function checkedView({ report }: Checked, name = 'Tujuh pemeriksaan surat Anda'): Child[] {
  const [signature] = report.signatures;
  return [verdictCard(report, 'h3'), signature && checksOf(signature, name)];
}

export function alteredView(
  { altered, offset }: LetterAltered,
  signed: Checked,
  comma: { readonly from: string; readonly to: string },
  comparison: HTMLElement,
): Child[] {
  const bits = bitsChanged(signed.sha256, altered.sha256);
  return [
    make(
      'p',
      { class: 'one-comma' },
      make('del', {}, comma.from),
      ' menjadi ',
      make('ins', {}, comma.to),
      `. Satu byte dari ${new Intl.NumberFormat('id-ID').format(altered.bytes.length)}, pada byte ${offset}. Seribu kali lipat.`,
    ),
    make(
      'p',
      {},
      `Ringkasan SHA-256 berubah pada ${bits} dari 256 bit: `,
      make('code', {}, signed.sha256.slice(0, 24)),
      ' … menjadi ',
      make('code', {}, altered.sha256.slice(0, 24)),
      ' …',
    ),
    ...checkedView(altered, 'Tujuh pemeriksaan surat yang diubah'),
    comparison,
  ];
}

/** The same certificate, three letters: only one of them can still be relied on. */
export function revokedView(outcome: CertificateRevoked, zone: Zone): Child[] {
  const rows = [
    { name: 'Ditandatangani sebelum dicabut, dengan cap waktu', checked: outcome.stamped },
    { name: 'Ditandatangani sebelum dicabut, tanpa cap waktu', checked: outcome.unstamped },
    { name: 'Ditandatangani sesudah dicabut', checked: outcome.after },
  ];
  return [
    make(
      'p',
      {},
      `Sertifikat dicabut pada ${moment(outcome.revokedAt, zone)}. Agar Anda tidak perlu menunggu, jam latihan ini dimajukan tiga hari.`,
    ),
    make(
      'ul',
      { class: 'three-letters' },
      ...rows.map(({ name, checked }) => {
        const { report } = checked;
        const { word, icon: drawing, tone } = VERDICTS[report.verdict];
        const [signature] = report.signatures;
        return make(
          'li',
          { class: 'block', 'data-verdict': report.verdict },
          make('h3', {}, name),
          make('p', { class: `status ${tone}` }, icon(drawing), word),
          make('p', {}, report.reason),
          signature?.signer &&
            timeline(
              {
                validFrom: signature.signer.validFrom,
                validTo: signature.signer.validTo,
                claimed: signature.signingTime.claimed,
                proved: signature.signingTime.proved,
                revoked: signature.revokedAt,
                checked: checked.at,
              },
              zone,
            ),
        );
      }),
    ),
    make(
      'p',
      {},
      'Cap waktu membuat perbedaannya: ia membuktikan tanda tangan sudah ada sebelum pencabutan. Tanpa bukti itu, siapa pun yang memegang kunci curian dapat memundurkan jam komputernya.',
    ),
  ];
}

/** The entry SOP-14 step 6 asks for, with the columns of its register. */
export function registerView(
  { chain }: CertificateIssued,
  revokedAt: string,
  zone: Zone,
  save: (rows: readonly (readonly string[])[]) => void,
): Child[] {
  const { summary } = chain[0]!;
  const head = ['Jabatan', 'Nomor seri', 'Berlaku sampai', 'Ingatkan mulai', 'Status', 'Dicabut pada'];
  const remind = new Date(Date.parse(summary.validTo) - 30 * 86_400_000).toISOString();
  const cells = [
    summary.name,
    summary.serial,
    day(summary.validTo, zone),
    day(remind, zone),
    'Dicabut',
    day(revokedAt, zone),
  ];
  return [
    make(
      'dl',
      { class: 'facts register' },
      ...cells.flatMap((cell, index) => row(head[index]!, cell, index === 1 ? 'mono' : undefined)),
    ),
    button('Simpan baris register (CSV)', () => save([head, cells]), 'small', 'file-down'),
    make(
      'p',
      {},
      'Baris ini contoh, sesuaikan dan tetapkan oleh pejabat berwenang. Langkahnya ada di ',
      make('a', { href: '/sop/sertifikat-elektronik/' }, 'SOP-14'),
      '.',
    ),
  ];
}

function saveButton(bytes: Uint8Array, name: string): HTMLButtonElement {
  return button(
    'Simpan PDF ini',
    () => {
      const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/pdf' }));
      make('a', { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    },
    'small',
    'file-down',
  );
}

function folded(name: string, content: HTMLElement): HTMLElement {
  return make(
    'details',
    { class: 'technical' },
    make('summary', {}, icon('chevron-right'), name),
    make('div', { class: 'unfolded' }, content),
  );
}

function row(name: string, value: string, look?: string): [HTMLElement, HTMLElement] {
  return [make('dt', {}, name), make('dd', { class: look }, value)];
}
