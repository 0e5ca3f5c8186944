/* The service worker, given out as /sw.js. Each part is on its own: a listener, and what only it needs. */
"use strict";

/* -- a new worker takes over at once: its parts do not depend on what an older one kept */
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

/* -- push: says what came in the words that the site sent; two that wait are shown as one */
addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data ? event.data.json() : {};
  } catch {
    told = {};
  }
  const title = String(told.title || self.location.host);
  const options = { body: String(told.body || ""), tag: String(told.tag || "news"), data: String(told.url || "/") };
  event.waitUntil(self.registration.showNotification(title, options));
});

/* -- a push that is pressed leads to a page of this site: in a window that is open, or in a new one */
addEventListener("notificationclick", (event) => {
  event.notification.close();
  const place = new URL(String(event.notification.data || "/"), self.location.origin);
  if (place.origin !== self.location.origin) return;
  const go = async () => {
    const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const same = open.find((one) => new URL(one.url).origin === place.origin);
    if (!same) return clients.openWindow(place.href);
    await same.focus();
    return same.navigate(place.href).catch(() => clients.openWindow(place.href));
  };
  event.waitUntil(go());
});
