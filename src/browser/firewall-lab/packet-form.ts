/** The learner's own packet: a small form that becomes a sample, with faults told at the field. */
import { parseAddress } from '../../../labs/firewall/policy/address.ts';
import type { Policy, Transport } from '../../../labs/firewall/policy/model.ts';
import { endsOf, type Sample } from '../../../labs/firewall/policy/samples.ts';
import { need } from '../dom.ts';

const TRANSPORTS: readonly Transport[] = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** Wires the form and its opener up. `onSend` gets a packet that can be played. */
export function setUpPacketForm(lab: HTMLElement, policy: Policy, onSend: (sample: Sample) => void): void {
  const form = need<HTMLFormElement>(lab, '.packet-form');
  const opener = need(lab, '[data-action="paket-sendiri"]');
  opener.addEventListener('click', () => {
    form.hidden = !form.hidden;
    opener.setAttribute('aria-expanded', String(!form.hidden));
    if (!form.hidden) {
      form.scrollIntoView({ block: 'nearest' });
      need<HTMLSelectElement>(form, 'select').focus();
    }
  });
  const field = <T extends HTMLElement>(name: string): T => need<T>(form, `[name="${name}"]`);
  const from = field<HTMLSelectElement>('dari');
  const source = field<HTMLInputElement>('asal');
  const to = field<HTMLSelectElement>('ke');
  const target = field<HTMLInputElement>('tujuan');
  const transport = field<HTMLSelectElement>('protokol');
  const port = field<HTMLInputElement>('port');
  const fault = need(form, '.form-fault');

  const fillAddresses = (): void => {
    const [ends] = endsOf(policy, from.value, to.value);
    source.value = ends?.src ?? '';
    target.value = ends?.dst ?? '';
  };
  const usePorts = (): void => {
    port.disabled = transport.value.startsWith('icmp');
  };
  from.addEventListener('change', fillAddresses);
  to.addEventListener('change', fillAddresses);
  transport.addEventListener('change', usePorts);
  fillAddresses();
  usePorts();

  const complain = (input: HTMLInputElement, message: string): void => {
    fault.textContent = message;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    fault.textContent = '';
    for (const input of [source, target, port]) input.removeAttribute('aria-invalid');
    const src = parseAddress(source.value.trim());
    const dst = parseAddress(target.value.trim());
    if (!src) return complain(source, 'Alamat asal belum benar. Tulis misalnya 10.40.0.21.');
    if (!dst) return complain(target, 'Alamat tujuan belum benar. Tulis misalnya 10.20.0.5.');
    if (src.bits !== dst.bits) return complain(target, 'Asal dan tujuan harus sama-sama IPv4 atau IPv6.');
    const kind = TRANSPORTS.find((each) => each === transport.value) ?? 'tcp';
    const ported = kind === 'tcp' || kind === 'udp';
    const number = Number(port.value);
    if (ported && !(Number.isInteger(number) && number >= 1 && number <= 65535)) {
      return complain(port, 'Port adalah bilangan 1 sampai 65535.');
    }
    onSend({
      from: from.value,
      to: to.value,
      place: to.value,
      in: endsOf(policy, from.value, to.value)[0]?.in ?? from.value,
      src: source.value.trim(),
      dst: target.value.trim(),
      transport: kind,
      sport: ported ? 40112 : null,
      dport: ported ? number : null,
    });
  });
}
