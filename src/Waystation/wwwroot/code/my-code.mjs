// Renews the code in its place before it expires, and says so where it cannot: an expired code must not be shown as a good one.
const every = 4 * 60_000;
let renewedAt = Date.now();

async function renew() {
    try {
        const answer = await fetch('/me/code', { headers: { Accept: 'text/html' } });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const pass = page.getElementById('pass');
        // Signed out elsewhere, or no member any more: the whole page tells it.
        if (answer.redirected || !pass) return location.reload();
        document.getElementById('pass').replaceWith(pass);
        document.querySelector('.text').replaceWith(page.querySelector('.text'));
        renewedAt = Date.now();
    } catch { /* no signal: the code holds until it expires */ }
    tell();
}

// By the time that has passed here: this phone's clock may be off.
function tell() {
    const stale = document.getElementById('stale');
    const old = Date.now() - renewedAt > 5 * 60_000;
    stale.textContent = old ? stale.dataset.says : '';
    document.getElementById('pass').hidden = old;
}

if (document.getElementById('pass')) {
    setInterval(() => Date.now() - renewedAt >= every ? renew() : tell(), 15_000);
    // A phone that slept did not count.
    document.addEventListener('visibilitychange', () => { if (!document.hidden && Date.now() - renewedAt >= every) renew(); });
}
