/** The certificates from the signer up, drawn as a chain that ends at an anchor, or visibly does not. */
import type { SignatureReport } from '../../../../labs/signature/index.ts';
import { icon, make } from '../dom.ts';
import { day, type Zone } from '../words.ts';

/** @param anchors fingerprints the reader trusts. */
export function chain(
  { chain: links, signer }: SignatureReport,
  anchors: ReadonlySet<string>,
  zone: Zone,
): HTMLElement {
  const shown = links.length > 0 ? links : signer ? [signer] : [];
  const items = shown.map((certificate, place) => {
    const trusted = anchors.has(certificate.fingerprint);
    const until = `berlaku ${day(certificate.validFrom, zone)} sampai ${day(certificate.validTo, zone)}`;
    const role = trusted
      ? 'jangkar kepercayaan yang Anda pilih'
      : place === 0
        ? until
        : 'menandatangani sertifikat di atas';
    return make(
      'li',
      {},
      icon(trusted ? 'anchor' : place === 0 ? 'user-round' : 'award'),
      make('div', {}, make('b', {}, certificate.name), make('span', {}, role)),
    );
  });
  const last = shown.at(-1);
  if (!last || !anchors.has(last.fingerprint)) items.push(looseEnd(last?.issuer));
  return make(
    'section',
    { class: 'block' },
    make('h3', {}, 'Rantai sertifikat'),
    make('ul', { class: 'chain' }, ...items),
  );
}

function looseEnd(issuer: string | undefined): HTMLLIElement {
  const says = issuer ? `Menurut sertifikat, penerbitnya ${issuer}. Nama saja belum membuktikan.` : '';
  return make(
    'li',
    { class: 'loose' },
    icon('unlink'),
    make('div', {}, make('b', {}, 'Tidak sampai ke jangkar yang Anda pilih'), make('span', {}, says)),
  );
}
