/** The letters of the signature lab as files, made at build time. */
import type { APIRoute } from 'astro';
import { exerciseDocuments } from '../../../../../build/exercise-documents.ts';

export function getStaticPaths() {
  return exerciseDocuments().exercises.flatMap(({ folder, letters }) =>
    letters.flatMap(({ name, bytes, original }) => [
      { params: { folder, file: name }, props: { bytes } },
      ...(original ? [{ params: { folder, file: `asli-${name}` }, props: { bytes: original } }] : []),
    ]),
  );
}

export const GET: APIRoute<{ bytes: Uint8Array<ArrayBuffer> }> = ({ props }) =>
  new Response(props.bytes, { headers: { 'Content-Type': 'application/pdf' } });
