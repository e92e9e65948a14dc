/** Says what the page fetched since a file was chosen, so that nobody has to take our word for it. */

/** @param since a moment of `performance.now()`. */
export function fetchedSince(since: number): string {
  const all = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= since);
  const elsewhere = all.filter(({ name }) => new URL(name, location.href).origin !== location.origin);
  const what =
    all.length === 0
      ? 'tidak meminta apa pun dari jaringan'
      : `meminta ${all.length} berkas program dari ${location.host}`;
  const others = elsewhere.length === 0 ? 'Ke tempat lain: 0.' : `Ke tempat lain: ${elsewhere.length}.`;
  return `Sejak berkas dipilih, halaman ini ${what}. ${others} Berkas Anda tidak ikut; hitungan yang sama ada di tab Jaringan peramban (F12).`;
}
