/** Documents of our own, made fresh for the tests from fixed seeds. */

import { type Report, verifyPdf } from '../../../labs/signature/index.ts';
import {
  type Issued,
  makeAuthority,
  type TrainingAuthority,
} from '../../../labs/signature/make/authority.ts';
import type { Profile } from '../../../labs/signature/make/certificate.ts';
import { ecdsaKey, type SigningKey } from '../../../labs/signature/make/keys.ts';
import { showText } from '../../../labs/signature/make/page-text.ts';
import { type Draft, startDraft } from '../../../labs/signature/make/pdf-draft.ts';
import { type Random, seededRandom } from '../../../labs/signature/make/random.ts';
import { type SignRequest, signDraft } from '../../../labs/signature/make/sign.ts';
import { addStore } from '../../../labs/signature/make/store.ts';

export const SIGNED_AT = new Date('2026-11-01T03:00:00Z');
export const NOW = new Date('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

export const random: Random = seededRandom('signature tests');
export const authority: TrainingAuthority = makeAuthority('Uji', SIGNED_AT, random);
export const anchors: readonly Uint8Array[] = [authority.root.certificate.raw];

/** Days from the signing day. */
export function day(offset: number): Date {
  return new Date(SIGNED_AT.getTime() + offset * DAY);
}

export interface Person {
  readonly key?: SigningKey;
  readonly from?: number;
  readonly to?: number;
  readonly profile?: Profile;
}

export function person({ key = ecdsaKey(random), from = -200, to = 500, profile }: Person = {}): Issued {
  return authority.issue({
    name: [
      ['C', 'ID'],
      ['O', 'Pemerintah Daerah Uji'],
      ['CN', 'Kepala Dinas Uji'],
    ],
    key,
    notBefore: day(from),
    notAfter: day(to),
    ...(profile && { profile }),
  });
}

/** A one-line page, not signed. */
export function page(words = 'Rekening 0011 2233 44'): Draft {
  return startDraft('Surat uji', showText('F1', 12, 72, 700, words));
}

export interface Making extends Partial<SignRequest> {
  readonly draft?: Draft;
  /** Serial numbers revoked the given number of days from signing. */
  readonly revoked?: readonly { readonly serial: bigint; readonly days: number }[];
  readonly withoutLists?: boolean;
  readonly withoutTimestamp?: boolean;
}

/** A signed document with everything a verifier can wish for, unless told otherwise. */
export function signed({
  draft = page(),
  revoked = [],
  withoutLists = false,
  withoutTimestamp = false,
  ...request
}: Making = {}): Draft {
  const signer = request.signer ?? person();
  const entries = revoked.map(({ serial, days }) => ({ serial, at: day(days) }));
  const lists = withoutLists ? [] : authority.lists(entries, day(-0.5), day(5000));
  const prepared = draft.catalog.includes('/DSS')
    ? draft
    : addStore(draft, { certificates: authority.timestamp.chain, ocsps: [], crls: lists });
  const stamp = withoutTimestamp ? {} : { timestamp: authority.timestamp };
  return signDraft(prepared, { field: 'TTE', at: SIGNED_AT, ...stamp, ...request, signer });
}

export function verify(
  draft: Draft | Uint8Array,
  at: Date = NOW,
  trusted: readonly Uint8Array[] = anchors,
): Report {
  return verifyPdf(draft instanceof Uint8Array ? draft : draft.bytes, { anchors: trusted, at });
}
