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
