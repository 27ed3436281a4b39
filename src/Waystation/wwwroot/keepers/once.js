// A PIN is shown once: were a button pressed twice, the second answer would take the place of the one that bears it.
document.addEventListener('submit', event => {
    // Held back by another script, it has not been sent.
    if (event.defaultPrevented) return;

    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
});
// Come back to by the back button, the form may be sent again.
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
// Nothing is lost here by a second tap, so the answer needs no page of its own.
document.querySelectorAll('form[target=_blank]').forEach(form => form.removeAttribute('target'));
