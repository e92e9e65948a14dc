/** The training authority and one applicant, both inside the worker: what each step does with what came before. */
import { sha256 } from '@noble/hashes/sha2.js';
import { readAnchorFile, verifyPdf } from '../../../../labs/signature/index.ts';
import {
  addStore,
  type Draft,
  ecdsaKey,
  makeAuthority,
  makeRequest,
  overwrite,
  type Random,
  readRequest,
  type SignerIdentity,
  type SigningKey,
  signDraft,
  stampDraft,
} from '../../../../labs/signature/make/practice.ts';
import { showName } from '../../../../labs/signature/pki/name.ts';
import type {
  CertificateIssued,
  CertificateRevoked,
  Checked,
  KeyMade,
  LetterAltered,
  LetterSigned,
  RequestMade,
  UnsignedLetter,
} from './protocol.ts';

const DAY = 86_400_000;
const LONG = 3650 * DAY;

export class PracticeDesk {
  readonly #random: Random;
  /** Day one. Later days of the story are counted from it, so that nobody has to wait for a day. */
  readonly #start: number;
  readonly #authority;
  #key: SigningKey | undefined;
  #request: Uint8Array | undefined;
  #office = '';
  #signer: SignerIdentity | undefined;
  #signed: Draft | undefined;

  /** @param at milliseconds since 1970. */
  constructor(random: Random, at: number) {
    this.#random = random;
    this.#start = Math.floor(at / 1000) * 1000;
    this.#authority = makeAuthority('Sendiri', new Date(this.#start), random);
  }

  key(): KeyMade {
    this.#key = ecdsaKey(this.#random);
    const { spki } = this.#key;
    return { kind: 'key', fingerprint: hex(sha256(spki)), bytes: spki.length };
  }

  request(office: string, organisation: string): RequestMade {
    this.#office = office;
    const name = [['C', 'ID'] as const, ['O', organisation] as const, ['CN', office] as const];
    this.#request = makeRequest(name, needed(this.#key));
    const { subject, proven } = readRequest(this.#request);
    return {
      kind: 'request',
      subject: showName(subject),
      proven,
      pem: pem('CERTIFICATE REQUEST', this.#request),
    };
  }

  issue(days: number): CertificateIssued {
    const { root, intermediate } = this.#authority;
    const certificate = this.#authority.answer(needed(this.#request), {
      notBefore: this.#day(-1 / 24),
      notAfter: this.#day(days),
    });
    const chain = [intermediate.certificate, root.certificate];
    this.#signer = { key: needed(this.#key), certificate, chain };
    return { kind: 'issue', chain: [certificate, ...chain].flatMap(({ raw }) => readAnchorFile(raw)) };
  }

  sign(letter: UnsignedLetter): LetterSigned {
    this.#signed = this.#letter(letter, 0, { stamped: true, revoked: false });
    return { kind: 'sign', signed: this.#check(this.#signed, 0) };
  }

  alter({ comma }: UnsignedLetter): LetterAltered {
    const before = needed(this.#signed);
    const altered = overwrite(before, comma.from, comma.to);
    const offset = altered.bytes.findIndex((byte, index) => byte !== before.bytes[index]);
    return { kind: 'alter', altered: this.#check(altered, 0), offset };
  }

  /** Revoked on the second day, a last letter signed on the third, all judged on the fourth. */
  revoke(letter: UnsignedLetter): CertificateRevoked {
    const stamped = this.#archived(needed(this.#signed));
    const unstamped = this.#letter(letter, 0, { stamped: false, revoked: true });
    const after = this.#letter(letter, 2, { stamped: true, revoked: true });
    return {
      kind: 'revoke',
      revokedAt: this.#day(1).toISOString(),
      stamped: this.#check(stamped, 3),
      unstamped: this.#check(unstamped, 3),
      after: this.#check(after, 3),
    };
  }

  /** The letter with the authority's later word on its certificate, sealed by an archive timestamp. */
  #archived(signed: Draft): Draft {
    const { chain } = needed(this.#signer);
    const kept = addStore(signed, { certificates: chain, ocsps: [], crls: this.#lists(true) });
    return stampDraft(kept, 'Cap arsip', this.#authority.timestamp, this.#day(2));
  }

  #letter(
    { bytes, draft, box }: UnsignedLetter,
    onDay: number,
    { stamped, revoked }: { stamped: boolean; revoked: boolean },
  ): Draft {
    const signer = needed(this.#signer);
    const start: Draft = { ...draft, bytes: Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0)) };
    const crls = this.#lists(revoked);
    return signDraft(addStore(start, { certificates: signer.chain, ocsps: [], crls }), {
      signer,
      field: 'TTE',
      at: this.#day(onDay),
      name: this.#office,
      visible: {
        ...box,
        lines: ['Ditandatangani secara elektronik', this.#office, 'Latihan, bukan dokumen resmi'],
      },
      ...(stamped && { timestamp: this.#authority.timestamp }),
    });
  }

  #lists(revoked: boolean): Uint8Array[] {
    const { serial } = needed(this.#signer).certificate;
    const entries = revoked ? [{ serial, at: this.#day(1) }] : [];
    return this.#authority.lists(entries, this.#day(revoked ? 1.5 : -0.5), new Date(this.#start + LONG));
  }

  #check({ bytes }: Draft, onDay: number): Checked {
    const at = this.#day(onDay);
    const anchors = [this.#authority.root.certificate.raw];
    return {
      bytes,
      sha256: hex(sha256(bytes)),
      report: verifyPdf(bytes, { anchors, at: new Date(at.getTime() + 60_000) }),
      at: at.toISOString(),
    };
  }

  #day(offset: number): Date {
    return new Date(this.#start + offset * DAY);
  }
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Langkah sebelumnya belum selesai.');
  return value;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

function pem(label: string, der: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...der));
  return `-----BEGIN ${label}-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END ${label}-----`;
}
