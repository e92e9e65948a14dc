/**
 * A small LMS for the tests: frames a package below `/lms/isi/`, keeps what `scorm-again` commits between visits, and
 * remembers every address that was asked for and is not there.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';
import { headers } from '../../src/build/headers.ts';
import { lmsScript } from '../../src/build/lms-script.ts';
import { type Protocol, wholePackage } from '../../src/lms/formats.ts';
import { launchPath, type PackageFiles } from '../../src/lms/package.ts';
import { builtSite, coursesOf } from '../../src/lms/site.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
};

/** The city's site, for links that leave a package. */
export const CITY = 'https://sigap.kota.invalid';

export interface TestPackage {
  files: PackageFiles;
  /** Path of the page in the package. */
  launch: string;
}

/** @param slug as `npm run scorm` takes it. */
export async function packed(protocol: Protocol, slug: string): Promise<TestPackage> {
  const course = coursesOf('dist').get(slug);
  if (!course) throw new Error(`dist has nothing to pack at ${slug}`);
  const adapter = await lmsScript(protocol);
  const files = wholePackage(protocol, course, builtSite('dist'), CITY, adapter);
  return { files, launch: launchPath(course) };
}

const frame = (launch: string): string => `<!doctype html><html lang="id"><title>LMS uji</title>
<script src="/lms/scorm12.js"></script>
<script>
  const first = { core: { credit: 'credit', lesson_mode: 'normal', entry: 'ab-initio' } };
  const kept = JSON.parse(localStorage.getItem('lms') ?? 'null');
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  API.loadFromJSON({ ...(kept ?? first), student_data: { mastery_score: '70' } });
  const keep = (ended) => {
    const { cmi } = API.renderCommitCMI(ended);
    const entry = cmi.core.exit === 'suspend' ? 'resume' : '';
    const { session_time, exit, ...core } = cmi.core;
    localStorage.setItem('lms', JSON.stringify({ ...cmi, core: { ...core, entry } }));
    document.documentElement.dataset.finished = String(ended);
  };
  API.on('LMSCommit', () => keep(false));
  API.on('LMSFinish', () => keep(true));
</script>
<iframe src="/lms/isi/${launch}" width="1200" height="800" title="SCO"></iframe>`;

/** Answers what an LMS of another kind is asked; null when it is not asked there. */
export type Route = (method: string, url: URL, body: string, headers: IncomingHttpHeaders) => Answer | null;
export interface Answer {
  status: number;
  type?: string;
  body?: string;
}

export interface LmsServer {
  origin: string;
  /** Addresses asked for outside the package, or not in it. */
  strays: string[];
  close(): void;
}

/** Serves a package with the strict headers of the site, but allowed in a frame. */
export async function lmsServer(
  { files, launch }: TestPackage,
  route: Route = () => null,
): Promise<LmsServer> {
  const strays: string[] = [];
  const policy = headers['Content-Security-Policy']?.replace(
    "frame-ancestors 'none'",
    "frame-ancestors 'self'",
  );
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://lms');
    const { pathname } = url;
    const answer = route(request.method ?? 'GET', url, await text(request), request.headers);
    const bytes = pathname.startsWith('/lms/isi/') ? files[pathname.slice('/lms/isi/'.length)] : undefined;
    if (answer) {
      const { status, type = 'application/json', body = '' } = answer;
      response.writeHead(status, { 'Content-Type': type }).end(body);
    } else if (pathname === '/lms/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(frame(launch));
    } else if (pathname === '/lms/scorm12.js') {
      const script = readFileSync('node_modules/scorm-again/dist/scorm12.min.js');
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    } else if (bytes) {
      const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(bytes);
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      strays.push(pathname);
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, strays, close: () => server.close() };
}
