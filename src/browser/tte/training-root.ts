/** The switch that lets the training authority count, for exercise letters only. Never remembered. */
import type { CertificateSummary } from '../../../labs/signature/index.ts';
import type { Anchor } from './anchors.ts';

interface Published {
  readonly summary: CertificateSummary;
  /** Base64 DER. */
  readonly der: string;
}

export class TrainingRoot {
  readonly #box: HTMLInputElement;
  readonly #address: string;
  #loaded: Promise<Anchor> | undefined;

  /** @param root holds the checkbox; its `data-address` is where the build put the root. */
  constructor(root: HTMLElement, changed: () => void) {
    this.#box = root.querySelector('input')!;
    this.#address = root.dataset.address ?? '';
    // Browsers like to restore a ticked box on reload; this one always starts off.
    this.#box.checked = false;
    this.#box.addEventListener('change', changed);
  }

  /** Null while the switch is off, or when the root cannot be fetched. */
  async anchor(): Promise<Anchor | null> {
    if (!this.#box.checked) return null;
    this.#loaded ??= loadTrainingRoot(this.#address);
    try {
      return await this.#loaded;
    } catch {
      this.#loaded = undefined;
      this.#box.checked = false;
      return null;
    }
  }
}

export async function loadTrainingRoot(address: string): Promise<Anchor> {
  const response = await fetch(address);
  const { summary, der } = (await response.json()) as Published;
  return { summary, der: Uint8Array.from(atob(der), (char) => char.charCodeAt(0)) };
}
