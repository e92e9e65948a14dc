/** A fault in a content file: where it is, what is wrong, and a snippet that would be right. */
export interface ContentFault {
  file: string;
  /** From 1. */
  line: number;
  /** Path of the field, e.g. `langkah.3.waktu`; empty for the file as a whole. */
  field: string;
  message: string;
  mend: string;
}

/** `content/sop/x.mdx:12 · langkah.3.waktu: …` and the mend on the line below. */
export function faultText(fault: ContentFault): string {
  const field = fault.field ? ` · ${fault.field}` : '';
  return `${fault.file}:${fault.line}${field}: ${fault.message}\n    Perbaiki: ${fault.mend}`;
}
