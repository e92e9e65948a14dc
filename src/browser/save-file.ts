/** Hands the reader a file made in this page. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the content once the click's task is over.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
