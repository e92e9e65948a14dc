/** Runs the signature engine beside the page. Needs neither `crypto.subtle` nor https: the hashes are code of ours. */
import { sha256 } from '@noble/hashes/sha2.js';
import { readAnchorFile, verifyPdf } from '../../../labs/signature/index.ts';
import type { Answer, Question } from './protocol.ts';

const tell = (answer: Answer): void => postMessage(answer);

function answer(question: Question): Answer {
  if (question.kind === 'certificates') {
    try {
      return { kind: 'certificates', candidates: readAnchorFile(question.bytes) };
    } catch (error) {
      return { kind: 'refused', why: (error as Error).message };
    }
  }
  const { bytes, anchors, at, password } = question;
  const report = verifyPdf(bytes, {
    anchors,
    at: new Date(at),
    ...(password !== undefined && { password }),
  });
  const hash = sha256(bytes);
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { kind: 'verified', examined: { report, sha256: hex.toUpperCase() } };
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
