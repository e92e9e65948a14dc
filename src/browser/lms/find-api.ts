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
  const frames = upFrom(own);
  const openers = frames.flatMap((frame) => (frame.opener ? upFrom(frame.opener as Window) : []));
  for (const frame of [...frames, ...openers]) {
    const { API } = frame as { API?: Partial<Scorm12Api> | null };
    if (typeof API?.LMSInitialize === 'function') return API as Scorm12Api;
  }
  return null;
}

/** The frame and those around it, as far as they let themselves be looked into: not those of another origin. */
function upFrom(start: Window): Window[] {
  const frames: Window[] = [];
  let frame = start;
  try {
    while (frames.length < DEEPEST) {
      void (frame as { API?: unknown }).API;
      frames.push(frame);
      if (frame.parent === frame) break;
      frame = frame.parent;
    }
  } catch {
    // A frame of another origin ends the way up.
  }
  return frames;
}
