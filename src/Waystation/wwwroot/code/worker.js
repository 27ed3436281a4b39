// Keeps the page that verifies membership codes, and what it needs, for where there is no signal. It minds nothing else.
const kept = 'code-1';
const page = '/code/verify';
const keys = '/api/code/keys';
const pieces = [page, keys, '/site.css', '/seal.svg', '/code/code.css', '/code/page.mjs', '/code/verifier.mjs', '/code/vendor/jsQR.js', '/code/vendor/sm2.js'];
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
    for (const name of await caches.keys()) if (name.startsWith('code-') && name !== kept) await caches.delete(name);
    await self.clients.claim();
}

async function freshOrKept(path) {
    const asked = fetchAndKeep(path);
    asked.catch(() => {});
    const late = new Promise((_, fail) => setTimeout(fail, patience));
    try {
        return await Promise.race([asked, late]);
    } catch {
        // Nothing kept: however late, the network is all there is.
        return await caches.match(path, { cacheName: kept }) ?? asked;
    }
}

async function fetchAndKeep(path) {
    const answer = await fetch(path, { credentials: 'same-origin' });
    if (!answer.ok) return answer;

    const cache = await caches.open(kept);
    await cache.put(path, await stamped(answer.clone()));
    return answer;
}

// Which moment it is from, by this device's own clock: only that tells an age without trusting two clocks.
async function stamped(answer) {
    const headers = new Headers(answer.headers);
    headers.set('X-Kept-At', Date.now());
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
}
