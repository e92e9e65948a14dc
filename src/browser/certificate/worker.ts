/** Keeps the organiser's key beside the page. Fonts and PDF writer are fetched with it, so that making needs no network. */
import type { FontFiles } from '../../certificate/pen.ts';
import type { Order, Outcome } from './protocol.ts';
import { CertificateSigner, type DrawingTools } from './signer.ts';

const signer = new CertificateSigner((length) => crypto.getRandomValues(new Uint8Array(length)), Date.now);
let tools: Promise<DrawingTools> | undefined;

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

async function fetchTools(): Promise<DrawingTools> {
  const [{ drawCertificate }, fonts] = await Promise.all([import('../../certificate/draw.ts'), fetchFonts()]);
  return { draw: drawCertificate, fonts };
}

async function loadTools(): Promise<DrawingTools> {
  tools ??= fetchTools();
  try {
    return await tools;
  } catch {
    tools = undefined;
    throw new Error('Alat gambar lembarnya belum termuat. Sambungkan ke peladen situs ini, lalu coba lagi.');
  }
}

async function carryOut(order: Order): Promise<Outcome> {
  switch (order.kind) {
    case 'open': {
      const opened = signer.open(order.bytes, order.password);
      await loadTools();
      return opened;
    }
    case 'practice':
      return signer.practice(order.name, order.password);
    case 'make':
      return signer.make(order, await loadTools());
  }
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  carryOut(data).then(postMessage, (error: Error) => postMessage({ kind: 'refused', why: error.message }));
});
