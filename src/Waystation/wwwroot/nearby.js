// "Use my position": only when asked, rounded to about a hundred metres before it leaves the phone.
const here = document.getElementById('here');
const trouble = document.getElementById('trouble');

function goFrom(position) {
    const form = here.form;
    const at = new URLSearchParams(new FormData(form));
    at.delete('area');
    at.set('lat', position.coords.latitude.toFixed(3));
    at.set('lon', position.coords.longitude.toFixed(3));
    location.assign(form.getAttribute('action') + '?' + at);
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
