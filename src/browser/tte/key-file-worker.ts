/** Opens a PKCS#12 file and gives back its certificates only; the private key ends with this worker. */
import { readAnchorFile } from '../../../labs/signature/index.ts';
import { Pkcs12Error, readPkcs12 } from '../../../labs/signature/make/read-pkcs12.ts';
import type { KeyFileAnswer, KeyFileQuestion } from './key-files.ts';

addEventListener('message', ({ data: { bytes, password } }: MessageEvent<KeyFileQuestion>) => {
  let answer: KeyFileAnswer;
  try {
    const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
    const { certificate, chain } = readPkcs12(bytes, password, random);
    answer = {
      kind: 'opened',
      candidates: [certificate, ...chain].flatMap(({ raw }) => readAnchorFile(raw)),
    };
  } catch (error) {
    if (error instanceof Pkcs12Error) {
      const wrong = error.code === 'password';
      answer = { kind: wrong ? 'password' : 'refused', why: error.message };
    } else answer = { kind: 'refused', why: (error as Error).message };
  }
  postMessage(answer);
});
