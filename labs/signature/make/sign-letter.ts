/** Signs a laid-out letter as its recipe says, or paints what only looks like a signature. */
import { EXTENDED_USAGE, KEY_USAGE } from '../pki/extensions.ts';
import { type Issued, SIGNER_PROFILE, type TrainingAuthority } from './authority.ts';
import type { Profile } from './certificate.ts';
import { ecdsaKey, rsaKey } from './keys.ts';
import type { LaidOut } from './letter.ts';
import { layOutSheet } from './letter.ts';
import { drawQr, drawScan, drawScribble, drawSeal } from './letter-art.ts';
import { type Agency, longDate, sayBlocks, speaker } from './letter-words.ts';
import { addPage, type Draft, startDraft } from './pdf-draft.ts';
import type { Random } from './random.ts';
import type { CertificateState, LetterRecipe } from './recipe.ts';
import type { RevokedEntry } from './revocation.ts';
import { signDraft, stampDraft } from './sign.ts';
import { addStore } from './store.ts';

const DAY = 86_400_000;

/** A letter without any signature: never signed, or signed once and then rewritten by a tool. */
export function unsignedLetter(
  page: LaidOut,
  recipe: LetterRecipe,
  agency: Agency,
  at: Date,
  random: Random,
): Draft {
  const say = speaker(agency, at);
  const [box] = page.boxes;
  const lines = sealLines(recipe.jabatan, agency, at);
  const draw = recipe.olahan ? drawSeal : recipe.tandaTangan === 'gambar' ? drawScribble : null;
  const picture = recipe.qr
    ? drawQr(box!, recipe.qr.gambar, say(recipe.qr.alamat))
    : (draw?.(box!, lines) ?? '');
  const plain = page.content + picture;
  const content = recipe.olahan === 'pindai' ? drawScan(plain, random) : plain;
  const draft = startDraft(say(recipe.hal), content);
  const second = recipe.olahan === 'gabung' ? recipe.lembarKedua : null;
  return second ? addPage(draft, layOutSheet(say(second.judul), sayBlocks(second.isi, say))) : draft;
}

export function signLetter(
  page: LaidOut,
  recipe: LetterRecipe,
  agency: Agency,
  at: Date,
  authority: TrainingAuthority,
  random: Random,
): Draft {
  const say = speaker(agency, at);
  const people = [recipe, ...(recipe.penandaTanganKedua ? [recipe.penandaTanganKedua] : [])];
  const signers = people.map(({ jabatan }) => issue(jabatan, recipe, agency, at, authority, random));
  const later = recipe.dataValidasi === 'sesudah';
  // The lists run for years: a training file should give the same verdict next year.
  const listed = new Date(at.getTime() + (later ? 1.5 * DAY : -DAY / 2));
  const until = new Date(at.getTime() + 18 * 365 * DAY);
  const crls = authority.lists(revoked(recipe.sertifikat, signers[0]!, at), listed, until);
  const keep = (one: Draft): Draft => addStore(one, { certificates: signers[0]!.chain, ocsps: [], crls });
  const draft = startDraft(say(recipe.hal), page.content, recipe.bayangan !== null);
  let signed = later ? draft : keep(draft);
  people.forEach(({ jabatan }, index) => {
    signed = signDraft(signed, {
      signer: signers[index]!,
      field: index === 0 ? 'TTE' : `TTE ${index + 1}`,
      at: new Date(at.getTime() + index * 7_200_000),
      name: say(recipe.pemegang ?? jabatan),
      visible: { ...page.boxes[index]!, lines: sealLines(recipe.pemegang ?? jabatan, agency, at) },
      ...(recipe.capWaktu && { timestamp: authority.timestamp }),
    });
  });
  const archivedAt = new Date(at.getTime() + 2 * DAY);
  return later ? stampDraft(keep(signed), 'Cap arsip', authority.timestamp, archivedAt) : signed;
}

function sealLines(office: string, agency: Agency, at: Date): string[] {
  return ['Ditandatangani secara elektronik', office, longDate(at)].map(speaker(agency, at));
}

function revoked(state: CertificateState, { certificate }: Issued, at: Date): RevokedEntry[] {
  const days = state === 'dicabut' ? -3 : state === 'dicabut-sesudah' ? 1 : null;
  return days === null ? [] : [{ serial: certificate.serial, at: new Date(at.getTime() + days * DAY) }];
}

function issue(
  office: string,
  recipe: LetterRecipe,
  agency: Agency,
  at: Date,
  authority: TrainingAuthority,
  random: Random,
): Issued {
  const say = speaker(agency, at);
  const [from, to] = VALIDITY[recipe.sertifikat];
  return authority.issue({
    name: [
      ['C', 'ID'],
      ['O', say(recipe.organisasi ?? '{pemerintah}')],
      ['OU', say(recipe.dari)],
      ['CN', say(recipe.pemegang ?? office)],
    ],
    key: recipe.kunci === 'rsa' ? rsaKey(random) : ecdsaKey(random),
    notBefore: new Date(at.getTime() + from * DAY),
    notAfter: new Date(at.getTime() + to * DAY),
    profile: recipe.sertifikat === 'salah-guna' ? SERVER_PROFILE : SIGNER_PROFILE,
  });
}

/** Days before and after signing between which the certificate is valid. */
const VALIDITY: Readonly<Record<CertificateState, readonly [number, number]>> = {
  berlaku: [-200, 530],
  kedaluwarsa: [-760, -30],
  'belum-berlaku': [20, 750],
  dicabut: [-200, 530],
  'dicabut-sesudah': [-200, 530],
  'salah-guna': [-200, 530],
};

/** A certificate for a web server: its key may sign, yet not documents. */
const SERVER_PROFILE: Profile = {
  keyUsage: [KEY_USAGE.digitalSignature],
  extendedUsage: [EXTENDED_USAGE.serverAuth],
};
