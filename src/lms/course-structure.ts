/** `cmi5.xml`: the course structure with one assignable unit, cmi5 (Quartz) section 13. */
import type { Course } from './parts.ts';
import { element, escaped } from './xml.ts';

const NAMESPACE = 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd';

/** @param site origin of the city's site; the ids of course and unit are addresses on it. */
export function courseStructure(course: Course, launch: string, site: string): string {
  const words = (name: string, text: string): string =>
    element(name, {}, element('langstring', { lang: 'id-ID' }, escaped(text)));
  const about = words('title', course.title) + words('description', course.description);
  const address = `${site}${course.item}`;
  // A page without right or wrong is completed; one that is graded must be passed, where there is a mark to reach.
  const rule: Record<string, string> =
    course.mastery === null
      ? { moveOn: 'Completed' }
      : { moveOn: 'Passed', masteryScore: String(course.mastery / 100) };
  const unit = element(
    'au',
    { id: `${address}#cmi5`, ...rule, launchMethod: 'AnyWindow' },
    about + element('url', {}, escaped(launch)),
  );
  const root = element(
    'courseStructure',
    { xmlns: NAMESPACE },
    element('course', { id: address }, about) + unit,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}
