/** What was dropped, folders opened: facilitators collect progress files in one. */

/** What a folder holds besides progress files (notes, pictures, the system's own) is passed over without a word. */
const OURS = /\.(?:jsonl?|txt)$/i;

export async function droppedFiles(transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<File[]> {
  // Both lists are emptied as soon as the event is over.
  const plain = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const found = await Promise.all(entries.map((entry) => (entry ? filesIn(entry, false) : [])));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry, inFolder: boolean): Promise<File[]> {
  if (entry.isDirectory) {
    const inside = await entriesOf((entry as FileSystemDirectoryEntry).createReader()).catch(() => []);
    return (await Promise.all(inside.map((each) => filesIn(each, true)))).flat();
  }
  if (inFolder && !OURS.test(entry.name)) return [];
  const file = new Promise<File>((ready, fail) => (entry as FileSystemFileEntry).file(ready, fail));
  return file.then(
    (each) => [each],
    // What cannot be opened is told like a file that says nothing.
    () => [new File([], entry.name)],
  );
}

/** A reader gives a hundred at a time, and none when it has given all (File and Directory Entries API, 7.3). */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((ready, fail) => reader.readEntries(ready, fail));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
