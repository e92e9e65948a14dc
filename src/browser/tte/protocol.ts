/** What page and worker say to each other. Plain data only; the worker keeps nothing between two questions. */
import type { AnchorCandidate, Report } from '../../../labs/signature/index.ts';

export type Question =
  | {
      readonly kind: 'verify';
      readonly bytes: Uint8Array;
      readonly anchors: readonly Uint8Array[];
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly password?: string;
      /** What a detached signature is over. */
      readonly content?: Uint8Array;
    }
  | { readonly kind: 'certificates'; readonly bytes: Uint8Array };

export interface Examined {
  readonly report: Report;
  /** Upper-case hex of the whole file. */
  readonly sha256: string;
  /** Of what was signed, for files that are only a signature (`.p7s`, `.p7m`); null when it is not known. */
  readonly contentSha256: string | null;
  /** What a `.p7m` carries. */
  readonly carried: Uint8Array | null;
  /** The signature is apart from its file, and that file was not given. */
  readonly wantsContent: boolean;
}

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'verified'; readonly examined: Examined }
  | { readonly kind: 'certificates'; readonly candidates: readonly AnchorCandidate[] }
  /** An Indonesian sentence for the reader. */
  | { readonly kind: 'refused'; readonly why: string };
