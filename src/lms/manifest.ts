/** `imsmanifest.xml` of a package with one SCO: SCORM 1.2 Content Aggregation Model 2.3. */
import type { Course } from './parts.ts';
import { element, escaped } from './xml.ts';

/**
 * @param name identifier of the package: letters, digits, hyphens.
 * @param launch path of the page in the package. @param files all paths in the package but the manifest's own.
 */
export function manifest(name: string, course: Course, launch: string, files: readonly string[]): string {
  const id = (part: string): string => `sigap-${name}-${part}`;
  const title = element('title', {}, escaped(course.title));
  const mastery = course.mastery === null ? '' : element('adlcp:masteryscore', {}, String(course.mastery));
  const item = element(
    'item',
    { identifier: id('butir'), identifierref: id('halaman'), isvisible: 'true' },
    title + mastery,
  );
  const resource = element(
    'resource',
    { identifier: id('halaman'), type: 'webcontent', 'adlcp:scormtype': 'sco', href: launch },
    files.map((href) => element('file', { href })).join(''),
  );
  const root = element(
    'manifest',
    {
      identifier: `sigap-${name}`,
      version: '1.0',
      xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
      'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
    },
    element('metadata', {}, element('schema', {}, 'ADL SCORM') + element('schemaversion', {}, '1.2')) +
      element(
        'organizations',
        { default: id('susunan') },
        element('organization', { identifier: id('susunan') }, title + item),
      ) +
      element('resources', {}, resource),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}
