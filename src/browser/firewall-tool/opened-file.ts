/** A file somebody brought, as text; or why it was not opened. */

/** In bytes: what the reading takes at most, written as UTF-16. */
const LARGEST = 8 * 1024 * 1024;

export async function openedFile(file: File): Promise<{ text: string } | { refused: string }> {
  if (file.size > LARGEST)
    return { refused: `"${file.name}" terlalu besar untuk aturan firewall, jadi tidak dibuka.` };
  try {
    return { text: textOf(await file.arrayBuffer()) };
  } catch {
    return {
      refused: `"${file.name}" tidak dapat dibuka: itu map, atau terkunci. Pilih berkas di dalamnya.`,
    };
  }
}

/** PowerShell writes what it redirects as UTF-16 with a mark of order; anything else is UTF-8. */
function textOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  const wide = first === 0xff && second === 0xfe;
  return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes).replaceAll('\r\n', '\n');
}
