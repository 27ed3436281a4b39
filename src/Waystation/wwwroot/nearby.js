// "My position": only when asked, and rounded to about a hundred metres before it leaves the phone.
const here = document.getElementById('here');
const trouble = document.getElementById('trouble');

function goFrom(position) {
    const to = new URL(here.dataset.to, location);
    to.searchParams.set('lat', position.coords.latitude.toFixed(3));
    to.searchParams.set('lon', position.coords.longitude.toFixed(3));
    location.assign(to);
}

if (navigator.geolocation && window.isSecureContext) {
    here.hidden = false;
    here.addEventListener('click', () => {
        here.disabled = true;
        navigator.geolocation.getCurrentPosition(goFrom, () => {
            here.disabled = false;
            trouble.textContent = here.dataset.denied;
        }, { timeout: 10000, maximumAge: 60000 });
    });
}

// A list that the phone kept says so, and how old it is.
const offline = document.getElementById('offline');
if (offline.dataset.kept) {
    const minutes = Math.max(1, Math.round((Date.now() - Number(offline.dataset.kept)) / 60000));
    const [words, count] = minutes < 60 ? [offline.dataset.minutes, minutes] : minutes < 1440 ? [offline.dataset.hours, Math.floor(minutes / 60)] : [offline.dataset.days, Math.floor(minutes / 1440)];
    // As the house does: {0|day|days} is chosen by the count.
    const ago = words.replace(/\{0\|([^|}]*)\|([^}]*)\}/g, count === 1 ? '$1' : '$2').replace('{0}', count);
    offline.textContent = offline.dataset.words.replace('{0}', ago);
    offline.hidden = false;
}

navigator.serviceWorker?.register('/start-worker.js');
