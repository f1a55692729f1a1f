// Opens the page without a network: the page shows what the device remembers and says that it is offline. With a
// network, the page is always the server's own.

const KEPT = "sotto-kitchen";
const PAGE_WITHIN_MILLIS = 4_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  const page = event.request.mode === "navigate" && /^\/kitchen\/[^/]+$/.test(pathname);
  if (event.request.method !== "GET" || !(page || /^\/assets\/(kitchen|devices)\//.test(pathname))) return;
  event.respondWith(fresh(event.request, pathname));
});

/** The query says which screen it is, and the page is the same for all. A slow network is waited for only where nothing is kept. */
async function fresh(request, pathname) {
  const kept = await caches.open(KEPT);
  const known = await kept.match(pathname);
  const asked = fetch(request).then(async (response) => {
    if (response.ok) await kept.put(pathname, response.clone());
    return response;
  });
  if (!known) return asked;
  const late = new Promise((done) => setTimeout(done, PAGE_WITHIN_MILLIS, known));
  return Promise.race([asked, late]).catch(() => known);
}
