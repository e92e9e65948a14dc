/** Several learners on one computer: a list to choose from, a PIN where one was set, a form for a new one. */
import { isPin, makePin, PIN_FORM } from '../../progress/pin.ts';
import { html, need } from '../dom.ts';
import { newLearner, type Progress } from './progress.ts';
import type { StoredLearner } from './store.ts';

export function setUpLearners(root: HTMLElement, own: Progress): void {
  const host = need(root, '[data-learners]');
  const draw = async (): Promise<void> => {
    const learners = await own.learners();
    host.replaceChildren(...(learners.length < 2 ? [] : [list(learners, own)]));
  };
  own.addEventListener('change', () => void draw());
  void draw();
  const form = need<HTMLFormElement>(root, '[data-form=pelajar]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void add(form, own);
  });
}

async function add(form: HTMLFormElement, own: Progress): Promise<void> {
  const name = need<HTMLInputElement>(form, '[name=nama]');
  const pin = need<HTMLInputElement>(form, '[name=pin]');
  const error = need(form, '[data-pin-error]');
  const bad = pin.value !== '' && !PIN_FORM.test(pin.value);
  error.hidden = !bad;
  error.textContent = bad
    ? 'PIN terdiri atas empat sampai delapan angka, misalnya 2580. Boleh juga dikosongkan.'
    : '';
  pin.setAttribute('aria-invalid', String(bad));
  if (bad) {
    pin.focus();
    return;
  }
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await own.choose({
    ...newLearner(name.value.trim()),
    pin: pin.value === '' ? null : makePin(pin.value, salt),
  });
  form.reset();
}

function list(learners: readonly StoredLearner[], own: Progress): HTMLElement {
  return html(
    'ul',
    { class: 'learners' },
    ...learners.map((learner, place) => {
      const name = learner.name || `Pelajar ${place + 1}`;
      if (learner.id === own.learner.id)
        return html('li', {}, html('b', {}, name), html('span', {}, 'sedang dipakai'));
      const open = html(
        'button',
        { type: 'button', class: 'button' },
        'Pakai',
        html('span', { class: 'visually-hidden' }, ` ${name}`),
      );
      const item = html('li', {}, html('b', {}, name), open);
      open.addEventListener('click', () => {
        if (learner.pin === null) void own.choose(learner);
        else item.append(askPin(learner, own));
        open.hidden = learner.pin !== null;
        item.querySelector('input')?.focus();
      });
      return item;
    }),
  );
}

function askPin(learner: StoredLearner, own: Progress): HTMLElement {
  const field = html('input', { type: 'password', inputmode: 'numeric', maxlength: 8, autocomplete: 'off' });
  const error = html('span', { class: 'field-error', role: 'alert' });
  const submit = html('button', { type: 'submit', class: 'button' }, 'Buka');
  const form = html(
    'form',
    { class: 'pin-form' },
    html('label', { class: 'field' }, html('span', {}, 'PIN'), field),
    submit,
    error,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (learner.pin && isPin(field.value, learner.pin)) void own.choose(learner);
    else {
      error.textContent =
        'PIN tidak cocok. Bila lupa, tambah peserta baru, lalu gabungkan berkas kemajuan Anda. Tanpa berkas itu, catatannya tetap terkunci di sini.';
      field.select();
    }
  });
  return form;
}
