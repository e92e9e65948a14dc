/** One signature: its checks on one side, what they rest on beside them, the technical terms folded below. */
import type { CertificateSummary, Report, SignatureReport } from '../../../../labs/signature/index.ts';
import { type Child, icon, make } from '../dom.ts';
import { grouped, type Zone } from '../words.ts';
import { chain } from './chain.ts';
import { checkList, counts } from './checks.ts';
import { coverage } from './coverage.ts';
import { times } from './times.ts';

/** What a view needs beside the report itself. */
export interface Surroundings {
  /** Fingerprints of the anchors the report was made with. */
  readonly anchors: ReadonlySet<string>;
  readonly zone: Zone;
  /** When the check was made, ISO 8601. */
  readonly checkedAt: string;
}

/** @param name tells several such lists on one page apart. */
export function checksOf(
  signature: SignatureReport,
  name = `Tujuh pemeriksaan, ${signature.field}`,
): HTMLElement {
  return make(
    'section',
    { class: 'checks', 'aria-label': name },
    counts(signature.explanations),
    checkList(signature.explanations),
  );
}

/** Chain, times, coverage and what stays open: always in sight, since they say how far the verdict reaches. */
export function grounds(report: Report, signature: SignatureReport, around: Surroundings): HTMLElement {
  return make(
    'div',
    { class: 'grounds' },
    report.document && report.document.revisions.length > 0 && coverage(report.document, signature),
    chain(signature, around.anchors, around.zone),
    times(signature, around.zone, around.checkedAt),
    openPoints(report.notChecked),
    technical(signature),
  );
}

export function openPoints(points: readonly string[]): HTMLElement {
  const items = points.map((point) => make('li', {}, icon('circle-dashed'), point));
  return make(
    'section',
    { class: 'block not-checked' },
    make('h3', {}, 'Yang tidak diperiksa'),
    make('ul', {}, ...items),
  );
}

function technical(signature: SignatureReport): HTMLElement {
  const { indication, subIndication, level, subFilter, field, findings } = signature;
  const said = [indication, subIndication].filter(Boolean).join(' / ');
  const rows: Child[] = [
    ...row('Indikasi ETSI EN 319 102-1', said),
    ...row('Tingkat PAdES', level ?? 'tidak terpenuhi'),
    ...row('Format', subFilter ?? 'tidak disebutkan'),
    ...row('Bidang tanda tangan', field),
    ...signature.chain.flatMap((certificate, place) =>
      certificateRows(certificate, place === 0 ? 'Penanda tangan' : `Penerbit ${place}`),
    ),
    ...(signature.chain.length === 0 && signature.signer
      ? certificateRows(signature.signer, 'Penanda tangan')
      : []),
    ...findings.flatMap(({ code, text, page, offset }) =>
      row(code, [text, page && `Halaman ${page}.`, offset && `Byte ${offset}.`].filter(Boolean).join(' ')),
    ),
  ];
  return make(
    'details',
    { class: 'technical' },
    make('summary', {}, icon('chevron-right'), 'Rincian teknis', make('span', { class: 'mono' }, said)),
    make('dl', { class: 'facts' }, ...rows),
  );
}

function certificateRows({ subject, serial, key, fingerprint }: CertificateSummary, name: string): Child[] {
  return [
    ...row(name, subject),
    ...row('Kunci', key),
    ...row('Nomor seri', serial, 'mono'),
    ...row('Sidik jari SHA-256', grouped(fingerprint), 'mono'),
  ];
}

function row(name: string, value: string, look?: string): [HTMLElement, HTMLElement] {
  return [make('dt', {}, name), make('dd', { class: look }, value)];
}
