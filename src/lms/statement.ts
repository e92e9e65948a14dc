/** Statements a cmi5 unit sends: cmi5 (Quartz) sections 9 and 10, xAPI 1.0.3. Pure. */
import type { Json } from '../progress/event.ts';
import { isoDuration } from './duration.ts';

type Fields = { [key: string]: Json };

/** What the LMS tells a unit at launch: section 8.1, and the document `LMS.LaunchData` of section 10. */
export interface Launch {
  actor: Json;
  registration: string;
  activityId: string;
  /** Begins every context; nothing in it may be changed. */
  contextTemplate: Fields;
  /** 0 to 1; null when the LMS sets none. */
  masteryScore: number | null;
}

/** `scored` is no verb of cmi5: section 7.1.3 allows others, which then lack the category of cmi5. */
export type Verb = 'initialized' | 'completed' | 'passed' | 'failed' | 'scored' | 'terminated';

const VERBS = 'http://adlnet.gov/expapi/verbs/';
const CONTEXT = 'https://w3id.org/xapi/cmi5/context/';

export interface Moment {
  /** UUID. */
  id: string;
  /** ISO 8601 in UTC. */
  timestamp: string;
  /** Since the page was opened. */
  milliseconds: number;
  /** Per cent; null when there is none. */
  score: number | null;
}

export function statement(launch: Launch, verb: Verb, moment: Moment): Fields {
  const result = resultOf(verb, moment);
  return {
    id: moment.id,
    timestamp: moment.timestamp,
    actor: launch.actor,
    verb: { id: VERBS + verb, display: { en: verb } },
    object: { objectType: 'Activity', id: launch.activityId },
    ...(Object.keys(result).length > 0 ? { result } : {}),
    context: contextOf(launch, verb),
  };
}

/** Only what section 9.5 lets each verb carry. */
function resultOf(verb: Verb, { milliseconds, score }: Moment): Fields {
  const duration = isoDuration(milliseconds);
  const points: Fields =
    score === null ? {} : { score: { scaled: score / 100, raw: score, min: 0, max: 100 } };
  switch (verb) {
    case 'initialized':
      return {};
    case 'completed':
      return { completion: true, duration };
    case 'passed':
    case 'failed':
      return { success: verb === 'passed', duration, ...points };
    case 'scored':
      return points;
    case 'terminated':
      return { duration };
  }
}

function contextOf({ contextTemplate, registration, masteryScore }: Launch, verb: Verb): Fields {
  const activities = fieldsOf(contextTemplate.contextActivities);
  const { category } = activities;
  const given: Json[] = Array.isArray(category) ? category : [];
  const counts = verb === 'completed' || verb === 'passed' || verb === 'failed';
  const own = [...(verb === 'scored' ? [] : ['cmi5']), ...(counts ? ['moveon'] : [])].map((name) => ({
    objectType: 'Activity',
    id: `${CONTEXT}categories/${name}`,
  }));
  const judged = (verb === 'passed' || verb === 'failed') && masteryScore !== null;
  return {
    ...contextTemplate,
    registration,
    contextActivities: {
      ...activities,
      ...(given.length + own.length > 0 ? { category: [...given, ...own] } : {}),
    },
    extensions: {
      ...fieldsOf(contextTemplate.extensions),
      ...(judged ? { [`${CONTEXT}extensions/masteryscore`]: masteryScore } : {}),
    },
  };
}

export const fieldsOf = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
