/** The letters with what is told after the decision; fetched by the lab, never written into the page. */
import type { APIRoute } from 'astro';
import { exerciseDocuments } from '../../../build/exercise-documents.ts';

export const GET: APIRoute = () => {
  const { exercises, officials } = exerciseDocuments();
  const letters = exercises.flatMap(({ folder, letters }) =>
    letters.map(({ name, title, from, expected, original }) => ({
      id: name.replace(/\.pdf$/, ''),
      file: `/lab/tte/berkas/${folder}/${name}`,
      original: original && `/lab/tte/berkas/${folder}/asli-${name}`,
      title,
      from,
      expected,
    })),
  );
  return new Response(JSON.stringify({ letters, officials }), {
    headers: { 'Content-Type': 'application/json' },
  });
};
