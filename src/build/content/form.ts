/** A form's own faults as content faults, with their lines; and the links between forms and the pages that use them. */
import { lintForm } from '../../forms/lint.ts';
import { formulir as schema } from '../../schemas/form.ts';
import type { ContentFault } from './fault.ts';
import type { ContentSource } from './source.ts';

export function checkForm(file: string, source: ContentSource): ContentFault[] {
  return lintForm(schema.parse(source.data)).map(({ path, message, mend }) => ({
    file,
    line: source.lineOf(path),
    field: path.join('.'),
    message,
    mend,
  }));
}

/** A link `ke: /formulir/x/` of an SOP or a policy, held against the form it names, which must name the page in turn. */
export function checkFormLinks(
  file: string,
  source: ContentSource,
  page: { kind: 'sop' | 'kebijakan'; slug: string },
  forms: ReadonlyMap<string, { sop: string[]; kebijakan: string[] }>,
): ContentFault[] {
  const links = (source.data as { formulir?: { ke: string }[] }).formulir ?? [];
  const named = links.map(({ ke }) => /^\/formulir\/([a-z0-9-]+)\/$/.exec(ke)?.[1]);
  const fault = (path: (string | number)[], message: string, mend: string): ContentFault => ({
    file,
    line: source.lineOf(path),
    field: path.join('.'),
    message,
    mend,
  });
  const wrong = named.flatMap((form, place) => {
    const path = ['formulir', place, 'ke'];
    if (form === undefined || !forms.has(form)) {
      return [
        fault(
          path,
          `"${links[place]?.ke}" bukan formulir yang ada`,
          `pilih ${[...forms.keys()].slice(0, 4).join(', ')}`,
        ),
      ];
    }
    if (forms.get(form)![page.kind].includes(page.slug)) return [];
    return [
      fault(
        path,
        `formulir "${form}" tidak menyebut ${page.slug}`,
        `tambahkan ${page.slug} ke ${page.kind} di content/formulir/${form}.yaml`,
      ),
    ];
  });
  const missing = [...forms]
    .filter(([slug, form]) => form[page.kind].includes(page.slug) && !named.includes(slug))
    .map(([slug]) =>
      fault(
        ['formulir'],
        `formulir "${slug}" menyebut halaman ini, tetapi halaman ini tidak`,
        `- { judul: …, ke: /formulir/${slug}/ }`,
      ),
    );
  return [...wrong, ...missing];
}
