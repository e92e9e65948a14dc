/** Proof of existence: the earliest moment at which trusted timestamps show a signature was there. */
import { ATTRIBUTE } from '../cms/attributes.ts';
import { checkTimestamp, type TimestampAnswer } from '../cms/timestamp.ts';
import { type Certificate, readCertificates } from '../pki/certificate.ts';
import { commonName } from '../pki/name.ts';
import type { Examined } from './examine.ts';
import type { Material } from './material.ts';
import type { TimestampSummary } from './report.ts';
import { isTrusted, judgeTrust } from './trust.ts';

export interface Proof {
  /** Milliseconds since 1970, or null when nothing trusted proves a time. */
  readonly time: number | null;
  readonly timestamps: readonly TimestampSummary[];
  /** A timestamp inside the signature does not hold: somebody changed it. In Indonesian, or null. */
  readonly broken: string | null;
  /** A timestamp inside this signature that holds mathematically, trusted or not. */
  readonly stamped: boolean;
}

/** A little tolerance between clocks, in milliseconds. */
const SKEW = 5 * 60_000;

const MAX_TIMESTAMPS = 8;
const TOO_MANY: TimestampAnswer = {
  status: 'fail',
  fault: 'format',
  text: `tanda tangan memuat lebih dari ${MAX_TIMESTAMPS} cap waktu`,
  time: null,
  imprintHash: null,
  signer: null,
  token: null,
};

/** Timestamps inside a signature (signature-time-stamp, EN 319 122-1, 5.3), each over the signature value. */
export function innerTimestamps(
  examined: Pick<Examined, 'integrity'>,
  store: readonly Certificate[],
): TimestampAnswer[] {
  const { container } = examined.integrity;
  const signer = container?.signers[0];
  const tokens = signer?.unsignedAttributes.values.get(ATTRIBUTE.timestamp) ?? [];
  // A token may leave its certificate to the signature around it.
  const candidates = [...store, ...readCertificates(container?.certificates ?? [])];
  const answers = tokens
    .slice(0, MAX_TIMESTAMPS)
    .map((token) => checkTimestamp(token.raw, [signer!.signature], candidates));
  if (tokens.length > MAX_TIMESTAMPS) answers.push(TOO_MANY);
  return answers;
}

/**
 * Timestamps are taken from the latest to the earliest. Each trusted one moves the moment at which the next
 * must hold back to its own time (EN 319 102-1, 5.6.2.4): that is how an old timestamp outlives its certificate.
 * @param later document timestamps over later revisions, in the order of the file.
 */
export function proveTime(
  examined: Examined,
  later: readonly Examined[],
  material: Material,
  anchors: readonly Certificate[],
  now: number,
): Proof {
  const timestamps: TimestampSummary[] = [];
  let control = now;
  let proved: number | null = null;
  let broken: string | null = null;
  let earliest = Number.POSITIVE_INFINITY;
  const consider = (kind: TimestampSummary['kind'], answer: Stamp, at: number): void => {
    const trusted = isStampTrusted(answer, material, anchors, at, now);
    const authority = answer.certificate ? commonName(answer.certificate.subject) : null;
    const time = answer.time === null ? null : new Date(answer.time).toISOString();
    timestamps.push({ kind, time, authority, intact: answer.intact, trusted, text: answer.text });
    if (trusted) earliest = Math.min(earliest, answer.time!);
  };
  for (const stamp of [...later].reverse()) {
    const { status, text, certificate, stampTime, hashes } = stamp.integrity;
    const intact = status === 'pass' && stamp.coverage.status === 'pass';
    consider('document', { intact, time: stampTime, certificate, hashes, text }, control);
    if (earliest < control) proved = control = earliest;
  }
  for (const answer of examined.stamps) {
    const hashes = [answer.imprintHash, answer.signer?.hash].filter(
      (one) => one !== null && one !== undefined,
    );
    const stamp = {
      intact: answer.status === 'pass',
      time: answer.time,
      certificate: answer.signer?.certificate ?? null,
      hashes,
      text: answer.text,
    };
    consider('signature', stamp, control);
    if (answer.status === 'fail') broken = answer.text;
  }
  if (earliest <= control) proved = earliest;
  return { time: proved, timestamps, broken, stamped: examined.stamps.some((one) => one.status === 'pass') };
}

interface Stamp {
  readonly intact: boolean;
  readonly time: number | null;
  readonly certificate: Certificate | null;
  readonly hashes: Examined['integrity']['hashes'];
  readonly text: string;
}

function isStampTrusted(
  stamp: Stamp,
  material: Material,
  anchors: readonly Certificate[],
  at: number,
  now: number,
): boolean {
  if (!stamp.intact || stamp.time === null || !stamp.certificate || stamp.time > at + SKEW) return false;
  return isTrusted(judgeTrust(stamp.certificate, 'timestamp', stamp.hashes, material, anchors, at, now));
}
