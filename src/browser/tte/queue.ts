/** Takes files one after the other through the examiner and tells how far it is. */
import { DEFAULT_LIMITS } from '../../../labs/signature/pdf/limits.ts';
import { unreadable } from '../../../labs/signature/verdict/unreadable.ts';
import { Cancelled, type Examiner, NoAnswer } from './examiner.ts';
import type { Examined } from './protocol.ts';

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
    files: readonly File[],
    anchors: readonly Uint8Array[],
    progress: Progress,
    done: (file: File, examined: Examined) => void,
  ): Promise<number> {
    this.#stopped = false;
    let finished = 0;
    for (const file of files) {
      if (this.#stopped) break;
      progress(file, finished + 1, files.length);
      try {
        done(file, await this.examine(file, anchors));
      } catch (error) {
        if (error instanceof Cancelled) break;
        throw error;
      }
      finished++;
    }
    return finished;
  }

  /** Never throws for what is in the file; an answer that did not come is a report as well. */
  async examine(file: File, anchors: readonly Uint8Array[], password?: string): Promise<Examined> {
    const { fileBytes } = DEFAULT_LIMITS;
    if (file.size > fileBytes)
      return refused(`Berkas lebih besar dari ${Math.round(fileBytes / 1024 / 1024)} MiB, batas alat ini.`);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const at = Date.now();
      return await this.#examiner.verify({
        kind: 'verify',
        bytes,
        anchors,
        at,
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
  return { report: unreadable(why), sha256: '' };
}
