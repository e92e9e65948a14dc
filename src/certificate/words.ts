/** The words of one certificate. Says of the signature what is known of it, and never that it is certified. */
import { longDate } from '../format.ts';
import { type BimtekEvent, daysOf, numberOf } from './event.ts';
import { paperText } from './name.ts';

export interface Recipient {
  name: string;
  /** Perangkat daerah; may be empty. */
  unit: string;
}

/** What the sheet says of the certificate that signs it. */
export interface SigningFacts {
  /** Common name of the signer's certificate. */
  holder: string;
  issuer: string;
  selfSigned: boolean;
}

export interface Course {
  day: number;
  sessions: readonly string[];
}

export interface CertificateWords {
  kind: string;
  number: string;
  organiser: string;
  name: string;
  unit: string;
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
  placeDate: string;
  office: string;
  signer: string;
  signerId: string;
  holder: string;
  about: string;
  course: readonly Course[];
  /** Below the list of subjects. */
  courseNote: string;
}

/**
 * @param place 0 for the first certificate.
 * @param checker address where the file can be checked.
 */
export function certificateWords(
  event: BimtekEvent,
  recipient: Recipient,
  place: number,
  signing: SigningFacts,
  course: readonly Course[],
  checker: string,
): CertificateWords {
  const plain = (field: keyof BimtekEvent): string => paperText(event[field]);
  const hours = plain('hours');
  const id = plain('signerId');
  return {
    kind: plain('kind'),
    number: numberOf(event, place),
    organiser: plain('organiser'),
    name: paperText(recipient.name),
    unit: paperText(recipient.unit),
    title: plain('title'),
    facts: [
      ['Tanggal', daysOf(event)],
      ['Tempat', plain('place')],
      ...(hours ? [['Jam pelajaran', `${hours} JP`] as const] : []),
    ],
    placeDate: `${plain('issuedIn')}, ${longDate(event.issuedOn)}`,
    office: plain('office'),
    signer: plain('signer'),
    signerId: id && `NIP ${id}`,
    holder: paperText(signing.holder),
    about: aboutSignature(signing, checker),
    course,
    courseNote: hours
      ? `Jumlah ${hours} jam pelajaran (JP) ditetapkan oleh ${plain('organiser')}.`
      : 'Lembar ini tidak menyatakan jam pelajaran (JP).',
  };
}

function aboutSignature({ issuer, selfSigned }: SigningFacts, checker: string): string {
  const nature = selfSigned
    ? 'Sertifikat penanda tangan dibuat sendiri, bukan oleh PSrE. Ini bukan tanda tangan elektronik tersertifikasi.'
    : `Sertifikat penanda tangan diterbitkan oleh ${paperText(issuer)}. Tersertifikasi atau tidak bergantung pada penerbit itu.`;
  return `${nature} Periksa berkas PDF-nya di ${checker}. Hasil cetak tidak membuktikan tanda tangan.`;
}
