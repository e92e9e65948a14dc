/** Hands orders to the worker, one at a time. */
import type { Order, Outcome } from './protocol.ts';

export class Clerk {
  #worker: Worker | undefined;

  /** @throws Error with an Indonesian sentence. */
  ask<K extends Order['kind']>(order: Extract<Order, { kind: K }>): Promise<Extract<Outcome, { kind: K }>> {
    this.#worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Outcome>) => {
        if (data.kind === 'refused') reject(new Error(data.why));
        else resolve(data as Extract<Outcome, { kind: K }>);
      };
      worker.onerror = () => {
        this.#worker = undefined;
        reject(new Error('Mesin latihan belum termuat. Sambungkan jaringan, lalu coba lagi.'));
      };
      worker.postMessage(order);
    });
  }
}
