/** Keeps the training key and authority beside the page. Randomness is the browser's own, which plain http has too. */
import { PracticeDesk } from './practice-desk.ts';
import type { Order, Outcome } from './protocol.ts';

const desk = new PracticeDesk((length) => crypto.getRandomValues(new Uint8Array(length)), Date.now());

function carryOut(order: Order): Outcome {
  switch (order.kind) {
    case 'key':
      return desk.key();
    case 'request':
      return desk.request(order.office, order.organisation);
    case 'issue':
      return desk.issue(order.days);
    case 'sign':
      return desk.sign(order.letter);
    case 'alter':
      return desk.alter(order.letter);
    case 'revoke':
      return desk.revoke(order.letter);
  }
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  let outcome: Outcome;
  try {
    outcome = carryOut(data);
  } catch (error) {
    outcome = { kind: 'refused', why: (error as Error).message };
  }
  postMessage(outcome);
});
