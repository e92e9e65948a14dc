/** Serves `dist` on http://127.0.0.1:4321 (`PORT` changes it; `HOST=0.0.0.0` serves a training room) with the headers a real host would send. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { foreverCache, hashedFolder, headers } from '../build/headers.ts';

/** @param dist a built site. @returns a server that is not listening yet. */
export function siteServer(dist: string) {
  const files = sirv(dist, {
    brotli: true,
    gzip: true,
    dotfiles: false,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('Cache-Control', path.startsWith(hashedFolder) ? foreverCache : 'no-cache');
    },
  });
  return createServer((request, response) => {
    files(request, response, () => {
      const page = join(dist, '404.html');
      response.writeHead(404, { ...headers, 'Content-Type': 'text/html; charset=utf-8' });
      response.end(existsSync(page) ? readFileSync(page) : 'Halaman tidak ditemukan.');
    });
  });
}

/** What others on the same network can type; the machine's own loopback is none of them. */
function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

if (import.meta.main) {
  const port = Number(process.env.PORT ?? 4321);
  const host = process.env.HOST ?? '127.0.0.1';
  if (!existsSync('dist/index.html')) {
    console.error('dist/ belum ada. Jalankan: npm run build');
    process.exit(1);
  }
  const server = siteServer('dist');
  server.on('error', (error: NodeJS.ErrnoException) => {
    const busy = error.code === 'EADDRINUSE';
    console.error(busy ? `Port ${port} sedang dipakai. Coba: PORT=4322 npm start` : error.message);
    process.exit(1);
  });
  server.listen(port, host, () => {
    console.log(`Sigap: http://${host}:${port}`);
    for (const address of host === '0.0.0.0' ? lanAddresses() : [])
      console.log(`Untuk peserta di jaringan yang sama: http://${address}:${port}`);
  });
}
