/** The letters with what is told after the decision; fetched by the lab, never written into the page. */
import type { APIRoute } from 'astro';
import { exerciseDocuments } from '../../../build/exercise-documents.ts';

export const GET: APIRoute = () => {
  const letters = exerciseDocuments().exercises.flatMap(({ folder, letters }) =>
    letters.map(({ name, title, from, expected }) => ({
      id: name.replace(/\.pdf$/, ''),
      file: `/lab/tte/berkas/${folder}/${name}`,
      title,
      from,
      expected,
    })),
  );
  return new Response(JSON.stringify(letters), { headers: { 'Content-Type': 'application/json' } });
};
