/** The roots that maintainers checked, for the verifier; an empty list as long as there is none. */
import type { APIRoute } from 'astro';
import { trustedRoots } from '../../../build/trust-list.ts';

export const GET: APIRoute = () => {
  const roots = trustedRoots().map(({ summary, der }) => ({
    summary,
    der: Buffer.from(der).toString('base64'),
  }));
  return new Response(JSON.stringify(roots), { headers: { 'Content-Type': 'application/json' } });
};
