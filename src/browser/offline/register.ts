/**
 * Registers the service worker once the page is at rest, and says two things only when they are true: that the site is
 * stored on this device, and that a newer version waits.
 */
const AT_REST_MS = 3000;

function show(name: 'stored' | 'update' | 'offline', shown: boolean): void {
  for (const node of document.querySelectorAll<HTMLElement>(`[data-offline="${name}"]`)) node.hidden = !shown;
}

function watchConnection(): void {
  const update = () => show('offline', !navigator.onLine);
  addEventListener('online', update);
  addEventListener('offline', update);
  update();
}

function offerUpdate(waiting: ServiceWorker): void {
  show('update', true);
  document.querySelector('[data-offline-update]')?.addEventListener('click', () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
    waiting.postMessage({ type: 'SKIP_WAITING' });
  });
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/sw.js');
  if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) offerUpdate(worker);
    });
  });
  await navigator.serviceWorker.ready;
  show('stored', true);
}

watchConnection();
// Over plain http on a LAN there is no service worker; the site then needs its server, and says nothing else.
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  const start = () => void register().catch(() => undefined);
  if (navigator.serviceWorker.controller) start();
  else addEventListener('load', () => setTimeout(start, AT_REST_MS));
}
