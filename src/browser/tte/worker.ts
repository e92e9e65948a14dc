/** Runs the signature engine beside the page. Needs neither `crypto.subtle` nor https: the hashes are code of ours. */
import { sha256 } from '@noble/hashes/sha2.js';
import { looksLikeCms, readAnchorFile, verifyCms, verifyPdf } from '../../../labs/signature/index.ts';
import type { Answer, Examined, Question } from './protocol.ts';

const tell = (answer: Answer): void => postMessage(answer);

function answer(question: Question): Answer {
  if (question.kind === 'certificates') {
    try {
      return { kind: 'certificates', candidates: readAnchorFile(question.bytes) };
    } catch (error) {
      return { kind: 'refused', why: (error as Error).message };
    }
  }
  return { kind: 'verified', examined: examine(question) };
}

function examine({ bytes, anchors, at, password, content }: Extract<Question, { kind: 'verify' }>): Examined {
  const options = { anchors, at: new Date(at) };
  if (looksLikeCms(bytes)) {
    const { content: signed, carried, wantsContent, ...report } = verifyCms(bytes, content ?? null, options);
    return {
      report,
      sha256: hash(bytes),
      contentSha256: signed && hash(signed),
      carried: carried ? signed : null,
      wantsContent,
    };
  }
  const report = verifyPdf(bytes, { ...options, ...(password !== undefined && { password }) });
  return { report, sha256: hash(bytes), contentSha256: null, carried: null, wantsContent: false };
}

function hash(bytes: Uint8Array): string {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

addEventListener('message', (event: MessageEvent<Question>) => {
  try {
    tell(answer(event.data));
  } catch (error) {
    // A fault of ours must not look like a fault of the file, nor like an answer.
    tell({ kind: 'refused', why: `Alat ini sendiri yang gagal (${(error as Error).message}).` });
  }
});
tell({ kind: 'ready' });
