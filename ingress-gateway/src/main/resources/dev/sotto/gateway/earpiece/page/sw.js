// The page opens without a network too: the newest of each file when there is one, else the last that was seen.

const NAME = "sotto-earpiece-3";
const SHELL = [
  "./", "main.js", "line.js", "kept.js", "microphone.js", "capture.js", "packer.js", "renewal.js", "speaker.js", "words.js",
  "earpiece.css", "icon.svg", "manifest.webmanifest",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const isShell = SHELL.some((file) => new URL(file, self.registration.scope).pathname === url.pathname);
  if (event.request.method !== "GET" || !isShell) return;
  event.respondWith(
    fetch(event.request)
      .then((answer) => {
        if (answer.ok) {
          const copy = answer.clone();
          caches.open(NAME).then((cache) => cache.put(event.request, copy));
        }
        return answer;
      })
      .catch(() => caches.match(event.request, { ignoreSearch: true })),
  );
});
