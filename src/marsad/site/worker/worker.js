// Stands between a reader's browser and the observatory for one thing: where no page can be had, to show one that says so. It keeps
// that page in each language with what it is set in, and no page of the record: a verdict that was kept may have changed since.
// KEPT is written before this text: {version, pages: [[beginning of an address, page], …] the longest first, parts, untouched}.
"use strict";

const BEGINNING = "marsad-line-";
const SHELF = BEGINNING + KEPT.version;
const UNREACHED = new Set([502, 504]); // the proxy stands, what it leads to does not

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { method, mode, destination, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode !== "navigate") {
    if (KEPT.parts.includes(pathname)) event.respondWith(fetch(event.request).catch(() => find(pathname)));
  } else if (destination === "document" && !KEPT.untouched.some((beginning) => pathname.startsWith(beginning))) {
    event.respondWith(visit(event, pathname));
  }
});

async function keep() {
  const shelf = await caches.open(SHELF);
  await shelf.addAll([...KEPT.pages.map(([, page]) => page), ...KEPT.parts]);
  await skipWaiting();
}

async function takeOver() {
  const shelves = await caches.keys();
  await Promise.all(shelves.filter((name) => name.startsWith(BEGINNING) && name !== SHELF).map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable(); // the page is asked for while this wakes
}

async function find(pathname) {
  const shelf = await caches.open(SHELF);
  return (await shelf.match(pathname)) ?? Response.error();
}

async function visit(event, pathname) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    if (!UNREACHED.has(answer.status)) return answer;
  } catch {
    // no line, or nobody at its other end
  }
  const page = KEPT.pages.find(([beginning]) => pathname.startsWith(beginning))[1];
  const kept = await find(page);
  return kept.ok ? new Response(kept.body, { status: 503, headers: kept.headers }) : kept;
}
