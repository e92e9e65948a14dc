/** Sorts what was chosen or dropped: documents, signatures with the files they are over, certificates, key files. */

/** A document to judge. */
export interface Incoming {
  readonly file: File;
  /** What a detached signature (`.p7s`) is over, when it came along. */
  readonly content?: File;
  readonly password?: string;
}

export interface Sorted {
  readonly documents: readonly Incoming[];
  readonly certificates: readonly File[];
  /** PKCS#12: need a password before anything can be read. */
  readonly keyFiles: readonly File[];
  /** Files of a folder that are none of these. */
  readonly passedOver: number;
}

const CERTIFICATE = /\.(pem|crt|cer|der)$/i;
const KEY_FILE = /\.(p12|pfx)$/i;
const SIGNATURE = /\.p7s$/i;
const DOCUMENT = /\.(pdf|p7s|p7m|p7b|p7c)$/i;

/** @param fromFolder a folder holds other things as well, which nobody asked about. */
export function sortFiles(files: readonly File[], fromFolder: boolean): Sorted {
  const certificates = files.filter(({ name }) => CERTIFICATE.test(name));
  const keyFiles = files.filter(({ name }) => KEY_FILE.test(name));
  const rest = files.filter(({ name }) => !CERTIFICATE.test(name) && !KEY_FILE.test(name));
  const byPath = new Map(rest.map((file) => [pathOf(file), file]));
  const signatures = rest.filter(({ name }) => SIGNATURE.test(name));
  const contents = new Map(
    signatures.map((file) => [file, byPath.get(pathOf(file).replace(SIGNATURE, ''))] as const),
  );
  const signed = new Set(contents.values());
  const documents = rest
    .filter((file) => DOCUMENT.test(file.name) || !(fromFolder || signed.has(file)))
    .map((file): Incoming => {
      const content = contents.get(file);
      return { file, ...(content && { content }) };
    });
  const passedOver = rest.filter(
    (file) => !signed.has(file) && !documents.some((one) => one.file === file),
  ).length;
  return { documents, certificates, keyFiles, passedOver };
}

function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

/** What was dropped, folders opened. @returns null when no folder was among it. */
export async function filesOfDrop(items: DataTransferItemList): Promise<File[] | null> {
  // The list is emptied as soon as this turn of the event loop ends: take the entries first.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.some((entry) => entry.isDirectory)) return null;
  return (await Promise.all(entries.map((entry) => filesUnder(entry)))).flat();
}

async function filesUnder(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return [
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    ];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A reader gives a hundred or so at a time, and then nothing.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesUnder(one)));
  }
}
