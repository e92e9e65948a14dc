/**
 * Names under which pages keep unfinished work in `localStorage`. On a shared computer every learner has their own;
 * whoever learned first on the device keeps the plain names, as they were before there could be several.
 */

const ACTIVE = 'sigap:pelajar';
const FIRST = 'sigap:pelajar-pertama';
/** What belongs to a learner, and not to the device or the office. */
const WORK = /^(?:lab-firewall:[^:]+|lab-tte|tabletop|tes:.+)$/;

type Keys = Pick<Storage, 'getItem'>;

/** @returns the id of the learner chosen on this device; empty before there is one, or when storage is closed. */
export function activeLearner(): string {
  try {
    return localStorage.getItem(ACTIVE) ?? '';
  } catch {
    return '';
  }
}

/** @param first the oldest learner of the device. It is remembered once and for all. */
export function rememberActive(id: string, first: string): void {
  try {
    localStorage.setItem(ACTIVE, id);
    if (localStorage.getItem(FIRST) === null) localStorage.setItem(FIRST, first);
  } catch {
    // The choice then lasts for this page.
  }
}

/** `sigap:` and, for everybody but the first learner, their id. */
export function prefixOf(learner: string, keys: Keys): string {
  return learner === '' || learner === (keys.getItem(FIRST) ?? learner) ? 'sigap:' : `sigap:${learner}:`;
}

/** Another tab may choose another learner: this page goes on with the one it began with. */
let here: string | null = null;

/** @param name without prefix, e.g. `lab-tte`. @throws where storage is closed. */
export function ownKey(name: string): string {
  here ??= prefixOf(activeLearner(), localStorage);
  return here + name;
}

/** The work of one learner on this device, under the plain names. Empty where storage is closed. */
export function workOf(learner: string): [string, string][] {
  try {
    const prefix = prefixOf(learner, localStorage);
    return Object.entries({ ...localStorage }).flatMap(([key, value]) =>
      key.startsWith(prefix) && WORK.test(key.slice(prefix.length))
        ? [[`sigap:${key.slice(prefix.length)}`, value as string]]
        : [],
    );
  } catch {
    return [];
  }
}

/** Takes the work of one learner from this device. */
export function removeWork(learner: string): void {
  try {
    const prefix = prefixOf(learner, localStorage);
    for (const [key] of workOf(learner)) localStorage.removeItem(prefix + key.slice('sigap:'.length));
  } catch {
    // Then there is nothing.
  }
}
