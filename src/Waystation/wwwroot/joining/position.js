// "Use my position": only when asked, and rounded to about a hundred metres before it leaves the phone.
const here = document.getElementById('here');
const trouble = document.getElementById('trouble');

if (navigator.geolocation && window.isSecureContext) {
    here.hidden = false;
    here.addEventListener('click', () => {
        here.disabled = true;
        navigator.geolocation.getCurrentPosition(position => {
            location.assign(`/join?lat=${position.coords.latitude.toFixed(3)}&lon=${position.coords.longitude.toFixed(3)}`);
        }, () => {
            here.disabled = false;
            trouble.textContent = here.dataset.denied;
        }, { timeout: 10000, maximumAge: 60000 });
    });
}
