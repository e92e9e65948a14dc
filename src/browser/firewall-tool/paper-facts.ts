/** The head of the attachment: what was checked, when, with which files and zones. */
import { html } from '../dom.ts';
import type { AttachmentInput } from './attachment.ts';
import type { SourceFile } from './protocol.ts';
import { list } from './words.ts';

export function hashKey(version: 'before' | 'after', { name }: SourceFile): string {
  return `${version}/${name}`;
}

export function facts({ typed, zones, ipv6, result, hashes, date }: AttachmentInput): HTMLElement {
  const row = (name: string, ...value: (string | HTMLElement)[]): HTMLElement =>
    html('tr', {}, html('th', { scope: 'row' }, name), html('td', {}, ...value));
  const files = (version: 'before' | 'after', list: readonly SourceFile[]): HTMLElement =>
    html(
      'ul',
      {},
      ...list.map((file) =>
        html(
          'li',
          {},
          `${file.name}, ${file.text.split('\n').length} baris`,
          html(
            'span',
            { class: 'mono hash' },
            `SHA-256 ${hashes.get(hashKey(version, file)) ?? 'tidak dihitung'}`,
          ),
        ),
      ),
    );
  const places = zones.map(
    ({ name, interface: device, networks, isDefault }) =>
      `${name} (${device}${networks.length > 0 ? `, ${list(networks, 4)}` : isDefault ? ', jalan ke luar' : ', jaringan contoh'})`,
  );
  return html(
    'table',
    { class: 'paper-facts' },
    html(
      'tbody',
      {},
      row('Nomor tiket', typed.ticket.trim() || '....................'),
      row('Perangkat', typed.device.trim() || '....................'),
      row('Diperiksa', date),
      row(typed.after.length > 0 ? 'Aturan berlaku' : 'Aturan diperiksa', files('before', typed.before)),
      ...(typed.after.length > 0 ? [row('Aturan sesudah perubahan', files('after', typed.after))] : []),
      row('Zona', `${places.join('; ')}. ${ipv6 ? 'IPv4 dan IPv6.' : 'IPv4 saja.'}`),
      row('Cara', `Dihitung untuk semua paket (${result.matrix.nodes} simpul), bukan dicoba dengan contoh.`),
    ),
  );
}
