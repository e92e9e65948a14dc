import type { View } from '../file/store.ts';
import { type Field, readFields } from '../form/fields.ts';
import { type Page, pagesOfAnnotations, readPages } from '../form/pages.ts';
import type { PdfDict, PdfRef, PdfValue } from '../syntax/values.ts';
import type { Ledger } from './change.ts';
import { Comparer, type Patience } from './compare.ts';
import { readElements } from './structure-tree.ts';

/** The parts of one revision that have rules of their own. */
export interface Scene {
  readonly view: View;
  readonly catalog: PdfDict | null;
  readonly form: PdfDict | null;
  readonly pages: readonly Page[];
  /** Nodes of the page tree above the pages. */
  readonly pageNodes: readonly PdfDict[];
  readonly fields: readonly Field[];
  /** Object numbers of everything listed in the /Annots of a page. */
  readonly annotations: ReadonlySet<number>;
  /** Page number of each annotation by its object number. */
  readonly pageOf: ReadonlyMap<number, number>;
  /** Object numbers of the dictionaries of fields and of their widgets. */
  readonly widgets: ReadonlySet<number>;
  /** Object numbers of structure elements (14.7.2). */
  readonly elements: ReadonlySet<number>;
}

export function sceneOf(view: View): Scene {
  const catalog = view.dict(view.trailer.entries.get('Root'));
  const pageNodes: PdfDict[] = [];
  const pages = readPages(view, pageNodes);
  const fields = readFields(view);
  const pageOf = pagesOfAnnotations(view, pages);
  return {
    view,
    catalog,
    form: view.dict(catalog?.entries.get('AcroForm')),
    pages,
    pageNodes,
    fields,
    widgets: numbersOf(fields),
    annotations: new Set(pageOf.keys()),
    pageOf,
    elements: readElements(view, catalog),
  };
}

/** One step from a revision to the next, with everything the rules need. */
export interface Step {
  readonly before: Scene;
  readonly after: Scene;
  readonly comparer: Comparer;
  readonly ledger: Ledger;
  /** Object numbers of /AP dictionaries that a field let go of, and the field's name. */
  readonly replacedLooks: Map<number, string>;
}

export function stepBetween(before: Scene, after: Scene, ledger: Ledger, patience: Patience): Step {
  const anchors = new Set<number>();
  for (const role of [catalogNumber, pageNumbers, widgetNumbers, annotationNumbers, elementNumbers]) {
    const later = role(after);
    // Only what plays the same part before and after: a font that became an annotation must not be skipped.
    for (const num of role(before)) if (later.has(num)) anchors.add(num);
  }
  return {
    before,
    after,
    ledger,
    replacedLooks: new Map(),
    comparer: new Comparer(before.view, after.view, anchors, patience),
  };
}

function catalogNumber({ view }: Scene): ReadonlySet<number> {
  const written = view.trailer.entries.get('Root');
  return new Set(written?.kind === 'ref' ? [written.num] : []);
}

const widgetNumbers = (scene: Scene): ReadonlySet<number> => scene.widgets;
const annotationNumbers = (scene: Scene): ReadonlySet<number> => scene.annotations;
const elementNumbers = (scene: Scene): ReadonlySet<number> => scene.elements;

function pageNumbers(scene: Scene): ReadonlySet<number> {
  return new Set(scene.pages.flatMap((page) => (page.num === null ? [] : [page.num])));
}

/** Numbers of field and widget dictionaries. */
function numbersOf(fields: readonly Field[]): Set<number> {
  const numbers = new Set<number>();
  for (const field of fields) {
    if (field.ref) numbers.add(field.ref.num);
    for (const widget of field.widgets) if (widget.ref) numbers.add(widget.ref.num);
  }
  return numbers;
}

export const isRef = (value: PdfValue): value is PdfRef => value.kind === 'ref';
