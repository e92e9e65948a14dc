/** The faces of the certificate, fetched only when one is made. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { certificateFont, certificateFontNames } from '../../../build/certificate-fonts.ts';

export const getStaticPaths: GetStaticPaths = () =>
  certificateFontNames.map((nama) => ({ params: { nama } }));

export const GET: APIRoute = async ({ params }) =>
  new Response(await certificateFont(params.nama ?? ''), { headers: { 'Content-Type': 'font/ttf' } });
