/** Trust anchors the reader chose, kept in this browser only. The site itself ships none. */
import type { CertificateSummary } from '../../../labs/signature/index.ts';

export interface Anchor {
  readonly summary: CertificateSummary;
  readonly der: Uint8Array;
}

const KEY = 'sigap:tte:jangkar';

interface Stored {
  readonly summary: CertificateSummary;
  readonly der: string;
}

/** Empty when nothing is kept, or storage is closed. */
export function readAnchors(): Anchor[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as Stored[];
    return kept.map(({ summary, der }) => ({
      summary,
      der: Uint8Array.from(atob(der), (char) => char.charCodeAt(0)),
    }));
  } catch {
    return [];
  }
}

/** @returns whether the browser kept them; a closed storage keeps nothing beyond this page. */
export function keepAnchors(anchors: readonly Anchor[]): boolean {
  const text = JSON.stringify(
    anchors.map(({ summary, der }) => ({ summary, der: btoa(String.fromCharCode(...der)) })),
  );
  try {
    localStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}

/** Adds one unless its fingerprint is already there. */
export function withAnchor(anchors: readonly Anchor[], added: Anchor): Anchor[] {
  const others = anchors.filter(({ summary }) => summary.fingerprint !== added.summary.fingerprint);
  return [...others, added];
}
