import { integerOf, NULL, nameOf, type PdfValue } from '../syntax/values.ts';
import { down, keysOf, root, whereOf } from './compare.ts';
import type { Scene, Step } from './scene.ts';

/** Developer extensions (7.12) may be declared or raised, as signing software does, never lowered. */
export function compareExtensions(step: Step): void {
  const { before, after, comparer, ledger } = step;
  const a = before.view.dict(before.catalog?.entries.get('Extensions'));
  const b = after.view.dict(after.catalog?.entries.get('Extensions'));
  const top = root('Root/Extensions');
  for (const key of keysOf(a, b)) {
    const old = a?.entries.get(key);
    const now = b?.entries.get(key);
    if (key === 'Type' || comparer.alike(old, now)) continue;
    const where = whereOf(down(top, key), after.view);
    if (highest(before, old) <= declared(after, now)) {
      ledger.add('always', 'extension', `Keterangan versi PDF (/${key}) dinaikkan.`, where);
    } else
      ledger.illegal(
        'extension-lowered',
        `Keterangan versi PDF (/${key}) diturunkan, dihapus, atau rusak.`,
        where,
      );
  }
}

/** Base version and level as one number that can be compared; null when the dictionary says neither. */
function rank(scene: Scene, dict: PdfValue): number | null {
  const base = nameOf(scene.view.entry(dict, 'BaseVersion'));
  const level = integerOf(scene.view.entry(dict, 'ExtensionLevel'));
  if (base === null || level === null || !/^\d\.\d$/.test(base)) return null;
  return Number(base) * 1e6 + level;
}

function ranks(scene: Scene, value: PdfValue | undefined): (number | null)[] {
  const found = scene.view.get(value);
  const items: readonly PdfValue[] =
    found.kind === 'array' ? found.items : found.kind === 'null' ? [] : [found];
  return items.map((item) => rank(scene, scene.view.get(item)));
}

const highest = (scene: Scene, value: PdfValue | undefined): number =>
  ranks(scene, value).reduce<number>((most, number) => Math.max(most, number ?? 0), 0);

/** The highest of what is declared; below everything when nothing proper is. */
const declared = (scene: Scene, value: PdfValue | undefined): number =>
  ranks(scene, value).reduce<number>((most, number) => Math.max(most, number ?? -1), -1);

/** /Version of the catalog (7.2.2) may be added or raised. */
export function compareVersion({ before, after, ledger }: Step): void {
  const old = nameOf(before.view.entry(before.catalog ?? NULL, 'Version'));
  const now = nameOf(after.view.entry(after.catalog ?? NULL, 'Version'));
  if (old === now) return;
  const path = 'Root/Version';
  if (now !== null && /^\d\.\d$/.test(now) && now >= (old ?? '')) {
    ledger.add('always', 'version', `Versi PDF dinaikkan menjadi ${now}.`, { path });
  } else ledger.illegal('version-lowered', 'Versi PDF diturunkan atau dihapus.', { path });
}
