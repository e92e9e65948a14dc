/** The name under which the proof reports a rule that was put in doubt (bound-unknown.ts). */
export function isUnknown(construct: string): boolean {
  return construct === 'rt classid';
}
