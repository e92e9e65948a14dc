/** Keeps the organiser's key beside the page. Fonts are fetched with the key, so that making needs no network. */
import type { FontFiles } from '../../certificate/pen.ts';
import type { Order, Outcome } from './protocol.ts';
import { CertificateSigner } from './signer.ts';

const signer = new CertificateSigner((length) => crypto.getRandomValues(new Uint8Array(length)), Date.now);
let fonts: Promise<FontFiles> | undefined;

async function fetchFonts(): Promise<FontFiles> {
  const fetchOne = async (name: string): Promise<Uint8Array> => {
    const response = await fetch(`/pelatihan/huruf/${name}.ttf`);
    if (!response.ok) throw new Error('not found');
    return new Uint8Array(await response.arrayBuffer());
  };
  const face = (name: string): Promise<Uint8Array[]> =>
    Promise.all(['latin', 'latin-ext', 'vietnamese'].map((script) => fetchOne(`${name}-${script}`)));
  const [regular, bold] = await Promise.all([face('regular'), face('bold')]);
  return { regular, bold };
}

async function loadFonts(): Promise<FontFiles> {
  fonts ??= fetchFonts();
  try {
    return await fonts;
  } catch {
    fonts = undefined;
    throw new Error('Huruf untuk lembarnya belum termuat. Sambungkan ke peladen situs ini, lalu coba lagi.');
  }
}

async function carryOut(order: Order): Promise<Outcome> {
  switch (order.kind) {
    case 'open': {
      const opened = signer.open(order.bytes, order.password);
      await loadFonts();
      return opened;
    }
    case 'practice':
      return signer.practice(order.name, order.password);
    case 'make':
      return signer.make(order, await loadFonts());
  }
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  carryOut(data).then(postMessage, (error: Error) => postMessage({ kind: 'refused', why: error.message }));
});
