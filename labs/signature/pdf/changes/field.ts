import type { Field, Widget } from '../form/fields.ts';
import { rectangleOf } from '../form/pages.ts';
import { integerOf, NULL, nameOf, type PdfDict } from '../syntax/values.ts';
import type { Needs, Where } from './change.ts';
import { keysOf } from './compare.ts';
import type { Scene, Step } from './scene.ts';

/** Entries that say where a field hangs; the tree is compared as a whole. */
const LINKS = new Set(['Kids', 'Parent', 'P']);
/** Compared apart, because it can be inherited and because a signature must be the very same dictionary. */
const VALUE = 'V';
/** Entries that filling in a field writes (12.7.4, 12.7.5, 12.5.2). */
const FILLED = new Set(['RV', 'I', 'AP', 'AS', 'M', 'DA']);
/** Entries that signing an empty signature field may write as well. */
const SIGNED = new Set(['AP', 'AS', 'M', 'DA', 'MK', 'F', 'Ff', 'Type', 'Subtype', 'Border']);

const READ_ONLY = 1;

/** Compares a field that was there before with what it is now. */
export function compareField(step: Step, a: Field, b: Field): void {
  const { before, after, comparer, ledger } = step;
  const where = whereOfField(after, b);
  const keys = changedKeys(step, a, b);
  const wasSigned = a.type === 'Sig' && before.view.dict(a.value) !== null;
  const newValue = wasSigned ? !sameSignature(step, a, b) : !comparer.alike(a.value, b.value);
  if (keys.size === 0 && !newValue) return;
  const isSigned = b.type === 'Sig' && after.view.dict(b.value) !== null;
  const named = [...keys].join(', ');
  if (wasSigned) {
    if (!isSigned) ledger.illegal('signature-removed', `Tanda tangan di isian "${a.name}" dihapus.`, where);
    else if (newValue)
      ledger.illegal('signature-replaced', `Tanda tangan di isian "${a.name}" diganti.`, where);
    else
      ledger.illegal('signed-field-changed', `Isian bertanda tangan "${a.name}" diubah (${named}).`, where);
    return;
  }
  const look = a.dict.entries.get('AP');
  if (keys.has('AP') && look?.kind === 'ref') step.replacedLooks.set(look.num, a.name);
  const allowed = a.type === 'Sig' ? SIGNED : FILLED;
  const foreign = [...keys].filter((key) => !allowed.has(key) && !(key === 'Ff' && onlyLocked(step, a, b)));
  if (foreign.length > 0 || a.type !== b.type) {
    ledger.illegal('field-changed', `Isian "${a.name}" diubah (${foreign.join(', ') || 'jenis'}).`, where);
  } else if (a.type === 'Sig') {
    if (isSigned) signedNow(step, b, where);
    else ledger.illegal('field-look', `Isian tanda tangan kosong "${a.name}" diubah (${named}).`, where);
  } else if (keys.size === 1 && keys.has('Ff')) {
    ledger.add('forms', 'field-made-read-only', `Isian "${a.name}" dijadikan hanya-baca.`, where);
  } else filled(step, a, newValue, keys, where);
}

function filled(step: Step, a: Field, newValue: boolean, keys: ReadonlySet<string>, where: Where): void {
  const { ledger } = step;
  const looks = keys.has('AP');
  if (a.type === 'Btn' && looks) {
    ledger.illegal('button-look-swapped', `Gambar tombol atau kotak centang "${a.name}" diganti.`, where);
  } else if (!newValue && (looks || keys.has('AS') || keys.has('DA'))) {
    ledger.illegal(
      'field-look-swapped',
      `Tampilan isian "${a.name}" diganti tanpa mengubah nilainya.`,
      where,
    );
  } else {
    ledger.add('filling', 'field-filled', `Isian "${a.name}" diisi atau diubah nilainya.`, where, a.name);
  }
}

