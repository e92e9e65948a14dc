/** Judges and draws drafts beside the page, so that typing never waits for the arrows. */
import { judgeDraft } from '../../sop/draft/judge.ts';
import { knownOf, type Library, registersOf } from '../../sop/draft/library.ts';
import { drawDraft } from '../../sop/draft/picture.ts';
import { pageSvg } from '../../sop/sheet/svg.ts';
import { sayTotal, totalTime } from '../../sop/time.ts';
import type { Answer, Question } from './protocol.ts';

let library: Library = {
  instansi: { nama: '', diskominfo: { nama: '', singkatan: '', bidang: '', alamat: '' } },
  peraturan: [],
  klausul: [],
  sop: [],
};
let waiting: Extract<Question, { kind: 'draft' }> | undefined;

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.kind === 'library') {
    library = data.library;
    return;
  }
  // Questions that came while one was being answered are old news: only the last is answered.
  const idle = waiting === undefined;
  waiting = data;
  if (idle) setTimeout(answer);
});

function answer(): void {
  if (!waiting) return;
  const { no, draft, paper } = waiting;
  waiting = undefined;
  const { pages, reason } = drawDraft(draft, registersOf(library), paper);
  const reply: Answer = {
    no,
    remarks: judgeDraft(draft, knownOf(library)),
    pages,
    drawings: pages.map(pageSvg),
    reason,
    total: sayTotal(totalTime(draft.sop)),
  };
  self.postMessage(reply);
}
