/** Signs a draft by an appended revision (ISO 32000-2, 12.8; PAdES baseline: ETSI EN 319 142-1). */
import { digest } from '../cms/digest.ts';
import { concat, toHex } from '../cms/values.ts';
import type { ContainerOptions } from './cms.ts';
import { makeContainer, makeTimestamp, type SignerIdentity, timestampAttribute } from './cms.ts';
import { octetString } from './encode.ts';
import { showText } from './page-text.ts';
import {
  appendRevision,
  type Draft,
  FONTS,
  latin1,
  PAGE_OBJECT,
  type PdfObject,
  pdfDate,
  rootObjects,
  stream,
  textString,
} from './pdf-draft.ts';
import { fillRoom, ROOM, type Room } from './signature-room.ts';

export type SubFilter =
  | 'ETSI.CAdES.detached'
  | 'adbe.pkcs7.detached'
  | 'adbe.pkcs7.sha1'
  | 'adbe.x509.rsa_sha1';

export interface SignRequest {
  readonly signer: SignerIdentity;
  readonly field: string;
  readonly at: Date;
  /** Default ETSI.CAdES.detached. */
  readonly subFilter?: SubFilter;
  /** Puts a timestamp over the signature value into it: PAdES B-T. */
  readonly timestamp?: SignerIdentity;
  /** Makes this a certification signature with this access permission (12.8.2.2). */
  readonly docMDP?: 1 | 2 | 3;
  /** Lower left corner of the visible box and its lines; invisible when absent. */
  readonly visible?: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
  readonly name?: string;
  readonly reason?: string;
  /** Faults on purpose, for negative tests. */
  readonly faults?: Pick<
    ContainerOptions,
    'claimedHash' | 'claimedAlgorithm' | 'withoutCertificateReference'
  > & {
    /** Carry the signed bytes inside a detached signature. */
    readonly encapsulate?: boolean;
    /** Stamp other bytes than the signature value. */
    readonly stampOther?: boolean;
  };
}

const BOX = { width: 210, height: 58 } as const;

/** Ten digits each, filled in once the offsets are known. */
const OWN_ROOM: Room = {
  range: `[0 ${'0'.repeat(10)} ${'0'.repeat(10)} ${'0'.repeat(10)}]`,
  contents: `<${'0'.repeat(2 * ROOM)}>`,
};

/** @returns the draft with the signature as its newest revision. */
export function signDraft(draft: Draft, request: SignRequest): Draft {
  const { signer, at, subFilter = 'ETSI.CAdES.detached' } = request;
  const bare = subFilter === 'adbe.x509.rsa_sha1';
  const entries = [
    `/Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} /M ${pdfDate(at)}`,
    request.name ? `/Name ${textString(request.name)}` : '',
    request.reason ? `/Reason ${textString(request.reason)}` : '',
    bare
      ? `/Cert [${[signer.certificate, ...signer.chain].map((one) => `<${toHex(one.raw)}>`).join(' ')}]`
      : '',
    request.docMDP
      ? `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${request.docMDP} /V /1.2 >> >>]`
      : '',
  ];
  return seal(draft, request, entries.filter(Boolean).join(' '), (pieces) =>
    bare ? octetString(signer.key.sign(concat(pieces))) : container(request, subFilter, pieces),
  );
}

/**
 * Signs a finished PDF whose signature dictionary (/SubFilter /ETSI.CAdES.detached, with /M) was written with room for
 * the signature: one revision, so that nothing at all comes after what was signed.
 * @throws Error when there is no such room, or the signer's certificates need more of it.
 */
export function signInRoom(bytes: Uint8Array, signer: SignerIdentity, at: Date, room: Room): Uint8Array {
  return fillRoom(bytes, room, 0, (pieces) => container({ signer, at }, 'ETSI.CAdES.detached', pieces));
}

