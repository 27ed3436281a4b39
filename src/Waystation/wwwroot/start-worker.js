// Keeps the last list of stations on the phone, so that where there is no signal it can still be read, with its age.
const shelf = 'stations-1';
const last = '/last-list';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

async function keep(answer) {
    const kept = await caches.open(shelf);
    await kept.put(last, new Response(await answer.text(), { headers: { 'Content-Type': 'text/html; charset=utf-8', 'X-Kept-At': `${Date.now()}` } }));
}

async function kept() {
    const answer = await caches.match(last);
    if (!answer) return Response.error();

    // The page itself says how old it is, in its own words.
    const html = (await answer.text()).replace('data-kept=""', `data-kept="${answer.headers.get('X-Kept-At')}"`);
    return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

async function list(event) {
    try {
        const answer = await fetch(event.request);
        // What the house does not want kept (somebody is signed in) is not.
        if (answer.status === 200 && !answer.headers.get('Cache-Control')?.includes('no-store')) event.waitUntil(keep(answer.clone()));
        return answer;
    } catch (away) {
        return kept();
    }
}

// One of its stations cannot be opened then: the list again, which says how old it is, rather than the browser's own empty page.
async function orList(request) {
    try {
        return await fetch(request);
    } catch (away) {
        return Response.redirect('/');
    }
}

self.addEventListener('fetch', event => {
    const { request } = event;
    if (request.mode !== 'navigate' || request.method !== 'GET') return;

    const { pathname } = new URL(request.url);
    if (pathname === '/') event.respondWith(list(event));
    else if (pathname.startsWith('/stations/')) event.respondWith(orList(request));
});
