/** The letter that learners sign themselves, ready for the signing worker. */
import type { APIRoute } from 'astro';
import type { UnsignedLetter } from '../../../browser/tte/sign/protocol.ts';
import { ownLetter } from '../../../build/exercise-documents.ts';

export const GET: APIRoute = () => {
  const { draft, box, comma } = ownLetter();
  const { bytes, ...rest } = draft;
  const letter: UnsignedLetter = { bytes: Buffer.from(bytes).toString('base64'), draft: rest, box, comma };
  return new Response(JSON.stringify(letter), { headers: { 'Content-Type': 'application/json' } });
};
