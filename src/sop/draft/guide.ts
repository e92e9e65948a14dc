/**
 * What in a guide would stop the build. The guide is MDX: a `<` opens an element and a `{` an expression, and both end
 * the build when nothing of the kind was meant (MDX 3, "Writing MDX").
 */
import type { Remark } from './judge.ts';

/** @param body the guide. @returns one remark for each line that MDX would not read as text */
export function judgeGuide(body: string): Remark[] {
  const remarks: Remark[] = [];
  let fenced = false;
  body.split('\n').forEach((line, place) => {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
      return;
    }
    if (fenced) return;
    // What stands in `backticks` or behind a backslash is text.
    const text = line.replace(/`[^`]*`/g, '').replace(/\\[<{}]/g, '');
    const found = /[<{}]/.exec(text)?.[0] ?? /^(import|export)\s/.exec(text)?.[1];
    if (found)
      remarks.push({
        level: 'error',
        path: 'body',
        label: 'Panduan',
        message: `Baris ${place + 1} memuat "${found}", yang dibaca sebagai kode`,
        mend: /^[<{}]$/.test(found)
          ? `Tulis dengan kata, atau apit dengan tanda petik terbalik: \`${found}\``
          : 'Awali barisnya dengan kata lain',
      });
  });
  if (fenced)
    remarks.push({
      level: 'error',
      path: 'body',
      label: 'Panduan',
      message: 'Blok kode dibuka tetapi tidak ditutup',
      mend: 'Tutup dengan baris ``` yang berdiri sendiri',
    });
  return remarks;
}
