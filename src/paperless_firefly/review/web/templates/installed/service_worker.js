{% load static %}// Shows a page of words where there is no connection, and keeps what other apps share until the
// page for it is open. No page, no document and no figure is ever kept.
const OFFLINE = "{% url "offline" %}";
const UPLOAD = "{% url "upload" %}";
const SHARE = "{% url "upload-shared" %}";
const SHARED = "shared";
const KEPT = "offline-{{ version }}";
const PARTS = [{% for part in kept %}"{{ part }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

async function install() {
  await (await caches.open(KEPT)).addAll(PARTS);
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== KEPT && name !== SHARED);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}

async function keep(request) {
  try {
    const files = (await request.formData()).getAll("files").filter((file) => file.size);
    const kept = await caches.open(SHARED);
    for (const [number, file] of files.entries()) {
      const headers = { "content-type": file.type || "application/octet-stream", "x-name": encodeURIComponent(file.name) };
      await kept.put(`${SHARE}${Date.now()}-${number}`, new Response(file, { headers }));
    }
    return Response.redirect(`${UPLOAD}?shared`, 303);
  } catch {
    return Response.redirect(`${UPLOAD}?unkept`, 303);
  }
}

async function open(event) {
  const all = await self.clients.matchAll({ type: "window" });
  await (all[0]?.focus() ?? self.clients.openWindow("/"));
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== self.location.origin) return;
  if (method === "POST" && pathname === SHARE) event.respondWith(keep(event.request));
  else if (method === "GET" && mode === "navigate") event.respondWith(page(event));
  else if (method === "GET" && PARTS.includes(pathname)) event.respondWith(part(event.request));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event));
});
