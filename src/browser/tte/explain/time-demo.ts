/** `<sigap-time-demo>`: move the signer's clock and see what is claimed, what is proved and what follows. */
import { fill, icon, make } from '../dom.ts';
import { timeline } from '../view/timeline.ts';
import type { Zone } from '../words.ts';

const DAY = 86_400_000;
/** Days of the story, counted from the moment the signature was really made. */
const STORY = { validFrom: -300, validTo: 60, revoked: 20, checked: 90 };

class TimeDemo extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('input', () => this.#show());
    this.#show();
  }

  get #zone(): Zone {
    return { name: this.dataset.zone ?? 'UTC', short: this.dataset.zoneShort ?? 'UTC' };
  }

  #show(): void {
    const shift = Number(this.querySelector<HTMLInputElement>('input[type=range]')!.value);
    const real = Number(this.querySelector<HTMLInputElement>('input[name=saat]:checked')!.value);
    const stamped = this.querySelector<HTMLInputElement>('input[name=cap]')!.checked;
    const start = Date.parse(this.dataset.start ?? '');
    const at = (day: number): string => new Date(start + day * DAY).toISOString();
    const [claimed, proved] = [at(real + shift), stamped ? at(real) : null];
    const good = stamped && real < STORY.revoked;
    const out = this.querySelector<HTMLElement>('.out')!;
    out.dataset.good = String(good);
    fill(out, [
      timeline(
        {
          validFrom: at(STORY.validFrom),
          validTo: at(STORY.validTo),
          claimed,
          proved,
          revoked: at(STORY.revoked),
          checked: at(STORY.checked),
        },
        this.#zone,
      ),
      make(
        'p',
        { role: 'status', class: `status ${good ? 'lolos' : stamped ? 'tolak' : 'ragu'}` },
        icon(good ? 'circle-check' : stamped ? 'octagon-x' : 'circle-question-mark'),
        verdict(stamped, good, shift),
      ),
    ]);
  }
}

function verdict(stamped: boolean, good: boolean, shift: number): string {
  if (good)
    return shift === 0
      ? 'Terbukti sebelum pencabutan. Tetap berlaku, juga setelah sertifikatnya berakhir.'
      : 'Jam penanda tangan keliru, tetapi cap waktu membuktikan saatnya. Tetap berlaku.';
  if (stamped) return 'Cap waktu menunjukkan ditandatangani sesudah dicabut. Jangan diterima.';
  return 'Hanya pengakuan jam penanda tangan. Tidak ada bukti, jadi belum pasti.';
}

customElements.define('sigap-time-demo', TimeDemo);