/** Appends a document timestamp (ETSI EN 319 142-1, 5.4.3). */
export function stampDraft(draft: Draft, field: string, authority: SignerIdentity, at: Date): Draft {
  const entries = '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161';
  return seal(draft, { field }, entries, (pieces) => makeTimestamp(authority, pieces, at, 2n));
}

function container(
  request: Omit<SignRequest, 'field'>,
  subFilter: SubFilter,
  pieces: readonly Uint8Array[],
): Uint8Array {
  const { signer, at, timestamp, faults = {} } = request;
  const { encapsulate, stampOther, ...claims } = faults;
  const adobe = subFilter !== 'ETSI.CAdES.detached';
  const inner =
    subFilter === 'adbe.pkcs7.sha1' ? digest('SHA-1', ...pieces) : encapsulate ? concat(pieces) : null;
  return makeContainer(signer, {
    contentType: '1.2.840.113549.1.7.1',
    digest: digest(signer.key.hash, ...(subFilter === 'adbe.pkcs7.sha1' ? [inner!] : pieces)),
    content: inner,
    ...(adobe && { signingTime: at, withoutCertificateReference: true }),
    ...(timestamp && {
      unsigned: (signature: Uint8Array) => [
        timestampAttribute(makeTimestamp(timestamp, [stampOther ? new Uint8Array(8) : signature], at, 1n)),
      ],
    }),
    ...claims,
  });
}

function seal(
  draft: Draft,
  request: Pick<SignRequest, 'field' | 'visible' | 'docMDP'>,
  entries: string,
  make: (pieces: readonly Uint8Array[]) => Uint8Array,
): Draft {
  const dictionary = draft.next;
  const widget = dictionary + 1;
  const look = dictionary + 2;
  const certified = request.docMDP ? ` /Perms << /DocMDP ${dictionary} 0 R >>` : '';
  const changed: Draft = {
    ...draft,
    next: dictionary + 3,
    annotations: [...draft.annotations, widget],
    fields: [...draft.fields, widget],
    catalog: draft.catalog + certified,
  };
  const objects: PdfObject[] = [
    ...rootObjects(changed),
    [dictionary, `<< ${entries} /ByteRange ${OWN_ROOM.range} /Contents ${OWN_ROOM.contents} >>`],
    [widget, widgetBody(request, dictionary, look)],
    [look, appearance(request.visible?.lines ?? [])],
  ];
  const sealed = appendRevision(changed, objects);
  const bytes = fillRoom(sealed.bytes, OWN_ROOM, draft.bytes.length, make);
  return { ...sealed, bytes };
}

function widgetBody(
  { field, visible }: Pick<SignRequest, 'field' | 'visible'>,
  dictionary: number,
  look: number,
): string {
  const rect = visible ? [visible.x, visible.y, visible.x + BOX.width, visible.y + BOX.height] : [0, 0, 0, 0];
  return (
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${textString(field)} /V ${dictionary} 0 R /F 132 ` +
    `/P ${PAGE_OBJECT} 0 R /Rect [${rect.join(' ')}] /AP << /N ${look} 0 R >> >>`
  );
}

/** What is seen of a signature: a frame and words. It proves nothing, which is the point of the exercises. */
export function appearance(lines: readonly string[]): Uint8Array {
  const frame = lines.length > 0 ? `0.6 G 0.8 w 0.4 0.4 ${BOX.width - 0.8} ${BOX.height - 0.8} re S\n` : '';
  const text = lines
    .map((line, index) => showText(index === 0 ? 'F2' : 'F1', 8.5, 8, BOX.height - 15 - 12 * index, line))
    .join('');
  const fonts = `/Resources << /Font << /F1 ${FONTS.regular} 0 R /F2 ${FONTS.bold} 0 R >> >> `;
  return stream(
    `/Type /XObject /Subtype /Form /BBox [0 0 ${BOX.width} ${BOX.height}] ${fonts}`,
    latin1(frame + text),
  );
}
