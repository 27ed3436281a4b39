// Keeps the page that is taken along on a round, for where there is no signal. It minds nothing else, and keeps nobody's data.
const kept = 'rounds-1';
const page = '/rounds/walk';
const pieces = [page, '/site.css', '/seal.svg', '/rounds/rounds.css', '/rounds/walk.mjs', '/rounds/store.mjs', '/rounds/deliver.mjs', '/rounds/visit.mjs', '/rounds/shots.mjs', '/pictures/picture.mjs', '/pictures/picture.css'];
// A cellar often has a signal that answers nothing.
const patience = 4000;

self.addEventListener('install', event => {
    self.skipWaiting();
    event.waitUntil(Promise.all(pieces.map(fetchAndKeep)));
});

self.addEventListener('activate', event => event.waitUntil(tidy()));

self.addEventListener('fetch', event => {
    const address = new URL(event.request.url);
    if (event.request.method !== 'GET' || address.origin !== location.origin || !pieces.includes(address.pathname)) return;
    event.respondWith(freshOrKept(address.pathname));
});

async function tidy() {
    for (const name of await caches.keys()) if (name.startsWith('rounds-') && name !== kept) await caches.delete(name);
    await self.clients.claim();
}

async function freshOrKept(path) {
    const asked = fetchAndKeep(path);
    asked.catch(() => {});
    const late = new Promise((_, fail) => setTimeout(fail, patience));
    try {
        return await Promise.race([asked, late]);
    } catch {
        return await caches.match(path, { cacheName: kept }) ?? asked;
    }
}

async function fetchAndKeep(path) {
    const answer = await fetch(path, { credentials: 'same-origin' });
    // Whose sign-in has run out is sent to another page, which is not this one.
    if (answer.redirected) return Response.redirect(answer.url);
    if (answer.status >= 500) throw new Error(`${answer.status}`);
    if (answer.ok) await (await caches.open(kept)).put(path, answer.clone());
    return answer;
}
