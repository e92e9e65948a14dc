/** Key files (PKCS#12) on the desk: only their public part is read, with a password asked for and forgotten. */
import type { AnchorCandidate } from '../../../labs/signature/index.ts';
import { button, fill, icon, make } from './dom.ts';
import { LIMIT_MS } from './examiner.ts';
import { certificatesView } from './view/certificates.ts';
import type { Zone } from './words.ts';

export interface KeyFileQuestion {
  readonly bytes: Uint8Array;
  readonly password: string;
}

export type KeyFileAnswer =
  | { readonly kind: 'opened'; readonly candidates: readonly AnchorCandidate[] }
  | { readonly kind: 'password'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

/** @param read told what was found, for the register. */
export function keyFileView(
  file: File,
  zone: Zone,
  read: (candidates: readonly AnchorCandidate[]) => void,
): HTMLElement {
  const field = make('input', {
    type: 'password',
    name: 'sandi-kunci',
    autocomplete: 'off',
    'aria-label': `Kata sandi ${file.name}`,
  });
  const said = make('p', { class: 'fault', role: 'alert' });
  const press = button('Baca sertifikatnya', () => void open(), '');
  const form = make(
    'form',
    { class: 'password' },
    make(
      'p',
      {},
      'Berkas kunci dilindungi kata sandi. Hanya sertifikatnya yang dibaca; kunci privatnya tidak ditampilkan dan tidak disimpan.',
    ),
    make('div', {}, field, press),
    said,
  );
  const view = make(
    'section',
    { class: 'result key-file', 'data-file': file.name },
    make('h2', { class: 'file-name' }, file.name),
    form,
  );
  const open = async (): Promise<void> => {
    press.disabled = true;
    const answer = await ask({ bytes: new Uint8Array(await file.arrayBuffer()), password: field.value });
    press.disabled = false;
    if (answer.kind === 'opened') {
      const shown = certificatesView(file.name, answer.candidates, zone, Date.now());
      view.replaceWith(shown);
      read(answer.candidates);
      shown.querySelector('summary')?.focus();
      return;
    }
    fill(said, [icon('octagon-x'), answer.why]);
    field.focus();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void open();
  });
  return view;
}

/** One worker for one attempt: key and password go with it. */
function ask(question: KeyFileQuestion): Promise<KeyFileAnswer> {
  const worker = new Worker(new URL('./key-file-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<KeyFileAnswer>((resolve) => {
    const late = `Pembacaan dihentikan setelah ${LIMIT_MS / 1000} detik agar peramban tidak macet.`;
    const timer = setTimeout(() => resolve({ kind: 'refused', why: late }), LIMIT_MS);
    worker.onmessage = ({ data }: MessageEvent<KeyFileAnswer>) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.onerror = () => {
      clearTimeout(timer);
      resolve({
        kind: 'refused',
        why: 'Pembaca berkas kunci belum termuat. Sambungkan jaringan, lalu coba lagi.',
      });
    };
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}
