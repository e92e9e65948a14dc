/** Where a SCORM 1.2 LMS puts its API: this window, its parents, or the window that opened it (RTE 3.3.6.1). */

export interface Scorm12Api {
  LMSInitialize(parameter: ''): string;
  LMSFinish(parameter: ''): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(parameter: ''): string;
  LMSGetLastError(): string;
  LMSGetErrorString(code: string): string;
}

/** Frames within frames; more than any LMS has. */
const DEEPEST = 50;

export function findApi(own: Window): Scorm12Api | null {
  return searchUp(own) ?? (own.opener ? searchUp(own.opener as Window) : null);
}

function searchUp(start: Window): Scorm12Api | null {
  let frame = start;
  for (let depth = 0; depth < DEEPEST; depth++) {
    try {
      const { API } = frame as { API?: Partial<Scorm12Api> | null };
      if (typeof API?.LMSInitialize === 'function') return API as Scorm12Api;
      if (frame.parent === frame) return null;
      frame = frame.parent;
    } catch {
      // A frame of another origin does not let itself be looked into.
      return null;
    }
  }
  return null;
}
