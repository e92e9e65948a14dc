/** Opens the organiser's key, makes and signs certificates, and checks each with the site's own verifier. */

import { verifyPdf } from '../../../labs/signature/index.ts';
import {
  ecdsaKey,
  type Opened,
  type Random,
  readPkcs12,
  selfSigned,
  signInRoom,
  toPem,
  writePkcs12,
} from '../../../labs/signature/make/practice.ts';
import { type Certificate, issuedBy } from '../../../labs/signature/pki/certificate.ts';
import { KEY_USAGE, keyUsage } from '../../../labs/signature/pki/extensions.ts';
import { commonName, sameName } from '../../../labs/signature/pki/name.ts';
import type { drawCertificate } from '../../certificate/draw.ts';
import type { FontFiles } from '../../certificate/pen.ts';
import { RESERVED_ROOM } from '../../certificate/room.ts';
import { certificateWords, type SigningFacts } from '../../certificate/words.ts';
import type { CertificateMade, KeyOpened, Order, PracticeKey } from './protocol.ts';

const DAY = 86_400_000;
const DATE = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });

/** What draws the sheets: fetched when a key is opened, because it is heavy. */
export interface DrawingTools {
  readonly draw: typeof drawCertificate;
  readonly fonts: FontFiles;
}

export class CertificateSigner {
  readonly #random: Random;
  readonly #now: () => number;
  #key: Opened | undefined;

  /** @param now milliseconds since 1970. */
  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  /** @throws Pkcs12Error, or Error with an Indonesian sentence when the certificate may not sign now. */
  open(bytes: Uint8Array, password: string): KeyOpened {
    this.#key = undefined;
    const key = readPkcs12(bytes, password, this.#random);
    const { certificate } = key;
    const fault = faultOf(certificate, this.#now());
    if (fault) throw new Error(fault);
    this.#key = key;
    const anchor = anchorOf(key);
    return {
      kind: 'open',
      ...factsOf(certificate),
      validTo: certificate.notAfter,
      anchor: { name: commonName(anchor.subject), pem: toPem(anchor) },
    };
  }

  practice(name: string, password: string): PracticeKey {
    const key = ecdsaKey(this.#random);
    const from = new Date(this.#now() - DAY);
    const certificate = selfSigned(
      [
        ['C', 'ID'],
        ['O', 'Latihan Sigap'],
        ['CN', name],
      ],
      key,
      { notBefore: from, notAfter: new Date(from.getTime() + 366 * DAY) },
      this.#random,
    );
    const bytes = writePkcs12({ key, certificate, chain: [] }, password, this.#random, name);
    return { kind: 'practice', bytes };
  }

  /** @throws UnwritableError, or Error with an Indonesian sentence; never gives a file the verifier refuses. */
  async make(
    order: Extract<Order, { kind: 'make' }>,
    { draw, fonts }: DrawingTools,
  ): Promise<CertificateMade> {
    const key = this.#key;
    if (!key) throw new Error('Buka dulu berkas kuncinya.');
    const { event, recipient, place, course, checker, lists } = order;
    const facts = factsOf(key.certificate);
    const at = new Date(Math.floor(this.#now() / 1000) * 1000);
    const words = certificateWords(event, recipient, place, facts, course, checker);
    const unsigned = await draw(words, fonts, {
      at,
      name: facts.holder,
      reason: `${words.kind} ${words.title}`,
      lists,
    });
    const bytes = signInRoom(unsigned, key, at, RESERVED_ROOM);
    const { verdict, reason, signatures } = verifyPdf(bytes, {
      anchors: [anchorOf(key).raw],
      at: new Date(this.#now()),
    });
    const failed = signatures.some(({ checks }) => Object.values(checks).some((state) => state === 'fail'));
    if (failed || (verdict !== 'valid' && verdict !== 'indeterminate'))
      throw new Error(`Berkas yang jadi tidak lolos pemeriksaan sendiri. ${reason}`);
    return { kind: 'make', bytes, verdict, reason };
  }
}

function factsOf(certificate: Certificate): SigningFacts {
  return {
    holder: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    selfSigned: sameName(certificate.subject, certificate.issuer) && issuedBy(certificate, certificate).ok,
  };
}

/** Why a certificate cannot sign now, or null. */
function faultOf(certificate: Certificate, now: number): string | null {
  if (now > certificate.notAfter)
    return `Sertifikat ini kedaluwarsa sejak ${DATE.format(certificate.notAfter)}. Minta sertifikat baru kepada penerbitnya.`;
  if (now < certificate.notBefore)
    return `Sertifikat ini baru berlaku ${DATE.format(certificate.notBefore)}. Periksa juga jam perangkat ini.`;
  const uses = keyUsage(certificate);
  const mayNot = uses && !uses.has(KEY_USAGE.digitalSignature) && !uses.has(KEY_USAGE.nonRepudiation);
  return mayNot
    ? 'Sertifikat ini tidak boleh dipakai menandatangani dokumen. Pilih berkas kunci lain.'
    : null;
}

/** The highest certificate that the file holds above the signer's: who checks has to trust it. */
function anchorOf({ certificate, chain }: Opened): Certificate {
  let top = certificate;
  for (let step = 0; step <= chain.length; step += 1) {
    const above = chain.find((one) => one !== top && issuedBy(top, one).ok);
    if (!above) return top;
    top = above;
  }
  return top;
}
