/**
 * The response headers of the site, in one place: the local server sends them and the host files carry them.
 * Pagefind and the labs compile WebAssembly, hence 'wasm-unsafe-eval'; nothing else is loosened.
 */
const policy = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

export const headers: Record<string, string> = {
  'Content-Security-Policy': Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Files whose name carries a hash of their content never change. */
export const hashedFolder = '/aset/';
export const foreverCache = 'public, max-age=31536000, immutable';
