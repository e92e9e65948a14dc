/** Hands a file made on this page to the reader. Nothing leaves the device. */
export function download(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // The browser reads the address after the press: give it a moment before the address goes.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
