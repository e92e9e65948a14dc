/** Makes a desk that was opened once open again without a network: what it has loaded goes through the offline worker. */

/** @returns when everything the page has loaded so far is stored; false where there is no offline worker */
export async function keepForOffline(): Promise<boolean> {
  const workers = navigator.serviceWorker;
  if (!workers) return false;
  await workers.ready;
  if (!workers.controller)
    await new Promise((taken) => workers.addEventListener('controllerchange', taken, { once: true }));
  // Word is asked for by few and weighs the most; the small files are fetched now so that saving never needs a network.
  await import('./files.ts');
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const own = [...new Set(loaded)].filter((name) => name.startsWith(location.origin));
  await Promise.all(own.map((name) => fetch(name).catch(() => undefined)));
  return true;
}
