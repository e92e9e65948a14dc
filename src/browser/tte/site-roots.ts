/** The roots that the maintainers of the site put in; the reader's own come on top. */
import type { CertificateSummary } from '../../../labs/signature/index.ts';
import type { Anchor } from './anchors.ts';

interface Published {
  readonly summary: CertificateSummary;
  /** Base64 DER. */
  readonly der: string;
}

export class SiteRoots {
  readonly #address: string | undefined;
  #loaded: Promise<Anchor[]> | undefined;

  /** @param root has `data-roots`, the address of the list, when there is at least one. */
  constructor(root: HTMLElement) {
    this.#address = root.dataset.roots;
  }

  /** Empty when the site has none, or they cannot be fetched: trust is then missing, never invented. */
  async anchors(): Promise<readonly Anchor[]> {
    if (!this.#address) return [];
    this.#loaded ??= load(this.#address);
    try {
      return await this.#loaded;
    } catch {
      this.#loaded = undefined;
      return [];
    }
  }
}

async function load(address: string): Promise<Anchor[]> {
  const response = await fetch(address);
  const list = (await response.json()) as Published[];
  return list.map(({ summary, der }) => ({
    summary,
    der: Uint8Array.from(atob(der), (char) => char.charCodeAt(0)),
  }));
}
