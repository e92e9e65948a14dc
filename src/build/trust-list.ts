/** The roots of `content/kepercayaan/`, read for the verifier and for the page that lists them. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type CertificateSummary, readAnchorFile } from '../../labs/signature/index.ts';
import { type Jangkar, jangkar } from '../schemas/trust.ts';

export interface TrustedRoot {
  readonly entry: Jangkar;
  readonly summary: CertificateSummary;
  readonly der: Uint8Array;
}

/** Empty until maintainers put a checked root in. The content check has compared every fingerprint before. */
export function trustedRoots(): TrustedRoot[] {
  return globSync('content/kepercayaan/*.yaml')
    .sort()
    .map((file) => {
      const entry = jangkar.parse(parse(readFileSync(file, 'utf8')));
      const [one] = readAnchorFile(new TextEncoder().encode(entry.pem));
      if (!one || one.summary.fingerprint !== entry.sidikJari)
        throw new Error(`${file}: sidik jari tidak cocok`);
      return { entry, summary: one.summary, der: one.der };
    });
}
