/** Takes files one after the other through the examiner and tells how far it is. */
import { DEFAULT_LIMITS } from '../../../labs/signature/pdf/limits.ts';
import { unreadable } from '../../../labs/signature/verdict/unreadable.ts';
import { Cancelled, type Examiner, NoAnswer } from './examiner.ts';
import type { Examined } from './protocol.ts';
import type { Incoming } from './sorting.ts';

/** Told before each file. @param place from 1. */
export type Progress = (file: File, place: number, total: number) => void;

export class FileQueue {
  readonly #examiner: Examiner;
  #stopped = false;

  constructor(examiner: Examiner) {
    this.#examiner = examiner;
  }

  /** @returns how many were finished; fewer than given after a cancel. */
  async run(
    documents: readonly Incoming[],
    anchors: readonly Uint8Array[],
    progress: Progress,
    done: (document: Incoming, examined: Examined) => void,
  ): Promise<number> {
    this.#stopped = false;
    let finished = 0;
    for (const document of documents) {
      if (this.#stopped) break;
      progress(document.file, finished + 1, documents.length);
      try {
        done(document, await this.examine(document, anchors));
      } catch (error) {
        if (error instanceof Cancelled) break;
        throw error;
      }
      finished++;
    }
    return finished;
  }

  /** Never throws for what is in the file; an answer that did not come is a report as well. */
  async examine({ file, content, password }: Incoming, anchors: readonly Uint8Array[]): Promise<Examined> {
    const { fileBytes } = DEFAULT_LIMITS;
    if (file.size + (content?.size ?? 0) > fileBytes)
      return refused(`Berkas lebih besar dari ${Math.round(fileBytes / 1024 / 1024)} MiB, batas alat ini.`);
    try {
      return await this.#examiner.verify({
        kind: 'verify',
        bytes: await bytesOf(file),
        anchors,
        at: Date.now(),
        ...(content && { content: await bytesOf(content) }),
        ...(password !== undefined && { password }),
      });
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      if (error instanceof NoAnswer) return refused(error.message);
      // The browser could not read it: a folder, or a file moved away meanwhile.
      return refused(
        'Peramban tidak dapat membaca berkas ini. Salin dulu ke perangkat Anda, lalu pilih lagi.',
      );
    }
  }

  cancel(): void {
    this.#stopped = true;
    this.#examiner.cancel();
  }
}

function refused(why: string): Examined {
  return {
    report: unreadable(why),
    sha256: '',
    contentSha256: null,
    carried: null,
    wantsContent: false,
  };
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
