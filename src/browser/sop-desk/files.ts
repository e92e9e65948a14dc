/** Files the desk hands out. */

import type { Draft } from '../../sop/draft/draft.ts';
import type { Library } from '../../sop/draft/library.ts';
import { writeMdx } from '../../sop/draft/mdx.ts';
import { flowchartSvg } from '../../sop/draft/picture.ts';
import type { Page, Paper } from '../../sop/sheet/model.ts';
import { download } from '../download.ts';

/** The type of a .docx file (ECMA-376). */
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function saveMdx(draft: Draft): void {
  download(`${draft.slug || 'sop-baru'}.mdx`, writeMdx(draft), 'text/markdown;charset=utf-8');
}

export function saveSvg(draft: Draft, pages: readonly Page[]): void {
  download(
    `${draft.slug || 'sop-baru'}-diagram-alir.svg`,
    flowchartSvg(pages),
    'image/svg+xml;charset=utf-8',
  );
}

/** The Office document; its library is fetched only when someone asks for it. */
export async function saveDocx(
  draft: Draft,
  library: Library,
  paper: Paper['id'],
  say: (text: string) => void,
): Promise<void> {
  say('Menyusun dokumen Word.');
  const office = await import('./office.ts').catch(() => null);
  if (!office) {
    say('Pembuat dokumen Word belum termuat. Sambungkan jaringan sekali, lalu coba lagi.');
    return;
  }
  try {
    const bytes = await office.officeSheet(draft, library, paper);
    download(`${draft.slug || 'sop-baru'}.docx`, bytes, DOCX);
    say('Dokumen Word disimpan.');
  } catch (error) {
    say(`Dokumen Word belum dapat dibuat. ${(error as Error).message}`);
  }
}
