/** Hands orders to the worker, one at a time. Dismissing it ends the worker, and with it the key. */
import type { Order, Outcome } from './protocol.ts';

const NOT_LOADED = 'Mesin pembuat lembar belum termuat. Sambungkan ke peladen situs ini, lalu coba lagi.';

export class Clerk {
  #worker: Worker | undefined;
  #refuse: ((why: Error) => void) | undefined;

  /** @throws Error with an Indonesian sentence. */
  ask<K extends Order['kind']>(order: Extract<Order, { kind: K }>): Promise<Extract<Outcome, { kind: K }>> {
    this.#worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#refuse = reject;
      worker.onmessage = ({ data }: MessageEvent<Outcome>) => {
        if (data.kind === 'refused') reject(new Error(data.why));
        else resolve(data as Extract<Outcome, { kind: K }>);
      };
      worker.onerror = () => {
        this.dismiss();
        reject(new Error(NOT_LOADED));
      };
      worker.postMessage(order);
    });
  }

  dismiss(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#refuse?.(new Error('Dihentikan.'));
    this.#refuse = undefined;
  }
}
