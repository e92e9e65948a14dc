/** Signs any file with CMS (RFC 5652): detached (`.p7s`) or carrying what it signs (`.p7m`), CAdES B-B or B-T. */
import { digest } from '../cms/digest.ts';
import { makeContainer, makeTimestamp, type SignerIdentity, timestampAttribute } from './cms.ts';

export interface FileSigning {
  readonly signer: SignerIdentity;
  readonly at: Date;
  /** Carry the content inside: `.p7m`. */
  readonly enveloping: boolean;
  /** Puts a timestamp over the signature value into it: CAdES B-T. */
  readonly timestamp?: SignerIdentity;
}

/** @returns DER ContentInfo with SignedData. */
export function signFile(
  content: Uint8Array,
  { signer, at, enveloping, timestamp }: FileSigning,
): Uint8Array {
  return makeContainer(signer, {
    contentType: '1.2.840.113549.1.7.1',
    digest: digest(signer.key.hash, content),
    content: enveloping ? content : null,
    signingTime: at,
    ...(timestamp && {
      unsigned: (signature: Uint8Array) => [
        timestampAttribute(makeTimestamp(timestamp, [signature], at, 1n)),
      ],
    }),
  });
}
