import { PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: by the path of each page that is kept, what it starts from. */
declare const SHELLS: Readonly<Record<string, PrecacheEntry[]>>;

/** Each page registers a worker of its own, so that nobody keeps what another page needs. */
const page = new URL(self.registration.scope).pathname;
const cacheName = `passline-shell:${page}`;
const shell = new PrecacheController({ cacheName });
shell.addToCacheList(SHELLS[page] ?? []);

/**
 * Removes the parts of earlier versions, once nobody has one of them open, and while no newer one is laying
 * in its own.
 */
async function tidy(event: FetchEvent): Promise<void> {
  const { installing, waiting, scope } = self.registration;
  const open = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(
    ({ url }) => url.startsWith(scope),
  );
  // The page that is being left is still counted.
  if (open.length <= 1 && installing === null && waiting === null) await shell.activate(event);
}

self.addEventListener('install', (event) => {
  void shell.install(event);
  // Open pages stay as they are; the next one to be opened is of this version.
  void self.skipWaiting();
});
// A page that was opened before there was a worker is looked after too.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
// Before the routes: whoever answers is the last to hear.
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.waitUntil(tidy(event));
});

const withoutSlash = (url: URL): URL => new URL(url.pathname.replace(/(.)\/$/, '$1'), url);
// What stands in an address, such as what a payment provider adds, makes no other page of it, and is never
// kept.
registerRoute(
  new PrecacheRoute(shell, {
    cleanURLs: false,
    ignoreURLParametersMatching: [/./],
    urlManipulation: ({ url }) => [withoutSlash(url)],
  }),
);
// A page that is open while a new version takes over may still want parts of its own, which the server no
// longer has.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await caches.match(request, { cacheName })) ?? fetch(request),
);
