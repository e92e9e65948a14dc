/** The signature engine: judges the signatures of a PDF, and of any file signed with CMS. Knows no network, no clock, no trust of its own. */
export { readPem } from './pki/pem.ts';
export { type AnchorCandidate, readAnchorFile } from './verdict/certificate-summary.ts';
export { looksLikeCms } from './verdict/read-cms.ts';
export type * from './verdict/report.ts';
export { unreadable } from './verdict/unreadable.ts';
export { type VerifyOptions, verifyPdf } from './verdict/verify.ts';
export { type CmsReport, verifyCms } from './verdict/verify-cms.ts';
