// What the workers of pages that open without signal share: a few files of our own, fresh where there is a signal, kept where there is none.
// A cellar often has a signal that answers nothing.
const patience = 4000;

/** @param family of caches, so that older ones are found; @param version of this list of pieces; @param pieces paths, the first is the page. */
self.keepPieces = (family, version, pieces) => {
    const kept = `${family}-${version}`;

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
        for (const name of await caches.keys()) if (name.startsWith(`${family}-`) && name !== kept) await caches.delete(name);
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
        // Whose sign-in has run out is sent to another page, which is not this one.
        if (answer.redirected) return Response.redirect(answer.url);
        if (answer.status >= 500) throw new Error(`${answer.status}`);
        if (answer.ok) await (await caches.open(kept)).put(path, await stamped(answer.clone()));
        return answer;
    }
};

// Which moment it is from, by this device's own clock: only that tells an age without trusting two clocks.
async function stamped(answer) {
    const headers = new Headers(answer.headers);
    headers.set('X-Kept-At', Date.now());
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
}
