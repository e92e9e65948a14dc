/** The question of the lab: what do you do with this letter, and why. Real radio buttons, one submit. */
import { make } from '../dom.ts';
import { DECISIONS, type Decision, REASONS, type Reason } from './letters.ts';

export function decisionForm(decide: (decision: Decision, reason: Reason) => void): HTMLFormElement {
  const fault = make('p', { class: 'fault', role: 'alert' });
  const form = make(
    'form',
    { class: 'decision', novalidate: true },
    group('Apa yang Anda lakukan dengan surat ini?', 'keputusan', DECISIONS),
    group('Mengapa?', 'alasan', REASONS),
    fault,
    make('button', { type: 'submit', class: 'button primary' }, 'Putuskan'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = new FormData(form);
    const decision = chosen.get('keputusan') as Decision | null;
    const reason = chosen.get('alasan') as Reason | null;
    if (decision && reason) {
      decide(decision, reason);
      return;
    }
    fault.textContent = decision ? 'Pilih juga alasannya.' : 'Pilih dulu apa yang Anda lakukan.';
    form.querySelector<HTMLElement>(`[name=${decision ? 'alasan' : 'keputusan'}]`)?.focus();
  });
  return form;
}

function group(
  question: string,
  name: string,
  choices: readonly { readonly id: string; readonly name: string }[],
): HTMLFieldSetElement {
  const items = choices.map((choice) =>
    make(
      'label',
      {},
      make('input', { type: 'radio', name, value: choice.id, autocomplete: 'off' }),
      make('span', {}, choice.name),
    ),
  );
  return make('fieldset', {}, make('legend', {}, question), ...items);
}
