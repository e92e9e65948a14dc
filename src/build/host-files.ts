/** Writes the headers in the words of each host into `dist`, so that the folder can be copied to any of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { foreverCache, hashedFolder, headers } from './headers.ts';

const pairs = Object.entries(headers);

const hosts: Record<string, string> = {
  // Netlify, Cloudflare Pages and others that read a `_headers` file at the root.
  _headers: `/*\n${pairs.map(([name, value]) => `  ${name}: ${value}`).join('\n')}\n\n${hashedFolder}*\n  Cache-Control: ${foreverCache}\n`,
  '.htaccess': [
    'ErrorDocument 404 /404.html',
    '<IfModule mod_headers.c>',
    ...pairs.map(([name, value]) => `  Header always set ${name} "${value}"`),
    `  <If "%{REQUEST_URI} =~ m#^${hashedFolder}#">`,
    `    Header set Cache-Control "${foreverCache}"`,
    '  </If>',
    '</IfModule>',
    'AddType application/wasm .wasm',
    '',
  ].join('\n'),
  'server/nginx.conf': [
    '# Taruh di dalam blok server { } dan sesuaikan root.',
    'root /var/www/sigap;',
    'error_page 404 /404.html;',
    'gzip_static on;',
    '# brotli_static on;  # bila modul ngx_brotli terpasang',
    ...pairs.map(([name, value]) => `add_header ${name} "${value}" always;`),
    `location ${hashedFolder} {`,
    ...pairs.map(([name, value]) => `  add_header ${name} "${value}" always;`),
    `  add_header Cache-Control "${foreverCache}";`,
    '}',
    '',
  ].join('\n'),
  'server/Caddyfile': [
    ':80 {',
    '  root * /var/www/sigap',
    '  file_server {',
    '    precompressed br gzip',
    '  }',
    '  header {',
    ...pairs.map(([name, value]) => `    ${name} "${value}"`),
    '  }',
    `  header ${hashedFolder}* Cache-Control "${foreverCache}"`,
    '  handle_errors {',
    '    rewrite * /404.html',
    '    file_server',
    '  }',
    '}',
    '',
  ].join('\n'),
};

export function hostFiles(): AstroIntegration {
  return {
    name: 'sigap:host-files',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const dist = fileURLToPath(dir);
        mkdirSync(join(dist, 'server'), { recursive: true });
        for (const [name, text] of Object.entries(hosts)) writeFileSync(join(dist, name), text);
      },
    },
  };
}