/** A signature or document timestamp put into a field. */
export function signedNow(step: Step, field: Field, where: Where, needs: Needs = 'forms'): void {
  const { after, ledger } = step;
  const dict = after.view.dict(field.value) ?? NULL;
  if (dict.start < after.view.revision.start) {
    // Whoever signs writes the signature into the revision it closes; an older one belongs to somebody else, who
    // never saw this field or its look.
    const text = `Isian "${field.name}" meminjam tanda tangan yang sudah ada di dokumen.`;
    ledger.illegal('signature-borrowed', text, where);
    return;
  }
  const timestamp =
    nameOf(after.view.entry(dict, 'Type')) === 'DocTimeStamp' ||
    nameOf(after.view.entry(dict, 'SubFilter')) === 'ETSI.RFC3161';
  if (timestamp) {
    const text = `Stempel waktu dokumen ditambahkan di "${field.name}".`;
    ledger.add(needs === 'placing' ? needs : 'always', 'timestamp-added', text, where);
    // ETSI EN 319 142-1, 5.4.3: a document timestamp proves a time; whoever makes one signs for no content.
    if (needs === 'placing')
      ledger.add('unknown', 'timestamp-visible', `Stempel waktu "${field.name}" bergambar.`, where);
  } else {
    const text = `Tanda tangan ditambahkan di isian "${field.name}".`;
    ledger.add(needs, 'signature-added', text, where, field.name);
  }
}

/** The very same bytes: what the dictionary refers to was read in its own revision. */
function sameSignature({ before, after }: Step, a: Field, b: Field): boolean {
  return before.view.dict(a.value) === after.view.dict(b.value);
}

/** Names of entries that differ in the field or in one of its widgets. */
function changedKeys(step: Step, a: Field, b: Field): Set<string> {
  const changed = new Set<string>();
  collect(step, a.dict, b.dict, changed);
  const old = a.widgets.filter((widget) => widget.dict !== a.dict);
  const now = b.widgets.filter((widget) => widget.dict !== b.dict);
  if (old.length !== now.length || old.some((widget, i) => !sameWidget(widget, now[i]!))) changed.add('Kids');
  else
    old.forEach((widget, i) => {
      collect(step, widget.dict, now[i]!.dict, changed);
    });
  return changed;
}

const sameWidget = (a: Widget, b: Widget): boolean => a.ref?.num === b.ref?.num;

function collect(step: Step, a: PdfDict, b: PdfDict, changed: Set<string>): void {
  const { comparer, before } = step;
  for (const key of keysOf(a, b)) {
    if (key === VALUE) continue;
    const old = a.entries.get(key);
    const now = b.entries.get(key);
    if (LINKS.has(key)) {
      if (
        key !== 'Kids' &&
        old !== undefined &&
        !(old.kind === 'ref' && now?.kind === 'ref' && old.num === now.num)
      ) {
        changed.add(key);
      }
    } else if (
      !comparer.alike(old, now) &&
      !(key === 'StructParent' && before.view.get(old).kind === 'null')
    ) {
      changed.add(key);
    }
  }
}

/** Only the read-only flag was set, as signing software does with fields a signature locks. */
function onlyLocked({ before, after }: Step, a: Field, b: Field): boolean {
  const old = integerOf(before.view.entry(a.dict, 'Ff')) ?? 0;
  const now = integerOf(after.view.entry(b.dict, 'Ff')) ?? 0;
  return now === (old | READ_ONLY);
}

/** Page, rectangle and object of a field, as far as it has them. */
export function whereOfField(scene: Scene, field: Field): Where {
  const widget = field.widgets[0];
  const rect = widget && rectangleOf(scene.view, widget.dict.entries.get('Rect') ?? NULL);
  const page = widget?.ref && scene.pageOf.get(widget.ref.num);
  return {
    path: `Root/AcroForm/Fields/${field.name}`,
    ...(field.ref && { object: `${field.ref.num} ${field.ref.gen}` }),
    ...(page && { page }),
    ...(rect && { rect }),
  };
}
