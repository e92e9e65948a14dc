/** The training root, for the lab and for the tool's switch. It vouches for exercise letters and nothing else. */
import type { APIRoute } from 'astro';
import { exerciseDocuments } from '../../../build/exercise-documents.ts';

export const GET: APIRoute = () => {
  const { summary, der } = exerciseDocuments().root;
  return new Response(JSON.stringify({ summary, der: Buffer.from(der).toString('base64') }), {
    headers: { 'Content-Type': 'application/json' },
  });
};
