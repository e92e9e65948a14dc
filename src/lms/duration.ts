/** Time spent, in the words of the two protocols. Pure. */

/** CMITimespan `HHHH:MM:SS.SS` (SCORM 1.2 RTE 3.4.2); at most 9999 hours. */
export function scormTime(milliseconds: number): string {
  const hundredths = Math.min(Math.max(Math.round(milliseconds / 10), 0), 9999 * 360_000 + 359_999);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(hundredths / 100);
  const hours = String(Math.floor(seconds / 3600)).padStart(4, '0');
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

/** ISO 8601 duration to a hundredth of a second, as xAPI wants it. */
export function isoDuration(milliseconds: number): string {
  return `PT${(Math.max(Math.round(milliseconds / 10), 0) / 100).toFixed(2)}S`;
}
