/**
 * What an LMS is told about a page: the parts a learner does, by the names they have in the progress. Read from the
 * built page, so that a new module or level needs nothing here. Pure.
 */
import { PRE_TEST } from '../progress/item.ts';

export interface Course {
  /** Address of the page on the site; all its parts lie under it. */
  item: string;
  title: string;
  description: string;
  /** Items of progress; the page is done when each has been done or answered. */
  parts: string[];
  /** False: there is nothing to be right or wrong about, so no score is given. */
  graded: boolean;
  /** Per cent; null where everybody passes by taking part. */
  mastery: number | null;
}

/** Passing rule proposed for the Bimtek's final test; the city may set another in its LMS. */
const MASTERY = 70;

/** @param item address of the page. @returns null when a learner does nothing on it that is recorded. */
export function courseOf(item: string, html: string): Course | null {
  const graded = gradedParts(item, html);
  const parts = graded.length > 0 ? graded : doneParts(item, html);
  if (parts.length === 0) return null;
  return {
    item,
    title: plain(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? item).replace(/ · Sigap$/, ''),
    description: plain(/<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? ''),
    parts,
    graded: graded.length > 0,
    mastery: graded.length > 0 && item !== PRE_TEST ? MASTERY : null,
  };
}

function gradedParts(item: string, html: string): string[] {
  const questions = [...html.matchAll(/<quiz-lesson[^>]*>\s*<form[^>]*\sdata-item="([^"]*)"/g)].map(
    ([, data = '']) => `${item}#${(JSON.parse(plain(data)) as { id: string }).id}`,
  );
  const letters = html.includes('<sigap-tte-lab')
    ? [...html.matchAll(/\sdata-letter="([^"]+)"/g)].map(([, id]) => `${item}#${id}`)
    : [];
  return [
    ...questions,
    ...letters,
    ...(html.includes('<log-reader') ? [`${item}#latihan`] : []),
    ...(html.includes('<quiz-test') || html.includes('<firewall-lab') ? [item] : []),
  ];
}

function doneParts(item: string, html: string): string[] {
  const ticked = html.includes(`<progress-mark data-item="${item}"`);
  return ticked || html.includes('<sigap-sign-yourself') ? [item] : [];
}

/** Text of a piece of our own markup. */
export function plain(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
